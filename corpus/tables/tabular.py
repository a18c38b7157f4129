"""Tables in files (.csv, .tsv, .xlsx) as rows of text: delimiter, header row and sheet are found, cells stay as they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath

from corpus.errors import InputError
from corpus.importers.base import Document
from corpus.tables.delimited import DelimitedText, open_delimited
from corpus.tables.workbook import Sheet, open_workbook

DELIMITED_SUFFIXES = (".csv", ".tsv")
WORKBOOK_SUFFIXES = (".xlsx",)
# A title, a date and a note may stand above the header; a table whose header comes later is none.
HEADER_WITHIN = 20

HeaderTest = Callable[[Sequence[str]], bool]


@dataclass(frozen=True)
class Table:
    """A table as it is read, row by row.

    Attributes:
        header: Column names as written, blank names included.
        rows: The rows under the header, each as long as the source has it; lines without any cell are left out.
        delimiter: What stands between two cells; None in a workbook.
        encoding: How the bytes were decoded; None for a workbook.
        sheet: The sheet's name in a workbook.
    """

    header: tuple[str, ...]
    rows: Iterator[Sequence[str]]
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None

    def records(self) -> Iterator[dict[str, str]]:
        """The rows as cells by column name, blank rows left out; missing cells are empty, of columns with one name the first counts."""
        names = [(name, at) for at, name in enumerate(self.header) if name and self.header.index(name) == at]
        for row in self.rows:
            if not any(row):
                continue
            yield {name: row[at] if at < len(row) else "" for name, at in names}


def read_rows(document: Document, is_header: HeaderTest | None = None) -> list[dict[str, str]]:
    """The rows of a table as cells by column name, all text: numbers as written, dates in ISO form, formulas by their value.

    Args:
        document: A file whose name ends in one of the suffixes above.
        is_header: Whether a row is the header; without it, the first row that fills most of the table's columns.

    Raises:
        InputError: No table is found, or the file is damaged.
    """
    return list(read_table(document, is_header).records())


def read_table(document: Document, is_header: HeaderTest | None = None) -> Table:
    """Open a table; in a workbook, the first sheet that has such a header.

    Args:
        document: A file whose name ends in one of the suffixes above.
        is_header: Whether a row is the header; without it, the first row that fills most of the table's columns.

    Raises:
        InputError: No table is found, or the file is damaged. Damage further down is raised while the rows are read.
    """
    for part in open_parts(document, is_header):
        rows = (row for row in part.rows if row)
        opening = list(islice(rows, HEADER_WITHIN))
        at = _header_row(opening, is_header)
        if at is not None:
            header = tuple(cell.strip() for cell in opening[at])
            return Table(header, chain(opening[at + 1 :], rows), part.delimiter, part.encoding, part.name)
    wanted = "a header row with known column names" if is_header else "a header row"
    raise InputError(f"{document.name}: no table found; put {wanted} above the rows")


def open_parts(document: Document, is_header: HeaderTest | None = None) -> Iterator[DelimitedText | Sheet]:
    """The tables of a file as bare rows, header and blank lines included: a text file has one, a workbook one a sheet.

    Raises:
        InputError: The file is damaged.
    """
    if PurePath(document.name).suffix.lower() in WORKBOOK_SUFFIXES:
        yield from open_workbook(document.name, document.data)
    else:
        yield open_delimited(document.name, document.data, is_header)


def _header_row(opening: Sequence[Sequence[str]], is_header: HeaderTest | None) -> int | None:
    if is_header:
        return next((at for at, row in enumerate(opening) if is_header(row)), None)
    filled = [sum(bool(cell.strip()) for cell in row) for row in opening]
    widest = max(filled, default=0)
    return next((at for at, count in enumerate(filled) if count * 2 > widest), None)
