"""What the units as a whole say about a question, for deciding whether there is an answer."""

import math
from collections.abc import Collection, Sequence

import numpy as np

from index.embedders import Vectors
from index.hits import Support
from index.postings import Matches
from index.scoring import Scored
from index.snapshot import Booleans

LEADING = 3
ELSEWHERE = 5


def support_of(scored: Scored, allowed: Booleans, described: Collection[str], elsewhere: Vectors) -> Support:
    """Sum up what was found.

    Args:
        scored: A search's scores.
        allowed: The units that may be returned; at least one.
        described: Stems of what is written about them.
        elsewhere: Cosines of the question to those about everything else.
    """
    cosines = scored.cosines[allowed]
    count = min(LEADING, len(cosines))
    highest = np.partition(cosines, len(cosines) - count)[len(cosines) - count :]
    total = max(sum(match.weight for match in scored.matches), 1e-6)
    heard = np.zeros(len(allowed))
    unheard = []
    for match in scored.matches:
        heard[match.units] += match.weight / total
        if not allowed[match.units].any():
            unheard.append(match)
    return Support(
        best=float(highest.max()),
        leading=float(highest.mean()),
        covered=float(heard[allowed].max()),
        missing=sum(match.weight for match in unheard if match.term not in described) / total,
        elsewhere=float(np.sort(elsewhere)[-ELSEWHERE:].mean()) if len(elsewhere) else 0.0,
        unheard=tuple(match.word for match in unheard),
    )


def term_weights(matches: Sequence[Matches], size: int) -> dict[str, float]:
    """How rare each term of a question is in the corpus, from 0 to 1, where 1 is one that no unit holds."""
    highest = math.log(1 + (size + 0.5) / 0.5)
    return {match.term: round(match.weight / highest, 4) for match in matches}
