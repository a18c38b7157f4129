"""Answers in the terminal: each way of asking in a layout of its own. Words from sources are plain text, never markup."""

from collections.abc import Callable, Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from assistant import Answer, Column, Count, CounterQuote, Refusal
from assistant import Group as InsightGroup
from corpus.models import Origin
from corpus.quote import InsightLabel, Quote
from ui.plain import plain

LISTED = 60


def answer_view(answer: Answer) -> RenderableType:
    """An answer as the page lays it out."""
    parts: list[RenderableType] = [*_understood(answer)]
    if answer.refusal:
        parts += [*_refusal(answer.refusal), *([plain(answer.count.rule, style="dim")] if answer.count else [])]
    else:
        parts += _LAYOUTS.get(answer.intent, _found)(answer)
    if answer.counter and answer.intent != "disagree":
        parts += _counter(answer.counter)
    if answer.withheld:
        parts.append(plain(f"{answer.withheld} quote(s) failed the check against the stored words and are not shown.", style="red"))
    parts.append(plain(answer.coverage.text, style="dim"))
    if answer.more:
        parts.append(plain("There is more: ask for “more”.", style="dim"))
    parts += [plain(f"Next: {question}", style="dim") for question in answer.follow_ups]
    return Group(*parts)


def quote_view(quote: Quote) -> RenderableType:
    """One quote with citation and insights."""
    labels = "; ".join(_label(label) for label in quote.insights)
    tail = f"{quote.citation}  [{labels}]" if labels else quote.citation
    return Padding(Group(plain(f"“{quote.text}”"), plain(tail, style="dim")), (0, 0, 1, 2))


def _understood(answer: Answer) -> Iterable[RenderableType]:
    """What was searched for, the filters that are set, and how words were taken; nothing where all is as asked."""
    if answer.standalone_question != " ".join(answer.question.split()):
        yield plain(f"Asked: {answer.standalone_question}", style="dim")
    if answer.applied:
        shown = "; ".join(f"{named.kind}: {named.value}" for named in answer.applied)
        yield plain(f"Filters: {shown}  (take one off with --without)", style="cyan")
    for note in answer.notes:
        yield plain(f"! {note}", style="yellow")


def _groups(groups: Iterable[InsightGroup]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for group in groups:
        parts += [plain(group.heading, style="bold"), *(quote_view(quote) for quote in group.quotes)]
    return parts


def _found(answer: Answer) -> list[RenderableType]:
    return _groups(answer.groups)


def _compared(answer: Answer) -> list[RenderableType]:
    """The columns side by side."""
    table = Table(expand=True)
    for column in answer.columns:
        table.add_column(plain(column.label, style="bold"), ratio=1)
    table.add_row(*(_column(column) for column in answer.columns))
    return [table]


def _column(column: Column) -> RenderableType:
    if column.refusal:
        return plain(column.text, style="dim")
    return Group(*_groups(column.groups), plain(column.text, style="dim"))


def _counted(answer: Answer) -> list[RenderableType]:
    return _count(answer.count)


def _count(count: Count | None) -> list[RenderableType]:
    """The number, the rule, and the list behind it."""
    if count is None:
        return []
    parts: list[RenderableType] = [plain(count.text, style="bold"), plain(count.rule, style="dim")]
    if count.items:
        table = Table("who", "organisation", "interview", "turns", "words", header_style="bold")
        for item in count.items[:LISTED]:
            words = f"“{item.quote.text}”" if item.quote else ""
            table.add_row(*map(plain, (item.label, item.organisation or "", item.interview, str(item.mentions), words)))
        parts.append(table)
    if len(count.items) > LISTED:
        parts.append(plain(f"and {len(count.items) - LISTED} more; --json lists all", style="dim"))
    return parts


def _exact(answer: Answer) -> list[RenderableType]:
    return [*([plain(answer.count.text, style="bold")] if answer.count else []), *_groups(answer.groups)]


def _who(answer: Answer) -> list[RenderableType]:
    table = Table("who", "for", "quotes", "where", header_style="bold")
    for voice in answer.voices:
        table.add_row(*map(plain, (voice.speaker or "not named", voice.organisation or "", str(voice.quotes), voice.citation)))
    return [table, *_groups(answer.groups)]


def _missing(answer: Answer) -> list[RenderableType]:
    table = Table("missing", "", "how", header_style="bold")
    for gap in answer.gaps:
        table.add_row(*map(plain, (gap.kind, gap.name, gap.text)))
    return [table, *([plain("What is said:", style="bold")] if answer.groups else []), *_groups(answer.groups)]


def _disagree(answer: Answer) -> list[RenderableType]:
    return _counter(answer.counter)


def _counter(counter: Iterable[CounterQuote]) -> list[RenderableType]:
    parts: list[RenderableType] = [plain("On the other hand", style="bold")]
    for found in counter:
        parts += [plain(f"  {found.reason}: “{found.cue}”", style="dim"), quote_view(found.quote)]
    return parts


def _refusal(refusal: Refusal) -> list[RenderableType]:
    parts: list[RenderableType] = [plain(refusal.reason, style="bold")]
    if refusal.nearest:
        parts.append(plain("Nearest:"))
    for near in refusal.nearest:
        parts += [plain(f"  {near.similarity:.2f} of {refusal.bar:.2f}", style="dim"), quote_view(near.quote)]
    return [*parts, *(plain(f"Ask instead: {question}") for question in refusal.ask_instead)]


def _label(label: InsightLabel) -> str:
    if label.origin is Origin.HUMAN:
        return f"insight {label.number}, tagged by a person"
    return f"insight {label.number}, suggested ({label.confidence:.2f})"


_LAYOUTS: dict[str, Callable[[Answer], list[RenderableType]]] = {
    "compare": _compared,
    "count": _counted,
    "exact": _exact,
    "who": _who,
    "missing": _missing,
    "disagree": _disagree,
}
