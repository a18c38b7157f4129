"""Workbooks for tests, written with openpyxl, and ways to spoil them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook


def workbook(rows: Sequence[Sequence[object]], merged: Iterable[str] = (), as_text: bool = False) -> bytes:
    """A workbook of one sheet; with `as_text`, no cell is taken for a formula."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([value or None for value in row] if as_text else list(row))
    if as_text:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            cell.data_type = "s"
    for cells in merged:
        sheet.merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed, or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.infolist():
            content = source.read(member)
            copy.writestr(member.filename, change(content) if member.filename == part else content)
        if part not in source.namelist():
            copy.writestr(part, change(b""))
    return target.getvalue()
