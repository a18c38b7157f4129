"""OpenDocument's content.xml (OASIS ODF 1.2 and 1.3) to paragraphs and tables.

Deleted text of tracked changes, notes, annotations, hidden sections and the alternative texts of pictures are left out;
text boxes stand behind the paragraph that they are anchored in.
"""

from collections.abc import Iterator

from corpus.documents.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table
from corpus.documents.white_space import ParagraphText
from corpus.documents.xml_parts import Element

_NAMESPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}
_LEFT_OUT = frozenset(
    """tracked-changes note annotation annotation-end ruby-text hidden-text forms sequence-decls variable-decls
    user-field-decls dde-connection-decls title desc event-listeners script scripts settings image object object-ole""".split()
)
_ROW_WRAPPERS = frozenset("table-header-rows table-rows table-row-group".split())
MOST_SPACES = 100  # a space element that claims to stand for more stands for these


def _qualified(prefix: str, name: str) -> str:
    return f"{{{_NAMESPACES[prefix]}}}{name}"


_SPACES, _SPANNED = _qualified("text", "c"), _qualified("table", "number-columns-spanned")
_STYLE, _DISPLAY = _qualified("text", "style-name"), _qualified("text", "display")
_PARAGRAPHS = frozenset((_qualified("text", "p"), _qualified("text", "h")))
_BOLD_WEIGHTS = frozenset("bold 600 700 800 900".split())


class OpenDocumentReader:
    """Reads the blocks of one content.xml."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._bold = dict(_bold_styles(root))

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and tables of the document's body, in reading order."""
        body = next(self._root.iter(_qualified("office", "body")), None)
        if body is not None:
            yield from self._blocks(body)

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            name = _name(child)
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif name == "table":
                yield Table(tuple(self._rows(child)))
            elif name not in _LEFT_OUT and child.get(_DISPLAY) != "none":
                yield from self._blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        spans = _Spans(self._bold)
        spans.read(element, bold=self._bold.get(element.get(_STYLE), False))
        yield Paragraph(*spans.text.finished())
        for box in spans.boxes:
            yield from self._blocks(box)

    def _rows(self, parent: Element) -> Iterator[tuple[Cell, ...]]:
        for child in parent:
            name = _name(child)
            if name == "table-row":
                yield tuple(self._cells(child))
            elif name in _ROW_WRAPPERS:
                yield from self._rows(child)

    def _cells(self, row: Element) -> Iterator[Cell]:
        covered = 0
        for child in row:
            name = _name(child)
            if name == "table-cell":
                cell = Cell(tuple(self._blocks(child)), _number(child.get(_SPANNED), MOST_COLUMNS))
                covered = cell.span - 1
                yield cell
            elif name == "covered-table-cell" and covered:
                covered -= 1
            elif name == "covered-table-cell":  # by a cell of a row above
                yield Cell(())


class _Spans:
    """The text of one paragraph, and the text boxes met on the way."""

    def __init__(self, bold_styles: dict[str, bool]) -> None:
        self.boxes: list[Element] = []
        self.text = ParagraphText()
        self._styles = bold_styles

    def read(self, element: Element, bold: bool) -> None:
        self.text.add(element.text, bold)
        for child in element:
            self._child(child, bold)
            self.text.add(child.tail, bold)

    def _child(self, child: Element, bold: bool) -> None:
        name = _name(child)
        if name == "s":
            self.text.keep(" " * _number(child.get(_SPACES), MOST_SPACES), bold)
        elif name == "tab":
            self.text.keep("\t", bold)
        elif name == "line-break":
            self.text.keep("\n", bold)
        elif name == "text-box":
            self.boxes.append(child)
        elif name not in _LEFT_OUT:
            self.read(child, self._styles.get(child.get(_STYLE), bold) if name == "span" else bold)


def _bold_styles(root: Element) -> Iterator[tuple[str, bool]]:
    """Automatic styles that say themselves whether they are bold."""
    for style in root.iter(_qualified("style", "style")):
        properties = style.find(_qualified("style", "text-properties"))
        weight = properties.get(_qualified("fo", "font-weight")) if properties is not None else None
        if weight is not None:
            yield str(style.get(_qualified("style", "name"))), weight in _BOLD_WEIGHTS


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(value: str | None, most: int) -> int:
    """A count in an attribute, at least 1 and at most ``most``."""
    plain = value is not None and value.isascii() and value.isdigit()
    return min(max(int(value[:9]), 1), most) if plain and value is not None else 1
