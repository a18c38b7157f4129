"""Suggesting an insight for words that nobody has tagged, from the framework's descriptions and example quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.framework import Framework
from corpus.models import Origin
from corpus.quote import InsightLabel
from index.embedders import Embedder, Vectors

# Weight of the description against the mean of the examples, scale of the softmax and least confidence of a suggestion: chosen
# leave-one-out on the 27 tagged seed quotes, see docs/decisions.md.
DESCRIPTION_WEIGHT = 0.5
SCALE = 20.0
LEAST_CONFIDENCE = 0.25
LEAST_COSINE = 0.20
# An example that is the quote itself says nothing.
_SAME = 0.9999


@dataclass(frozen=True)
class InsightSuggester:
    """Scores vectors against the insights of a framework.

    Attributes:
        descriptions: Shape (insights, dimension).
        examples: Shape (examples, dimension).
        example_insight: Position of each example's insight.
    """

    framework: Framework
    descriptions: Vectors
    examples: Vectors
    example_insight: npt.NDArray[np.int64]

    @classmethod
    def build(cls, framework: Framework, embedder: Embedder) -> "InsightSuggester":
        """Embed a framework."""
        examples = [(k, text) for k, insight in enumerate(framework.insights) for text in insight.examples]
        return cls(
            framework=framework,
            descriptions=embedder.embed([f"{insight.title}. {insight.summary}" for insight in framework.insights]),
            examples=embedder.embed([text for _, text in examples]),
            example_insight=np.array([k for k, _ in examples], dtype=np.int64),
        )

    def scores(self, vectors: Vectors) -> npt.NDArray[np.float64]:
        """How near each vector is to each insight: float64 of shape (vectors, insights), cosines from -1 to 1."""
        described = (vectors @ self.descriptions.T).astype(np.float64)
        if not len(self.examples):
            return described
        cosines = (vectors @ self.examples.T).astype(np.float64)
        cosines[cosines > _SAME] = -np.inf
        near = described.copy()
        for k in range(len(self.framework.insights)):
            mine = cosines[:, self.example_insight == k]
            counted = np.isfinite(mine)
            total = np.where(counted, mine, 0.0).sum(axis=1)
            near[:, k] = np.where(counted.any(axis=1), total / np.maximum(counted.sum(axis=1), 1), described[:, k])
        return DESCRIPTION_WEIGHT * described + (1 - DESCRIPTION_WEIGHT) * near

    def confidences(self, scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Scores as shares that add up to 1 for each vector."""
        raised = np.exp(SCALE * (scores - scores.max(axis=1, keepdims=True)))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def suggest(self, vectors: Vectors) -> list[InsightLabel | None]:
        """The likeliest insight of each vector, or None where no insight is near enough."""
        if not len(vectors):
            return []
        scores = self.scores(vectors)
        return [self._label(s, c) for s, c in zip(scores, self.confidences(scores), strict=True)]

    def _label(self, scores: Sequence[float] | npt.NDArray[np.float64], confidences: npt.NDArray[np.float64]) -> InsightLabel | None:
        best = int(np.argmax(confidences))
        if scores[best] < LEAST_COSINE or confidences[best] < LEAST_CONFIDENCE:
            return None
        insight = self.framework.insights[best]
        confidence = round(float(confidences[best]), 3)
        return InsightLabel(number=insight.number, title=insight.title, origin=Origin.SUGGESTED, confidence=confidence)
