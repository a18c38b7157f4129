"""Sheets of an Excel workbook (.xlsx) as rows of text, read one after another in bounded memory."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from corpus.documents.archives import OLE_SIGNATURE, open_archive
from corpus.errors import InputError
from corpus.importers.base import Document

TAIL = 4 * 1024 * 1024
MOST_ROWS = 1_048_576  # the format's own limit; a file that claims more is made to hurt
MOST_CELLS = 20_000_000
_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, zipfile.BadZipFile, ParseError)


class Carried(str):
    """The text of a cell that is merged downwards, in a row below the one that holds it."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet. A value that is merged downwards stands in each row that it covers, below its own as `Carried`."""

    rows: Iterator[Sequence[str]]
    name: str
    delimiter: None = None
    encoding: None = None


def open_workbook(name: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook in order, hidden ones and charts left out.

    Raises:
        InputError: The file is no workbook, is protected, unpacks to too much, or holds XML that a workbook never has.
    """
    if not DEFUSEDXML:
        raise InputError(f"{name}: workbooks are read only with defusedxml installed; install it")
    _check_archive(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which are not read here
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (DefusedXmlException, *_BROKEN) as error:
        raise _damaged(name) from error
    except InvalidFileException as error:
        raise InputError(f"{name}: is no .xlsx workbook; save it as .xlsx or .csv") from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield Sheet(_rows(name, sheet, _merged_down(name, sheet)), sheet.title)


def _check_archive(name: str, data: bytes) -> None:
    if data.startswith(OLE_SIGNATURE):
        raise InputError(f"{name}: is protected by a password, or an old .xls workbook; save it as .xlsx without a password")
    with open_archive(Document(name, data)):
        pass


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: the workbook is damaged or holds XML that is not safe to read; save it again as .xlsx or .csv")


def _rows(name: str, sheet: Any, merged: dict[int, list[tuple[int, int]]]) -> Iterator[list[str]]:
    """The rows as text; ``merged`` gives, by column, the first and last row of each range."""
    carry = {column: _Carrier(ranges) for column, ranges in merged.items()}
    cells = 0
    sheet.reset_dimensions()  # what the file claims as its size would pad each row
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells += len(values)
            if number > MOST_ROWS or cells > MOST_CELLS:
                raise InputError(f"{name}: the sheet {sheet.title!r} claims too many rows or columns; save its transcript as .csv")
            row = [_text(value) for value in values]
            for column, carrier in carry.items():
                row.extend("" for _ in range(column + 1 - len(row)))
                row[column] = carrier.value(number, row[column])
            yield row if any(row) else []
    except (DefusedXmlException, *_BROKEN) as error:
        raise _damaged(name) from error


class _Carrier:
    """Carries the values of one column's merged ranges into the rows below."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._at = 0
        self._held = ""

    def value(self, row: int, own: str) -> str:
        while self._at < len(self._ranges) and self._ranges[self._at][1] < row:
            self._at += 1
        if self._at == len(self._ranges) or row < self._ranges[self._at][0]:
            return own
        if row == self._ranges[self._at][0]:
            self._held = own
            return own
        return own or Carried(self._held)


def _merged_down(name: str, sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Ranges merged over several rows, by column from 0. They stand behind the rows, where openpyxl's streaming drops them."""
    tail = b""
    try:
        with sheet._get_source() as source:
            while chunk := source.read(TAIL):
                tail = (tail + chunk)[-2 * TAIL :]
    except _BROKEN as error:
        raise _damaged(name) from error
    behind = tail[max(0, tail.rfind(b"sheetData>")) :]
    found: dict[int, list[tuple[int, int]]] = {}
    for match in _MERGED.finditer(behind):
        column, first, _, last = range_boundaries(match[1].decode())
        if column and first and last and last > first:
            found.setdefault(column - 1, []).append((first, last))
    return {column: sorted(ranges) for column, ranges in found.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond))
    return _clock(value) if isinstance(value, timedelta) else str(value)


def _clock(value: timedelta) -> str:
    """``h:mm:ss[.mmm]``, as times are written in transcripts."""
    milliseconds = round(value.total_seconds() * 1000)
    hours, rest = divmod(abs(milliseconds), 3_600_000)
    clock = f"{'-' if milliseconds < 0 else ''}{hours:02d}:{rest // 60_000:02d}:{rest // 1000 % 60:02d}"
    return clock + (f".{rest % 1000:03d}" if rest % 1000 else "")
