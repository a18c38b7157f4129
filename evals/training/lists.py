"""Lists to learn from: for each question the candidates of a search, their features, and which of them are relevant.

Each question is asked twice: of its own transcript, and of a pool of transcripts. A share of the transcripts is taken
apart into separate quotations, so that the ranker also learns to do without surroundings and to weigh quotations against
turns of a conversation.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evals.training.transcripts import Query, Transcript, snapshot_of
from index.embedders import Embedder, Vectors
from index.postings import Integers
from index.question import understand
from index.ranker import Ranker
from index.scoring import Close, Scorer
from index.search import Embed, embed_question
from index.snapshot import Booleans, Snapshot

POOL = 32
CANDIDATES = 200
ALL = 1_000_000
APART = 0.3
# Weights in training: the passage of a topic is wide, and what was taken apart is made up.
TOPIC_WEIGHT = 0.5
APART_WEIGHT = 0.5


@dataclass(frozen=True)
class Candidates:
    """One list.

    Attributes:
        pooled: Whether the whole pool was searched.
        apart: Whether transcripts of the pool were taken apart.
        features: Shape (candidates, features), in the order of ``names``.
        positions: Of the candidates in ``snapshot``.
    """

    transcript: str
    query: Query
    pooled: bool
    apart: bool
    names: tuple[str, ...]
    features: np.ndarray
    relevant: Booleans
    positions: Integers
    snapshot: Snapshot

    @property
    def weight(self) -> float:
        """How much it counts in training."""
        return (TOPIC_WEIGHT if self.query.topic else 1.0) * (APART_WEIGHT if self.apart else 1.0)


class _Place(NamedTuple):
    snapshot: Snapshot
    scorer: Scorer
    units: Booleans
    names: list[str]


def make_lists(transcripts: Sequence[Transcript], embedder: Embedder, seed: int = 3) -> Iterator[Candidates]:
    """All lists of some transcripts, pool by pool."""
    known: dict[str, Vectors] = {}

    def embed(texts: Sequence[str]) -> Vectors:
        new = [text for text in texts if text not in known]
        known.update(zip(new, embedder.embed(new), strict=True))
        return np.stack([known[text] for text in texts])

    shuffled = list(transcripts)
    random.Random(seed).shuffle(shuffled)
    for start in range(0, len(shuffled), POOL):
        pool = sorted(shuffled[start : start + POOL], key=lambda transcript: transcript.name)
        chooser = random.Random(start)
        apart = frozenset(transcript.name for transcript in pool if chooser.random() < APART)
        yield from _lists(pool, embed, frozenset())
        yield from (made for made in _lists(pool, embed, apart) if made.pooled or made.transcript in apart)


def _lists(pool: Sequence[Transcript], embed: Embed, apart: frozenset[str]) -> Iterator[Candidates]:
    snapshot = snapshot_of(pool, apart)
    scorer = Scorer(snapshot, Ranker.untrained())
    everything = np.ones(len(snapshot), dtype=np.bool_)
    everybody = [name for name in snapshot.speaker.values if name]
    for number, transcript in enumerate(pool):
        own = snapshot.interview == number
        names = sorted({snapshot.speaker.values[code] for code in np.unique(snapshot.speaker.codes[own])} - {""})
        places = ((_Place(snapshot, scorer, own, names), ALL), (_Place(snapshot, scorer, everything, everybody), CANDIDATES))
        for query in transcript.queries:
            relevant = own & np.isin([row.turn for row in snapshot.rows], list(query.gold))
            for place, count in places:
                close = _close(place, query, embed, count)
                yield _candidates(transcript, query, close, relevant, place, bool(apart))


def _close(place: _Place, query: Query, embed: Embed, count: int) -> Close:
    question = understand(query.text, place.names, ("en",))
    return place.scorer.close(question, embed_question(question, embed), place.units, count)


def _candidates(transcript: Transcript, query: Query, close: Close, relevant: Booleans, place: _Place, apart: bool) -> Candidates:
    names = tuple(close.features)
    return Candidates(
        transcript=transcript.name,
        query=query,
        pooled=bool(place.units.all()),
        apart=apart,
        names=names,
        features=np.stack([close.features[name] for name in names], axis=1).astype(np.float32),
        relevant=relevant[close.positions],
        positions=close.positions,
        snapshot=place.snapshot,
    )
