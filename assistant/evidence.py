"""Whether the evidence for a question is strong enough to be shown as an answer."""

import math
from collections.abc import Sequence

from index import Hit

# The best of many unrelated quotes is nearer by chance than the best of few, so the bar rises with the corpus. Start, rise
# for ten times as many quotes, and ceiling were chosen on the built-in questions and the QMSum training split, where
# questions were asked of transcripts from another domain; docs/decisions.md has the table.
BAR_AT = 28
BAR = 0.28
RISE = 0.07
CEILING = 0.45
# Quotes far below the best one, or clearly under the bar themselves, are left out of an answer.
SHARE_OF_BEST = 0.65
SHARE_OF_BAR = 0.9
MOST_QUOTES = 8


def bar(allowed: int) -> float:
    """Cosine that the best quote of ``allowed`` searched ones must have."""
    return min(CEILING, BAR + RISE * math.log10(max(allowed, BAR_AT) / BAR_AT))


def best_similarity(hits: Sequence[Hit]) -> float:
    """The highest cosine among the hits, 0 where there are none."""
    return max((hit.cosine for hit in hits), default=0.0)


def strong_hits(hits: Sequence[Hit], allowed: int) -> list[Hit]:
    """The hits worth showing among ``allowed`` searched ones, in their order."""
    least = max(SHARE_OF_BEST * best_similarity(hits), SHARE_OF_BAR * bar(allowed))
    return [hit for hit in hits if hit.cosine >= least][:MOST_QUOTES]
