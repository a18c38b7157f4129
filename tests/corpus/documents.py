"""What the tests of document importers share: reading a file, and writing small fictional documents."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Literal

import docx

from corpus.errors import InputError
from corpus.importers import Document, Parsed, importer_for

FILES = Path(__file__).parent / "files"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
Said = tuple[str | None, str]
Row = Sequence[str]


def read(data: bytes, name: str) -> Parsed:
    return importer_for(name).read(Document(name, data))


def refused(data: bytes, name: str) -> str | None:
    """Why a file is refused, checked to be one line that names it; None when it is read, its turns inside its text."""
    try:
        parsed = read(data, name)
    except InputError as error:
        message = str(error)
        if not message.startswith(f"{name}: ") or "\n" in message:
            raise AssertionError(f"not one line that names the file: {message!r}") from error
        return message
    if not all(0 <= turn.start <= turn.end <= len(parsed.text) for turn in parsed.turns):
        raise AssertionError("a turn lies outside of the text")
    return None


def said(parsed: Parsed) -> list[Said]:
    return [(turn.speaker, parsed.text[turn.start : turn.end]) for turn in parsed.turns]


def times(parsed: Parsed) -> list[float | None]:
    return [turn.time for turn in parsed.turns]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def word_document(body: str, **members: str) -> bytes:
    """A Word document with this WordprocessingML as its body."""
    namespaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {namespaces}><w:body>{body}</w:body></w:document>'
    return zipped({"_rels/.rels": RELATIONS, "word/document.xml": document, **members})


def word_paragraph(*runs: str) -> str:
    marked = "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{marked}</w:p>"


def word_lines(lines: Iterable[str]) -> bytes:
    """A Word document with these paragraphs, written by python-docx."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def word_table(rows: Sequence[Row]) -> bytes:
    """A Word document with this table, written by python-docx."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def saved(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def open_document(body: str, styles: str = "", **members: str) -> bytes:
    """An OpenDocument text with this XML as its body."""
    prefixes = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible"}
    namespaces = " ".join(f'xmlns:{prefix}="{ODF}:{name}:1.0"' for prefix, name in prefixes.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **members})


def open_document_words(text: str) -> str:
    """Words as OpenDocument writes them: elements for tabs, line breaks and spaces that stay."""
    marked = escape(text).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
    return marked.replace(" ", "<text:s/>") if "  " in text or text != text.strip() else marked


def web_page(body: str, head: str = "<meta charset=utf-8>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


Layout = Literal["labels", "table"]


def written(suffix: str, layout: Layout, turns: Sequence[tuple[str, str]]) -> bytes:
    """Turns as a document: "Name: words" paragraph by paragraph, or a table with a header."""
    rows = [("Speaker", "Words"), *turns]
    lines = [f"{speaker}: {words}" for speaker, words in turns]
    if suffix == ".docx":
        return word_lines(lines) if layout == "labels" else word_table(rows)
    if suffix == ".odt":
        paragraphs = [f"<text:p>{open_document_words(line)}</text:p>" for line in lines]
        cells = ["".join(f"<table:table-cell><text:p>{open_document_words(c)}</text:p></table:table-cell>" for c in row) for row in rows]
        table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        return open_document("".join(paragraphs) if layout == "labels" else f"<table:table>{table}</table:table>")
    marked = [[f"<span style='white-space: pre-wrap'>{escape(cell)}</span>" for cell in row] for row in rows]
    table = "".join(f"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>" for row in marked)
    body = "".join(f"<p style='white-space: pre-wrap'>{escape(line)}</p>" for line in lines)
    return web_page(body if layout == "labels" else f"<table>{table}</table>")
