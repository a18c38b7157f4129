"""An export as PDF."""

import io
from collections.abc import Iterator

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from assistant.exports.citations import apa_reference
from assistant.exports.document import ExportDocument, ExportedQuote
from assistant.exports.fonts import FontChain, remark
from assistant.exports.markdown import FAILED, SOURCES

MARGIN = 2.2 * cm
# Size of headings in points, by level.
_SIZES = {0: 20, 1: 14, 2: 11.5}
_WITHOUT_SPACES = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def pdf(document: ExportDocument) -> bytes:
    """The document as A4 pages with embedded fonts.

    Raises:
        UsageError: Words are in a script that cannot be set here; the message says what to do.
    """
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: ExportDocument) -> None:
        self._document = document
        self._references = [apa_reference(one.header, list(one.speakers)) for one in document.sources]
        self._fonts = FontChain(self._texts())

    def write(self) -> bytes:
        stream = io.BytesIO()
        title = " ".join(self._document.title.split())
        margins = {"leftMargin": MARGIN, "rightMargin": MARGIN, "topMargin": MARGIN, "bottomMargin": MARGIN}
        page = SimpleDocTemplate(stream, pagesize=A4, title=title, author="", **margins)
        page.build(list(self._flow()), onFirstPage=self._number, onLaterPages=self._number)
        return stream.getvalue()

    def _texts(self) -> Iterator[str]:
        document = self._document
        yield from (document.title, *document.paragraphs, *document.failures, *self._references, FAILED, SOURCES)
        for section in document.sections:
            yield from (section.heading, *section.paragraphs)
            for one in section.quotes:
                yield from (one.quote.text, one.quote.citation, one.note)

    def _flow(self) -> Iterator[Flowable]:
        document = self._document
        yield self._heading(document.title, 0)
        yield from map(self._text, document.paragraphs)
        for section in document.sections:
            yield self._heading(section.heading, section.level)
            yield from map(self._text, section.paragraphs)
            for quote in section.quotes:
                yield from self._quote(quote)
        for heading, lines in ((FAILED, document.failures), (SOURCES, self._references)):
            if lines:
                yield self._heading(heading, 1)
                yield from map(self._text, lines)
        if self._fonts.missing:
            yield self._text(remark(self._fonts.missing))

    def _quote(self, exported: ExportedQuote) -> Iterator[Flowable]:
        yield self._paragraph(exported.quote.text, 11, indent=0.8 * cm, before=8, after=1)
        yield self._paragraph(f"— {exported.quote.citation}", 8.5, indent=0.8 * cm, after=4)
        if exported.note:
            yield self._text(exported.note)

    def _heading(self, text: str, level: int) -> Flowable:
        return self._paragraph(" ".join(text.split()), _SIZES[level], bold=True, before=_SIZES[level] * 0.9, after=4, keep=True)

    def _text(self, text: str) -> Flowable:
        return self._paragraph(text, 10, before=2, after=3)

    def _paragraph(
        self, text: str, size: float, bold: bool = False, indent: float = 0, before: float = 0, after: float = 0, keep: bool = False
    ) -> Flowable:
        style = ParagraphStyle(
            "text",
            fontName=self._fonts.bold if bold else self._fonts.regular,
            fontSize=size,
            leading=size * 1.4,
            leftIndent=indent,
            spaceBefore=before,
            spaceAfter=after,
            keepWithNext=keep,
            alignment=TA_LEFT,
            wordWrap="CJK" if any(a <= ord(c) <= b for c in text for a, b in _WITHOUT_SPACES) else None,
        )
        return Paragraph(self._fonts.markup(text, bold), style)

    def _number(self, canvas: object, page: object) -> None:
        canvas.setFont(self._fonts.regular, 8)  # type: ignore[attr-defined]
        canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, str(page.page))  # type: ignore[attr-defined]
