"""What each interview says about a question, for deciding whether one of them answers it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.descriptions import Descriptions
from index.hits import Standing
from index.line import Singles
from index.postings import Integers, Matches
from index.snapshot import Booleans

LEADING = 3
Floats = npt.NDArray[np.float64]


def standings(
    cosines: Singles, heard: Floats, matches: Sequence[Matches], allowed: Booleans, interview: Integers, described: Descriptions
) -> tuple[Standing, ...]:
    """Sum up every interview that has allowed units, in the order of the snapshot.

    Args:
        cosines: Cosine of every unit to the question.
        heard: The weighted share of the question's terms that stand in every unit.
        matches: Where the terms stand.
        allowed: The units that may be returned; at least one.
        interview: Number of every unit's interview, ascending.
        described: What is written about some units.
    """
    units = np.flatnonzero(allowed)
    numbers, starts, sizes = np.unique(interview[units], return_index=True, return_counts=True)
    highest = _highest(cosines[units], starts, sizes)
    covered = np.maximum.reduceat(heard[units], starts)
    missing = _missing(matches, allowed, interview, described)[numbers]
    leading = np.nanmean(highest, axis=0)
    rows = zip(highest[0].tolist(), leading.tolist(), covered.tolist(), missing.tolist(), sizes.tolist(), strict=True)
    return tuple(Standing(*row) for row in rows)


def _highest(cosines: Singles, starts: Integers, sizes: Integers) -> Floats:
    """The highest cosines of each stretch, shape (LEADING, stretches); NaN where a stretch has fewer."""
    left = cosines.astype(np.float64)
    stretch = np.repeat(np.arange(len(starts)), sizes)
    rounds = []
    for _ in range(LEADING):
        most = np.maximum.reduceat(left, starts)
        rounds.append(np.where(np.isneginf(most), np.nan, most))
        places = np.flatnonzero(left == most[stretch])
        left[places[np.unique(stretch[places], return_index=True)[1]]] = -np.inf  # of equals, one a round
    return np.stack(rounds)


def _missing(matches: Sequence[Matches], allowed: Booleans, interview: Integers, described: Descriptions) -> Floats:
    """For each interview of the snapshot, the share of the terms' weight that stands in none of its allowed units."""
    count = int(interview[-1]) + 1
    missing = np.zeros(count)
    for match in matches:
        said = np.zeros(count, dtype=np.bool_)
        for units in (match.units, described.about(match.term)):
            said[interview[units[allowed[units]]]] = True
        missing += match.weight * ~said
    return missing / max(sum(match.weight for match in matches), 1e-6)
