"""What word processors and web pages consist of, paragraphs and tables, and the canonical text that they make.

A paragraph is a line (or several, where it has line breaks of its own); a table's row is a line with its cells a tab apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.spans import Stretch
from corpus.tables.columns import Columns, which_columns

CELL_SEPARATOR = "\t"
LINE_SEPARATOR = "\n"
MOST_COLUMNS = 64  # a cell that claims to span more spans these


class Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        bold: How many characters at its beginning are bold.
    """

    text: str
    bold: int = 0


class Cell(NamedTuple):
    """A table's cell: what it holds, and how many columns it spans."""

    blocks: tuple["Paragraph | Table", ...]
    span: int = 1


class Table(NamedTuple):
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class CellSpan:
    """Where a cell's text lies in the canonical text, and which columns it covers (``last`` included)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table in the canonical text.

    Attributes:
        rows: The cells of each row, left to right.
        grid: The cells' texts by column; a cell that spans several stands in its first, the others are empty.
        columns: Which column holds what, where the rows are turns.
    """

    span: Stretch
    rows: tuple[tuple[CellSpan, ...], ...]
    grid: tuple[tuple[str, ...], ...]
    columns: Columns | None


@dataclass(slots=True)
class Layout:
    """A canonical text and where in it the paragraphs outside of tables and the tables are."""

    text: str = ""
    paragraphs: list[tuple[Stretch, int]] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)


def lay_out(blocks: Iterable[Block]) -> Layout:
    """Write blocks one below the other."""
    layout, parts, position = Layout(), list[str](), 0
    for block in _flat(blocks):
        if isinstance(block, Paragraph):
            text = block.text
            layout.paragraphs.append((Stretch(start=position, end=position + len(text)), block.bold))
        else:
            text, table = _place(block, position)
            layout.tables.append(table)
        parts.append(text)
        position += len(text) + len(LINE_SEPARATOR)
    layout.text = LINE_SEPARATOR.join(parts)
    return layout


def cell_text(cell: Cell) -> str:
    """A cell's text, its paragraphs and the rows of tables in it as lines."""
    return LINE_SEPARATOR.join(_lines(cell.blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (CELL_SEPARATOR.join(map(cell_text, row)) for row in block.rows)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those of tables that only arrange a page (one column, or tables within) in place of their table."""
    for block in blocks:
        if isinstance(block, Table) and _arranges(block):
            yield from _flat(inner for row in block.rows for cell in row for inner in cell.blocks)
        elif isinstance(block, Paragraph) or block.rows:
            yield block


def _arranges(table: Table) -> bool:
    if all(len(row) <= 1 for row in table.rows):
        return True
    tables_within = any(isinstance(block, Table) for row in table.rows for cell in row for block in cell.blocks)
    return tables_within and which_columns([grid_row(row) for row in table.rows]) is None


def grid_row(row: Sequence[Cell]) -> tuple[str, ...]:
    """The texts of a row's cells by column, columns covered by a spanning cell empty."""
    grid: list[str] = []
    for cell in row:
        grid.append(cell_text(cell))
        grid.extend([""] * (min(cell.span, MOST_COLUMNS) - 1))
    return tuple(grid)


def _place(table: Table, position: int) -> tuple[str, PlacedTable]:
    start, lines, rows = position, list[str](), list[tuple[CellSpan, ...]]()
    for row in table.rows:
        texts, cells, column = [cell_text(cell) for cell in row], list[CellSpan](), 0
        for text, cell in zip(texts, row, strict=True):
            width = min(max(cell.span, 1), MOST_COLUMNS)
            cells.append(CellSpan(position, position + len(text), column, column + width - 1))
            position += len(text) + len(CELL_SEPARATOR)
            column += width
        position += 0 if row else len(LINE_SEPARATOR)
        lines.append(CELL_SEPARATOR.join(texts))
        rows.append(tuple(cells))
    text = LINE_SEPARATOR.join(lines)
    grid = tuple(grid_row(row) for row in table.rows)
    return text, PlacedTable(Stretch(start=start, end=start + len(text)), tuple(rows), grid, which_columns(grid))
