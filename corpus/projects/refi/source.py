"""One source of words in a REFI-QDA project: a text, the text of a PDF, or the transcript of a recording."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import numpy as np

from corpus.importers.base import Parsed
from corpus.models import Attributes, Tag, Turn, sha256_of
from corpus.projects.coded_source import Application, coded_source, gather
from corpus.projects.offsets import Marked, Placed, Reading, canonical, place, readings
from corpus.projects.refi.details import SourceDetails, spans_fit
from corpus.projects.refi.markup import child, children, guid_of, text_in, whole_number, writable
from corpus.projects.refi.project import Case, Project

# ATLAS.ti writes line ends of two characters into its texts and counts each as one.
COUNTS_LINE_ENDS_ONCE = "atlas"
SELECTIONS = ("PlainTextSelection", "TranscriptSelection", "PDFSelection")
NOWHERE = -1


class SourceOfWords:
    """A source with its text as the project stores it.

    Args:
        project: The project that it belongs to.
        element: The source, which has variables, notes and codes of its own.
        body: The element with the text's selections: the source itself, a PDF's representation, or a transcript.
        raw: The text as stored.
        inline: Whether the text stood in the XML, which makes every line end one character.
    """

    def __init__(self, project: Project, element: Element, body: Element, raw: str, inline: bool) -> None:
        self._project = project
        self._element = element
        self._body = body
        self._raw = raw
        self._inline = inline
        self._text = canonical(raw)
        self._sync = {guid_of(one): whole_number(one, "position") for one in children(body, "SyncPoint")}
        self.selections = self._selections()
        pairs = [(selection, coding) for selection in self.selections for coding in children(selection, "Coding")]
        self.codings = [pair for pair in pairs if self._case_of(pair[1]) is None]
        self._case_codings = [coding for _, coding in pairs if self._case_of(coding) is not None]
        self.applications = [self._application(selection, coding) for selection, coding in self.codings]

    @property
    def is_empty(self) -> bool:
        """Whether the text has no words."""
        return not self._text.strip()

    @property
    def attributes(self) -> Attributes:
        """The source's variables, those of its cases, and its description."""
        pairs = [*self._project.values(self._element), ("memo", text_in(self._element, "Description"))]
        for case in [*self._project.of_source.get(guid_of(self._element), ()), *self._part_cases()]:
            pairs += [("case", case.name), *case.values]
        return gather(pairs)

    def parsed(self, title: str | None, warnings: Sequence[str] = ()) -> Parsed:
        """The source as an interview, by what the project says of it, or as our own export recorded it."""
        recorded = self._project.details.sources.get(guid_of(self._element))
        if recorded and sha256_of(self._raw) == recorded.text_sha256 and (was := self._as_recorded(recorded)):
            return was
        placed = place(self._text, self._candidates(), [one.marked for one in self.applications])
        whole = [self._application(self._element, coding) for coding in children(self._element, "Coding")]
        everything: list[tuple[int, int] | None] = [(0, len(self._text))] * len(whole)
        parsed = coded_source(
            self._text,
            [*self.applications, *whole],
            Placed([*self._looked_up(placed), *everything], placed.reading, placed.usual, 0),
            title=title,
            attributes=self.attributes,
            warnings=[*self._told(), *warnings],
        )
        return parsed.model_copy(update={"turns": self._timed(parsed.turns, placed.reading)})

    def _as_recorded(self, recorded: SourceDetails) -> Parsed | None:
        """Our own export: turns and metadata as they were, and those tags that nobody moved or took away since."""
        before = gather((writable(name), writable(value)) for name, values in recorded.attributes.items() for value in values)
        changed = gather(self._project.values(self._element)) != before
        names = set(SourceDetails.model_fields) & set(Parsed.model_fields) - {"tags"}
        fields = {name: getattr(recorded, name) for name in names} | {"tags": self._recorded_tags(recorded)}
        if changed:
            fields["attributes"] = self.attributes
        parsed = Parsed(text=self._raw, exported=True, **fields)
        return parsed if spans_fit(parsed) else None

    def _recorded_tags(self, recorded: SourceDetails) -> tuple[Tag, ...]:
        tags: list[Tag] = []
        for (_, coding), one in zip(self.codings, self.applications, strict=True):
            was = recorded.tags.get(guid_of(coding))
            here = (one.marked.start, one.marked.end)
            if was and one.code and here == (was.start, was.end) and (was.dimension, was.value) == (one.code.dimension, one.code.value):
                tags.append(was)
            elif one.code and 0 <= here[0] < here[1] <= len(self._raw):
                tags.append(Tag(start=here[0], end=here[1], dimension=one.code.dimension, value=one.code.value, coder=one.coder))
        return tuple(tags)

    def _selections(self) -> list[Element]:
        own = list(children(self._body, *SELECTIONS))
        return own if self._body is self._element else [*own, *children(self._element, "PDFSelection")]

    def _application(self, selection: Element, coding: Element) -> Application:
        code = self._project.codes.get(guid_of(child(coding, "CodeRef"), "targetGUID"))
        author = guid_of(coding, "creatingUser") or guid_of(selection, "creatingUser") or guid_of(selection, "modifyingUser")
        return Application(self._marked(selection), code, self._project.users.get(author) or None)

    def _marked(self, selection: Element) -> Marked:
        if selection.get("fromSyncPoint") or selection.get("toSyncPoint"):
            ends = [self._sync.get(guid_of(selection, name), NOWHERE) for name in ("fromSyncPoint", "toSyncPoint")]
            return Marked(ends[0], ends[1], hint=selection.get("name"))
        words = text_in(child(selection, "Representation"), "PlainTextContent")  # of a region of a page
        hint = selection.get("name") or text_in(selection, "Description")
        return Marked(whole_number(selection, "startPosition"), whole_number(selection, "endPosition"), words, hint)

    def _candidates(self) -> Sequence[Reading]:
        """The ways to count, the one that the standard or the exporter's habit asks for first."""
        if self._inline:
            found = readings(self._text)
            return [
                *found,
                *(r for r in readings(self._text.replace("\n", "\r\n")) if not any(np.array_equal(r.bounds, o.bounds) for o in found)),
            ]
        once = COUNTS_LINE_ENDS_ONCE in self._project.origin.casefold()
        return sorted(readings(self._raw), key=lambda reading: once and "two characters" in reading.name)

    def _looked_up(self, placed: Placed) -> Iterator[tuple[int, int] | None]:
        """Regions of pages have no positions; one whose words stand exactly once in the text is put there."""
        for one, span in zip(self.applications, placed.spans, strict=True):
            words = one.marked.words
            if span is None and words and one.marked.start == NOWHERE and self._text.count(words) == 1:
                start = self._text.index(words)
                yield start, start + len(words)
            else:
                yield span

    def _part_cases(self) -> list[Case]:
        """The cases that selections of this source belong to, by reference or by a coding that names the case."""
        named = [case for selection in self.selections for case in self._project.of_selection.get(guid_of(selection), ())]
        coded = [self._case_of(coding) for coding in self._case_codings]
        return list({id(case): case for case in [*named, *coded] if case}.values())

    def _case_of(self, coding: Element) -> Case | None:
        """The case that a coding names; some programs code the words of a case with it as with a code."""
        target = guid_of(child(coding, "CodeRef"), "targetGUID")
        return None if target in self._project.codes else self._project.cases.get(target)

    def _told(self) -> Iterator[str]:
        memos = sum(text_in(s, "Description") is not None or child(s, "NoteRef") is not None for s in self.selections)
        if memos:
            yield f"memos on selections were not taken over: {memos}"
        parts = [case.name for case in self._part_cases()]
        if parts:
            yield f"only a part of this source belongs to {', '.join(parts)}; attributes stand for the whole"

    def _timed(self, turns: tuple[Turn, ...], reading: Reading) -> tuple[Turn, ...]:
        """Turns with the times of the transcript's synchronisation points, where they have none of their own."""
        points: list[tuple[int, float]] = []
        for one in children(self._body, "SyncPoint"):
            position, stamp = whole_number(one, "position"), whole_number(one, "timeStamp")
            span = reading.span(self._text, Marked(position, int(reading.bounds[-1])))
            if span and stamp >= 0:
                points.append((span[0], stamp / 1000))
        return tuple(_with_time(turn, turns[k - 1].end if k else 0, points) for k, turn in enumerate(turns)) if points else turns


def _with_time(turn: Turn, before: int, points: Sequence[tuple[int, float]]) -> Turn:
    """A turn with the time of the first point between the end of the turn before and its own words."""
    times = [time for position, time in points if before <= position <= turn.start]
    return turn.model_copy(update={"time": times[-1]}) if times and turn.time is None else turn
