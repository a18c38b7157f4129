"""The themes of a data folder: found in its interviews, accepted as tags, or dropped and not offered again."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.keeping.marks import Mark
from assistant.keeping.themes import ThemeDecision, ThemeDecisions
from assistant.request import Place
from assistant.themes.clusters import Cluster, find_clusters
from assistant.themes.model import Theme
from assistant.themes.phrases import key_phrases
from corpus.data_folder import DataFolder
from corpus.errors import UsageError
from corpus.models import Origin, Span, Tag, sha256_of
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

# Called with the number of a step, from 0, and what it does.
Progress = Callable[[int, str], None]
STEPS = ("Reading what was said", "Grouping quotes that are alike", "Naming the groups", "Checking their quotes")


def _quietly(step: int, doing: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class _Group:
    """A cluster with all that knowing it again needs."""

    cluster: Cluster
    phrases: tuple[str, ...]
    marks: tuple[Mark, ...]
    places: frozenset[Place]
    key: str


class Themes:
    """Recurring topics, by clusters of the index's vectors; the same corpus gives the same themes."""

    def __init__(self, index: Index, folder: DataFolder, decisions: ThemeDecisions) -> None:
        self._index = index
        self._folder = folder
        self._decisions = decisions
        self._lock = threading.Lock()
        self._seen: Snapshot | None = None
        self._groups: Sequence[_Group] = ()

    @property
    def known(self) -> bool:
        """Whether the themes of what is stored now were looked for already, so that listing them takes no time."""
        return self._seen is not None and self._index.current().snapshot is self._seen

    def list(self, dropped: bool = False, progress: Progress = _quietly) -> tuple[Theme, ...]:
        """The themes, the largest first; those that were dropped only where they are asked for, and last."""
        snapshot, ordered = self._ordered(progress)
        progress(3, STEPS[3])
        verifier = Verifier(self._folder.catalog)
        return tuple(
            _theme(number, group, snapshot, verifier, decision)
            for number, (group, decision) in enumerate(ordered, start=1)
            if dropped or not _is_dropped(decision)
        )

    def get(self, theme: int | str) -> Theme:
        """A theme by its number as listed, or its key.

        Raises:
            UsageError: There is no such theme.
        """
        snapshot, number, group, decision = self._found(theme)
        return _theme(number, group, snapshot, Verifier(self._folder.catalog), decision)

    def quotes(self, theme: int | str, limit: int) -> tuple[Sequence[Quote], int, int]:
        """The quotes of a theme, the nearest to its centre first.

        Args:
            theme: Its number as listed, or its key.
            limit: At most so many.

        Returns:
            The quotes, each verified now; how many there are in all; how many failed the check and were left out.

        Raises:
            UsageError: There is no such theme.
        """
        group, verifier = self._group(theme), Verifier(self._folder.catalog)
        return _nearest(group, verifier, limit), len(group.marks), verifier.refused

    def accept(self, theme: int | str, name: str, coder: str | None = None) -> int:
        """Tag all quotes of a theme with the dimension "theme" and a name; a name that it had before is taken off.

        Args:
            theme: Its number as listed, or its key.
            name: What to call it.
            coder: Who tags.

        Returns:
            How many tags are new.

        Raises:
            UsageError: There is no such theme, or the name is empty.
        """
        group, value = self._group(theme), checked(name, "name")
        before = _decision(group, self._decisions.list())
        by_interview: dict[str, dict[Tag, None]] = {}
        for mark in group.marks:
            tag = Tag(start=mark.start, end=mark.end, dimension=DIMENSION, value=value, coder=coder)
            by_interview.setdefault(mark.interview, {})[tag] = None
        with self._folder.writing():
            if before and before.name not in ("", value):
                self._untag(group, before.name)
            added = sum(self._folder.catalog.add_tags(key, list(tags)) for key, tags in by_interview.items())
        self._decisions.put("accepted", value, group.marks)
        return added

    def drop(self, theme: int | str) -> None:
        """Do not offer a theme, given by number or key, again. Tags that it was accepted as stay.

        Raises:
            UsageError: There is no such theme.
        """
        self._decisions.put("dropped", "", self._group(theme).marks)

    def restore(self, theme: int | str) -> int:
        """Take back what was decided of a theme, given by number or key: offer it again, and take its tags off.

        Returns:
            How many tags were taken off.

        Raises:
            UsageError: There is no such theme.
        """
        group, gone = self._group(theme), 0
        while decision := _decision(group, self._decisions.list()):
            if decision.verdict == "accepted":
                with self._folder.writing():
                    gone += self._untag(group, decision.name)
            self._decisions.undo(decision.id)
        return gone

    def _untag(self, group: _Group, name: str) -> int:
        wanted = (DIMENSION, name, Origin.HUMAN)
        catalog = self._folder.catalog
        found = [(key, tag) for key, tag in catalog.tags() if (tag.dimension, tag.value, tag.origin) == wanted]
        return sum(catalog.remove_tag(key, tag) for key, tag in found if (key, tag.start, tag.end) in group.places)

    def _group(self, theme: int | str) -> _Group:
        return self._found(theme)[2]

    def _found(self, theme: int | str) -> tuple[Snapshot, int, _Group, ThemeDecision | None]:
        snapshot, known = self._ordered(_quietly)
        for number, (group, decision) in enumerate(known, start=1):
            if theme in (number, group.key):
                return snapshot, number, group, decision
        if isinstance(theme, str):
            raise UsageError("the interviews have changed since these themes were found; find them again")
        there = f"there are 1 to {len(known)}" if known else "there are none"
        raise UsageError(f"there is no theme {theme}; {there}, see 'whatsworking themes --dropped'")

    def _ordered(self, progress: Progress) -> tuple[Snapshot, Sequence[tuple[_Group, ThemeDecision | None]]]:
        """The groups in the order of their numbers, each with what was decided of it."""
        snapshot, groups = self._computed(progress)
        decisions = self._decisions.list()
        decided = [(group, _decision(group, decisions)) for group in groups]
        return snapshot, sorted(decided, key=lambda pair: _is_dropped(pair[1]))

    def _computed(self, progress: Progress) -> tuple[Snapshot, Sequence[_Group]]:
        progress(0, STEPS[0])
        with self._lock:
            snapshot = self._index.current().snapshot
            if snapshot is not self._seen:
                progress(1, STEPS[1])
                clusters = find_clusters(snapshot)
                progress(2, STEPS[2])
                words = _Words(self._folder, snapshot)
                phrases = key_phrases([words.of(cluster) for cluster in clusters], words.names())
                self._groups = [_grouped(c, p, snapshot) for c, p in zip(clusters, phrases, strict=True) if len(p) >= LEAST_PHRASES]
                self._seen = snapshot
            return snapshot, self._groups


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


def _grouped(cluster: Cluster, phrases: tuple[str, ...], snapshot: Snapshot) -> _Group:
    marks = tuple(_mark(snapshot, int(position)) for position in cluster.positions)
    places = frozenset(map(_place, marks))
    return _Group(cluster, phrases, marks, places, sha256_of(repr(sorted(places)))[:16])


def _theme(number: int, group: _Group, snapshot: Snapshot, verifier: Verifier, decision: ThemeDecision | None) -> Theme:
    positions = group.cluster.positions
    rows = [snapshot.rows[position] for position in positions]
    return Theme(
        number=number,
        key=group.key,
        phrases=group.phrases,
        size=len(rows),
        interviews=len(np.unique(snapshot.conversation[positions])),
        sources=len({row.interview for row in rows}),
        people=len({(row.interview, row.participant or row.speaker) for row in rows if row.participant or row.speaker}),
        cohesion=round(float(group.cluster.cosines.mean()), 3),
        quotes=tuple(_nearest(group, verifier, SHOWN)),
        accepted=decision.name if decision and decision.verdict == "accepted" else None,
        dropped=_is_dropped(decision),
    )


def _nearest(group: _Group, verifier: Verifier, limit: int) -> Sequence[Quote]:
    quotes = []
    for rank, (mark, cosine) in enumerate(zip(group.marks[:limit], group.cluster.cosines, strict=False), start=1):
        quote = verifier.quote(mark.interview, mark.turn, Span(start=mark.start, end=mark.end), mark.words_sha256, rank, float(cosine))
        quotes += [quote] if quote else []
    return quotes


def _mark(snapshot: Snapshot, position: int) -> Mark:
    row = snapshot.rows[position]
    return Mark(interview=row.interview, turn=row.turn, start=row.start, end=row.end, words_sha256=row.sha256)


def _decision(group: _Group, decisions: Sequence[ThemeDecision]) -> ThemeDecision | None:
    """The last decision on a theme of mostly the same quotes."""
    for decision in reversed(decisions):
        theirs = {_place(mark) for mark in decision.marks}
        if len(group.places & theirs) >= SAME_THEME * len(group.places | theirs):
            return decision
    return None


def _is_dropped(decision: ThemeDecision | None) -> bool:
    return decision is not None and decision.verdict == "dropped"


def _place(mark: Mark) -> Place:
    return mark.interview, mark.start, mark.end
