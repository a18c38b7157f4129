"""The quotes of an export as a CSV table."""

from collections.abc import Iterator

from assistant.exports.document import ExportDocument
from corpus.tables.csv_cells import Cell, write_table

COLUMNS = (
    "number", "question", "section", "text", "speaker", "role", "organisation", "interview", "source", "turn", "start", "end", "time",
    "page", "insights", "citation", "note",
)  # fmt: skip
# A byte-order mark: without it spreadsheets read UTF-8 as an old encoding.
ENCODING = "utf-8-sig"


def quote_table(document: ExportDocument, safe_cells: bool = False) -> bytes:
    """A row a quote, its words exactly as they are unless safe cells are asked for."""
    return write_table(COLUMNS, _rows(document), safe_cells).encode(ENCODING)


def _rows(document: ExportDocument) -> Iterator[tuple[Cell, ...]]:
    number, question = 0, document.title
    for section in document.sections:
        if section.level == 1:
            question = section.heading
        for one in section.quotes:
            number, quote = number + 1, one.quote
            insights = "; ".join(f"{label.number} ({label.origin.value})" for label in quote.insights)
            yield (
                number, question, section.heading, quote.text, quote.speaker, quote.role.value, quote.organisation, quote.interview,
                quote.source, quote.turn, quote.start, quote.end, quote.time, quote.page, insights, quote.citation, one.note,
            )  # fmt: skip
