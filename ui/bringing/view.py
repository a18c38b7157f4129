"""What people see of their files: one card a file, in words, with what went wrong first."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.ingest import Copies, FileReport, Status
from corpus.wording import counted
from ui.bringing.corrections import short
from ui.bringing.run import Step
from ui.rendering import render

_WORDS = {
    Status.ADDED: ("new", "new"),
    Status.REPLACED: ("new", "takes the place of the earlier one"),
    Status.UNCHANGED: ("known", "already stored"),
    Status.MOVED: ("known", "already stored"),
    Status.REMOVED: ("gone", "removed"),
    Status.METADATA: ("known", "metadata"),
    Status.LEFT_OUT: ("gone", "left out"),
    Status.FAILED: ("failed", "cannot be read"),
}
_ORDER = {"failed": 0, "gone": 1, "new": 2, "known": 3}


class FileView(NamedTuple):
    """A card: what became of a file, what it is called, and what there is to say of it."""

    kind: str
    word: str
    name: str
    facts: list[str]
    notes: list[str]
    report: FileReport
    open: bool


def render_files(
    reports: Sequence[FileReport], copies: Copies, headline: str = "", advice: str = "", problem: str = "", step: Step | None = None
) -> str:
    """HTML of all cards, below what is to be said of the whole.

    Args:
        reports: What is known of the files.
        copies: The folders whose paths nobody needs to see.
        headline: What is the case.
        advice: What to do now.
        problem: What went wrong with the whole.
        step: How far a run is.
    """
    views = sorted((_view(report, copies) for report in reports), key=lambda view: _ORDER[view.kind])
    return render("bring.html", views=views, headline=headline, advice=advice, problem_text=problem, step=step)


def outcome(reports: Sequence[FileReport], done: bool) -> str:
    """How many files are what, in one sentence."""
    of = {status: sum(report.status is status for report in reports) for status in Status}
    new = of[Status.ADDED] + of[Status.REPLACED]
    known = of[Status.UNCHANGED] + of[Status.MOVED]
    nothing = "Nothing brought in" if done else "Nothing new to bring in"
    parts = [counted(new, "interview") + (" brought in" if done else " to bring in") if new else nothing]
    parts += [f"{of[Status.REPLACED]} of them in the place of an earlier one"] * bool(of[Status.REPLACED])
    parts += [f"{known} already stored"] * bool(known)
    parts += [f"{of[Status.REMOVED]} removed"] * bool(of[Status.REMOVED])
    parts += [f"{of[Status.LEFT_OUT]} left out"] * bool(of[Status.LEFT_OUT])
    parts += [f"{of[Status.FAILED]} that cannot be read"] * bool(of[Status.FAILED])
    return ", ".join(parts)


def _view(report: FileReport, copies: Copies) -> FileView:
    kind, word = _WORDS[report.status]
    facts = [report.format or "", report.encoding or ""]
    if report.turns:
        facts += [counted(report.turns, "turn")]
        facts += [counted(report.words, "word")] * bool(report.words)
        facts += [f"{report.times:,} with a time"] * bool(report.times)
        facts += [counted(report.pages, "page")] * bool(report.pages) + [counted(report.tags, "tag")] * bool(report.tags)
    notes = [_told(note, copies) for note in (*filter(None, [report.message]), *report.warnings)]
    return FileView(kind, word, short(report.path), [f for f in facts if f], notes, report, kind == "failed" or bool(report.warnings))


def _told(note: str, copies: Copies) -> str:
    for folder in (copies.folder, copies.folder.resolve(), copies.recorded_in):
        note = note.replace(f"{folder}/", "")
    return note
