"""Calibration: whether a confidence of 0.7 is right in 7 of 10 cases (Naeini et al. 2015; Guo et al., ICML 2017)."""

from collections.abc import Sequence

from corpus.models import Frozen

BINS = 5


class Bin(Frozen):
    """Cases whose confidence lies in ``(low, high]`` (the first bin holds its lower end too)."""

    low: float
    high: float
    cases: int
    confidence: float
    accuracy: float


class Calibration(Frozen):
    """Expected calibration error and the bins that it is made of.

    Attributes:
        error: Mean distance of accuracy and confidence over the bins, weighted by their cases; 0 is perfect.
    """

    error: float
    bins: tuple[Bin, ...]


def calibrate(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> Calibration:
    """Expected calibration error over bins of equal width: ECE = sum of n_b / n * |accuracy_b - confidence_b|.

    Args:
        confidences: From 0 to 1.
        right: Whether each case was right.
        bins: How many bins of equal width.
    """
    found = [b for b in (_bin(k / bins, (k + 1) / bins, confidences, right) for k in range(bins)) if b]
    total = sum(b.cases for b in found)
    error = sum(b.cases / total * abs(b.accuracy - b.confidence) for b in found) if total else 0.0
    return Calibration(error=error, bins=tuple(found))


def _bin(low: float, high: float, confidences: Sequence[float], right: Sequence[bool]) -> Bin | None:
    inside = [(c, r) for c, r in zip(confidences, right, strict=True) if low < c <= high or (low == 0.0 == c)]
    if not inside:
        return None
    return Bin(
        low=low,
        high=high,
        cases=len(inside),
        confidence=sum(c for c, _ in inside) / len(inside),
        accuracy=sum(r for _, r in inside) / len(inside),
    )
