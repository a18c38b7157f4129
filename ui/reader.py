"""The place of a quote in its interview: the turns around it, with the exact words to mark and what people put on them."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.models import CuratedQuote, Interview, Origin, Span, Tag, Turn
from corpus.transcripts.times import format_time

AROUND = 25
MORE = 50
LONGEST_SOUGHT = 200
MOST_HITS = 5000
_SAME = {"'": "['’‘ʼ]", "’": "['’‘ʼ]", "‘": "['’‘ʼ]", '"': '["“”„«»]', "“": '["“”„«»]', "”": '["“”„«»]', "-": "[-‐‑–—]", "–": "[-‐‑–—]"}


@dataclass(frozen=True)
class Piece:
    """A run of words that are marked alike.

    Attributes:
        labels: Tags that people put on just these words; "kept as a quote" where they are a curated quote.
        hit: Whether they are what was sought; ``current`` for the hit that is looked at.
    """

    text: str
    labels: tuple[str, ...] = ()
    hit: bool = False
    current: bool = False


@dataclass(frozen=True)
class ReaderTurn:
    """A turn as the reader shows it; the pieces of ``before + marked + after`` are its exact words.

    Attributes:
        labels: Tags that people put on the whole turn.
    """

    start: int
    number: int
    speaker: str | None
    participant: str | None
    organisation: str | None
    role: str
    time: str | None
    page: int | None
    position: str | None
    labels: tuple[str, ...]
    before: tuple[Piece, ...]
    marked: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """What was sought in an interview, where it stands, and which place is looked at (counted from 0)."""

    words: str = ""
    hits: tuple[Span, ...] = ()
    at: int | None = None

    @property
    def current(self) -> Span | None:
        """The hit that is looked at."""
        return None if self.at is None else self.hits[self.at]


@dataclass(frozen=True)
class Place:
    """Turns ``first`` to ``last`` (excluded) of an interview of ``total`` turns; ``earlier`` and ``later`` are the next borders."""

    interview: Interview
    start: int
    end: int
    first: int
    last: int
    total: int
    turns: tuple[ReaderTurn, ...]
    found: Found = field(default_factory=Found)

    @property
    def provenance(self) -> list[str]:
        """Source, publisher and date, as far as they are known and not the title itself."""
        source = self.interview.source.name
        known = (source if source != self.interview.title else None, self.interview.publisher, self.interview.date)
        return [part for part in known if part]

    @property
    def earlier(self) -> int:
        """The first turn to show when earlier ones are asked for."""
        return max(0, self.first - MORE)

    @property
    def later(self) -> int:
        """The last turn (excluded) to show when later ones are asked for."""
        return min(self.total, self.last + MORE)


def find_place(interview: Interview, span: Span, first: int | None = None, last: int | None = None, found: Found | None = None) -> Place:
    """The turns around a span.

    Args:
        interview: The whole interview.
        span: The words to mark, in the canonical text.
        first: First turn to show; by default `AROUND` turns before the span.
        last: Last turn to show (excluded); by default `AROUND` turns after the span.
        found: What was sought; the hit that is looked at is shown even where it lies outside of first and last.
    """
    total, found = len(interview.turns), found or Found()
    at = turn_at(interview, span.start)
    begin = max(0, at - AROUND if first is None else min(first, total))
    stop = min(total, at + AROUND + 1 if last is None else max(last, begin))
    if found.current and not begin <= (hit := turn_at(interview, found.current.start)) < stop:
        begin, stop = max(0, hit - AROUND), min(total, hit + AROUND + 1)
    draw = _Drawing(interview, span, found)
    return Place(interview, span.start, span.end, begin, stop, total, tuple(map(draw.turn, interview.turns[begin:stop])), found)


def find_words(interview: Interview, words: str) -> tuple[Span, ...]:
    """Where words stand in what is said in an interview; case, width of spaces and shape of quotation marks do not count."""
    wanted = words[:LONGEST_SOUGHT].split()
    if not wanted:
        return ()
    pattern = re.compile(r"\s+".join("".join(_SAME.get(c, re.escape(c)) for c in word) for word in wanted), re.IGNORECASE)
    found = []
    for turn in interview.turns:
        found += [Span(start=m.start(), end=m.end()) for m in pattern.finditer(interview.text, turn.start, turn.end)]
        if len(found) >= MOST_HITS:
            break
    return tuple(found[:MOST_HITS])


def step(hits: Sequence[Span], span: Span, at: int | None, by: int) -> int | None:
    """The hit to look at: the next or previous one round, or at first the nearest behind a place."""
    if not hits:
        return None
    if at is None or not by:
        return bisect_left(hits, span.start, key=lambda hit: hit.start) % len(hits)
    return (at + by) % len(hits)


def label_of(tag: Tag) -> str:
    """A tag in words."""
    return (
        f"{tag.dimension.replace('_', ' ')} {tag.value}"
        if tag.dimension == "insight"
        else f"{tag.dimension.replace('_', ' ')}: {tag.value}"
    )


def turn_at(interview: Interview, offset: int) -> int:
    """The turn in which, or after which, a place of the text lies."""
    return max(0, bisect_right(interview.turns, offset, key=lambda turn: turn.start) - 1)


class _Drawing:
    """Cuts turns into pieces."""

    def __init__(self, interview: Interview, span: Span, found: Found) -> None:
        self._interview = interview
        self._span = span
        self._found = found
        self._tags: list[Tag | CuratedQuote] = [tag for tag in interview.tags if tag.origin is Origin.HUMAN]
        self._tags += interview.quotes

    def turn(self, turn: Turn) -> ReaderTurn:
        start = min(max(self._span.start, turn.start), turn.end)
        end = max(min(self._span.end, turn.end), start)
        tags = [tag for tag in self._tags if tag.start < turn.end and turn.start < tag.end]
        whole = [tag for tag in tags if tag.start <= turn.start and turn.end <= tag.end]
        part = [tag for tag in tags if tag not in whole]
        hits = self._hits(turn)
        return ReaderTurn(
            start=turn.start,
            number=turn.index + 1,
            speaker=turn.speaker,
            participant=turn.participant,
            organisation=turn.organisation,
            role=turn.role.value,
            time=None if turn.time is None else format_time(turn.time),
            page=turn.page,
            position=turn.position,
            labels=_labels(whole),
            before=tuple(self._pieces(turn.start, start, part, hits)),
            marked=tuple(self._pieces(start, end, part, hits)),
            after=tuple(self._pieces(end, turn.end, part, hits)),
        )

    def _hits(self, turn: Turn) -> Sequence[Span]:
        hits = self._found.hits
        return hits[bisect_left(hits, turn.start, key=lambda h: h.start) : bisect_left(hits, turn.end, key=lambda h: h.start)]

    def _pieces(self, start: int, end: int, tags: Sequence[Tag | CuratedQuote], hits: Sequence[Span]) -> Iterator[Piece]:
        cuts = {start, end, *(cut for span in (*tags, *hits) for cut in (span.start, span.end) if start < cut < end)}
        borders = sorted(cuts)
        for begin, stop in itertools.pairwise(borders):
            hit = next((h for h in hits if h.start < stop and begin < h.end), None)
            yield Piece(
                text=self._interview.text[begin:stop],
                labels=_labels([tag for tag in tags if tag.start < stop and begin < tag.end]),
                hit=hit is not None,
                current=hit is not None and hit == self._found.current,
            )


def _labels(spans: Sequence[Tag | CuratedQuote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label_of(span) if isinstance(span, Tag) else "kept as a quote" for span in spans))
