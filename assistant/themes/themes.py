"""The themes of a data folder: found in its interviews, accepted as tags, or dropped and not offered again."""

import builtins
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.keeping.marks import Mark
from assistant.keeping.themes import ThemeDecision, ThemeDecisions
from assistant.themes.clusters import Cluster, find_clusters
from assistant.themes.model import Theme
from assistant.themes.phrases import key_phrases
from corpus.data_folder import DataFolder
from corpus.errors import UsageError
from corpus.models import Span, Tag
from corpus.quote import Quote, Verifier
from corpus.tagging import checked
from index import Index
from index.snapshot import Snapshot

DIMENSION = "theme"
SHOWN = 5
# Quotes that have fewer phrases in common are alike in tone ("Mm-hmm, yes"), not in topic.
LEAST_PHRASES = 3
# A theme is the one that was decided on where it shares so many of both themes' quotes.
SAME_THEME = 0.5

Place = tuple[str, int, int]


@dataclass(frozen=True)
class _Found:
    """A cluster with all that listing it needs."""

    theme: Theme
    marks: tuple[Mark, ...]


class Themes:
    """Recurring topics, by clusters of the index's vectors; the same corpus gives the same themes."""

    def __init__(self, index: Index, folder: DataFolder, decisions: ThemeDecisions) -> None:
        self._index = index
        self._folder = folder
        self._decisions = decisions
        self._lock = threading.Lock()
        self._seen: Snapshot | None = None
        self._clusters: list[tuple[Cluster, tuple[str, ...]]] = []

    def list(self, dropped: bool = False) -> tuple[Theme, ...]:
        """The themes, the largest first; those that were dropped only where they are asked for."""
        return tuple(found.theme for found in self._found(dropped))

    def accept(self, number: int, name: str, coder: str | None = None) -> int:
        """Tag all quotes of a theme with the dimension "theme" and a name; returns how many tags are new.

        Args:
            number: Of the theme, as listed.
            name: What to call it.
            coder: Who tags.

        Raises:
            UsageError: There is no such theme, or the name is empty.
        """
        found, value = self._number(number), checked(name, "name")
        by_interview: dict[str, dict[Tag, None]] = {}
        for mark in found.marks:
            tag = Tag(start=mark.start, end=mark.end, dimension=DIMENSION, value=value, coder=coder)
            by_interview.setdefault(mark.interview, {})[tag] = None
        with self._folder.writing():
            added = sum(self._folder.catalog.add_tags(key, list(tags)) for key, tags in by_interview.items())
        self._decisions.put("accepted", value, found.marks)
        return added

    def drop(self, number: int) -> None:
        """Do not offer a theme again.

        Raises:
            UsageError: There is no such theme.
        """
        self._decisions.put("dropped", "", self._number(number).marks)

    def _number(self, number: int) -> _Found:
        known = self._found(dropped=False)
        found = next((one for one in known if one.theme.number == number), None)
        if found is None:
            there = f"there are 1 to {len(known)}" if known else "there are none"
            raise UsageError(f"there is no theme {number}; {there}, see 'whatsworking themes'")
        return found

    def _found(self, dropped: bool) -> Sequence[_Found]:
        snapshot, clusters = self._computed()
        decisions = self._decisions.list()
        verifier = Verifier(self._folder.catalog)
        kept: builtins.list[_Found] = []
        for cluster, phrases in clusters:
            marks = tuple(_mark(snapshot, int(position)) for position in cluster.positions)
            decision = _decision(marks, decisions)
            if dropped or decision is None or decision.verdict == "accepted":
                accepted = decision.name if decision and decision.verdict == "accepted" else None
                kept.append(_Found(_theme(len(kept) + 1, cluster, phrases, marks, snapshot, verifier, accepted), marks))
        return kept

    def _computed(self) -> tuple[Snapshot, Sequence[tuple[Cluster, tuple[str, ...]]]]:
        with self._lock:
            snapshot = self._index.current().snapshot
            if snapshot is not self._seen:
                clusters = find_clusters(snapshot)
                words = _Words(self._folder, snapshot)
                phrases = key_phrases([words.of(cluster) for cluster in clusters], words.names())
                self._clusters = [(c, p) for c, p in zip(clusters, phrases, strict=True) if len(p) >= LEAST_PHRASES]
                self._seen = snapshot
            return snapshot, self._clusters


class _Words:
    """The words of units, read from the catalog, each interview once."""

    def __init__(self, folder: DataFolder, snapshot: Snapshot) -> None:
        self._catalog = folder.catalog
        self._snapshot = snapshot
        self._texts: dict[str, str] = {}

    def of(self, cluster: Cluster) -> Sequence[str]:
        rows = [self._snapshot.rows[position] for position in cluster.positions]
        return [self._text(row.interview)[row.start : row.end] for row in rows]

    def names(self) -> set[str]:
        rows = self._snapshot.rows
        return {name for row in rows for name in (row.speaker, row.participant, row.organisation) if name}

    def _text(self, interview: str) -> str:
        if interview not in self._texts:
            stored = self._catalog.stored_text(interview)
            self._texts[interview] = stored[0] if stored else ""
        return self._texts[interview]


def _theme(
    number: int,
    cluster: Cluster,
    phrases: tuple[str, ...],
    marks: Sequence[Mark],
    snapshot: Snapshot,
    verifier: Verifier,
    accepted: str | None,
) -> Theme:
    rows = [snapshot.rows[position] for position in cluster.positions]
    return Theme(
        number=number,
        phrases=phrases,
        size=len(rows),
        interviews=len(np.unique(snapshot.conversation[cluster.positions])),
        people=len({(row.interview, row.participant or row.speaker) for row in rows if row.participant or row.speaker}),
        cohesion=round(float(cluster.cosines.mean()), 3),
        quotes=tuple(_nearest(marks, cluster, verifier)),
        accepted=accepted,
    )


def _nearest(marks: Sequence[Mark], cluster: Cluster, verifier: Verifier) -> Sequence[Quote]:
    quotes = []
    for rank, (mark, cosine) in enumerate(zip(marks[:SHOWN], cluster.cosines, strict=False), start=1):
        quote = verifier.quote(mark.interview, mark.turn, Span(start=mark.start, end=mark.end), mark.words_sha256, rank, float(cosine))
        quotes += [quote] if quote else []
    return quotes


def _mark(snapshot: Snapshot, position: int) -> Mark:
    row = snapshot.rows[position]
    return Mark(interview=row.interview, turn=row.turn, start=row.start, end=row.end, words_sha256=row.sha256)


def _decision(marks: Sequence[Mark], decisions: Sequence[ThemeDecision]) -> ThemeDecision | None:
    """The last decision on a theme of mostly the same quotes."""
    mine = {_place(mark) for mark in marks}
    for decision in reversed(decisions):
        theirs = {_place(mark) for mark in decision.marks}
        if mine and len(mine & theirs) >= SAME_THEME * len(mine | theirs):
            return decision
    return None


def _place(mark: Mark) -> Place:
    return mark.interview, mark.start, mark.end
