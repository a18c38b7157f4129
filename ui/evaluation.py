"""Evaluations and comparisons as tables for people."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from evals import Case, Comparison, Evaluation, Measure, SuiteReport
from evals.comparison import Change, Moved
from evals.reports.numbers import format_interval, format_value
from ui.plain import plain

MOST_LOST = 15


def evaluation_view(evaluation: Evaluation) -> RenderableType:
    """All measures in one table; where one suite ran, also the questions that it lost."""
    parts: list[RenderableType] = [_measures(evaluation.suites)]
    for suite in evaluation.suites:
        parts += [plain(f"{suite.suite}: {line}", style="yellow") for line in suite.missing]
    if len(evaluation.suites) == 1:
        parts += _lost(evaluation.suites[0])
    else:
        parts.append(plain("--report FILE.html shows the questions that were lost, and plots.", style="dim"))
    return Group(*parts)


def comparison_view(comparison: Comparison) -> RenderableType:
    """What moved, and the questions behind it."""
    changes = Table("measure", "before", "after", "difference", "95 %", "p", header_style="bold")
    for column in (1, 2, 3, 5):
        changes.columns[column].justify = "right"
    for change in comparison.changes:
        changes.add_row(*_change(change), style=_colour(change))
    parts: list[RenderableType] = [plain(note, style="yellow") for note in comparison.notes]
    parts += [changes, plain("p: randomisation test over the questions; colour where it is under 0.05", style="dim")]
    for title, moved in (("Won", comparison.won), ("Lost", comparison.lost), ("Right quotes no longer shown", comparison.quotes_lost)):
        parts.append(_moved(title, moved))
    return Group(*parts)


def _measures(suites: Sequence[SuiteReport]) -> Table:
    table = Table("suite", "condition", "measure", "value", "95 %", "of", header_style="bold")
    for column in (3, 5):
        table.columns[column].justify = "right"
    for suite in suites:
        rows = list(_rows(suite))
        for k, row in enumerate(rows):
            table.add_row(*map(plain, row), end_section=k == len(rows) - 1)
        if not rows:
            table.add_row(*map(plain, (suite.suite, "", "nothing was measured", "", "", "")), end_section=True)
    return table


def _rows(suite: SuiteReport) -> Iterator[tuple[str, ...]]:
    before = ""
    for k, measure in enumerate(suite.measures):
        variant = measure.variant if measure.variant != before else ""
        before = measure.variant
        name = f"{measure.name} ({measure.note})" if measure.note else measure.name
        yield suite.suite if k == 0 else "", variant, name, format_value(measure), format_interval(measure), _of(measure)


def _of(measure: Measure) -> str:
    return f"{measure.cases:,}" if measure.cases else ""


def _lost(suite: SuiteReport) -> list[RenderableType]:
    lost = [case for case in suite.cases if case.won is False]
    if not lost:
        return []
    table = Table("lost", "question", "expected", "what came instead", header_style="bold")
    for case in lost[:MOST_LOST]:
        table.add_row(*map(plain, (case.id, case.question, _expected(case), _instead(case))))
    rest = len(lost) - MOST_LOST
    return [table, plain(f"and {rest} more; --report FILE.html shows the worst with their words", style="dim")] if rest > 0 else [table]


def _expected(case: Case) -> str:
    shown = [p.words if p.words.startswith("insight") else f"{p.interview}, turn {p.turn + 1}" for p in case.expected[:3]]
    return "; ".join(shown) or case.kind


def _instead(case: Case) -> str:
    return "; ".join(f"{p.interview}, turn {p.turn + 1}" for p in case.shown[:3]) or case.note


def _change(change: Change) -> tuple[RenderableType, ...]:
    test = change.test
    difference = change.after - change.before if change.after is not None and change.before is not None else None
    cells = (
        change.key,
        "" if change.before is None else f"{change.before:.3f}",
        "" if change.after is None else f"{change.after:.3f}",
        "" if difference is None else f"{difference:+.3f}",
        f"{test.low:+.3f} to {test.high:+.3f}" if test else "",
        f"{test.p:.3f}" if test else "",
    )
    return tuple(map(plain, cells))


def _colour(change: Change) -> str:
    if not (change.test and change.test.significant):
        return ""
    return "green" if change.better else "red"


def _moved(title: str, moved: Sequence[Moved]) -> RenderableType:
    table = Table(f"{title}: {len(moved)}", "question", header_style="bold")
    for item in moved[:MOST_LOST]:
        lost = "".join(f"\n  lost: “{p.words}”" for p in item.lost)
        table.add_row(plain(item.key), plain(item.question + lost))
    if len(moved) > MOST_LOST:
        table.add_row(plain("…"), plain(f"and {len(moved) - MOST_LOST} more; --json lists them all"))
    return table if moved else plain(f"{title}: none")
