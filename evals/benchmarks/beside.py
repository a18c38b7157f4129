"""Whether what was brought in takes answers away: ``python -m evals.benchmarks.beside DATA_DIR [QUESTIONS]`` prints shares.

DATA_DIR holds the built-in quotes and interviews about something else. The questions about the built-in quotes (``fresh``, ``held-out`` or
``development``) are weighed against the built-in quotes alone and against everything in the folder.
"""

import sys

from assistant import Assistant
from assistant.evidence import assess
from corpus.builtin import BUILTIN_ID
from corpus.errors import WhatsWorkingError
from evals.datasets.base import Question
from evals.datasets.builtin import FRESH, load_builtin, split_of
from index import Filters

CANDIDATES = 12


def main() -> None:
    """Weigh every question twice and print."""
    assistant = Assistant.open(sys.argv[1] if len(sys.argv) > 1 else None)
    chosen = sys.argv[2] if len(sys.argv) > 2 else FRESH
    try:
        assistant.ready()
        questions = [question for question in load_builtin().questions(assistant) if split_of(question) == chosen]
        units = assistant.index.report().units
        for name, filters in (("alone", Filters(interviews=(BUILTIN_ID,))), (f"beside the rest, {units} units in all", Filters())):
            sys.stdout.write(
                f"{len(questions)} {chosen} questions to the built-in quotes {name}: {_shares(assistant, questions, filters)}\n"
            )
    except WhatsWorkingError as error:
        sys.exit(f"beside: {error}")
    finally:
        assistant.close()


def _shares(assistant: Assistant, questions: list[Question], filters: Filters) -> str:
    """How many of the answerable questions have enough evidence, and how many of the others have not."""
    enough = [assess(assistant.index.search(question.text, filters, CANDIDATES)).enough for question in questions]
    answered = [found for found, question in zip(enough, questions, strict=True) if not question.unanswerable]
    refused = [not found for found, question in zip(enough, questions, strict=True) if question.unanswerable]
    return f"{sum(answered)} of {len(answered)} answered, {sum(refused)} of {len(refused)} others refused"


if __name__ == "__main__":
    main()
