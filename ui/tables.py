"""Tables for people. All words from sources are shown as plain text, never as markup."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from corpus.catalog import Entry
from corpus.citation import cite
from corpus.ingest import FileReport, Status
from corpus.models import Attributes, Interview
from corpus.quote import Quote
from ui.answers import quote_view
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


def dry_run_view(reports: Sequence[FileReport]) -> RenderableType:
    """What would be understood of each file: format, speakers with roles, times, warnings, first turns."""
    return Group(*(_looked_at(report) for report in reports))


def _looked_at(report: FileReport) -> RenderableType:
    facts = [report.status.value, report.format, report.encoding, f"{report.turns} turns", f"{report.words} words"]
    facts += [f"{report.times} with a time"] + [f"{report.pages} pages"] * bool(report.pages) + [f"{report.tags} tags"] * bool(report.tags)
    known = report.status in (Status.ADDED, Status.REPLACED)
    lines: list[RenderableType] = [plain(report.path, style="bold"), plain(", ".join(filter(None, facts if known else facts[:1])))]
    if report.people:
        speakers = Table("speaker", "role", "turns", "words")
        for person in report.people:
            name = " = ".join(filter(None, [person.name or "not named", person.participant]))
            speakers.add_row(*map(plain, (name, person.role.value, str(person.turns), str(person.words))))
        lines.append(speakers)
    lines += [plain(words, style="dim") for words in report.first]
    lines += [plain(f"! {warning}", style="yellow") for warning in (*filter(None, [report.message]), *report.warnings)]
    return Padding(Group(*lines), (0, 0, 1, 0))


def interviews_table(entries: Sequence[Entry], attributes: Mapping[str, Attributes]) -> Table:
    """One row an interview."""
    table = Table("id", "title", "file", "turns", "speakers", "about", header_style="bold")
    table.columns[3].justify = "right"
    for entry in entries:
        about = "; ".join(f"{name}: {', '.join(values)}" for name, values in attributes.get(entry.id, {}).items())
        table.add_row(*map(plain, (entry.id, entry.title, entry.source_name, str(entry.turns), ", ".join(entry.speakers), about)))
    return table


def interview_view(interview: Interview, turn: int | None) -> RenderableType:
    """An interview's provenance and its turns, or one of them."""
    turns = interview.turns if turn is None else (interview.turns[turn],)
    source = interview.source
    facts = [("title", interview.title), ("file", source.path or source.name), ("format", source.format), ("SHA-256", source.sha256)]
    facts += [("date", interview.date or ""), ("language", interview.language), ("url", interview.url or "")]
    facts += [(name, ", ".join(values)) for name, values in interview.attributes.items()]
    facts += [("note", warning) for warning in interview.warnings]
    facts += [("no longer there", f"{lost.dimension or 'quote'} {lost.value or ''}: {lost.words}") for lost in interview.unanchored]
    lines: list[RenderableType] = [plain(f"{name}: {value}", style="dim") for name, value in facts if value]
    for t in turns:
        lines += [plain(f"\n{t.index}  {cite(interview.header, t)}", style="bold"), plain(interview.words_of(t))]
    return Group(*lines)


def ingest_summary(reports: Sequence[FileReport]) -> str:
    """How many files became what."""
    counts = {status: sum(report.status is status for report in reports) for status in Status}
    return ", ".join(f"{count} {status.value}" for status, count in counts.items() if count) or "no files"


def quote_list(quotes: Iterable[Quote]) -> RenderableType:
    """Quotes, best first, with citation and insights."""
    return Group(*(quote_view(quote) for quote in quotes))


def records_table(rows: Sequence[Mapping[str, object]]) -> Table:
    """Records with the same keys, a row each."""
    table = Table(*(rows[0] if rows else ["nothing yet"]), header_style="bold")
    for row in rows:
        table.add_row(*(plain(_cell(value)) for value in row.values()))
    return table


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def facts_table(rows: Iterable[tuple[str, str, bool]]) -> Table:
    """Facts with whether each is as it should be."""
    table = Table("", "fact", "value", header_style="bold")
    for name, value, good in rows:
        table.add_row(plain("ok" if good else "!!", style="green" if good else "red"), plain(name), plain(value))
    return table
