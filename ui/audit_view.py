"""An audit in the terminal: each quotation with its verdict, what differs, and where the words stand."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assistant.audit import AuditedQuotation, AuditReport, Change, Difference, Verdict
from ui.plain import plain

_STYLES = {Verdict.EXACT: "green", Verdict.TOO_SHORT: "dim", Verdict.TITLE: "dim"}
_CHANGED = {Change.LEFT_OUT: ("[-", "-]", "red strike"), Change.PUT_IN: ("{+", "+}", "green")}


def audit_view(report: AuditReport) -> RenderableType:
    """All quotations in the order of the draft, and the sum."""
    return Group(*(_quotation(quotation) for quotation in report.quotations), plain(report.text, style="bold"))


def _quotation(quotation: AuditedQuotation) -> RenderableType:
    verdict = quotation.verdict.value.replace("_", " ").upper()
    head = Text.assemble(plain(f"{quotation.number}. "), plain(verdict, style=_STYLES.get(quotation.verdict, "bold red")))
    head.append_text(plain(f", line {quotation.line}: “{quotation.text}”"))
    lines: list[RenderableType] = [head]
    if quotation.verdict is not Verdict.EXACT:
        lines.append(plain(quotation.reason))
    lines += [plain(f"Note: {note}.") for note in quotation.notes]
    if quotation.difference:
        lines.append(_difference(quotation.difference))
    for source in quotation.sources:
        if quotation.verdict is not Verdict.EXACT:
            lines.append(plain(f"“{source.text}”"))
        lines.append(plain(source.citation, style="dim"))
    return Padding(Group(lines[0], Padding(Group(*lines[1:]), (0, 0, 0, 3))), (0, 0, 1, 0))


def _difference(parts: tuple[Difference, ...]) -> Text:
    """Left out in [-…-], put in in {+…+}, so that it reads without colours too."""
    shown = []
    for part in parts:
        before, behind, style = _CHANGED.get(part.change, ("", "", ""))
        shown.append(Text.assemble(before, plain(part.words), behind, style=style))
    return Text(" ").join(shown)
