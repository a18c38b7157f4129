"""The lexical leg in memory: for each stem the units that hold it, and how often."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from index.question import Term

Integers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

# The usual parameters of BM25 (Robertson and Zaragoza, 2009).
K1 = 1.2
B = 0.75


class Matches(NamedTuple):
    """Where a term of a question stands.

    Attributes:
        term: The term as it is reported: its stem in the first language that it was stemmed in.
        word: As it was asked.
        weight: Inverse document frequency.
        units: Positions of the units, ascending.
        counts: How often it stands in each of them.
    """

    term: str
    word: str
    weight: float
    units: Integers
    counts: Scores

    def holds(self, unit: int) -> bool:
        """Whether a unit holds the term."""
        at = int(np.searchsorted(self.units, unit))
        return at < len(self.units) and int(self.units[at]) == unit


@dataclass(frozen=True)
class Postings:
    """Stems of all units of a snapshot, each kept apart by the language of its interview.

    Attributes:
        starts: For each stem (by its number in ``vocabulary``) where its units begin; one more at the end.
        lengths: Stems in each unit.
    """

    vocabulary: dict[str, int]
    starts: Integers
    units: Integers
    counts: Scores
    lengths: Scores
    languages: tuple[str, ...]

    @classmethod
    def build(cls, stems: Sequence[str], languages: Sequence[str]) -> Self:
        """Collect the stems of units.

        Args:
            stems: The stems of each unit, joined by spaces.
            languages: The language that each unit was stemmed in.
        """
        vocabulary: dict[str, int] = {}
        lengths = np.zeros(len(stems), dtype=np.int64)
        numbers: list[int] = []
        for position, (words, language) in enumerate(zip(stems, languages, strict=True)):
            found = words.split()
            lengths[position] = len(found)
            numbers += [vocabulary.setdefault(f"{language}:{stem}", len(vocabulary)) for stem in found]
        term = np.array(numbers, dtype=np.int64)
        unit = np.repeat(np.arange(len(stems)), lengths)
        size = max(len(stems), 1)
        pairs, counts = np.unique(term * size + unit, return_counts=True)
        return cls(
            vocabulary=vocabulary,
            starts=np.searchsorted(pairs, np.arange(len(vocabulary) + 1) * size),
            units=pairs % size,
            counts=counts.astype(np.float64),
            lengths=lengths.astype(np.float64),
            languages=tuple(dict.fromkeys(languages)),
        )

    def matches(self, terms: Iterable[Term]) -> list[Matches]:
        """The units that hold each term; a unit is compared with the stem in its own language only."""
        return [self._matches(term) for term in terms]

    def _matches(self, term: Term) -> Matches:
        found = [self.vocabulary.get(f"{language}:{stem}") for language, stem in term.stems.items()]
        slices = [slice(int(self.starts[k]), int(self.starts[k + 1])) for k in found if k is not None]
        units = np.concatenate([self.units[s] for s in slices]) if slices else np.empty(0, dtype=np.int64)
        counts = np.concatenate([self.counts[s] for s in slices]) if slices else np.empty(0)
        if len(slices) > 1:
            order = np.argsort(units)
            units, counts = units[order], counts[order]
        return Matches(next(iter(term.stems.values())), term.word, self._weight(len(units)), units, counts)

    def _weight(self, frequency: int) -> float:
        return math.log(1 + (len(self.lengths) - frequency + 0.5) / (frequency + 0.5))

    def bm25(self, matches: Iterable[Matches]) -> Scores:
        """BM25 of each unit for terms that were matched; 0 where none of them stands."""
        scores = np.zeros(len(self.lengths))
        mean = float(self.lengths.mean()) if len(self.lengths) else 1.0
        for match in matches:
            length = 1 - B + B * self.lengths[match.units] / max(mean, 1.0)
            scores[match.units] += match.weight * match.counts * (K1 + 1) / (match.counts + K1 * length)
        return scores
