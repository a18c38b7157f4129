"""Tables with a turn in each row (.csv, .tsv, .xlsx): their columns are found, each row becomes a turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from corpus.decoding import normalise_line_ends
from corpus.errors import InputError
from corpus.importers.base import Document, Parsed
from corpus.models import Role
from corpus.tables.columns import ROWS_LOOKED_AT, Columns, header_columns, speaker_cell, time_cell, which_columns
from corpus.tables.delimited import DelimitedText
from corpus.tables.tabular import HEADER_WITHIN, open_parts
from corpus.tables.workbook import Carried, Sheet
from corpus.transcripts.speakers import role_of_label
from corpus.transcripts.time_units import unit_of
from corpus.transcripts.utterances import Utterance, assemble

FILE_COLUMNS = frozenset(
    "file|filename|file name|file_name|source file|document|path|datei|dateiname|fichier|archivo|arquivo|bestand".split("|")
)


@dataclass
class _Turns:
    """An open table of turns; ``beyond`` counts rows with cells that stand under no column."""

    columns: Columns
    header: Sequence[str]
    rows: Iterator[Sequence[str]]
    part: DelimitedText | Sheet
    beyond: int = 0


def read_turn_table(document: Document) -> Parsed:
    """Read a table of turns. The canonical text is the cells with words, in order, a line break between two.

    Raises:
        InputError: No column of words is found, the table describes files, or the file is damaged.
    """
    table = _find(document)
    assembled = assemble(_utterances(table))
    if not assembled.text.strip():
        raise InputError(f"{document.name}: no row has words; put them under a column such as text or words")
    warnings = list(assembled.warnings)
    if table.part.encoding not in (None, "utf-8"):
        warnings.insert(0, f"read as {table.part.encoding}")
    if table.beyond:
        warnings.append(f"{table.beyond} rows have more cells than the header; what stands beyond it was left out")
    return Parsed(text=assembled.text, turns=assembled.turns, encoding=table.part.encoding, warnings=tuple(warnings))


def _find(document: Document) -> _Turns:
    """The first table whose header names a column of words, else the first whose cells look like turns."""
    by_content: _Turns | None = None
    for part in open_parts(document, _names_turns):
        rows = (row for row in part.rows if row)
        opening = list(islice(rows, ROWS_LOOKED_AT))
        _refuse_metadata(document.name, opening)
        at = _header_row(opening)
        columns = header_columns(opening[at]) if at is not None else None
        if columns and at is not None:
            return _Turns(columns, opening[at], _without_blank_end(chain(opening[at + 1 :], rows)), part)
        columns = which_columns(opening) if by_content is None else None
        if columns:
            by_content = _Turns(columns, (), _without_blank_end(chain(opening, rows)), part)
    if by_content is None:
        wanted = "name one column text or words, and others speaker and time where there are such"
        raise InputError(f"{document.name}: no table of turns found; {wanted}")
    return by_content


def _names_turns(row: Sequence[str]) -> bool:
    columns = header_columns(row)
    return columns is not None and (columns.speaker is not None or columns.time is not None or columns.role is not None)


def _header_row(opening: Sequence[Sequence[str]]) -> int | None:
    """Where the header stands: a title such as "Transcript" alone above it names words too, so fuller rows come first."""
    within = opening[:HEADER_WITHIN]
    full = next((at for at, row in enumerate(within) if _names_turns(row)), None)
    return full if full is not None else next((at for at, row in enumerate(within) if header_columns(row)), None)


def _refuse_metadata(name: str, opening: Sequence[Sequence[str]]) -> None:
    """Refuse a table with a row for each file: it describes interviews and holds none."""
    for at, row in enumerate(opening[:HEADER_WITHIN]):
        column = next((k for k, cell in enumerate(row) if cell.strip().casefold() in FILE_COLUMNS), None)
        if column is None:
            continue
        files = [below[column] for below in opening[at + 1 :] if len(below) > column and below[column].strip()]
        if not _names_turns(row) or len(set(files)) == len(files) > 1:
            where = f"it has a column {row[column].strip()!r}"
            raise InputError(f"{name}: describes files and holds no turns ({where}); ingest the folder that it lies in with its files")
        return


def _utterances(table: _Turns) -> Iterator[Utterance]:
    columns, rows = table.columns, table.rows
    sample = list(islice(rows, ROWS_LOOKED_AT))
    unit = columns.unit if columns.unit != 1.0 else unit_of(_spans(sample, columns))
    for row in chain(sample, rows):
        label, time = speaker_cell(_cell(row, columns.speaker))
        role = _cell(row, columns.role)
        if columns.speaker is None and role.strip():
            label = " ".join(role.split())
        start = time_cell(_cell(row, columns.time), unit)[0]
        told = role_of_label(role) if role else Role.UNKNOWN
        yield Utterance(label, _words(table, row), time if start is None else start, None if told is Role.UNKNOWN else told)


def _words(table: _Turns, row: Sequence[str]) -> str:
    at = table.columns.words
    words = _cell(row, at)
    if isinstance(words, Carried):  # merged over several rows, said once
        return ""
    beyond = row[len(table.header) :] if table.header else ()
    if any(beyond):
        if table.part.delimiter and at == len(table.header) - 1:  # words with the delimiter in them, not quoted
            return normalise_line_ends(table.part.delimiter.join([words, *beyond]))
        table.beyond += 1
    return normalise_line_ends(words)


def _spans(rows: Sequence[Sequence[str]], columns: Columns) -> Iterator[tuple[str, str, int]]:
    return ((_cell(row, columns.time), _cell(row, columns.end), len(_cell(row, columns.words))) for row in rows)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _without_blank_end(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows without blank ones at the end, which spreadsheets leave behind; inside, a blank row is a blank turn."""
    blank: list[Sequence[str]] = []
    for row in rows:
        if any(cell.strip() for cell in row):
            yield from blank
            blank.clear()
            yield row
        else:
            blank.append(row)
