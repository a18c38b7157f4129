"""One search over a snapshot: both legs, fused, filtered, the best unit of each turn."""

import math
from collections.abc import Sequence

import numpy as np

from corpus.quote import InsightLabel
from index.analysis import terms
from index.embedders import Vectors
from index.filters import Filters
from index.fusion import Fusion, Scores
from index.hits import Hit, SearchResult
from index.labels import InsightLabels
from index.selection import select
from index.snapshot import Booleans, Integers, Snapshot
from index.tags import TaggedSpans
from index.unit_store import UnitStore


class Searcher:
    """Searches one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, units: UnitStore, labels: InsightLabels, tags: TaggedSpans) -> None:
        self.snapshot = snapshot
        self._fusion = Fusion(snapshot)
        self._units = units
        self._labels = labels
        self._tags = tags

    def search(self, question: str, vector: Vectors, filters: Filters, limit: int) -> SearchResult:
        """Find the best units.

        Args:
            question: As asked.
            vector: Its embedding, shape (dimension,).
            filters: Which units may be returned.
            limit: How many at most.

        Raises:
            UsageError: A filter names a speaker or tag that the corpus does not have.
        """
        allowed = select(filters, self.snapshot, self._tags, self._labels)
        stems = list(dict.fromkeys(terms(question)))
        weights = self._term_weights(stems)
        if not allowed.any():
            return SearchResult(hits=(), allowed=0, terms=weights)
        dense = (self.snapshot.vectors @ vector).astype(np.float64)
        fused = self._fusion.scores(dense, self._lexical(stems), self._scope(allowed))
        best = self._best_a_turn(fused, allowed, limit)
        labels = self._labels.of(best)
        matched = self._matched(stems, best)
        hits = (self._hit(p, fused, dense, m, i) for p, m, i in zip(best, matched, labels, strict=True))
        return SearchResult(hits=tuple(hits), allowed=int(allowed.sum()), terms=weights)

    def _lexical(self, stems: Sequence[str]) -> Scores:
        numbers, scores = self._units.bm25(stems)
        at, known = self.snapshot.positions(numbers)
        lexical = np.zeros(len(self.snapshot))
        lexical[at[known]] = scores[known]
        return lexical

    def _scope(self, allowed: Booleans) -> Booleans:
        """All units of the interviews that have an allowed one: what a score is measured against."""
        interviews = np.zeros(len(self.snapshot.interviews), dtype=np.bool_)
        interviews[self.snapshot.interview[allowed]] = True
        return np.asarray(interviews[self.snapshot.interview])

    def _best_a_turn(self, fused: Scores, allowed: Booleans, limit: int) -> list[int]:
        candidates: Integers = np.flatnonzero(allowed)
        order = candidates[np.argsort(-fused[candidates], kind="stable")]
        chosen: dict[int, int] = {}
        for position in order:
            if len(chosen) == limit:
                break
            chosen.setdefault(int(self.snapshot.turn[position]), int(position))
        return list(chosen.values())

    def _term_weights(self, stems: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each stem, 1 for one that no unit holds."""
        size = max(len(self.snapshot), 1)
        highest = math.log(1 + size)
        return {s: round(math.log(1 + size / (1 + self._units.document_frequency(s))) / highest, 4) for s in stems}

    def _matched(self, stems: Sequence[str], positions: Sequence[int]) -> list[tuple[str, ...]]:
        found: list[list[str]] = [[] for _ in positions]
        wanted = {int(self.snapshot.numbers[p]): k for k, p in enumerate(positions)}
        for stem in stems:
            for number in self._units.holding(stem, list(wanted)):
                found[wanted[number]].append(stem)
        return [tuple(f) for f in found]

    def _hit(self, position: int, fused: Scores, dense: Scores, matched: tuple[str, ...], insights: tuple[InsightLabel, ...]) -> Hit:
        row = self.snapshot.rows[position]
        return Hit(
            start=row.start,
            end=row.end,
            interview=row.interview,
            turn=row.turn,
            sha256=row.sha256,
            score=float(fused[position]),
            cosine=float(dense[position]),
            matched=matched,
            insights=insights,
        )
