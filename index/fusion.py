"""Fusion: both legs as z-scores, each smoothed over the neighbouring turns, plus a share of what the unit itself scores.

What surrounds a turn carries much of its meaning ("it", "that approach"), so a turn among turns that fit is worth more
than one that stands alone. The constants were chosen on the QMSum training split; docs/decisions.md has the table.
"""

import numpy as np
import numpy.typing as npt

from index.snapshot import Booleans, Integers, Snapshot

Scores = npt.NDArray[np.float64]

# Standard deviation of the smoothing, in turns.
SIGMA = 4.0
# Share of the unit's own, unsmoothed score.
OWN = 0.6
# Weight of the lexical leg against the dense one.
LEXICAL = 0.5
# A unit of fewer words than this says little out of context; it loses this much of its score for each word less.
FULL_WORDS = 8
SHORT_PENALTY = 0.25
_RADIUS = int(3 * SIGMA)
_OFFSETS = np.arange(-_RADIUS, _RADIUS + 1)
_KERNEL = np.exp(-0.5 * (_OFFSETS / SIGMA) ** 2)
_KERNEL = _KERNEL / _KERNEL.sum()


def fuse(dense: Scores, lexical: Scores, snapshot: Snapshot, scope: Booleans) -> Scores:
    """One score a unit from the scores of both legs.

    Args:
        dense: Cosine a unit.
        lexical: BM25 a unit, 0 where no term matches.
        snapshot: The units.
        scope: Units of the interviews that are searched; means and deviations are taken over them.

    Returns:
        float64, one a unit; comparable within one search only.
    """
    own = _standardise(dense, scope) + LEXICAL * _standardise(lexical, scope)
    context = _context(dense, snapshot, scope) + LEXICAL * _context(lexical, snapshot, scope)
    short = np.maximum(0, FULL_WORDS - snapshot.words)
    return np.asarray(context + OWN * own - SHORT_PENALTY * short, dtype=np.float64)


def _context(leg: Scores, snapshot: Snapshot, scope: Booleans) -> Scores:
    return _standardise(_smoothed(_standardise(leg, scope), snapshot), scope)


def _standardise(values: Scores, scope: Booleans) -> Scores:
    chosen = values[scope]
    deviation = chosen.std() if len(chosen) else 0.0
    return (values - chosen.mean()) / deviation if deviation > 0 else np.zeros_like(values)


def _smoothed(values: Scores, snapshot: Snapshot) -> Scores:
    """Each unit's turn, averaged with its neighbours in the same conversation; a separate quotation keeps its own value."""
    turns = np.full(len(snapshot.turn_interview), -np.inf)
    np.maximum.at(turns, snapshot.turn, values)
    padded = _padded_positions(snapshot.turn_interview)
    line = np.zeros(int(padded[-1]) + 1 if len(padded) else 0)
    line[padded] = turns
    smooth = np.convolve(line, _KERNEL, mode="full")[_RADIUS : _RADIUS + len(line)][padded]
    return np.asarray(np.where(snapshot.turn_conversation, smooth, turns)[snapshot.turn])


def _padded_positions(turn_interview: Integers) -> Integers:
    """Positions that keep the interviews so far apart that no kernel reaches from one into another."""
    return np.arange(len(turn_interview)) + turn_interview * _RADIUS
