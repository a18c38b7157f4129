"""Tables of turns in a PDF, which has no tables: rows told by where their words stand.

In such a table the words of every turn begin at one distance from the page's edge, and what stands left of it on a row's
first line is the speaker, the time, or both. Hanging labels ("ADA    We began …") look the same and are read the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.columns import header_kind, speaker_cell, time_cell, which_columns
from corpus.pdf_pages import Line, Word
from corpus.times import format_time

SAME_COLUMN = 2.0  # points
GAP = 0.5  # of a line's height, between a label's end and the words beside it
FEWEST_ROWS = 3
SHARE_OF_LINES = 0.8
MOST_LABEL_WORDS = 7
CANDIDATES = 4


class Row(NamedTuple):
    """A turn's first line: the line's position, where in it the words begin, and what stands beside them."""

    line: int
    offset: int
    speaker: str | None
    time: float | None


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
        counts.update(round(right.left) for left, right in _neighbours(line) if right.left - left.right > GAP * line.height)
    return [float(place) for place, count in counts.most_common(CANDIDATES) if count >= FEWEST_ROWS]


def _neighbours(line: Line) -> Iterator[tuple[Word, Word]]:
    return pairwise(line.words)


def _rows_at(lines: Sequence[Line], column: float) -> list[Row]:
    """The rows of a table whose words begin at ``column``; none unless nearly all lines fit into such a table."""
    found: list[tuple[int, int, str]] = []
    inside = 0
    for position, line in enumerate(lines):
        if abs(line.left - column) <= SAME_COLUMN:
            inside += 1
            continue
        split = _split_at(line, column)
        if split is not None:
            found.append((position, split, line.text[:split].strip()))
    if len(found) < FEWEST_ROWS or inside + len(found) < SHARE_OF_LINES * len(lines):
        return []
    rows = [(position, offset, label, lines[position].text[offset:]) for position, offset, label in found]
    rows = [row for row in rows if not (header_kind(row[2]) and header_kind(row[3]))]
    labels = [(speaker_cell(label), _time_beside(label)) for _, _, label, _ in rows]
    grid = [(_clock(time), cell.label or "", row[3]) for row, (cell, time) in zip(rows, labels, strict=True)]
    if which_columns(grid) is None:
        return []
    return [Row(row[0], row[1], cell.label, time) for row, (cell, time) in zip(rows, labels, strict=True)]


def _time_beside(label: str) -> float | None:
    time = speaker_cell(label).time
    return time if time is not None else time_cell(label)[0]


def _split_at(line: Line, column: float) -> int | None:
    """Where in a line the words at ``column`` begin, where something short stands apart to the left of them."""
    index = next((k for k, word in enumerate(line.words) if abs(word.left - column) <= SAME_COLUMN), 0)
    if index == 0 or index > MOST_LABEL_WORDS:
        return None
    apart = line.words[index].left - line.words[index - 1].right > GAP * line.height
    return line.words[index].offset if apart else None


def _clock(time: float | None) -> str:
    return "" if time is None else format_time(time)
