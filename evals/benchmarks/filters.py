"""What filters cost: ``python -m evals.benchmarks.filters [UNITS]`` prints each filter's time against an unfiltered search.

The corpus is made up: random vectors and stems, but as many units, speakers, tags and dates as a large archive has.
"""

import random
import statistics
import sys
import time
from collections.abc import Sequence

import numpy as np

from corpus.catalog.facets import Facts
from corpus.framework import load_framework
from corpus.models import Role, Tag
from index import Filters, TagFilter
from index.embedders import Embedder, Vectors, load_embedder
from index.insights import InsightSuggester
from index.labels import InsightLabels
from index.search import Searcher
from index.snapshot import Snapshot
from index.tags import Facets
from index.unit_store import UnitRow

UNITS = 50_000
TURNS = 250
VOCABULARY = 20_000
REPEATS = 15
QUESTION = "How do partnerships with government help a programme last?"
TAGS_EACH = 40


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    searcher, question = _searcher(size, load_embedder("minilm"))
    plain = _seconds(searcher, question, Filters())
    sys.stdout.write(f"{size} units, no filter: {1000 * plain:.1f} ms without embedding\n")
    for name, filters in _FILTERS.items():
        seconds = _seconds(searcher, question, filters)
        sys.stdout.write(f"{name:24} {1000 * seconds:6.1f} ms  {seconds / plain:.2f} times the unfiltered one\n")


_FILTERS = {
    "one interview": Filters(interviews=("talk0003",)),
    "ten interviews": Filters(interviews=tuple(f"talk{k:04}" for k in range(10))),
    "a speaker": Filters(speakers=("Speaker 7",)),
    "an organisation": Filters(organisations=("Organisation 3",)),
    "a role": Filters(roles=(Role.INTERVIEWEE,)),
    "a tag": Filters(tags=(TagFilter(dimension="theme", value="theme 4"),)),
    "an attribute": Filters(tags=(TagFilter(dimension="region", value="region 2"),)),
    "dates": Filters(since="2015", until="2018-06"),
    "an insight": Filters(insights=(2,)),
    "an insight by people": Filters(insights=(2,), human_only=True),
    "tag, dates and speaker": Filters(tags=(TagFilter(dimension="theme", value="theme 4"),), since="2012", speakers=("Speaker 7",)),
}


def _searcher(size: int, embedder: Embedder) -> tuple[Searcher, Vectors]:
    dice = np.random.default_rng(1)
    vectors = dice.normal(size=(size, embedder.dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [_row(k, dice) for k in range(size)]
    snapshot = Snapshot.build(rows, range(size), vectors)
    facets = Facets(snapshot, list(_tags(snapshot)), {key: _facts(k) for k, key in enumerate(snapshot.interviews)})
    suggester = InsightSuggester.build(load_framework(), embedder)
    labels = InsightLabels(load_framework(), suggester, facets, snapshot)
    return Searcher(snapshot, labels, facets, embedder), embedder.embed([QUESTION])[0]


def _row(number: int, dice: np.random.Generator) -> UnitRow:
    interview, turn = divmod(number, TURNS)
    words = " ".join(f"w{int(k)}" for k in dice.zipf(1.3, size=12) % VOCABULARY)
    asks = turn % 2 == 0
    role = Role.INTERVIEWER if asks else Role.INTERVIEWEE
    speaker = "Interviewer" if asks else f"Speaker {(interview + turn) % 50}"
    words += " govern" if number % 11 == 0 else " programm" if number % 7 == 0 else ""
    return UnitRow(
        number, f"talk{interview:04}", turn, turn * 200, turn * 200 + 199, speaker, None, f"Organisation {interview % 20}",
        role.value, 25, int(asks), "", words, 1, "en",
    )  # fmt: skip


def _tags(snapshot: Snapshot) -> Sequence[tuple[str, Tag]]:
    dice = random.Random(2)
    tags = []
    for interview in snapshot.interviews:
        for _ in range(TAGS_EACH):
            start = dice.randrange(TURNS) * 200
            kind, value = dice.choice((("theme", f"theme {dice.randrange(12)}"), ("insight", str(dice.randrange(1, 10)))))
            tags.append((interview, Tag(start=start, end=start + 150, dimension=kind, value=value)))
    return tags


def _facts(number: int) -> Facts:
    return Facts(date=f"{2010 + number % 14}-0{1 + number % 9}", attributes={"region": (f"region {number % 6}",)})


def _seconds(searcher: Searcher, vector: Vectors, filters: Filters) -> float:
    def embed(texts: Sequence[str]) -> Vectors:
        return np.stack([vector for _ in texts])

    taken = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        searcher.search(QUESTION, embed, filters, 10)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main()
