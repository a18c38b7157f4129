"""CSV tables: turns with their words, curated quotes with their citations, tags."""

from collections.abc import Iterator

from corpus.citation import cite
from corpus.exporters.base import Export, Exporter
from corpus.models import Interview, Span, Turn
from corpus.tables.csv_cells import Cell, write_table
from corpus.tag_table import write_tags

TURNS = ("interview", "source", "turn", "start", "end", "speaker", "participant", "role", "organisation", "time", "page", "text")
QUOTES = ("interview", "source", "turn", "start", "end", "speaker", "role", "curator", "insights", "text", "citation")
INSIGHT = "insight"
# A byte-order mark: without it spreadsheets read UTF-8 as an old encoding.
ENCODING = "utf-8-sig"


def write_turns(export: Export) -> bytes:
    """One row a turn, with its exact words."""
    rows = (_turn(interview, turn) for interview in export.interviews for turn in interview.turns)
    return write_table(TURNS, rows, export.safe_cells).encode(ENCODING)


def write_quotes(export: Export) -> bytes:
    """One row a curated quote, with its exact words and its citation; one that runs over several turns has a row for each."""
    rows = (row for interview in export.interviews for row in _quotes(interview))
    return write_table(QUOTES, rows, export.safe_cells).encode(ENCODING)


def write_tag_rows(export: Export) -> bytes:
    """One row a tag; `corpus.tag_table.import_tags` reads it again."""
    return write_tags(export.interviews, export.safe_cells).encode(ENCODING)


def _turn(interview: Interview, turn: Turn) -> tuple[Cell, ...]:
    return (
        interview.id, interview.source.name, turn.index, turn.start, turn.end, turn.speaker, turn.participant, turn.role.value,
        turn.organisation, turn.time, turn.page, interview.words_of(turn),
    )  # fmt: skip


def _quotes(interview: Interview) -> Iterator[tuple[Cell, ...]]:
    for quote in interview.quotes:
        for turn in interview.turns:
            here = Span(start=min(max(quote.start, turn.start), turn.end), end=max(min(quote.end, turn.end), turn.start))
            if here.start < here.end:
                yield (
                    interview.id, interview.source.name, turn.index, here.start, here.end, turn.speaker, turn.role.value, quote.curator,
                    _insights(interview, here), interview.words_of(here), cite(interview.header, turn),
                )  # fmt: skip


def _insights(interview: Interview, span: Span) -> str:
    found = [tag.value for tag in interview.tags if tag.dimension == INSIGHT and tag.start < span.end and span.start < tag.end]
    return "; ".join(dict.fromkeys(found))


TURN_EXPORTER = Exporter("turns", ".csv", "a row for each turn, with its words", write_turns)
QUOTE_EXPORTER = Exporter("quotes", ".csv", "a row for each curated quote, with its citation", write_quotes)
TAG_EXPORTER = Exporter("tags", ".csv", "a row for each tag, with its words", write_tag_rows)
