"""Tables for people. All words from sources are shown as plain text, never as markup."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from assistant import Answer
from corpus.ingest import FileReport, Status
from corpus.models import Origin
from corpus.quote import InsightLabel, Quote
from ui.plain import plain

_COLOURS = {Status.ADDED: "green", Status.REPLACED: "green", Status.FAILED: "red", Status.LEFT_OUT: "yellow"}


def ingest_table(reports: Sequence[FileReport]) -> Table:
    """One row a file, and what was understood of it."""
    table = Table("file", "became", "interview", "turns", "words", "speakers", "notes", header_style="bold")
    for column in (3, 4):
        table.columns[column].justify = "right"
    for report in reports:
        speakers = ", ".join(report.speakers[:4]) + (f" and {len(report.speakers) - 4} more" if len(report.speakers) > 4 else "")
        notes = "; ".join([*filter(None, [report.message]), *report.warnings])
        cells = (report.path, report.status.value, report.interview or "", str(report.turns), str(report.words or ""), speakers, notes)
        style = _COLOURS.get(report.status, "")
        table.add_row(*(plain(cell, style=style if k == 1 else "") for k, cell in enumerate(cells)))
    return table


def ingest_summary(reports: Sequence[FileReport]) -> str:
    """How many files became what."""
    counts = {status: sum(report.status is status for report in reports) for status in Status}
    return ", ".join(f"{count} {status.value}" for status, count in counts.items() if count) or "no files"


def quote_list(quotes: Iterable[Quote]) -> RenderableType:
    """Quotes, best first, with citation and insights."""
    return Group(*(_quote(quote) for quote in quotes))


def answer_view(answer: Answer) -> RenderableType:
    """An answer as the page lays it out."""
    parts: list[RenderableType] = []
    for group in answer.groups:
        heading = f"{group.insight.number}. {group.insight.title}" if group.insight else "Not under one of the insights"
        parts += [plain(heading, style="bold"), *(_quote(quote) for quote in group.quotes)]
    if answer.refusal:
        parts.append(plain(answer.refusal.reason, style="bold"))
        parts += [plain("Nearest:"), *(_quote(near.quote) for near in answer.refusal.nearest)] if answer.refusal.nearest else []
    if answer.withheld:
        parts.append(plain(f"{answer.withheld} quote(s) failed the check against the stored words and are not shown.", style="red"))
    return Group(*parts, plain(answer.coverage.text, style="dim"))


def facts_table(rows: Iterable[tuple[str, str, bool]]) -> Table:
    """Facts with whether each is as it should be."""
    table = Table("", "fact", "value", header_style="bold")
    for name, value, good in rows:
        table.add_row(plain("ok" if good else "!!", style="green" if good else "red"), plain(name), plain(value))
    return table


def _quote(quote: Quote) -> RenderableType:
    labels = "; ".join(_label(label) for label in quote.insights)
    tail = f"{quote.citation}  [{labels}]" if labels else quote.citation
    return Padding(Group(plain(f"“{quote.text}”"), plain(tail, style="dim")), (0, 0, 1, 2))


def _label(label: InsightLabel) -> str:
    if label.origin is Origin.HUMAN:
        return f"insight {label.number}, tagged by a person"
    return f"insight {label.number}, suggested ({label.confidence:.2f})"
