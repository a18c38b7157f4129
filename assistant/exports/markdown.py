"""An export as Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from assistant.exports.citations import apa_reference, blockquote, escaped, inline
from assistant.exports.document import ExportDocument, ExportedQuote

FAILED = "Not shown"
SOURCES = "Sources"


def markdown(document: ExportDocument) -> bytes:
    """The document as UTF-8 text: quotes as block quotations, each with its citation."""
    return ("\n\n".join(_blocks(document)) + "\n").encode("utf-8", "replace")


def _blocks(document: ExportDocument) -> Iterator[str]:
    yield f"# {_heading(document.title)}"
    yield from map(_line, document.paragraphs)
    for section in document.sections:
        yield f"{'#' * (section.level + 1)} {_heading(section.heading)}"
        yield from map(_line, section.paragraphs)
        for quote in section.quotes:
            yield _quote(quote)
    if document.failures:
        yield f"## {FAILED}"
        yield "\n".join(f"- {_line(failure)}" for failure in document.failures)
    if document.sources:
        yield f"## {SOURCES}"
        yield "\n".join(f"- {_line(apa_reference(one.header, list(one.speakers)))}" for one in document.sources)


def _quote(exported: ExportedQuote) -> str:
    quoted = f"{blockquote(exported.quote.text)}\n>\n> — {inline(exported.quote.citation)}"
    return f"{quoted}\n\n{escaped(exported.note)}" if exported.note else quoted


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _heading(text: str) -> str:
    """A heading's words; what would begin a list does not begin one here, but number signs at the end would vanish."""
    words = inline(" ".join(text.split()))
    return re.sub(r"(#+)$", r"\\\1", words)
