"""Clusters of unit vectors: k-means on their principal components, loose members and one-voice clusters left out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA

from assistant.themes.phrases import FILLER_STEMS
from index.postings import Integers
from index.snapshot import Snapshot

Matrix = npt.NDArray[np.float64]
# Turns of fewer different words that could name a topic have none. Long turns are many overlapping units, of which those that
# do not overlap are taken.
LEAST_TOPICAL = 5
# As many clusters as the square root of the quotes, within these bounds.
FEWEST, MOST = 2, 40
COMPONENTS = 50
# A member nearer to its centre than this belongs to it; a cluster needs so many members from so many conversations.
NEAR = 0.4
LEAST_MEMBERS = 3
LEAST_CONVERSATIONS = 2
# Clusters whose centres are nearer to each other than this tell of the same.
SAME = 0.85
SEED = 0
STARTS = 2


@dataclass(frozen=True)
class Cluster:
    """Positions of a cluster's units in the snapshot, nearest to its centre first, and their cosines to it."""

    positions: Integers
    cosines: Matrix


def find_clusters(snapshot: Snapshot) -> list[Cluster]:
    """The clusters of a snapshot, the largest first; the same for the same units."""
    positions = _topical(snapshot)
    if len(positions) < LEAST_MEMBERS * FEWEST:
        return []
    vectors = snapshot.vectors[positions].astype(np.float64)
    labels = _merged(_labels(vectors), vectors)
    clusters = [_cluster(positions[labels == label], vectors[labels == label]) for label in np.unique(labels)]
    conversations = min(LEAST_CONVERSATIONS, len(np.unique(snapshot.conversation[positions])))
    kept = [c for c in clusters if c and len(np.unique(snapshot.conversation[c.positions])) >= conversations]
    return sorted(kept, key=lambda c: (-len(c.positions), int(c.positions.min())))


def _topical(snapshot: Snapshot) -> Integers:
    """Units of interviewees that are long enough and do not overlap."""
    chosen: list[int] = []
    for position in map(int, np.flatnonzero(~snapshot.interviewer)):
        if len(set(snapshot.rows[position].stems.split()) - FILLER_STEMS) < LEAST_TOPICAL:
            continue
        before = chosen[-1] if chosen else -1
        overlaps = before >= 0 and snapshot.turn[before] == snapshot.turn[position] and snapshot.ends[before] > snapshot.starts[position]
        if not overlaps:
            chosen.append(position)
    return np.array(chosen, dtype=np.int64)


def _labels(vectors: Matrix) -> Integers:
    components = min(COMPONENTS, len(vectors) - 1, vectors.shape[1])
    reduced = PCA(n_components=components, svd_solver="full").fit_transform(vectors)
    count = int(np.clip(round(len(vectors) ** 0.5), FEWEST, MOST))
    return np.asarray(KMeans(n_clusters=count, n_init=STARTS, random_state=SEED).fit_predict(reduced), dtype=np.int64)


def _merged(labels: Integers, vectors: Matrix) -> Integers:
    """Labels in which clusters with nearly the same centre are one."""
    names = np.unique(labels)
    centres = np.stack([_centre(vectors[labels == name]) for name in names])
    near = centres @ centres.T > SAME
    merged = labels.copy()
    for k, name in enumerate(names):
        merged[labels == name] = names[int(np.argmax(near[k]))]
    return merged


def _cluster(positions: Integers, vectors: Matrix) -> Cluster | None:
    cosines = vectors @ _centre(vectors)
    order = np.argsort(-cosines, kind="stable")
    near = order[cosines[order] >= NEAR]
    return Cluster(positions[near], cosines[near]) if len(near) >= LEAST_MEMBERS else None


def _centre(vectors: Matrix) -> Matrix:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6))
