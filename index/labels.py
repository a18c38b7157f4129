"""The insights of units: a person's tags where there are any, else the program's suggestion."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from corpus.framework import Framework
from corpus.models import Origin, Tag
from corpus.quote import InsightLabel
from index.embedders import Vectors
from index.insights import InsightSuggester
from index.postings import Integers, Scores
from index.snapshot import Booleans, Snapshot
from index.tags import INSIGHT, Facets


class InsightLabels:
    """Labels units of one snapshot. What people tagged teaches the suggestions for all that they did not tag."""

    def __init__(self, framework: Framework, suggester: InsightSuggester, facets: Facets, snapshot: Snapshot) -> None:
        self._framework = framework
        self._snapshot = snapshot
        self._human: dict[int, list[int]] = {}
        examples: list[tuple[int, Vectors]] = []
        for number, units in self._tagged(facets):
            for unit in units:
                self._human.setdefault(int(unit), []).append(number)
            examples.append((number, _mean(snapshot.vectors[units])))
        vectors = np.stack([v for _, v in examples]) if examples else np.empty((0, snapshot.vectors.shape[1]), dtype=np.float32)
        self._suggester = suggester.learn(vectors, [number for number, _ in examples])

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the framework's insights."""
        return tuple(insight.number for insight in self._framework.insights)

    def of(self, positions: Sequence[int]) -> list[tuple[InsightLabel, ...]]:
        """The insights of the units at ``positions``."""
        suggested = self._suggester.suggest(self._snapshot.vectors[list(positions)])
        return [self._by_people(p) or ((s,) if s else ()) for p, s in zip(positions, suggested, strict=True)]

    def under(self, number: int, human_only: bool = False) -> Booleans:
        """Which units stand under an insight: tagged by a person or, where nobody tagged them, suggested."""
        tagged = list(self._human)
        mask = np.zeros(len(self._snapshot), dtype=np.bool_) if human_only else self._suggested[0] == number
        mask[tagged] = [number in self._human[unit] for unit in tagged]
        return mask

    def sureness(self, positions: Integers) -> Scores:
        """How sure the insights of units are, from 0 to 1, and 2 where a person tagged them."""
        tagged = np.array([int(position) in self._human for position in positions], dtype=np.bool_)
        return np.where(tagged, 2.0, self._suggested[1][positions])

    @cached_property
    def _suggested(self) -> tuple[Integers, Scores]:
        return self._suggester.best(self._snapshot.vectors)

    def _by_people(self, position: int) -> tuple[InsightLabel, ...]:
        numbers = dict.fromkeys(self._human.get(position, ()))
        insights = [insight for number in numbers if (insight := self._framework.insight(number))]
        return tuple(InsightLabel(number=i.number, title=i.title, origin=Origin.HUMAN) for i in insights)

    def _tagged(self, facets: Facets) -> Iterator[tuple[int, Integers]]:
        for interview, tag in facets.human:
            number = self._number(tag)
            units = facets.units_of(interview, tag.start, tag.end) if number else ()
            if number and len(units):
                yield number, np.asarray(units, dtype=np.int64)

    def _number(self, tag: Tag) -> int | None:
        """The insight that a tag names, or None where it is of another dimension or framework."""
        if tag.dimension != INSIGHT or tag.framework not in (None, self._framework.id) or not tag.value.isdigit():
            return None
        return int(tag.value) if self._framework.insight(int(tag.value)) else None


def _mean(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)
