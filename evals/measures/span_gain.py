"""nDCG where gold spans are ranges: short turns in them are right when found, but are not asked for.

A span of QMSum marks all turns from one to another, "Yeah." included. Gain is counted for any of them; the ideal ranking
holds only as many as there are turns of eight words or more, ten at most. It is the standard nDCG@10 over all turns of the
spans, brought to that ideal; it can exceed 1 where a span has few long turns and a ranking finds short ones too.
"""

import math

CUTOFF = 10


def to_long_ideal(ndcg: float, turns: int, long_turns: int) -> float:
    """Bring nDCG@10 over all turns of the spans to the ideal of the long ones.

    Args:
        ndcg: nDCG@10 with all turns of the spans relevant.
        turns: How many those are.
        long_turns: How many of them have eight words or more.

    Returns:
        The score; 0 where no turn is long enough to be asked for.
    """
    return ndcg * _ideal(turns) / _ideal(long_turns) if long_turns else 0.0


def _ideal(relevant: int) -> float:
    return sum(1 / math.log2(rank + 1) for rank in range(1, min(CUTOFF, relevant) + 1))
