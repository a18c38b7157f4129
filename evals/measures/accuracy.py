"""Accuracy of suggestions that come in an order: right first, right among the first k."""

from collections.abc import Collection, Sequence


def top_k_hits(expected: Sequence[Collection[int]], ranked: Sequence[Sequence[int]], k: int) -> list[float]:
    """For each item 1 where one of its expected labels is among the first k suggested, else 0.

    Args:
        expected: Right labels of each item; none means that no label is right, and only an empty suggestion is.
        ranked: Suggested labels of each item, likeliest first.
        k: How many suggestions count.
    """
    return [float(bool(set(right) & set(labels[:k])) if right else not labels) for right, labels in zip(expected, ranked, strict=True)]
