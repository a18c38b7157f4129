"""PDF documents with a text layer; turns carry the page on which they begin.

Running headers, footers and page numbers are left out of the canonical text, since they would stand in the middle of
somebody's words; a warning says which. A gap between two paragraphs becomes an empty line.
"""

from collections.abc import Sequence
from itertools import pairwise

from corpus.documents.block_turns import turns_of_paragraphs
from corpus.documents.titles import sensible_title
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.pdf.columns import Row, find_rows
from corpus.pdf.margins import running_lines
from corpus.pdf.model import Page
from corpus.pdf.text import PdfLayout, lay_out_pages, with_labels_opened
from corpus.pdf.worker import PDFS
from corpus.spans import trimmed
from corpus.tables.table_turns import Draft, number
from corpus.transcripts.transcript import Transcript, on_pages

ROWS_FOR_LABELS = 0.98  # rows for each labelled turn, from which a table is believed
MOST_SHOWN = 3


def read(document: Document) -> Parsed:
    """Read a PDF.

    Raises:
        InputError: It is no PDF, damaged, locked with a password, or has no text (a scan).
    """
    content = PDFS.read(document.name, document.data)
    if not any(page.lines for page in content.pages):
        raise InputError(f"{document.name}: has no text, only pictures of it; run OCR first (ocrmypdf in.pdf out.pdf) and ingest that")
    running = running_lines(content.pages)
    layout = lay_out_pages(
        [[line for k, line in enumerate(page.lines) if k not in gone] for page, gone in zip(content.pages, running, strict=True)]
    )
    transcript = _turns(layout)
    return Parsed(
        text=layout.text,
        turns=transcript.turns,
        title=sensible_title(content.title),
        page_starts=tuple(layout.page_starts),
        seams=tuple(start for start, before, after in zip(layout.page_starts[1:], running, running[1:], strict=False) if before or after),
        warnings=(*_left_out(content.pages, running), *_scanned(content.pages), *transcript.warnings),
    )


def _turns(layout: PdfLayout) -> Transcript:
    """By a table's rows where there is one, else by speaker labels, or where these tell clearly more turns."""
    transcript = turns_of_paragraphs(layout.text, layout.paragraphs, layout.unwrapped)
    speakers = {turn.speaker for turn in transcript.turns if turn.speaker}
    opened = with_labels_opened(layout, speakers)
    if opened != layout.unwrapped:
        transcript = turns_of_paragraphs(layout.text, layout.paragraphs, opened)
    named = sum(turn.speaker is not None for turn in transcript.turns)
    rows = find_rows(layout.lines)
    if rows and len(rows) >= ROWS_FOR_LABELS * named:
        transcript = _from_rows(layout, rows)
    return transcript.model_copy(update={"turns": tuple(on_pages(transcript.turns, layout.page_starts))})


def _from_rows(layout: PdfLayout, rows: Sequence[Row]) -> Transcript:
    ends = [layout.line_starts[following.first] for _, following in pairwise(rows)] + [len(layout.text)]
    drafts = []
    for row, end in zip(rows, ends, strict=True):
        start, stop = trimmed(layout.text, layout.line_starts[row.line] + row.offset, end)
        drafts.append(Draft(start, stop, row.speaker, None, row.time))
    before = len(layout.text[: layout.line_starts[rows[0].first]].split())
    warnings = [f"{before} words before the table of turns are kept in the text but belong to no turn"] if before else []
    return Transcript(turns=number(drafts), warnings=tuple(warnings))


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


IMPORTER = Importer(name="pdf", suffixes=(".pdf",), read=read, version=2)
