"""Choosing the hits: best first, but the first five from more than one place, and a turn twice only where it is long."""

import numpy as np

from index.postings import Integers, Scores
from index.snapshot import Snapshot

# A reader looks at five. The hits at these ranks lose up to PENALTY for standing near one that is chosen already, less by
# the factor e for every REACH units between them: where the first guess at the place is wrong, another one is shown.
SPREAD_FROM, SPREAD_TO = 2, 5
PENALTY = 1.5
REACH = 20.0
# A turn of fewer words than this is shown once. A longer one may be shown again where other words of it fit, at a cost.
LONG_TURN = 180
AGAIN = 1.5
# Looked at for each hit that is wanted: enough to pass over units of the same turns.
POOL = 40


def choose(snapshot: Snapshot, positions: Integers, scores: Scores, limit: int) -> list[int]:
    """Places in ``positions`` of the units to show, in the order to show them.

    Args:
        snapshot: The units.
        positions: Candidates.
        scores: Their scores, higher is better.
        limit: How many at most.
    """
    pool = np.argsort(-scores, kind="stable")[: POOL * limit]
    candidates, left = positions[pool], scores[pool].astype(np.float64)
    near = np.zeros(len(pool))
    chosen: list[int] = []
    while len(chosen) < limit and np.isfinite(left).any():
        spread = PENALTY * near if SPREAD_FROM <= len(chosen) < SPREAD_TO else 0.0
        best = int(np.argmax(left - spread))
        chosen.append(int(pool[best]))
        near = np.maximum(near, _nearness(snapshot, candidates, int(candidates[best])))
        _take_turn(snapshot, candidates, left, best)
    return chosen


def _nearness(snapshot: Snapshot, candidates: Integers, chosen: int) -> Scores:
    same = snapshot.conversation[candidates] == snapshot.conversation[chosen]
    return np.asarray(same * np.exp(-np.abs(candidates - chosen) / REACH))


def _take_turn(snapshot: Snapshot, candidates: Integers, left: Scores, best: int) -> None:
    """Rule out what must not be shown beside the chosen unit, and make the rest of its turn cost more."""
    chosen = candidates[best]
    same = snapshot.turn[candidates] == snapshot.turn[chosen]
    overlap = (snapshot.starts[candidates] < snapshot.ends[chosen]) & (snapshot.starts[chosen] < snapshot.ends[candidates])
    turn = np.flatnonzero(snapshot.turn == snapshot.turn[chosen])
    if snapshot.words[turn].sum() < 2 * LONG_TURN:  # units overlap by half, so their words count about twice
        left[same] = -np.inf
    left[same & overlap] = -np.inf
    left[same] -= AGAIN
