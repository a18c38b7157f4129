"""The place of a quote in its interview: the turns around it, with the exact words to mark."""

from dataclasses import dataclass

from corpus.models import Interview, Span, Turn
from corpus.transcripts.times import format_time

AROUND = 25
MORE = 50


@dataclass(frozen=True)
class ReaderTurn:
    """A turn as the reader shows it; ``before + marked + after`` is its exact words."""

    speaker: str | None
    participant: str | None
    organisation: str | None
    role: str
    time: str | None
    page: int | None
    position: str | None
    before: str
    marked: str
    after: str


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


def find_place(interview: Interview, span: Span, first: int | None = None, last: int | None = None) -> Place:
    """The turns around a span.

    Args:
        interview: The whole interview.
        span: The words to mark, in the canonical text.
        first: First turn to show; by default `AROUND` turns before the span.
        last: Last turn to show (excluded); by default `AROUND` turns after the span.
    """
    total = len(interview.turns)
    at = next((turn.index for turn in interview.turns if turn.start <= span.start < turn.end), 0)
    begin = max(0, at - AROUND if first is None else min(first, total))
    stop = min(total, at + AROUND + 1 if last is None else max(last, begin))
    turns = tuple(_reader_turn(interview, turn, span) for turn in interview.turns[begin:stop])
    return Place(interview, span.start, span.end, begin, stop, total, turns)


def _reader_turn(interview: Interview, turn: Turn, span: Span) -> ReaderTurn:
    start = min(max(span.start, turn.start), turn.end)
    end = max(min(span.end, turn.end), start)
    return ReaderTurn(
        speaker=turn.speaker,
        participant=turn.participant,
        organisation=turn.organisation,
        role=turn.role.value,
        time=None if turn.time is None else format_time(turn.time),
        page=turn.page,
        position=turn.position,
        before=interview.text[turn.start : start],
        marked=interview.text[start:end],
        after=interview.text[end : turn.end],
    )
