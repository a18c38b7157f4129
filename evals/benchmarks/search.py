"""Warm queries: ours, verified and labelled, beside a bare encode and one query of Chroma."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import Assistant
from evals.benchmarks.bare import BareSearch
from evals.measures.timing import interleaved

LIMIT = 10


@dataclass(frozen=True)
class SearchTimes:
    """Seconds a question, in the order of the questions."""

    ours: list[float]
    bare: list[float]


def time_search(assistant: Assistant, bare: BareSearch, questions: Sequence[str]) -> SearchTimes:
    """Ask each question both ways, alternately; one question is asked before, to warm up."""
    for question in questions[:1]:
        assistant.search(question, limit=LIMIT)
        bare.query(question, LIMIT)
    ours, reference = interleaved(lambda q: assistant.search(q, limit=LIMIT), lambda q: bare.query(q, LIMIT), questions)
    return SearchTimes(ours=ours, bare=reference)
