"""Tables of turns in a PDF, which has no tables: rows told by where their words stand.

In such a table the words of every turn begin at one distance from the page's edge, and what stands left of it is the
speaker, the time, or both: on the row's first line, or, wrapped or centred in its cell, on lines of its own that come
before the words in the text layer. Hanging labels ("ADA    We began …") look the same and are read the same.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.pdf.model import Line
from corpus.tables.columns import header_kind, speaker_cell, time_cell, which_columns
from corpus.transcripts.times import format_time

SAME_COLUMN = 2.0  # points
LINE_PITCH = 1.6  # of a line's height, to the next line of the same paragraph
FEWEST_ROWS = 3
SHARE_OF_LINES = 0.8
MOST_LABEL_WORDS = 7
CANDIDATES = 4


class Row(NamedTuple):
    """A turn's row.

    Attributes:
        first: Position of its first line.
        line: Position of the line in which its words begin, and ``offset`` where in it.
    """

    first: int
    line: int
    offset: int
    speaker: str | None
    time: float | None


class _Found(NamedTuple):
    """A row as it lies on the page: its first line, the line with its first words, their offset, and the label."""

    first: int
    line: int
    offset: int
    label: str


def find_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of a table of turns among the lines of a whole document; empty where there is none."""
    best: list[Row] = []
    for column in _candidates(lines):
        rows = _rows_at(lines, column)
        if len(rows) > len(best):
            best = rows
    return best


def _candidates(lines: Sequence[Line]) -> list[float]:
    """Where a column of words may begin: the most frequent beginnings of lines, and of words behind a gap."""
    counts: Counter[int] = Counter()
    for line in lines:
        counts[round(line.left)] += 1
        counts.update(round(segment.left) for segment in line.segments[1:])
    return [float(place) for place, count in counts.most_common(CANDIDATES) if count >= FEWEST_ROWS]


def _rows_at(lines: Sequence[Line], column: float) -> list[Row]:
    """The rows of a table whose words begin at ``column``; none unless nearly all lines fit into such a table."""
    found, fitting = _found_at(lines, column)
    if len(found) < FEWEST_ROWS or fitting < SHARE_OF_LINES * len(lines):
        return []
    rows = [(row, lines[row.line].text[row.offset :]) for row in found]
    rows = [(row, words) for row, words in rows if not _is_header(row.label, words)]
    cells = [(speaker_cell(row.label).label, _time_beside(row.label)) for row, _ in rows]
    grid = [(_clock(time), speaker or "", words) for (_, words), (speaker, time) in zip(rows, cells, strict=True)]
    if which_columns(grid) is None:
        return []
    return [Row(row.first, row.line, row.offset, speaker, time) for (row, _), (speaker, time) in zip(rows, cells, strict=True)]


def _is_header(label: str, words: str) -> bool:
    """Whether a row names the columns: "Speaker", "Text"; more columns may stand behind them."""
    cells = words.split()
    return header_kind(label) is not None and (header_kind(words) is not None or (len(cells) <= 4 and header_kind(cells[0]) is not None))


def _found_at(lines: Sequence[Line], column: float) -> tuple[list[_Found], int]:
    """Rows, and how many lines are part of one."""
    found: list[_Found] = []
    fitting, labels = 0, list[int]()
    for position, line in enumerate(lines):
        if abs(line.left - column) <= SAME_COLUMN:
            if labels:
                found.append(_Found(labels[0], position, 0, " ".join(lines[k].text for k in labels)))
            fitting += 1 + len(labels)
            labels = []
        elif line.right < column and sum(len(lines[k].text.split()) for k in (*labels, position)) <= MOST_LABEL_WORDS:
            labels.append(position)
        else:
            split = _split_at(line, column)
            if split is not None:
                above = labels if labels and _next_to(lines[labels[-1]], line) else []
                texts = [*(lines[k].text for k in above), line.text[:split].strip()]
                found.append(_Found((*above, position)[0], position, split, " ".join(texts)))
                fitting += 1 + len(above)
            labels = []
    return found, fitting


def _next_to(line: Line, following: Line) -> bool:
    """Whether a line is the next below: that of a label which goes on there, not a heading."""
    return 0 < line.baseline - following.baseline < LINE_PITCH * following.height


def _time_beside(label: str) -> float | None:
    time = speaker_cell(label).time
    return time if time is not None else time_cell(label)[0]


def _split_at(line: Line, column: float) -> int | None:
    """Where in a line the words at ``column`` begin, where something short stands apart to the left of them."""
    segment = next((segment for segment in line.segments[1:] if abs(segment.left - column) <= SAME_COLUMN), None)
    if segment is None or len(line.text[: segment.offset].split()) > MOST_LABEL_WORDS:
        return None
    return segment.offset


def _clock(time: float | None) -> str:
    return "" if time is None else format_time(time)
