"""WordprocessingML (ECMA-376 and ISO 29500, strict or transitional) to paragraphs and tables.

Read is what the page shows once all tracked changes are accepted: insertions, hyperlinks, content controls, results of
fields, text boxes. Deletions, hidden text, field codes, comments, notes, headers and footers are not.
"""

from collections.abc import Iterator

from corpus.decoding import normalise_line_ends
from corpus.documents.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table
from corpus.documents.xml_parts import Element

# Text that stands for itself in a run, by the element's name without its namespace.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RUN_WRAPPERS = frozenset("hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo ruby rubyBase oMath oMathPara".split())
_DRAWINGS = frozenset(("drawing", "pict", "object"))
_BLOCK_WRAPPERS = frozenset("body sdt sdtContent customXml ins moveTo smartTag document".split())
_ROW_WRAPPERS = frozenset("sdt sdtContent customXml ins moveTo".split())
_OFF = frozenset(("0", "false", "off", "none"))


class WordReader:
    """Reads the blocks of one document; afterwards ``warnings`` tells what was left out."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._embedded = 0
        self._carried: Paragraph | None = None  # text of a paragraph whose end was deleted: the next one goes on with it

    def blocks(self, root: Element) -> Iterator[Block]:
        """The paragraphs and tables of a document part, in reading order."""
        yield from self._story(root)
        if self._embedded:
            self.warnings.append(f"{self._embedded} embedded documents are not read; copy their text into the document")

    def _story(self, element: Element) -> Iterator[Block]:
        """What a body, a cell or a text box holds; a deleted paragraph end joins paragraphs within it only."""
        outer, self._carried = self._carried, None
        yield from self._blocks(element)
        if self._carried:
            yield self._carried
        self._carried = outer

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield Table(tuple(self._rows(child)))
            elif name in _BLOCK_WRAPPERS:
                yield from self._blocks(child)
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(child))
            elif name == "altChunk":
                self._embedded += 1

    def _paragraph(self, element: Element) -> Iterator[Block]:
        """A paragraph, and behind it what stands in text boxes that are anchored in it."""
        run = _Runs()
        run.read(element)
        text, bold = normalise_line_ends("".join(run.parts)), run.bold
        if self._carried:
            text, bold = self._carried.text + text, self._carried.bold
        paragraph = Paragraph(text, min(bold, len(text)))
        self._carried = paragraph if _end_is_deleted(element) else None
        if self._carried is None:
            yield paragraph
        for box in run.boxes:
            yield from self._story(box)

    def _rows(self, parent: Element) -> Iterator[tuple[Cell, ...]]:
        for child in parent:
            name = _name(child)
            if name == "tr":
                if not _marked(child, "trPr", "del"):
                    yield tuple(self._cells(child))
            elif name in _ROW_WRAPPERS:
                yield from self._rows(child)

    def _cells(self, parent: Element) -> Iterator[Cell]:
        for child in parent:
            name = _name(child)
            if name == "tc":
                if not _marked(child, "tcPr", "cellDel"):
                    yield Cell(tuple(self._story(child)), _columns_spanned(child))
            elif name in _ROW_WRAPPERS:
                yield from self._cells(child)


class _Runs:
    """The text of one paragraph's runs, and the text boxes met on the way."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[Element] = []
        self.bold = 0
        self._all_bold = True

    def read(self, parent: Element) -> None:
        for child in parent:
            name = _name(child)
            if name == "r":
                self._run(child)
            elif name in _RUN_WRAPPERS:
                self.read(child)
            elif name == "AlternateContent":
                self.read(_chosen(child))

    def _run(self, run: Element) -> None:
        properties, before = _child(run, "rPr"), len(self.parts)
        if properties is not None and _switched_on(properties, "vanish"):
            return
        self._content(run)
        if self._all_bold:
            self._count_bold("".join(self.parts[before:]), properties)

    def _content(self, run: Element) -> None:
        for child in run:
            name = _name(child)
            if name == "t":
                self.parts.append(child.text or "")
            elif name in _CHARACTERS:
                self.parts.append(_CHARACTERS[name])
            elif name == "AlternateContent":
                self._content(_chosen(child))
            elif name == "ruby":
                self.read(child)
            elif name in _DRAWINGS:
                self._drawing(child)

    def _count_bold(self, text: str, properties: Element | None) -> None:
        if properties is not None and _switched_on(properties, "b"):
            self.bold += len(text)
        elif text.strip():
            self._all_bold = False
        elif self.bold:
            self.bold += len(text)

    def _drawing(self, element: Element) -> None:
        """Text boxes of a drawing; one that stands within another is read with it."""
        for child in element:
            name = _name(child)
            if name == "txbxContent":
                self.boxes.append(child)
            else:
                self._drawing(_chosen(child) if name == "AlternateContent" else child)


def _name(element: Element) -> str:
    """An element's name without its namespace, which differs between the transitional and the strict form."""
    return str(element.tag).rpartition("}")[2]


def _child(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if _name(child) == name), None)


def _marked(element: Element, properties: str, mark: str) -> bool:
    found = _child(element, properties)
    return found is not None and _child(found, mark) is not None


def _end_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deleted the paragraph's end, so that the next one joins it."""
    properties = _child(paragraph, "pPr")
    if properties is None:
        return False
    return _marked(properties, "rPr", "del") or _marked(properties, "rPr", "moveFrom")


def _attribute(element: Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _switched_on(properties: Element, name: str) -> bool:
    found = _child(properties, name)
    return found is not None and (_attribute(found, "val") or "1").casefold() not in _OFF


def _columns_spanned(cell: Element) -> int:
    properties = _child(cell, "tcPr")
    span = _child(properties, "gridSpan") if properties is not None else None
    value = _attribute(span, "val") if span is not None else None
    return min(max(int(value), 1), MOST_COLUMNS) if value and value.isascii() and value.isdigit() and len(value) < 9 else 1


def _chosen(alternatives: Element) -> Element:
    """The first alternative with text (drawings come in a new and an old form, which say the same), so that it is read once."""
    choices = [child for child in alternatives if _name(child) in ("Choice", "Fallback")]
    with_text = (child for child in choices if any(_name(inner) == "t" for inner in child.iter()))
    return next(with_text, choices[0] if choices else alternatives)
