"""Filters as masks over the units of a snapshot."""

import difflib
from collections.abc import Sequence

import numpy as np

from corpus.errors import UsageError
from corpus.speakers import speaker_key
from index.filters import Filters
from index.labels import InsightLabels
from index.snapshot import Booleans, Snapshot
from index.tags import TaggedSpans


def select(
    filters: Filters,
    snapshot: Snapshot,
    tags: TaggedSpans,
    labels: InsightLabels,
) -> Booleans:
    """The units that the filters let through.

    Args:
        filters: What is wanted.
        snapshot: The units.
        tags: A person's tags.
        labels: The insights of units.

    Raises:
        UsageError: A speaker or tag that the corpus does not have, or an insight that the framework does not have.
    """
    chosen = np.ones(len(snapshot), dtype=np.bool_)
    if not filters.include_interviewers:
        chosen &= ~snapshot.interviewer
    if filters.interviews:
        wanted = np.array([interview in filters.interviews for interview in snapshot.interviews], dtype=np.bool_)
        chosen &= wanted[snapshot.interview] if len(wanted) else False
    if filters.speakers:
        chosen &= np.isin(snapshot.speaker, _known_speakers(filters.speakers, snapshot))
    for dimension in dict.fromkeys(tag.dimension for tag in filters.tags):
        values = [tag.value for tag in filters.tags if tag.dimension == dimension]
        chosen &= _tagged(dimension, values, snapshot, tags)
    if filters.insights:
        chosen &= _under_insights(filters.insights, chosen, labels)
    return chosen


def _known_speakers(speakers: Sequence[str], snapshot: Snapshot) -> list[str]:
    known = sorted(set(snapshot.speaker.tolist()) - {""})
    for speaker in speakers:
        if speaker_key(speaker) not in known:
            raise UsageError(f"no speaker is called {speaker!r}{_nearest(speaker_key(speaker), known)}")
    return [speaker_key(speaker) for speaker in speakers]


def _tagged(dimension: str, values: Sequence[str], snapshot: Snapshot, tags: TaggedSpans) -> Booleans:
    known = sorted(tags.values(dimension))
    folded = {value.casefold() for value in values}
    for value in values:
        if value.casefold() not in {k.casefold() for k in known}:
            raise UsageError(f"no quote is tagged {dimension}={value}{_nearest(value, known)}")
    hits = (
        any(t.dimension == dimension and t.value.casefold() in folded for t in tags.on(r.interview, r.start, r.end)) for r in snapshot.rows
    )
    return np.fromiter(hits, dtype=np.bool_, count=len(snapshot))


def _under_insights(numbers: Sequence[int], chosen: Booleans, labels: InsightLabels) -> Booleans:
    for number in numbers:
        if number not in labels.numbers:
            raise UsageError(f"the framework has no insight {number}; it has {', '.join(map(str, labels.numbers))}")
    mask = np.zeros(len(chosen), dtype=np.bool_)
    positions = np.flatnonzero(chosen)
    mask[positions] = [any(label.number in numbers for label in found) for found in labels.of(positions.tolist())]
    return mask


def _nearest(value: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(value, known, n=3, cutoff=0.4) or list(known[:3])
    return f"; there is {', '.join(near)}" if near else "; the corpus has none"
