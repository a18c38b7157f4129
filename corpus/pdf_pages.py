"""The text layer of a PDF, line by line, with where each line and word stands on its page. The only import of PDFium.

The order is the text layer's own, which word processors write cell by cell and column by column. Words are never altered:
a hyphen at a line's end stays one, and the line ends there.
"""

import ctypes
import re
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import InputError

# PDFium keeps global state and must not be entered by two threads.
PDFIUM = threading.Lock()
_HYPHEN = "\ufffe"  # what PDFium puts for a hyphen at the end of a line, instead of both
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\S+")
# Glyphs without a meaning come out as controls or noncharacters.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BOLD_FONT = re.compile(rb"bold|black|heavy|demi", re.I)
LONGEST_FONT_NAME = 128  # bytes
MOST_CHARACTERS = 50_000_000
WRONG_PASSWORD, UNKNOWN_SECURITY = 4, 5


class Word(NamedTuple):
    """A word: offset in its line, and the left and right end of it in points from the page's left edge."""

    offset: int
    left: float
    right: float


class Line(NamedTuple):
    """A line of text.

    Attributes:
        baseline: Points from the page's lower edge.
        height: Of its font, in points.
        bold: How many characters at its beginning are bold.
    """

    text: str
    words: tuple[Word, ...]
    baseline: float
    height: float
    bold: int = 0

    @property
    def left(self) -> float:
        """Points from the page's left edge to the line's first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Points from the page's left edge to the end of the line's last word."""
        return self.words[-1].right


class Page(NamedTuple):
    """A page's lines in reading order, lines without words left out.

    Attributes:
        picture: Whether the page has no text but a picture, as a scanned page has.
    """

    lines: tuple[Line, ...]
    picture: bool = False


class PdfText(NamedTuple):
    """What the text layer of a PDF holds."""

    pages: list[Page]
    title: str


def read_pages(name: str, data: bytes) -> PdfText:
    """Read the text layer of a PDF.

    Raises:
        InputError: It is no PDF, damaged, or locked with a password.
    """
    with PDFIUM:
        document = _opened(name, data)
        try:
            pages, characters = [], 0
            for page in _pages(document):
                pages.append(page)
                characters += sum(len(line.text) for line in page.lines)
                if characters > MOST_CHARACTERS:
                    raise InputError(f"{name}: holds more than {MOST_CHARACTERS // 1_000_000} million characters; split it")
            return PdfText(pages, str(document.get_metadata_value("Title")))
        finally:
            document.close()


def _opened(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == WRONG_PASSWORD:
            raise InputError(f"{name}: is locked with a password; save a copy without it (qpdf --decrypt) and ingest that") from error
        if code == UNKNOWN_SECURITY:
            raise InputError(f"{name}: is locked in a way that is not known; print it to a new PDF and ingest that") from error
        what = "is damaged or cut off" if b"%PDF-" in data[:1024] else "is not a PDF"
        raise InputError(f"{name}: {what}; export it again") from error


def _pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:  # a page that cannot be loaded shows nothing in any viewer
            yield Page(())
            continue
        try:
            yield _page(page)
        finally:
            page.close()


def _page(page: pdfium.PdfPage) -> Page:
    try:
        layer = page.get_textpage()
    except pdfium.PdfiumError:
        return Page(())
    try:
        lines = tuple(_lines(layer))
    finally:
        layer.close()
    return Page(lines) if lines else Page((), picture=_shows_a_picture(page))


def _shows_a_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2)), None) is not None


def _lines(layer: pdfium.PdfTextPage) -> Iterator[Line]:
    count = layer.count_chars()
    text = layer.get_text_range() if count > 0 else ""
    if len(text) != count:  # characters beyond 16 bits, or glyphs without text: look at each by itself
        text = "".join(_character(layer, index) for index in range(count))
    start = 0
    for end, following, mark in _line_ends(text):
        line = _line(layer, text[start:end], start, mark)
        if line:
            yield line
        start = following


def _character(layer: pdfium.PdfTextPage, index: int) -> str:
    code = pdfium_c.FPDFText_GetUnicode(layer.raw, index)
    if pdfium_c.FPDFText_IsHyphen(layer.raw, index) == 1:
        return _HYPHEN if code == 2 else "-"
    return chr(code) if code < 0x110000 else "\ufffd"


def _line_ends(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each line ends, where the next begins, and what to add to the line."""
    for found in re.finditer(rf"{_LINE_END.pattern}|{_HYPHEN}", text):
        yield found.start(), found.end(), "-" if found.group() == _HYPHEN else ""
    yield len(text), len(text), ""


def _line(layer: pdfium.PdfTextPage, raw: str, at: int, mark: str) -> Line | None:
    """A line of the text page; ``at`` is the index of its first character there."""
    words = [_word(layer, at, found.start(), found.end()) for found in _WORD.finditer(_NO_TEXT.sub(" ", raw))]
    if not words:
        return None
    skipped = words[0].offset
    first = at + skipped
    text = _without_controls(raw[skipped:].rstrip(), mark)
    kept = tuple(_shifted(words, raw, skipped))
    regular = next((k for k, word in enumerate(words) if not _is_bold(layer, at + word.offset)), len(words))
    bold = kept[regular].offset if regular < len(kept) else len(text)
    _, baseline = _origin(layer, first)
    return Line(text, kept, baseline, _height(layer, first), bold)


def _without_controls(raw: str, mark: str) -> str:
    return _NO_TEXT.sub("", raw).rstrip() + mark


def _shifted(words: list[Word], raw: str, skipped: int) -> Iterator[Word]:
    """The words with offsets in the line as it is kept: without what stands before it, and without controls."""
    for word in words:
        dropped = len(_NO_TEXT.findall(raw, skipped, word.offset))
        yield word._replace(offset=word.offset - skipped - dropped)


def _word(layer: pdfium.PdfTextPage, at: int, start: int, end: int) -> Word:
    left, _ = _origin(layer, at + start)
    return Word(start, left, max(_right(layer, at + end - 1), left))


def _origin(layer: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(layer.raw, index, x, y)
    return x.value, y.value


def _right(layer: pdfium.PdfTextPage, index: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(layer.raw, index, left, right, bottom, top)
    return right.value


def _height(layer: pdfium.PdfTextPage, index: int) -> float:
    """The height of a character's line: from the deepest to the highest that its font reaches."""
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(layer.raw, index, rectangle)
    return float(abs(rectangle.top - rectangle.bottom))


def _is_bold(layer: pdfium.PdfTextPage, index: int) -> bool:
    """By the font's name, which every producer marks ("ABCDEF+Calibri-Bold"); its stated weight is often missing."""
    name, flags = ctypes.create_string_buffer(LONGEST_FONT_NAME), ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(layer.raw, index, name, LONGEST_FONT_NAME, flags)
    return 0 < length <= LONGEST_FONT_NAME and _BOLD_FONT.search(name.value) is not None
