"""Fusion: both legs as z-scores, each averaged over the neighbouring turns, plus a share of what the unit itself scores.

What surrounds a turn carries much of its meaning ("it", "that approach"), so a turn among turns that fit is worth more
than one that stands alone. The constants were chosen on the QMSum training split; docs/decisions.md has the table.
"""

import numpy as np
import numpy.typing as npt

from index.snapshot import Booleans, Integers, Snapshot

Scores = npt.NDArray[np.float64]

# Standard deviation of the Gaussian weights, in turns.
SIGMA = 4.0
# Share of the unit's own score, beside that of its context.
OWN = 0.6
# Weight of the lexical leg against the dense one.
LEXICAL = 0.5
# A unit of fewer words than this says little out of context; it loses this much of its score for each word less.
FULL_WORDS = 8
SHORT_PENALTY = 0.25
# An average over turns varies less than a turn does. Of unrelated turns it would vary by the root of the summed squared
# weights; real neighbours are alike, and that figure to this power is what was measured (0.40 for a long conversation).
ALIKE = 0.69
_RADIUS = int(3 * SIGMA)
_KERNEL = np.exp(-0.5 * (np.arange(-_RADIUS, _RADIUS + 1) / SIGMA) ** 2)
_KERNEL = _KERNEL / _KERNEL.sum()


class Fusion:
    """Fuses the legs' scores over one snapshot.

    A separate quotation counts as a conversation of one turn, and what neighbours add is brought to the same spread for
    conversations of any length, so that a short interview, a long one and a collection compete on equal terms.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        conversation = _conversations(snapshot)
        # Positions so far apart that no kernel reaches from one conversation into another.
        self._place = np.arange(len(conversation)) + conversation * _RADIUS
        self._spread = _spread(self._place, conversation)

    def scores(self, dense: Scores, lexical: Scores, scope: Booleans) -> Scores:
        """One score a unit from the scores of both legs.

        Args:
            dense: Cosine a unit.
            lexical: BM25 a unit, 0 where no term matches.
            scope: Units of the interviews that are searched; means and deviations are taken over them.

        Returns:
            float64, one a unit; comparable within one search only.
        """
        near, matching = _standardise(dense, scope), _standardise(lexical, scope)
        own = near + LEXICAL * matching
        context = self._context(near) + LEXICAL * self._context(matching)
        short = np.maximum(0, FULL_WORDS - self._snapshot.words)
        return np.asarray(context + OWN * own - SHORT_PENALTY * short, dtype=np.float64)

    def _context(self, values: Scores) -> Scores:
        """Each unit's turn, averaged with its neighbours in the same conversation."""
        turns = np.full(len(self._place), -np.inf)
        np.maximum.at(turns, self._snapshot.turn, values)
        return np.asarray((_convolve(turns, self._place, _KERNEL) / self._spread)[self._snapshot.turn])


def _conversations(snapshot: Snapshot) -> Integers:
    """For each turn the number of its conversation; turns of a collection are each one of their own."""
    if not len(snapshot.turn_interview):
        return np.zeros(0, dtype=np.int64)
    begins = np.ones(len(snapshot.turn_interview), dtype=np.bool_)
    begins[1:] = (np.diff(snapshot.turn_interview) != 0) | ~snapshot.turn_conversation[1:]
    return np.asarray(np.cumsum(begins) - 1, dtype=np.int64)


def _spread(place: Integers, conversation: Integers) -> Scores:
    """By how much the weighted sum over each turn's conversation varies, per turn, for turns that vary by 1."""
    ones = np.ones(len(place))
    weight, energy = _convolve(ones, place, _KERNEL), _convolve(ones, place, _KERNEL**2)
    heaviest = np.zeros(conversation[-1] + 1 if len(conversation) else 0)
    strongest = np.zeros_like(heaviest)
    np.maximum.at(heaviest, conversation, weight)
    np.maximum.at(strongest, conversation, energy)
    return np.asarray((heaviest * (np.sqrt(strongest) / heaviest) ** ALIKE)[conversation])


def _convolve(values: Scores, place: Integers, kernel: Scores) -> Scores:
    line = np.zeros(int(place[-1]) + 1 if len(place) else 0)
    line[place] = values
    return np.convolve(line, kernel, mode="full")[_RADIUS : _RADIUS + len(line)][place] if len(line) else line


def _standardise(values: Scores, scope: Booleans) -> Scores:
    chosen = values[scope]
    deviation = chosen.std() if len(chosen) else 0.0
    return (values - chosen.mean()) / deviation if deviation > 0 else np.zeros_like(values)
