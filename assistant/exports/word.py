"""An export as a Word document."""

import io
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from assistant.exports.citations import apa_reference
from assistant.exports.document import ExportDocument, ExportedQuote
from assistant.exports.markdown import FAILED, SOURCES

# Characters that XML cannot hold; each becomes the sign for "unknown character", and the document says so.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REPLACED = "Characters that a Word document cannot hold stand in it as \N{REPLACEMENT CHARACTER}: {count}."


def word(document: ExportDocument) -> bytes:
    """The document as ``.docx``: headings, quotes as indented paragraphs, citations under them."""
    return _Writer().write(document)


class _Writer:
    def __init__(self) -> None:
        self._file = Document()
        self._replaced = 0

    def write(self, document: ExportDocument) -> bytes:
        self._heading(document.title, 0)
        for text in document.paragraphs:
            self._paragraph(text)
        for section in document.sections:
            self._heading(section.heading, section.level)
            for text in section.paragraphs:
                self._paragraph(text)
            for quote in section.quotes:
                self._quote(quote)
        if document.failures:
            self._list(FAILED, document.failures)
        if document.sources:
            self._list(SOURCES, [apa_reference(one.header, list(one.speakers)) for one in document.sources])
        if self._replaced:
            self._paragraph(REPLACED.format(count=self._replaced))
        return self._bytes(document.title)

    def _heading(self, text: str, level: int) -> None:
        self._file.add_heading(self._writable(" ".join(text.split())), level)

    def _paragraph(self, text: str, style: str | None = None) -> Any:
        paragraph = self._file.add_paragraph(style=style)
        run = paragraph.add_run(self._writable(text))
        if _right_to_left(text):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return paragraph

    def _quote(self, exported: ExportedQuote) -> None:
        words = self._paragraph(exported.quote.text)
        words.paragraph_format.left_indent = Cm(1)
        words.paragraph_format.space_after = Pt(2)
        words.paragraph_format.keep_with_next = True
        citation = self._paragraph(f"— {exported.quote.citation}")
        citation.paragraph_format.left_indent = Cm(1)
        citation.runs[0].font.size = Pt(9)
        if exported.note:
            self._paragraph(exported.note)

    def _list(self, heading: str, items: Any) -> None:
        self._heading(heading, 1)
        for item in items:
            self._paragraph(item, "List Bullet")

    def _writable(self, text: str) -> str:
        clean, replaced = _UNWRITABLE.subn("\N{REPLACEMENT CHARACTER}", text)
        self._replaced += replaced
        return clean

    def _bytes(self, title: str) -> bytes:
        properties = self._file.core_properties
        properties.title = self._writable(" ".join(title.split()))[:255]
        properties.author = ""
        properties.comments = ""
        properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()


def _right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    return next((kind in ("R", "AL") for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), False)
