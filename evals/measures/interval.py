"""The confidence interval of a mean, by the bootstrap over questions (Efron and Tibshirani 1993)."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy import stats

RESAMPLES = 2000
CONFIDENCE = 0.95
SEED = 20260801


def mean_interval(values: Sequence[float]) -> tuple[float, float] | None:
    """Where the mean would lie in 95 of 100 samples of as many questions; None for fewer than two values.

    Percentile bootstrap with a fixed seed, so that the same values always have the same interval.
    """
    if len(values) < 2:
        return None
    data = np.asarray(values, dtype=np.float64)
    if np.ptp(data) == 0:  # nothing to resample: every mean is the same
        return float(data[0]), float(data[0])
    found = stats.bootstrap(
        (data,), np.mean, n_resamples=RESAMPLES, confidence_level=CONFIDENCE, method="percentile", rng=np.random.default_rng(SEED)
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def resampled_interval(statistic: Callable[[Sequence[int]], float | None], size: int, resamples: int = 500) -> tuple[float, float] | None:
    """The interval of a figure that is no mean, such as an area or a precision.

    Args:
        statistic: The figure over the cases at some positions; None where it is not defined on them.
        size: How many cases there are.
        resamples: How often cases are drawn with replacement.
    """
    if size < 2:
        return None
    generator = np.random.default_rng(SEED)
    drawn = (statistic(generator.integers(0, size, size).tolist()) for _ in range(resamples))
    values = [value for value in drawn if value is not None]
    if len(values) < resamples // 2:
        return None
    low, high = np.percentile(values, [50 * (1 - CONFIDENCE), 100 - 50 * (1 - CONFIDENCE)])
    return float(low), float(high)
