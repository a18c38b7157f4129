"""A parsed web page to paragraphs and tables: what a browser shows, with its white space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.documents.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table
from corpus.documents.white_space import ParagraphText
from corpus.documents.xml_parts import Element

_NOT_SHOWN = frozenset(
    """head script style template noscript iframe object svg math canvas audio video select datalist textarea rp rt
    title meta link noframes""".split()
)
# All others, unknown ones included, run on in their line.
_BLOCKS = frozenset(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre
    search section summary table tbody td tfoot th thead tr ul xmp""".split()
)
_RUNNING = frozenset(("header", "footer"))  # how a word processor marks its pages' headers and footers
_BOLD = frozenset("b strong".split())
_PREFORMATTED = frozenset("pre listing xmp plaintext".split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.I)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(pre|break-spaces)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
MOST_ROWS_SPANNED = 1000
MOST_TABLES_WITHIN = 20  # tables in tables; deeper ones are read as paragraphs


@dataclass
class _Rows:
    """A table that is being read. ``spanned`` says for how many more rows a column is covered from above."""

    rows: list[list[Cell]] = field(default_factory=list)
    spanned: dict[int, int] = field(default_factory=dict)
    column: int = 0

    def begin_row(self) -> None:
        self.rows.append([])
        self.column = 0

    def add(self, cell: Cell, rows_spanned: int) -> None:
        if not self.rows:
            self.begin_row()
        self._skip_covered()
        self.rows[-1].append(cell)
        for column in range(self.column, min(self.column + cell.span, MOST_COLUMNS)):
            if rows_spanned > 1:
                self.spanned[column] = rows_spanned - 1
        self.column += cell.span

    def _skip_covered(self) -> None:
        while self.spanned.get(self.column, 0) > 0:
            self.spanned[self.column] -= 1
            self.rows[-1].append(Cell(()))
            self.column += 1


class HtmlReader:
    """Walks a page without recursion, so that no depth of nesting matters."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._text = ParagraphText()
        self._stories: list[list[Block]] = [[]]  # the page, and the cells that are open in it
        self._tables: list[_Rows] = []
        self._bold = self._kept = self._too_deep = 0

    def blocks(self) -> Iterator[Block]:
        """The page's paragraphs and tables in the order of its source."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start" and self._is_hidden(element):
                walk.skip_subtree()
                continue
            if event == "start":
                self._start(element)
            else:
                if not self._is_hidden(element):
                    self._end(element)
                self._add(element.tail)
        self._flush()
        yield from self._stories[0]

    def _start(self, element: Element) -> None:
        tag = element.tag
        self._bold += _is_bold(element)
        if tag == "br":
            self._text.keep("\n", self._bold > 0)
        elif tag in _BLOCKS:
            self._flush()
            self._open(element)
        self._kept += _is_preformatted(element)
        self._add(element.text)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._close(element)
        self._bold -= _is_bold(element)
        self._kept -= _is_preformatted(element)

    def _open(self, element: Element) -> None:
        if element.tag == "table":
            self._too_deep += bool(self._too_deep) or len(self._tables) == MOST_TABLES_WITHIN
        if self._too_deep:
            return
        if element.tag == "table":
            self._tables.append(_Rows())
        elif element.tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif element.tag in ("td", "th") and self._tables:
            self._stories.append([])

    def _close(self, element: Element) -> None:
        if self._too_deep:
            self._too_deep -= element.tag == "table"
        elif element.tag == "table" and self._tables:
            table = self._tables.pop()
            self._stories[-1].append(Table(tuple(tuple(row) for row in table.rows)))
        elif element.tag in ("td", "th") and self._tables:
            cell = Cell(tuple(self._stories.pop()), _count(element.get("colspan"), MOST_COLUMNS))
            self._tables[-1].add(cell, _count(element.get("rowspan"), MOST_ROWS_SPANNED))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._kept:
            self._text.keep(text, self._bold > 0)
        else:
            self._text.add(text, self._bold > 0)

    def _flush(self) -> None:
        """End the paragraph; one without words is only layout."""
        text, bold = self._text.finished()
        self._text = ParagraphText()
        if text.strip():
            self._stories[-1].append(Paragraph(text, bold))

    @staticmethod
    def _is_hidden(element: Element) -> bool:
        if element.tag in _NOT_SHOWN or element.get("hidden") is not None:
            return True
        if element.tag == "div" and element.get("title") in _RUNNING:
            return True
        return bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _is_bold(element: Element) -> bool:
    return element.tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


def _is_preformatted(element: Element) -> bool:
    return element.tag in _PREFORMATTED or bool(_PRE_STYLE.search(element.get("style", "")))


def _count(value: str | None, most: int) -> int:
    """A count in an attribute, at least 1 and at most ``most``."""
    if value is None or not re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return 1
    return min(max(int(value), 1), most)
