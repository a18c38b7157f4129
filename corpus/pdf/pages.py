"""The text layer of a PDF, line by line, with where each line stands on its page. The only import of PDFium.

It runs in a process of its own (`corpus.pdf.serve`).

The order is the text layer's own, which word processors write cell by cell and column by column. Words are never altered:
a hyphen at a line's end stays one, and the line ends there.
"""

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.pdf.model import Line, Page, Segment

_HYPHEN = "\ufffe"  # what PDFium puts for a hyphen at the end of a line, instead of both
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\S+")
# Glyphs without a meaning come out as controls or noncharacters.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BOLD_FONT = re.compile(rb"bold|black|heavy|demi", re.I)
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
SIGNS = 2  # of such a writing, without spaces, that must not begin or end a line
ROW = 0.6  # of a line's height: further down than any lowered sign
LONGEST_FONT_NAME = 128  # bytes
GAP = 0.5  # of a line's height: wider than a space, between the cells of a table
MOST_PAGES = 20_000
MOST_CHARACTERS = 50_000_000
WRONG_PASSWORD, UNKNOWN_SECURITY = 4, 5


class PdfError(Exception):
    """A PDF cannot be read; the text is the end of a sentence that begins with the file's name."""


def read_pages(data: bytes) -> Iterator[Page | str]:
    """Read the text layer of a PDF: its title first, then page after page.

    Raises:
        PdfError: It is no PDF, damaged, or locked with a password.
    """
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise PdfError(f"claims {len(document)} pages, the limit is {MOST_PAGES}; split it")
        yield str(document.get_metadata_value("Title"))
        characters = 0
        for page in _pages(document):
            yield page
            characters += sum(len(line.text) for line in page.lines)
            if characters > MOST_CHARACTERS:
                raise PdfError(f"holds more than {MOST_CHARACTERS // 1_000_000} million characters; split it")
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == WRONG_PASSWORD:
            raise PdfError("is locked with a password; save a copy without it (qpdf --decrypt) and ingest that") from error
        if code == UNKNOWN_SECURITY:
            raise PdfError("is locked in a way that is not known; print it to a new PDF and ingest that") from error
        what = "is damaged or cut off" if b"%PDF-" in data[:1024] else "is not a PDF"
        raise PdfError(f"{what}; export it again") from error


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
        for begin, stop in pairwise([start, *_rows_run_together(layer, text, start, end), end]):
            line = _line(layer, text[begin:stop], begin, mark if stop == end else "")
            if line:
                yield line
        start = following


def _rows_run_together(layer: pdfium.PdfTextPage, text: str, start: int, end: int) -> Iterator[int]:
    """Where in a line the text layer goes on further down and to the left: two rows of a table without a line end between."""
    before: tuple[float, float] | None = None
    for found in _WORD.finditer(text, start, end):
        left, baseline = _origin(layer, found.start())
        if before and left < before[0] and before[1] - baseline > ROW * _height(layer, found.start()):
            yield found.start()
        before = left, baseline


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
    skipped, first = words[0].offset, at + words[0].offset
    text = _NO_TEXT.sub("", raw[skipped:].rstrip()).rstrip() + mark
    height = _height(layer, first)
    regular = next((word.offset for word in words if not _is_bold(layer, at + word.offset)), len(raw))
    return Line(
        text,
        tuple(_segments(words, GAP * height, raw, skipped)),
        first_width=min(words[0].right - words[0].left, SIGNS * height)
        if _UNSPACED.match(raw, skipped)
        else words[0].right - words[0].left,
        baseline=_origin(layer, first)[1],
        height=height,
        bold=min(_kept(raw, skipped, regular), len(text)),
    )


def _segments(words: list[Segment], gap: float, raw: str, skipped: int) -> Iterator[Segment]:
    """Words joined where no gap parts them, with offsets in the line as it is kept."""
    start = 0
    for position in range(1, len(words) + 1):
        if position == len(words) or words[position].left - words[position - 1].right > gap:
            yield Segment(_kept(raw, skipped, words[start].offset), words[start].left, words[position - 1].right)
            start = position


def _kept(raw: str, skipped: int, offset: int) -> int:
    """An offset in the line as it is kept: without what stands before its first word, and without controls."""
    return offset - skipped - len(_NO_TEXT.findall(raw, skipped, offset))


def _word(layer: pdfium.PdfTextPage, at: int, start: int, end: int) -> Segment:
    left, _ = _origin(layer, at + start)
    return Segment(start, left, max(_right(layer, at + end - 1), left))


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
