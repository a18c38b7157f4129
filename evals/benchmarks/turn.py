"""What a turn of conversation costs beside the bare search: ``python -m evals.benchmarks.turn [DATA_DIR] [REPEATS]`` prints the ratio.

A turn is all that happens between a message and its answer: the follow-up understood, filters read, searched, quotes verified
and balanced, counter-evidence and follow-ups looked for. The bare search is `Index.search` of the same words under the same filters.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from assistant import Assistant

Result = TypeVar("Result")

REPEATS = 9
LIMIT = 10
MESSAGES = (
    "How do partnerships with government help a programme last?",
    "What about funding?",
    "Why does it take so long?",
    "What do people say about trust?",
    "And data?",
    "How do communities decide what to do?",
    "no, I meant women",
    "How do we change the story that people believe?",
)


def main() -> None:
    """Measure and print."""
    assistant = Assistant.open(sys.argv[1] if len(sys.argv) > 1 else None)
    assistant.ready()
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else REPEATS
    turns, searches = _measure(assistant, repeats)
    turn, search = statistics.median(turns), statistics.median(searches)
    units = assistant.index.report().units
    sys.stdout.write(f"{units} units, {len(turns)} turns: a turn {1000 * turn:.1f} ms, its bare search {1000 * search:.1f} ms\n")
    ratio = statistics.median(t / s for t, s in zip(turns, searches, strict=True))
    sys.stdout.write(f"a turn takes {ratio:.2f} times its bare search (median of pairs; 1.5 at most)\n")
    assistant.close()


def _measure(assistant: Assistant, repeats: int) -> tuple[list[float], list[float]]:
    """Seconds of each turn and of its bare search, the two measured one after the other; the first round warms up."""
    turns: list[float] = []
    searches: list[float] = []
    for round_number in range(repeats + 1):
        conversation = assistant.conversation()
        for message in MESSAGES:
            seconds, answer = _timed(partial(conversation.ask, message))
            bare, _ = _timed(partial(assistant.index.search, answer.standalone_question, answer.filters, LIMIT))
            if round_number:
                turns.append(seconds)
                searches.append(bare)
    return turns, searches


def _timed(run: Callable[[], Result]) -> tuple[float, Result]:
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
