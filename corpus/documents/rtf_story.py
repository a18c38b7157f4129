"""Paragraphs and tables of an RTF document as they are built up: rows come as cells, tables within tables by their level."""

from dataclasses import dataclass, field

from corpus.documents.blocks import Block, Cell, Paragraph, Table

DEEPEST_TABLE = 10


@dataclass(slots=True)
class _Level:
    """What is open at one depth of tables: the blocks of a cell, the cells of a row, the rows of a table."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


class Story:
    """A run of paragraphs and tables: the document, or a text box in it."""

    def __init__(self) -> None:
        self._levels = [_Level()]
        self._parts: list[str] = []
        self._bold = 0
        self._all_bold = True
        self._boxes: list[Block] = []

    def add(self, text: str, bold: bool) -> None:
        """Add text to the open paragraph."""
        self._parts.append(text)
        self._all_bold = self._all_bold and (bold or not text.strip())
        if self._all_bold:
            self._bold += len(text)

    def add_box(self, blocks: list[Block]) -> None:
        """Put a text box's blocks behind the open paragraph."""
        self._boxes += blocks

    def end_paragraph(self, level: int) -> None:
        """End the open paragraph, which stands in a table of depth ``level`` (0: in none)."""
        level = min(level, DEEPEST_TABLE)
        self._close_deeper(level)
        while len(self._levels) <= level:
            self._levels.append(_Level())
        text = "".join(self._parts)
        self._levels[level].blocks += [Paragraph(text, min(self._bold, len(text))), *self._boxes]
        self._parts, self._boxes, self._bold, self._all_bold = [], [], 0, True

    def end_cell(self, level: int) -> None:
        """End the open paragraph and the cell that it closes."""
        self.end_paragraph(level)
        at = self._levels[min(level, DEEPEST_TABLE)]
        at.cells.append(Cell(tuple(at.blocks)))
        at.blocks = []

    def end_row(self, level: int) -> None:
        """End the open row."""
        level = min(level, DEEPEST_TABLE)
        self._close_deeper(level)
        if level < len(self._levels) and self._levels[level].cells:
            at = self._levels[level]
            at.rows.append(tuple(at.cells))
            at.cells = []

    def finished(self) -> list[Block]:
        """All blocks; what is still open is ended."""
        if self._parts or self._boxes:
            self.end_paragraph(0)
        self._close_deeper(0)
        return self._levels[0].blocks

    def _close_deeper(self, level: int) -> None:
        while len(self._levels) - 1 > level:
            table = self._levels.pop()
            if table.blocks:
                table.cells.append(Cell(tuple(table.blocks)))
            if table.cells:
                table.rows.append(tuple(table.cells))
            if table.rows:
                self._levels[-1].blocks.append(Table(tuple(table.rows)))
