"""CSV as we write it: every field quoted, words exactly as they are, unless safe cells are asked for.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return as a formula. Safe cells
begin with an apostrophe then, which changes words; so it is only done when asked for, and a column says where. A cell that
has an apostrophe in front already gets a second one, so that it can be undone.
"""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"
SAFE_COLUMN = "cells_guarded"
Cell = str | int | float | None


def write_table(header: Sequence[str], rows: Iterable[Sequence[Cell]], safe_cells: bool = False) -> str:
    """A table as CSV.

    Args:
        header: The columns' names.
        rows: Their values; None is an empty cell.
        safe_cells: Guard cells that a spreadsheet would run; a last column says which rows were changed so.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*header, SAFE_COLUMN] if safe_cells else header)
    for row in rows:
        cells = ["" if cell is None else cell for cell in row]
        if not safe_cells:
            writer.writerow(cells)
            continue
        guarded = [_guarded(cell) for cell in cells]
        writer.writerow([*guarded, "yes" if guarded != cells else ""])
    return stream.getvalue()


def _guarded(cell: Cell) -> Cell:
    return GUARD + cell if isinstance(cell, str) and cell.startswith((*FORMULA, GUARD)) else cell
