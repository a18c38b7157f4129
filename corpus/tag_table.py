"""Tags as a CSV table: out, and in again when their words are the stored words."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from corpus.catalog import Catalog
from corpus.decoding import decode, normalise_line_ends
from corpus.errors import InputError, UsageError
from corpus.models import Frozen, Interview, Origin, Span, Tag
from corpus.tables.csv_cells import GUARD, SAFE_COLUMN, write_table
from corpus.tagging import checked, only_place, stored_interview

COLUMNS = ("interview", "start", "end", "text", "dimension", "value", "origin", "coder", "confidence", "framework")
NEEDED = ("interview", "dimension", "value")
LONGEST_FIELD = 100_000_000  # characters; a tag may lie on a whole interview


class RefusedRow(Frozen):
    """A row that was not taken over: its line in the file, and why."""

    line: int
    reason: str


class TagImport(Frozen):
    """What became of a table's rows.

    Attributes:
        added: Tags that are new.
        known: Rows whose tag was there already.
        interviews: Ids of the interviews that got new tags.
    """

    added: int
    known: int
    interviews: tuple[str, ...]
    refused: tuple[RefusedRow, ...]


def write_tags(interviews: Iterable[Interview], safe_cells: bool = False) -> str:
    """The tags of interviews as CSV, one row a tag, with the exact words.

    Args:
        interviews: Whose tags.
        safe_cells: Guard cells that a spreadsheet would run as formulas; see `corpus.tables.csv_cells`.
    """
    return write_table(COLUMNS, (row for interview in interviews for row in _rows(interview)), safe_cells)


def import_tags(catalog: Catalog, name: str, data: bytes) -> TagImport:
    """Put the tags of a CSV table on stored interviews, one transaction an interview.

    A row is taken over when its text, where given, is the stored words at its start and end. Where start and end are
    missing, its text must stand exactly once in the interview.

    Args:
        catalog: Where the interviews are stored.
        name: How to call the file in an error.
        data: The file's bytes.

    Raises:
        InputError: It is no such table; rows that cannot be taken over are in the result, with their lines.
    """
    found: dict[str, list[Tag]] = {}
    refused: list[RefusedRow] = []
    stored: dict[str, Interview] = {}
    for line, row in _read(name, data):
        try:
            interview = _interview(catalog, row, stored)
            found.setdefault(interview.id, []).append(_tag(interview, row))
        except UsageError as error:
            refused.append(RefusedRow(line=line, reason=str(error)))
    added = {key: catalog.add_tags(key, tags) for key, tags in found.items()}
    total = sum(len(tags) for tags in found.values())
    return TagImport(
        added=sum(added.values()),
        known=total - sum(added.values()),
        interviews=tuple(key for key, number in added.items() if number),
        refused=tuple(refused),
    )


def _rows(interview: Interview) -> Iterator[tuple[str | int | float | None, ...]]:
    for tag in interview.tags:
        words = interview.words_of(tag)
        yield (
            interview.id, tag.start, tag.end, words, tag.dimension, tag.value, tag.origin.value, tag.coder, tag.confidence, tag.framework,
        )  # fmt: skip


def _read(name: str, data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with their lines. Line ends inside cells are made line feeds, as they are in every canonical text."""
    text = _decoded(name, data)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        missing = [column for column in NEEDED if column not in header]
        if missing:
            raise InputError(f"{name}: lacks the column {missing[0]}; a table of tags has the columns {', '.join(COLUMNS)}")
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                yield line, _unguarded(dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise InputError(f"{name}: line {reader.line_num} is no CSV ({error}); save the table as CSV (UTF-8)") from error


def _decoded(name: str, data: bytes) -> str:
    try:
        return normalise_line_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return decode(name, data).text


def _delimiter(text: str) -> str:
    """The delimiter of the header; spreadsheets in many countries write semicolons."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _unguarded(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row without the apostrophes that safe cells were given."""
    if not row.get(SAFE_COLUMN, "").strip():
        return row
    return {name: cell.removeprefix(GUARD) for name, cell in row.items()}


def _interview(catalog: Catalog, row: Mapping[str, str], stored: dict[str, Interview]) -> Interview:
    reference = row.get("interview", "").strip()
    if not reference:
        raise UsageError("names no interview; give its id or source file name")
    if reference not in stored:
        stored[reference] = stored_interview(catalog, reference)
    return stored[reference]


def _tag(interview: Interview, row: Mapping[str, str]) -> Tag:
    span = _span(interview, row)
    coder, framework, confidence = (row.get(name, "").strip() or None for name in ("coder", "framework", "confidence"))
    origin = row.get("origin", "").strip().casefold() or Origin.HUMAN
    try:
        return Tag(
            start=span.start,
            end=span.end,
            dimension=checked(row["dimension"], "dimension"),
            value=checked(row["value"], "value"),
            origin=Origin(origin),
            confidence=None if confidence is None else float(confidence),
            coder=coder,
            framework=framework,
        )
    except ValidationError as error:
        raise UsageError(f"confidence {confidence} is not between 0 and 1; mend the cell") from error
    except ValueError as error:
        raise UsageError(f"origin {origin!r} or confidence {confidence!r} cannot be read; origins are human and suggested") from error


def _span(interview: Interview, row: Mapping[str, str]) -> Span:
    start, end, words = _number(row, "start"), _number(row, "end"), row.get("text", "")
    if start is None and end is None:
        if not words:
            raise UsageError("has neither start and end nor text; give one of them")
        return only_place(interview, words)
    if start is None or end is None:
        raise UsageError("has only one of start and end; give both, or neither and the text")
    if not start < end <= len(interview.text):
        raise UsageError(f"{interview.id}: [{start}, {end}) is not in its text, which has {len(interview.text)} characters")
    if words and interview.text[start:end] != words:
        raise UsageError(f"{interview.id}: the text is not what stands at [{start}, {end}); mend it, or leave start and end empty")
    return Span(start=start, end=end)


def _number(row: Mapping[str, str], column: str) -> int | None:
    cell = row.get(column, "").strip()
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 16):
        raise UsageError(f"{column} {cell!r} is no whole number; mend the cell")
    return int(cell)
