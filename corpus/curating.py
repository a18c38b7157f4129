"""Choosing words as quotations from Python."""

from corpus.catalog import Catalog
from corpus.errors import UsageError
from corpus.models import CuratedQuote, Interview, Span
from corpus.spans import trimmed
from corpus.tagging import stored_interview


def curate(catalog: Catalog, interview: str, start: int, end: int, curator: str | None = None) -> tuple[CuratedQuote, ...]:
    """Keep words of an interview as curated quotes: one a turn, so that nobody's words are joined to another's.

    Args:
        catalog: Where the interview is stored.
        interview: Its id or source file name.
        start: First code point of the canonical text.
        end: The code point after the last.
        curator: Who chooses.

    Raises:
        UsageError: There is no such interview, or no words of a turn lie in the span.
    """
    stored = stored_interview(catalog, interview)
    quotes = tuple(CuratedQuote(start=s.start, end=s.end, curator=curator) for s in spans_by_turn(stored, start, end))
    if not quotes:
        raise UsageError(f"{stored.id}: no words of a turn lie in [{start}, {end}); choose some of what somebody says")
    catalog.add_quotes(stored.id, quotes)
    return quotes


def spans_by_turn(interview: Interview, start: int, end: int) -> list[Span]:
    """What lies of ``[start, end)`` in each turn, without white space at the edges; turns with no word in it are left out."""
    found = []
    for turn in interview.turns:
        begin, stop = max(turn.start, start), min(turn.end, end)
        begin, stop = trimmed(interview.text, begin, max(begin, stop))
        if begin < stop:
            found.append(Span(start=begin, end=stop))
    return found
