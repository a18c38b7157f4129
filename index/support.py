"""What the units as a whole say about a question, for deciding whether there is an answer."""

import math
from collections.abc import Sequence

import numpy as np

from index.descriptions import Descriptions
from index.embedders import Vectors
from index.hits import Support
from index.postings import Integers, Matches
from index.scoring import Scored
from index.snapshot import Booleans
from index.standing import standings

ELSEWHERE = 5


def support_of(scored: Scored, allowed: Booleans, interview: Integers, descriptions: Descriptions, elsewhere: Vectors) -> Support:
    """Sum up what was found.

    Args:
        scored: A search's scores.
        allowed: The units that may be returned; at least one.
        interview: Number of every unit's interview, ascending.
        descriptions: What is written about some units.
        elsewhere: Cosines of the question to those about everything else.
    """
    total = max(sum(match.weight for match in scored.matches), 1e-6)
    heard = np.zeros(len(allowed))
    for match in scored.matches:
        heard[match.units] += match.weight / total
    return Support(
        best=float(scored.cosines[allowed].max()),
        interviews=standings(scored.cosines, heard, scored.matches, allowed, interview, descriptions),
        elsewhere=float(np.sort(elsewhere)[-ELSEWHERE:].mean()) if len(elsewhere) else 0.0,
        unheard=tuple(match.word for match in scored.matches if not allowed[match.units].any()),
    )


def term_weights(matches: Sequence[Matches], size: int) -> dict[str, float]:
    """How rare each term of a question is in the corpus, from 0 to 1, where 1 is one that no unit holds."""
    highest = math.log(1 + (size + 0.5) / 0.5)
    return {match.term: round(match.weight / highest, 4) for match in matches}
