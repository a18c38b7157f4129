"""Whether two runs over the same questions differ: a randomisation test and a paired bootstrap interval.

The randomisation (sign-flip) test is the one that Smucker, Allan and Carterette (CIKM 2007) recommend for comparing two
retrieval systems: under the null hypothesis either system could have had either score on each question.
"""

from collections.abc import Mapping

import numpy as np
from scipy import stats

from corpus.errors import UsageError
from corpus.models import Frozen
from evals.measures.interval import SEED, mean_interval

RESAMPLES = 9999


class Difference(Frozen):
    """By how much the second run is above the first.

    Attributes:
        low: Lower end of the 95 % bootstrap interval of the mean difference.
        p: Share of random sign flips whose mean difference is as large; exact where all flips can be tried.
    """

    before: float
    after: float
    difference: float
    low: float
    high: float
    p: float
    questions: int

    @property
    def significant(self) -> bool:
        """Whether chance alone would do this in fewer than 5 of 100 runs."""
        return self.p < 0.05


def compare_paired(before: Mapping[str, float], after: Mapping[str, float]) -> Difference:
    """Compare two systems on the same questions.

    Args:
        before: Value of each question under the first.
        after: Value of each question under the second.

    Raises:
        UsageError: The questions are not the same, or there is none.
    """
    odd = sorted(set(before) ^ set(after))
    if odd:
        raise UsageError(f"the two runs asked different questions: {odd[0]!r} is in one only; compare runs over the same questions")
    if not before:
        raise UsageError("the two runs share no question; there is nothing to compare")
    first = np.array([before[q] for q in before], dtype=np.float64)
    second = np.array([after[q] for q in before], dtype=np.float64)
    deltas = second - first
    low, high = mean_interval(deltas.tolist()) or (float(deltas.mean()), float(deltas.mean()))
    return Difference(
        before=float(first.mean()),
        after=float(second.mean()),
        difference=float(deltas.mean()),
        low=low,
        high=high,
        p=_p_value(first, second),
        questions=len(deltas),
    )


def _p_value(first: np.typing.NDArray[np.float64], second: np.typing.NDArray[np.float64]) -> float:
    moved = first != second  # a question that did not move is the same under every flip
    if moved.sum() < 2:  # either flip of a single question is as extreme as the other
        return 1.0
    size = len(first)
    test = stats.permutation_test(
        (second[moved], first[moved]),
        lambda a, b, axis: (a.sum(axis=axis) - b.sum(axis=axis)) / size,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    return float(test.pvalue)
