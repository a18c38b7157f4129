"""PDF documents with a text layer; turns carry the page on which they begin.

Running headers, footers and page numbers are left out of the canonical text, since they would stand in the middle of
somebody's words; a warning says which. A gap between two paragraphs becomes an empty line.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.models import Turn
from corpus.pdf_columns import find_rows
from corpus.pdf_margins import running_lines
from corpus.pdf_pages import Line, Page, read_pages
from corpus.spans import trimmed
from corpus.table_turns import Draft, number
from corpus.titles import sensible_title
from corpus.transcript import Transcript, on_pages, read_transcript

PARAGRAPH_GAP = 1.3  # times the usual distance of two lines
MOST_SHOWN = 3


class _Text(NamedTuple):
    """A canonical text, its lines, where each begins in it, and where each page begins."""

    text: str
    lines: Sequence[Line]
    line_starts: Sequence[int]
    page_starts: Sequence[int]


def read(document: Document) -> Parsed:
    """Read a PDF.

    Raises:
        InputError: It is no PDF, damaged, locked with a password, or has no text (a scan).
    """
    content = read_pages(document.name, document.data)
    if not any(page.lines for page in content.pages):
        raise InputError(f"{document.name}: has no text, only pictures of it; run OCR first (ocrmypdf in.pdf out.pdf) and ingest that")
    running = running_lines(content.pages)
    text = _written(content.pages, running)
    transcript = _turns(text)
    return Parsed(
        text=text.text,
        turns=transcript.turns,
        title=sensible_title(content.title),
        warnings=(*_left_out(content.pages, running), *_scanned(content.pages), *transcript.warnings),
    )


def _turns(text: _Text) -> Transcript:
    """By speaker labels, or by a table's rows where they tell more turns than labels do."""
    transcript = read_transcript(text.text, text.page_starts)
    named = sum(turn.speaker is not None for turn in transcript.turns)
    rows = find_rows(text.lines)
    if len(rows) <= named:
        return transcript
    ends = [text.line_starts[following.line] for _, following in pairwise(rows)] + [len(text.text)]
    drafts = []
    for row, end in zip(rows, ends, strict=True):
        start, stop = trimmed(text.text, text.line_starts[row.line] + row.offset, end)
        drafts.append(Draft(start, stop, row.speaker, None, row.time))
    turns: Sequence[Turn] = on_pages(number(drafts), text.page_starts)
    before = len(text.text[: text.line_starts[rows[0].line]].split())
    warnings = [f"{before} words before the table of turns are kept in the text but belong to no turn"] if before else []
    return Transcript(turns=tuple(turns), warnings=tuple(warnings))


def _written(pages: Sequence[Page], running: Sequence[frozenset[int]]) -> _Text:
    """The lines one below the other, an empty line where paragraphs stand apart."""
    kept = [[line for k, line in enumerate(page.lines) if k not in gone] for page, gone in zip(pages, running, strict=True)]
    gap = PARAGRAPH_GAP * _usual_distance(kept)
    parts: list[str] = []
    lines: list[Line] = []
    line_starts: list[int] = []
    page_starts: list[int] = []
    position = 0
    for page in kept:
        page_starts.append(position)
        before: Line | None = None
        for line in page:
            if before is not None and gap and before.baseline - line.baseline > gap:
                parts.append("")
                position += 1
            lines.append(line)
            line_starts.append(position)
            parts.append(line.text)
            position += len(line.text) + 1
            before = line
    return _Text("\n".join(parts), lines, line_starts, page_starts)


def _usual_distance(pages: Iterable[Sequence[Line]]) -> float:
    """The usual distance of a line to the next below it, in points; 0 where no line has one below it."""
    distances = [a.baseline - b.baseline for page in pages for a, b in pairwise(page) if a.baseline > b.baseline]
    return median(distances) if distances else 0.0


def _left_out(pages: Sequence[Page], running: Sequence[frozenset[int]]) -> list[str]:
    count = sum(map(len, running))
    if not count:
        return []
    texts = dict.fromkeys(page.lines[k].text for page, gone in zip(pages, running, strict=True) for k in sorted(gone))
    shown = "; ".join(f"“{text[:60]}”" for text in list(texts)[:MOST_SHOWN])
    more = " …" if len(texts) > MOST_SHOWN else ""
    return [f"{count} running headers, footers and page numbers are left out: {shown}{more}"]


def _scanned(pages: Sequence[Page]) -> list[str]:
    numbers = [str(index) for index, page in enumerate(pages, 1) if page.picture]
    if not numbers:
        return []
    shown = ", ".join(numbers[:10]) + (" …" if len(numbers) > 10 else "")
    return [f"pages without text, only pictures: {shown}; run OCR to read them"]


IMPORTER = Importer(name="pdf", suffixes=(".pdf",), read=read)
