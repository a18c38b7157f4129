"""Reading a question that stands on its own: the way it asks, the filters it names, and what is left to search for."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.understanding.dates import NamedDate, find_date
from assistant.understanding.intents import Intent, read_intent
from assistant.understanding.known import DATE, INTERVIEW, Known, Name
from assistant.understanding.names import Named, NameReader
from assistant.understanding.phrases import strip_names
from assistant.understanding.words import content, tidy
from corpus.models import Frozen, Role
from index import Filters, TagFilter

_QUOTES = re.compile(r"[“„\"«][^”“\"«»]*[”“\"»]")
_ABOUT = re.compile(r"\s*\(About: (.*)\)\s*$")
_NOBODY = frozenset("people person persons interviewee interviewees of them participants respondents speakers voices others".split())


class NamedFilter(Frozen):
    """A filter as it is shown, so that it can be seen and taken off.

    Attributes:
        key: By which it is taken off: ``ask(question, without=[key])``.
        kind: "organisation", "speaker", "role", "place", "issue area", "community", "strategy", "insight", "interview", "date", or
            the name of another dimension.
        value: What it lets through, for people.
        words: As the question has them; empty where the filter was given beside the question.
    """

    key: str
    kind: str
    value: str
    words: str = ""
    origin: Literal["words", "given"] = "words"


class Side(Frozen):
    """One side of a comparison: who or what it is, and how it is searched for."""

    label: str
    searched: str
    filters: Filters
    named: tuple[NamedFilter, ...] = ()


class Reading(Frozen):
    """A question, read.

    Attributes:
        standalone: The question.
        searched: What is searched for: the question without the words that became filters.
        named: The filters that words became, those that were given, and which of them are soft.
        soft: Keys of filters that yield where they stand in the way of every answer.
        notes: What a reader should know of how words were taken.
    """

    standalone: str
    searched: str
    intent: Intent
    filters: Filters
    named: tuple[NamedFilter, ...] = ()
    soft: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()


def read(text: str, names: NameReader, known: Known, given: Filters | None = None, without: Iterable[str] = ()) -> Reading:
    """Read a question.

    Args:
        text: The question, understandable without what came before it.
        names: Finds names.
        known: What the corpus knows.
        given: Filters that were chosen beside the question.
        without: Keys, values or words of filters that must not be set.
    """
    return _Reader(text, names, known, given or Filters(), without).read()


class _Reader:
    def __init__(self, text: str, names: NameReader, known: Known, given: Filters, without: Iterable[str]) -> None:
        self._text = text
        self._names = names
        self._known = known
        self._without = {word.casefold().strip() for word in without}
        self._given = kept_filters(given, self._without)
        self._notes: list[str] = []

    def read(self) -> Reading:
        intent = read_intent(_ABOUT.sub("", self._text))
        about = _ABOUT.search(self._text)
        if about and intent.way != "find" and not content(intent.subject):
            intent = intent.model_copy(update={"subject": about[1].rstrip("?")})
        intent, groups = self._group(intent)
        heard = self._names.read(self._text)
        kept = self._outside(heard.named, intent)
        self._notes += heard.notes if intent.way not in ("count", "exact") else ()
        if intent.way == "summary":
            kept = self._interview(intent, kept)
        date = self._date(self._text)
        sides = self._sides(intent) if intent.way == "compare" else ()
        kept = [n for n in kept if not self._off(n.name, n.words)] + groups
        self._notes += [n.note for n in kept if n.note]
        if intent.way in ("count", "missing") and not intent.quoted and content(intent.subject):
            intent = intent.model_copy(update={"subject": self._bare_subject(intent, kept, date).rstrip(" ?.!,")})
        filters, named = self._as_filters(kept, date, self._text)
        return Reading(
            standalone=self._text,
            searched=self._searched(intent, kept, date),
            intent=intent,
            filters=filters,
            named=(*_given(self._given), *named),
            soft=tuple(_key(n.name) for n in kept if n.soft),
            notes=tuple(dict.fromkeys(self._notes)),
            sides=tuple(self._side(side, found, when, filters, intent, kept, date) for side, found, when in sides),
        )

    def _off(self, name: Name, words: str) -> bool:
        said = {_key(name).casefold(), name.label.casefold(), name.kind, words.casefold(), "all", *(v.casefold() for v in name.values)}
        return bool(said & self._without)

    def _date(self, text: str) -> NamedDate | None:
        found = find_date(_unquoted(text))
        if (
            found is None
            or {DATE, f"date:{_range(found)}".casefold(), text[found.start : found.end].casefold().strip(), "all"} & self._without
        ):
            return None
        if not self._known.dated:
            self._notes.append(f"No interview carries a date, so “{text[found.start : found.end].strip()}” filters nothing.")
            return None
        return found

    def _group(self, intent: Intent) -> tuple[Intent, list[Named]]:
        """Whose mentions are counted or listed ("how many founders mention"): a filter, or a unit, or else no known way."""
        words = intent.group
        if not words or not content(words) or set(words.casefold().split()) <= _NOBODY:
            return intent, []
        unit = read_intent(f"how many {words} mention it")
        if not unit.group:
            return intent.model_copy(update={"group": "", "unit": unit.unit}), []
        found = [n for n in self._names.read(words, loose=True).named if n.name.kind != INTERVIEW]
        rest = content(strip_names(words, found))
        if found and not [word for word in rest if word not in _NOBODY]:
            start = max(self._text.find(words), 0)
            moved = [Named(n.name, n.words, start + n.start, start + n.end, True, n.note) for n in found]
            return intent, [n for n in moved if not self._off(n.name, n.words)]
        return Intent(subject=self._text), []

    def _outside(self, named: Sequence[Named], intent: Intent) -> list[Named]:
        """Names that are not themselves what is counted, quoted or compared."""
        quoted = [match.span() for match in _QUOTES.finditer(self._text)]
        inside = [*quoted]
        for words in (intent.group, *intent.sides):
            at = self._text.find(words) if words else -1
            inside += [(at, at + len(words))] if at >= 0 else []
        if intent.way in ("count", "exact") and intent.subject:
            inside += self._subject_span(intent.subject, named)
        return [n for n in named if not any(start <= n.start < end for start, end in inside)]

    def _subject_span(self, subject: str, named: Sequence[Named]) -> list[tuple[int, int]]:
        """Where the words that are counted stand; a place or organisation behind "in" or "at" is a filter, not one of them."""
        at = self._text.find(subject)
        if at < 0:
            return []
        end = at + len(subject)
        for name in named:
            if at < name.start < end and re.search(r"\b(?:in|from|at|by|under)\s+(?:the\s+)?$", self._text[at : name.start], re.I):
                return [(at, name.start)]
        return [(at, end)]

    def _interview(self, intent: Intent, kept: list[Named]) -> list[Named]:
        found = [n for n in kept if n.name.kind == INTERVIEW]
        if found:
            return [n for n in kept if n.name.kind == INTERVIEW or n.start < found[0].start]
        subject = re.sub(
            r"^(?:the\s+)?(?:interview|conversation|talk|transcript|meeting)s?\s+(?:with|of|by)?\s*|^what\s+|\s+(?:said|says)$|^the\s+",
            "",
            intent.subject,
            flags=re.I,
        )
        at = max(self._text.find(subject), 0)
        loose = self._names.read(subject, loose=True).named if subject else ()
        if content(strip_names(subject, loose)):
            return kept
        return [Named(n.name, n.words, at + n.start, at + n.end, n.voice, n.note) for n in loose] or kept

    def _sides(self, intent: Intent) -> list[tuple[str, list[Named], NamedDate | None]]:
        found = []
        for side in intent.sides:
            when = self._date(side if not re.fullmatch(r"(?:19|20)\d\d", side) else f"in {side}")
            named = [n for n in self._names.read(side, loose=True).named if n.name.kind != INTERVIEW and not self._off(n.name, n.words)]
            self._notes += [n.note for n in named if n.note]
            found.append((side, named, when))
        return found

    def _side(
        self,
        label: str,
        named: list[Named],
        when: NamedDate | None,
        common: Filters,
        intent: Intent,
        kept: Sequence[Named],
        date: NamedDate | None,
    ) -> Side:
        text = label if not re.fullmatch(r"(?:19|20)\d\d", label) else f"in {label}"
        rest = strip_names(text, named, when)
        subject = self._bare_subject(intent, kept, date)
        searched = tidy(f"{rest} {subject}") if content(rest) or not subject else subject
        filters, shown = self._as_filters(named, when, text, common)
        return Side(label=label[:1].upper() + label[1:], searched=searched or self._text, filters=filters, named=tuple(shown))

    def _bare_subject(self, intent: Intent, kept: Sequence[Named], date: NamedDate | None) -> str:
        at = self._text.find(intent.subject)
        inside = [_moved(n, at) for n in kept if at <= n.start < at + len(intent.subject)] if at >= 0 else []
        when = (
            date._replace(start=date.start - at, end=date.end - at)
            if date and date.start >= at >= 0 and date.end <= at + len(intent.subject)
            else None
        )
        bare = strip_names(intent.subject, inside, when)
        return bare if content(bare) else intent.subject

    def _searched(self, intent: Intent, kept: Sequence[Named], date: NamedDate | None) -> str:
        about = _ABOUT.search(self._text)
        bare = strip_names(self._text, [n for n in kept if not _topical(n)], date, stand_in=True)
        if about:
            bare = tidy(_ABOUT.sub(lambda m: f" {m[1]}", bare))
        if intent.way in ("who", "missing", "disagree", "exact", "count") and content(intent.subject):
            bare = self._bare_subject(intent, kept, date)
        return bare if content(bare) else self._text

    def _as_filters(
        self, named: Sequence[Named], date: NamedDate | None, text: str, base: Filters | None = None
    ) -> tuple[Filters, list[NamedFilter]]:
        fields: dict[str, list[object]] = {}
        shown: list[NamedFilter] = []
        for n in named:
            values: list[object] = list(n.name.values)
            if n.name.field == "tags":
                values = [TagFilter(dimension=n.name.dimension, value=value) for value in n.name.values]
            elif n.name.field == "insights":
                values = [int(value) for value in n.name.values]
            elif n.name.field == "roles":
                values = [Role(value) for value in n.name.values]
            fields.setdefault(n.name.field, []).extend(values)
            shown.append(NamedFilter(key=_key(n.name), kind=n.name.kind, value=n.name.label, words=n.words))
        start = base or self._given
        update: dict[str, object] = {name: tuple(dict.fromkeys((*getattr(start, name), *values))) for name, values in fields.items()}
        if date:
            update |= {"since": date.since or start.since, "until": date.until or start.until}
            value = _range(date)
            shown.append(NamedFilter(key=f"{DATE}:{value}", kind=DATE, value=value, words=text[date.start : date.end].strip()))
        return start.model_copy(update=update), shown


def take_off(text: str, names: NameReader, without: Iterable[str]) -> str:
    """A question without the words that name the filters to be taken off; words that also say what it is about stay."""
    reader = _Reader(text, names, Known(0, dated=True), Filters(), without)
    gone = [n for n in names.read(text).named if reader._off(n.name, n.words) and not _topical(n)]
    date = find_date(_unquoted(text))
    gone_date = date if date and reader._date(text) is None else None
    bare = strip_names(text, gone, gone_date, stand_in=True)
    return bare if content(bare) else text


def _unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks."""
    return _QUOTES.sub(lambda m: " " * len(m[0]), text)


def _topical(named: Named) -> bool:
    """Whether a name's words also say what the question is about, so that they are searched for too."""
    return named.name.field == "tags" and named.name.kind not in ("place", "organisation", "role")


def _key(name: Name) -> str:
    return f"{name.kind}:{name.label}"


def _range(date: NamedDate) -> str:
    if date.since and date.until:
        return date.since if date.since == date.until else f"{date.since} to {date.until}"
    return f"since {date.since}" if date.since else f"until {date.until}"


def _moved(named: Named, by: int) -> Named:
    return Named(named.name, named.words, named.start - by, named.end - by, named.voice, named.note, named.soft)


def kept_filters(given: Filters, keys: Iterable[str]) -> Filters:
    """The given filters without those that are taken off, by the key that an answer shows or by their value."""
    without = {key.casefold().strip() for key in keys}

    def stays(kind: str, value: str) -> bool:
        return not {kind, value.casefold(), f"{kind}:{value}".casefold(), "all"} & without

    update: dict[str, object] = {
        "interviews": tuple(v for v in given.interviews if stays("interview", v)),
        "speakers": tuple(v for v in given.speakers if stays("speaker", v)),
        "roles": tuple(v for v in given.roles if stays("role", v.value)),
        "organisations": tuple(v for v in given.organisations if stays("organisation", v)),
        "insights": tuple(v for v in given.insights if stays("insight", f"insight {v}")),
        "tags": tuple(t for t in given.tags if stays(t.dimension, t.value)),
    }
    if (given.since or given.until) and not stays(DATE, _range(NamedDate(given.since, given.until, 0, 0))):
        update |= {"since": None, "until": None}
    return given.model_copy(update=update)


def _given(filters: Filters) -> list[NamedFilter]:
    """The filters that were chosen beside the question, as they are shown."""
    found = [
        *(("interview", str(value)) for value in filters.interviews),
        *(("speaker", value) for value in filters.speakers),
        *(("role", value.value) for value in filters.roles),
        *(("organisation", value) for value in filters.organisations),
        *(("insight", f"insight {value}") for value in filters.insights),
        *((tag.dimension, tag.value) for tag in filters.tags),
    ]
    if filters.since or filters.until:
        found.append((DATE, _range(NamedDate(filters.since, filters.until, 0, 0))))
    return [NamedFilter(key=f"{kind}:{value}", kind=kind, value=value, origin="given") for kind, value in found]
