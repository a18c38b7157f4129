"""Filters as masks over the units of a snapshot."""

import difflib
from collections.abc import Iterable, Sequence

import numpy as np

from corpus.errors import UsageError
from corpus.models import Role
from corpus.transcripts.speakers import speaker_key
from index.dates import parse_bound
from index.filters import Filters
from index.labels import InsightLabels
from index.snapshot import Booleans, Coded, Snapshot
from index.tags import Facets


def select(filters: Filters, snapshot: Snapshot, facets: Facets, labels: InsightLabels) -> Booleans:
    """The units that the filters let through.

    Raises:
        UsageError: A speaker, organisation, tag or insight that the corpus or the framework does not have, or no date.
    """
    chosen = np.ones(len(snapshot), dtype=np.bool_)
    if not filters.include_interviewers and Role.INTERVIEWER not in filters.roles:
        chosen &= ~snapshot.interviewer
    if filters.interviews:
        chosen &= _of_interviews([key in filters.interviews for key in snapshot.interviews], snapshot)
    if filters.speakers:
        chosen &= _named("speaker", filters.speakers, snapshot.speaker, snapshot.participant)
    if filters.organisations:
        chosen &= _named("organisation", filters.organisations, snapshot.organisation)
    if filters.roles:
        chosen &= snapshot.role.among(speaker_key(role.value) for role in filters.roles)
    if filters.since or filters.until:
        chosen &= _dated(filters, snapshot, facets)
    for dimension in dict.fromkeys(tag.dimension for tag in filters.tags):
        chosen &= _tagged(dimension, [tag.value for tag in filters.tags if tag.dimension == dimension], facets)
    if filters.insights:
        chosen &= _under_insights(filters, labels)
    return chosen


def _of_interviews(wanted: Sequence[bool], snapshot: Snapshot) -> Booleans:
    mask = np.array(wanted, dtype=np.bool_)
    return np.asarray(mask[snapshot.interview])


def _named(kind: str, names: Sequence[str], *coded: Coded) -> Booleans:
    known = sorted({value for codes in coded for value in codes.values} - {""})
    for name in names:
        if speaker_key(name) not in known:
            raise UsageError(f"no {kind} is called {name!r}{_nearest(speaker_key(name), known)}")
    keys = [speaker_key(name) for name in names]
    return _any(codes.among(keys) for codes in coded)


def _dated(filters: Filters, snapshot: Snapshot, facets: Facets) -> Booleans:
    since = parse_bound(filters.since, end=False) if filters.since else None
    until = parse_bound(filters.until, end=True) if filters.until else None
    return _of_interviews([period is not None and period.overlaps(since, until) for period in facets.dated()], snapshot)


def _tagged(dimension: str, values: Sequence[str], facets: Facets) -> Booleans:
    masks = []
    for value in values:
        mask = facets.having(dimension, value)
        if mask is None:
            raise UsageError(f"no quote is tagged {dimension}={value}{_nearest(value, facets.values(dimension))}")
        masks.append(mask)
    return _any(masks)


def _under_insights(filters: Filters, labels: InsightLabels) -> Booleans:
    for number in filters.insights:
        if number not in labels.numbers:
            raise UsageError(f"the framework has no insight {number}; it has {', '.join(map(str, labels.numbers))}")
    return _any(labels.under(number, human_only=filters.human_only) for number in filters.insights)


def _any(masks: Iterable[Booleans]) -> Booleans:
    return np.asarray(np.logical_or.reduce(list(masks)))


def _nearest(value: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(value, known, n=3, cutoff=0.4) or list(known[:3])
    return f"; there is {', '.join(near)}" if near else "; the corpus has none"
