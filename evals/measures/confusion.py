"""Which label is taken for which."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)


def confusion(labels: Sequence[Label], expected: Sequence[Label], suggested: Sequence[Label]) -> list[list[int]]:
    """Counts of expected (rows) against suggested (columns), both in the order of ``labels``."""
    at = {label: k for k, label in enumerate(labels)}
    table = [[0] * len(labels) for _ in labels]
    for right, given in zip(expected, suggested, strict=True):
        table[at[right]][at[given]] += 1
    return table
