"""Suggesting an insight for words that nobody has tagged, from the framework's descriptions, its examples and people's tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.framework import Framework
from corpus.models import Origin
from corpus.quote import InsightLabel
from index.descriptions import Descriptions
from index.embedders import Embedder, Vectors
from index.known_texts import described, embed_known
from index.postings import Integers, Scores

# Weight of the description against the mean of the examples: chosen leave-one-out on the 27 tagged seed quotes.
DESCRIPTION_WEIGHT = 0.5
# An example that is described (`index.descriptions`) is as near as this mean of its nearest description and its own words.
GLOSS_WEIGHT = 0.5
GLOSS_BY_CHANCE = 0.04
# What a person tagged pulls what is nearer to it than this towards its insight, by this share of what it is nearer.
CORRECTION_FROM = 0.35
CORRECTION = 0.5
# No insight is suggested for words whose best score is lower: six in seven turns of unrelated meetings have less.
NONE_BELOW = 0.225
# How likely the best insight is the right one, by its lead over the second: a logistic curve, fitted on the seed quotes, each
# left out; docs/retrieval.md has the calibration.
SURE_AT_NO_LEAD = 0.5
SURE_BY_LEAD = 22.0
# An example that is the quote itself says nothing.
_SAME = 0.9999


@dataclass(frozen=True)
class InsightSuggester:
    """Scores vectors against the insights of a framework.

    Attributes:
        descriptions: Shape (insights, dimension).
        examples: Shape (examples, dimension).
        about: What is written about them.
        example_insight: Position of each example's insight.
        tagged: Vectors of what people tagged, shape (tags, dimension); ``tagged_insight`` the position of its insight.
    """

    framework: Framework
    descriptions: Vectors
    examples: Vectors
    example_insight: Integers
    about: Descriptions
    tagged: Vectors
    tagged_insight: Integers

    @classmethod
    def build(cls, framework: Framework, embedder: Embedder) -> "InsightSuggester":
        """Embed a framework."""
        examples = [(k, text) for k, insight in enumerate(framework.insights) for text in insight.examples]
        return cls(
            framework=framework,
            descriptions=embed_known([described(insight.title, insight.summary) for insight in framework.insights], embedder),
            examples=embed_known([text for _, text in examples], embedder),
            example_insight=np.array([k for k, _ in examples], dtype=np.int64),
            about=Descriptions.of_words([text for _, text in examples], embedder),
            tagged=np.empty((0, embedder.dimension), dtype=np.float32),
            tagged_insight=np.empty(0, dtype=np.int64),
        )

    def learn(self, tagged: Vectors, numbers: Sequence[int]) -> "InsightSuggester":
        """A suggester that also knows what people tagged.

        Args:
            tagged: Vectors of tagged words, shape (tags, dimension).
            numbers: The number of each one's insight; those that the framework does not have are left out.
        """
        place = {insight.number: k for k, insight in enumerate(self.framework.insights)}
        known = [k for k, number in enumerate(numbers) if number in place]
        return replace(self, tagged=tagged[known], tagged_insight=np.array([place[numbers[k]] for k in known], dtype=np.int64))

    def scores(self, vectors: Vectors) -> Scores:
        """How near each vector is to each insight: float64 of shape (vectors, insights)."""
        described = (vectors @ self.descriptions.T).astype(np.float64)
        cosines = self._to_examples(vectors)
        near = described.copy()
        for k in range(len(self.framework.insights)):
            mine = cosines[:, self.example_insight == k]
            counted = np.isfinite(mine)
            total = np.where(counted, mine, 0.0).sum(axis=1)
            near[:, k] = np.where(counted.any(axis=1), total / np.maximum(counted.sum(axis=1), 1), described[:, k])
        return DESCRIPTION_WEIGHT * described + (1 - DESCRIPTION_WEIGHT) * near + self._corrections(vectors)

    def _to_examples(self, vectors: Vectors) -> npt.NDArray[np.float64]:
        cosines = _others(vectors, self.examples)
        if len(self.about.units):
            nearest = self.about.nearest(vectors)
            cosines[:, self.about.units] = GLOSS_WEIGHT * nearest + (1 - GLOSS_WEIGHT) * cosines[:, self.about.units] - GLOSS_BY_CHANCE
        return cosines

    def _corrections(self, vectors: Vectors) -> Scores:
        """What people's tags add: each insight's nearest tagged words count, and only those that are really near."""
        cosines = _others(vectors, self.tagged)
        nearest = np.full((len(vectors), len(self.framework.insights)), CORRECTION_FROM)
        for k in range(nearest.shape[1]):
            mine = cosines[:, self.tagged_insight == k]
            if mine.shape[1]:
                nearest[:, k] = np.maximum(mine.max(axis=1), CORRECTION_FROM)
        return CORRECTION * (nearest - CORRECTION_FROM)

    def best(self, vectors: Vectors) -> tuple[Integers, Scores]:
        """The number of each vector's likeliest insight, 0 where none fits, and how likely it is right, from 0 to 1."""
        if not len(vectors):
            return np.empty(0, dtype=np.int64), np.empty(0)
        scores = self.scores(vectors)
        place = scores.argmax(axis=1)
        ordered = np.sort(scores, axis=1)[:, ::-1]
        lead = ordered[:, 0] - ordered[:, 1] if scores.shape[1] > 1 else ordered[:, 0]
        numbers = np.array([insight.number for insight in self.framework.insights], dtype=np.int64)
        confidence = 1 / (1 + np.exp(-SURE_AT_NO_LEAD - SURE_BY_LEAD * lead))
        return np.where(ordered[:, 0] < NONE_BELOW, 0, numbers[place]), confidence

    def suggest(self, vectors: Vectors) -> list[InsightLabel | None]:
        """The likeliest insight of each vector, or None where none fits."""
        return [self.label(int(n), float(c)) for n, c in zip(*self.best(vectors), strict=True)]

    def label(self, number: int, confidence: float) -> InsightLabel | None:
        """A suggestion as it is shown; None for the number 0."""
        insight = self.framework.insight(number) if number else None
        if insight is None:
            return None
        return InsightLabel(number=insight.number, title=insight.title, origin=Origin.SUGGESTED, confidence=round(confidence, 3))


def _others(vectors: Vectors, examples: Vectors) -> npt.NDArray[np.float64]:
    """Cosines of vectors to examples, minus infinity where the example is the vector itself."""
    cosines = (vectors @ examples.T).astype(np.float64)
    cosines[cosines > _SAME] = -np.inf
    return cosines
