"""Delimited text (comma, semicolon, tab or bar between cells): which delimiter it is, and its rows."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from corpus.decoding import decode
from corpus.errors import InputError

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 60
# A cell may hold a whole interview; the csv module's own limit is 131,072 characters. It is one number for the process.
LONGEST_CELL = 64 * 1024 * 1024
csv.field_size_limit(LONGEST_CELL)
MOST_COLUMNS = 16_384  # as many as a spreadsheet has


@dataclass(frozen=True)
class DelimitedText:
    """The rows of a text file, read one after another."""

    rows: Iterator[Sequence[str]]
    delimiter: str
    encoding: str
    name: None = None


def open_delimited(name: str, data: bytes, is_header: Callable[[Sequence[str]], bool] | None = None) -> DelimitedText:
    """Find the delimiter and read the rows.

    Args:
        name: File name, for errors and for the ".tsv" suffix.
        data: The file's bytes.
        is_header: Where known, what a header row looks like: a delimiter that yields one is taken before others.

    Raises:
        InputError: The bytes are no text; an unclosed quotation mark is raised while the rows are read.
    """
    decoded = decode(name, data)
    text, delimiter = decoded.text, None
    if text[:4].lower() == "sep=" and text[4:5] and text[5:6] in ("\n", ""):  # a first line with which spreadsheets tell it
        text, delimiter = text[6:], text[4]
    delimiter = delimiter or _delimiter(name, text, is_header)
    return DelimitedText(_rows(name, text, delimiter), delimiter, decoded.encoding)


def _delimiter(name: str, text: str, is_header: Callable[[Sequence[str]], bool] | None) -> str:
    ranked = sorted(DELIMITERS, key=lambda candidate: _evenness(text, candidate), reverse=True)
    if PurePath(name).suffix.lower() == ".tsv" and any(len(row) > 1 for row in _sample(text, "\t")):
        ranked = sorted(ranked, key=lambda candidate: candidate != "\t")
    if is_header:
        ranked = sorted(ranked, key=lambda candidate: not any(is_header(row) for row in _sample(text, candidate)))
    return ranked[0]


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows have the same number of cells, and how many that is; one cell counts as none."""
    counts = Counter(len(row) for row in _sample(text, delimiter) if any(row))
    several = {cells: rows for cells, rows in counts.items() if cells > 1}
    if not several:
        return 0.0, 0
    cells, rows = max(several.items(), key=lambda item: (item[1], item[0]))
    return rows / counts.total(), cells


def _sample(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(islice(_lines(text), SAMPLE_ROWS), delimiter=delimiter))
    except csv.Error:
        return []
    return [] if any(len(row) > MOST_COLUMNS for row in rows) else rows


def _rows(name: str, text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=delimiter)
    begins, ended = 1, 0
    try:
        for row in reader:
            begins, ended = ended + 1, reader.line_num
            if len(row) > MOST_COLUMNS:
                raise InputError(f"{name}: the row at line {begins} has {len(row)} cells; save only the transcript's columns")
            yield row
    except csv.Error as error:
        raise InputError(f"{name}: line {ended + 1} cannot be read as cells ({error}); mend the file") from error
    if ended > begins and text.count('"') % 2:
        raise InputError(f"{name}: a quotation mark that opens in the row at line {begins} is never closed; close it or double it")


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
