"""What is written about quotes beside what they say: a question may fit the one where it misses the words of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from corpus.models import sha256_of
from index.analysis import terms
from index.embedders import Embedder, Vectors
from index.known_texts import embed_known, glosses
from index.line import Singles
from index.postings import Integers
from index.snapshot import Snapshot

# A quote is as near as this mean of its nearest description and its own words, less what the best of several texts is nearer
# by chance: so much on average for the packaged questions about everything else, and thus a described quote has no start over
# one that is not. Chosen on the development questions; docs/retrieval.md has figures.
WEIGHT = 0.65
BY_CHANCE = 0.05


@dataclass(frozen=True)
class Descriptions:
    """Descriptions of the units of one snapshot.

    Attributes:
        units: Positions of the described units, ascending.
        starts: Where the texts of each of them begin.
        vectors: Of the texts, unit after unit.
        stems: What stands in the texts of each of them, as stems.
    """

    units: Integers
    starts: Integers
    vectors: Vectors
    stems: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, snapshot: Snapshot, embedder: Embedder) -> Self:
        """The descriptions that the program brings, for those units whose words they are about."""
        return cls._found([row.sha256 for row in snapshot.rows], embedder)

    @classmethod
    def of_words(cls, words: Sequence[str], embedder: Embedder) -> Self:
        """The descriptions that the program brings of some words, whose places take the part of units."""
        return cls._found([sha256_of(text) for text in words], embedder)

    @classmethod
    def _found(cls, sums: Sequence[str], embedder: Embedder) -> Self:
        found = [(k, texts) for k, sha256 in enumerate(sums) if (texts := glosses().get(sha256))]
        return cls.made([k for k, _ in found], [texts for _, texts in found], embedder)

    @classmethod
    def made(cls, units: Sequence[int], texts: Sequence[Sequence[str]], embedder: Embedder) -> Self:
        """Descriptions of some units.

        Args:
            units: Ascending positions.
            texts: At least one text for each of them.
            embedder: Embeds the texts that are not packaged.
        """
        return cls(
            units=np.array(units, dtype=np.int64),
            starts=np.cumsum([0, *map(len, texts)])[:-1].astype(np.int64),
            vectors=embed_known([text for several in texts for text in several], embedder),
            stems=tuple(frozenset(stem for text in several for stem in terms(text)) for several in texts),
        )

    def mix(self, cosines: Singles, vector: Vectors) -> Singles:
        """Cosines of all units to a question, those of described units mixed with that of their nearest description."""
        if not len(self.units):
            return cosines
        mixed = cosines.copy()
        mixed[self.units] = WEIGHT * self.nearest(vector[None])[0] + (1 - WEIGHT) * cosines[self.units] - BY_CHANCE
        return mixed

    def nearest(self, vectors: Vectors) -> Vectors:
        """Cosine of each of some vectors to the nearest text about each described unit: shape (vectors, described units)."""
        return np.asarray(np.maximum.reduceat(vectors @ self.vectors.T, self.starts, axis=1))

    def about(self, stem: str) -> Integers:
        """The units with a stem in their descriptions, ascending."""
        return self.units[[stem in stems for stems in self.stems]]
