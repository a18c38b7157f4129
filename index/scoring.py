"""Scoring in two steps: a quick score of every unit, then the full features of the best ones and what stands around them.

Nothing that a unit is judged by depends on the filters but the feedback of the best allowed units; so a filtered search
ranks as one over all units does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from index.descriptions import Descriptions
from index.embedders import Vectors
from index.features import MIDDLE, SHORT, Signals, features
from index.line import Singles
from index.postings import Integers, Matches, Scores
from index.question import Question
from index.ranker import Ranker
from index.snapshot import Booleans, Snapshot

# Weight of the lexical leg in the quick score, and what each word less than SHORT costs.
QUICK_LEXICAL = 1.5
QUICK_SHORT = 0.25
# So many of the best units are looked at closely, with this many units to either side of each.
CANDIDATES = 120
CANDIDATES_EACH = 4
SURROUNDINGS = 30
# Units at most so far from one of the best are ranked with them: what answers may stand beside what matches.
BESIDE = 8
# The ranker learned which passages are relevant; a reader sees one quote, so its own words count a little more than there.
OWN_NEAR = 0.1
OWN_LEXICAL = 0.5
# The feedback is the mean of so many of the best units, and the question with this weight.
FEEDBACK_UNITS = 8
FEEDBACK_QUESTION = 0.5
# Means and deviations of the feedback are taken over at most so many units, evenly spread over the corpus.
SAMPLE = 2000


class Scored(NamedTuple):
    """Units with their scores, in the order of the snapshot.

    Attributes:
        positions: The allowed units that were looked at closely.
        scores: Their scores; comparable within one search only.
        cosines: Cosine of every unit of the snapshot to the question, mixed with that of what is written about it.
        matches: Where the question's terms stand.
    """

    positions: Integers
    scores: Scores
    cosines: Singles
    matches: tuple[Matches, ...]


@dataclass(frozen=True)
class Close:
    """The units looked at closely: their positions, which of them may be ranked, and their features by name."""

    positions: Integers
    ranked: Booleans
    features: dict[str, Singles]
    cosines: Singles
    matches: tuple[Matches, ...]


class Scorer:
    """Scores the units of one snapshot."""

    def __init__(self, snapshot: Snapshot, ranker: Ranker, descriptions: Descriptions | None = None) -> None:
        self._snapshot = snapshot
        self._descriptions = descriptions
        self._ranker = ranker
        self._sample = snapshot.vectors[:: max(1, len(snapshot) // SAMPLE)]

    def score(self, question: Question, vector: Vectors, allowed: Booleans, limit: int = 10) -> Scored:
        """Score the allowed units that may answer a question.

        Args:
            question: As understood.
            vector: Its embedding, shape (dimension,), of length 1.
            allowed: Which units may be returned; at least one.
            limit: How many of them are wanted.
        """
        close = self.close(question, vector, allowed, max(CANDIDATES, limit * CANDIDATES_EACH))
        may = allowed[close.positions] & close.ranked
        found = {name: values[may] for name, values in close.features.items()}
        own = OWN_NEAR * found["near"] + OWN_LEXICAL * found["lexical"]
        return Scored(close.positions[may], self._ranker.scores(found) + own, close.cosines, close.matches)

    def close(self, question: Question, vector: Vectors, allowed: Booleans, candidates: int = CANDIDATES) -> Close:
        """The features of the best units, and of the units around them."""
        snapshot, line = self._snapshot, self._snapshot.line
        cosines = self._cosines(vector)
        mean, deviation = float(cosines.mean()), max(float(cosines.std()), 1e-6)
        near = (cosines - mean) / np.float32(deviation)
        matches = tuple(snapshot.postings.matches(question.terms))
        total = max(sum(match.weight for match in matches), 1e-6)
        lexical = (snapshot.postings.bm25(matches) / total).astype(np.float32)
        own = near + np.float32(QUICK_LEXICAL) * lexical
        context = line.average(own, MIDDLE)
        quick = own + context - QUICK_SHORT * np.maximum(0, SHORT - snapshot.words).astype(np.float32)
        best = _best(quick, allowed, candidates)
        chosen = np.flatnonzero(self._within(best, SURROUNDINGS))
        found = features(
            line.part(chosen),
            Signals(
                near=near[chosen],
                mean=mean,
                deviation=deviation,
                matches=[_inside(match, chosen) for match in matches],
                lexical=lexical[chosen],
                feedback=self._feedback(vector, best[:FEEDBACK_UNITS], chosen),
                speaker=self._speaks(question.speakers, chosen),
                asks=snapshot.asks[chosen],
            ),
        )
        found |= self._talk(near, context, chosen)
        return Close(chosen, self._within(best, BESIDE)[chosen], found, cosines, matches)

    def _cosines(self, vector: Vectors) -> Singles:
        cosines = (self._snapshot.vectors @ vector).astype(np.float32)
        return self._descriptions.mix(cosines, vector) if self._descriptions else cosines

    def _within(self, best: Integers, distance: int) -> Booleans:
        """Which units stand at most so far from one of the best, in the same conversation."""
        around = (best[:, None] + np.arange(-distance, distance + 1)[None, :]).clip(0, len(self._snapshot) - 1)
        same = self._snapshot.conversation[around] == self._snapshot.conversation[best][:, None]
        mask = np.zeros(len(self._snapshot), dtype=np.bool_)
        mask[around[same]] = True
        return mask

    def _feedback(self, vector: Vectors, best: Integers, chosen: Integers) -> Singles:
        mean = self._snapshot.vectors[best].mean(axis=0) + FEEDBACK_QUESTION * vector
        mean = (mean / max(float(np.linalg.norm(mean)), 1e-6)).astype(np.float32)
        background = self._sample @ mean
        return np.asarray((self._snapshot.vectors[chosen] @ mean - background.mean()) / max(float(background.std()), 1e-6))

    def _speaks(self, speakers: Sequence[str], chosen: Integers) -> Singles | None:
        if not speakers:
            return None
        named = self._snapshot.speaker.among(speakers) | self._snapshot.participant.among(speakers)
        return named[chosen].astype(np.float32)

    def _talk(self, near: Singles, context: Singles, chosen: Integers) -> dict[str, Singles]:
        """How the whole conversation of each unit fits."""
        conversation = self._snapshot.conversation
        begins = np.flatnonzero(np.diff(conversation, prepend=-1))
        sizes = np.diff(begins, append=len(conversation))
        mean = (np.add.reduceat(near, begins) / sizes).astype(np.float32)
        highest = np.maximum.reduceat(context, begins)
        return {"talk": mean[conversation[chosen]], "talk highest": highest[conversation[chosen]]}


def _best(quick: Singles, allowed: Booleans, count: int) -> Integers:
    """Positions of the best allowed units, best first."""
    may = np.flatnonzero(allowed)
    if len(may) > count:
        may = may[np.argpartition(-quick[may], count - 1)[:count]]
    return np.asarray(may[np.argsort(-quick[may], kind="stable")], dtype=np.int64)


def _inside(match: Matches, chosen: Integers) -> Matches:
    """A match with its units as positions in ``chosen``, those outside left out."""
    at = np.searchsorted(chosen, match.units)
    inside = at < len(chosen)
    inside[inside] = chosen[at[inside]] == match.units[inside]
    return match._replace(units=at[inside], counts=match.counts[inside])
