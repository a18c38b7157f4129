"""A practitioner's own questions as a file: a table (CSV) or JSON Lines, read into rows that know their line.

Columns, in any order, all but ``question`` optional: ``id``, ``question``, ``expected``, ``interview``, ``turn``,
``start``, ``end``, ``insight``, ``no_answer``, ``kind``, ``within``. docs/evaluation.md says what each means.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from corpus.decoding import decode
from corpus.errors import UsageError
from corpus.models import Frozen

# Between several expected quotes, turns or insights in one cell of a table; JSON has lists for that.
SEPARATOR = "|"
YES, NO = ("1", "true", "yes", "y", "x"), ("", "0", "false", "no", "n")


class Row(Frozen):
    """One question of a gold file.

    Attributes:
        line: Where it stands in the file, from 1.
        expected: Exact words, or a part of them, of each quote that answers it.
        interview: Id or file name of the interview in which the words, turns or offsets are.
        turns: Positions from 0 in ``interview``, as in the JSON of a quote.
    """

    line: int
    id: str | None = None
    question: str = Field(min_length=1)
    expected: tuple[str, ...] = ()
    interview: str | None = None
    turn: tuple[int, ...] = ()
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    insight: tuple[int, ...] = ()
    no_answer: bool = False
    kind: str = ""
    within: str | None = None

    @field_validator("expected", "turn", "insight", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.split(SEPARATOR) if part.strip()]
        return () if value is None else [value] if isinstance(value, int) else value

    @field_validator("id", "interview", "start", "end", "within", mode="before")
    @classmethod
    def _blank_is_none(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else str(value) if isinstance(value, int) else value

    @field_validator("question", "kind", mode="before")
    @classmethod
    def _trimmed(cls, value: Any) -> Any:
        return value.strip() if isinstance(value, str) else "" if value is None else value

    @field_validator("no_answer", mode="before")
    @classmethod
    def _yes_or_no(cls, value: Any) -> Any:
        if isinstance(value, str) and value.strip().casefold() in (*YES, *NO):
            return value.strip().casefold() in YES
        return bool(value) if value is None else value


COLUMNS = tuple(name for name in Row.model_fields if name != "line")


def read_rows(path: Path) -> list[Row]:
    """The questions of a gold file, in order; empty lines are passed over.

    Raises:
        UsageError: The file cannot be read, or a line is no question; the message names the line.
    """
    try:
        text = decode(path.name, path.read_bytes()).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a .csv or .jsonl file of questions") from error
    items = _json_lines(path, text) if path.suffix.lower() in (".jsonl", ".ndjson", ".json") else _table(path, text)
    rows = [_row(path, line, item) for line, item in items] if text.strip() else []
    if not rows:
        raise UsageError(f"{path}: holds no question; an evaluation needs at least one")
    return rows


def _row(path: Path, line: int, item: dict[str, Any]) -> Row:
    unknown = sorted(set(item) - set(COLUMNS))
    if unknown:
        raise UsageError(f"{path}, line {line}: there is no column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}")
    try:
        return Row.model_validate({**item, "line": line})
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{path}, line {line}: {'.'.join(map(str, first['loc']))}: {first['msg']} (it is {first['input']!r})") from error


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}, line {number}: is not JSON; each line is one object with a question") from error
        if not isinstance(item, dict):
            raise UsageError(f"{path}, line {number}: is no object; each line is one object with a question")
        yield number, item


def _table(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = [name.strip().casefold().replace(" ", "_") for name in next(reader, [])]
        if "question" not in header:
            raise UsageError(f"{path}, line 1: has no column 'question'; the first line names the columns: {', '.join(COLUMNS)}")
        if len(set(filter(None, header))) < len([name for name in header if name]):
            raise UsageError(f"{path}, line 1: names a column twice; name each once")
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(header) :]):
                    raise UsageError(f"{path}, line {line}: has more cells than the first line; put words that hold a comma between quotes")
                yield line, {name: cell for name, cell in zip(header, cells, strict=False) if name or cell.strip()}
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: is no line of a table ({error}); save the sheet as CSV again") from error


def _delimiter(text: str) -> str:
    """Spreadsheets save commas, semicolons or tabs, by country; the header has no words that could hold one."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)
