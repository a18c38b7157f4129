"""Bringing in: drop files, see what was understood, put it right, and bring it in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import gradio as gr

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.ingest import FileReport, IngestOptions, Status
from corpus.wording import counted
from ui.access import access_of
from ui.bringing import FACT_COLUMNS, SPEAKER_COLUMNS, Run, Staging, corrections_of, fact_rows, speaker_rows
from ui.bringing.corrections import Row
from ui.bringing.view import outcome, render_files
from ui.page.telling import IN_ORDER, QUIET, sentence
from ui.rendering import render
from ui.users import UserRole

Updates = dict[Any, Any]
MOST_DESKS = 500  # a window that has been closed does not say so
_WIDE = "150px"
# The paths that Gradio gives files leave out some characters of their names, and then a metadata table no longer names its files.
_WITH_NAMES = "(files) => [files, (files || []).map((file) => file.orig_name || '')]"


def build_bring(assistant: Assistant) -> None:
    """The room in which people bring in their interviews."""
    with gr.Column(elem_classes="room"):
        gr.HTML(render("bring_intro.html"), apply_default_css=False)
        parts = _Parts(
            files=gr.File(
                label="Drop interviews here, or press Enter",
                file_count="multiple",
                type="filepath",
                elem_id="bring-files",
                height=150,
            ),
            shown=gr.HTML("", elem_id="bring-shown", apply_default_css=False),
        )
        with gr.Column(visible=False, elem_id="bring-tables") as parts.tables:
            gr.HTML(render("bring_tables.html"), apply_default_css=False)
            parts.speakers = _table(
                "Who asks, who answers",
                SPEAKER_COLUMNS,
                fixed=[0, 1, 4, 5],
                widths=["24%", "22%", "16%", "22%", "8%", "8%"],
                elem_id="bring-speakers",
            )
            parts.facts = _table(
                "What is known of each interview", FACT_COLUMNS, fixed=[0], widths=[_WIDE] * len(FACT_COLUMNS), elem_id="bring-facts"
            )
            parts.keep = gr.Checkbox(
                label="Keep the earlier interview too where a file of the same name was brought in before",
                visible=False,
                elem_id="bring-keep",
            )
        with gr.Row(elem_id="bring-actions"):
            parts.go = gr.Button("Bring in", variant="primary", visible=False, elem_id="bring-go")
            parts.stop = gr.Button("Stop", visible=False, elem_id="bring-stop")
            parts.clear = gr.Button("Put the files away", visible=False, elem_id="bring-clear")
    room = _Room(assistant, parts)
    names = gr.JSON(visible=False)
    parts.files.upload(room.look, [parts.files, names], parts.all, js=_WITH_NAMES, **QUIET)
    parts.keep.input(room.keep_both, [parts.keep], parts.all, **IN_ORDER)
    parts.go.click(room.bring_in, [parts.speakers, parts.facts], parts.all, **QUIET)
    parts.stop.click(room.stop, None, None, **QUIET)
    parts.clear.click(room.clear, None, parts.all, **QUIET)


def _table(label: str, columns: Sequence[str], fixed: list[int], widths: list[str | int], elem_id: str) -> gr.Dataframe:
    return gr.Dataframe(
        headers=list(columns),
        datatype="str",
        type="array",
        label=label,
        interactive=True,
        static_columns=fixed,
        column_count=len(columns),
        column_widths=widths,
        wrap=True,
        max_height=360,
        buttons=[],
        elem_id=elem_id,
    )


@dataclass
class _Parts:
    """The components of the room."""

    files: gr.File
    shown: gr.HTML
    tables: gr.Column = field(init=False)
    speakers: gr.Dataframe = field(init=False)
    facts: gr.Dataframe = field(init=False)
    keep: gr.Checkbox = field(init=False)
    go: gr.Button = field(init=False)
    stop: gr.Button = field(init=False)
    clear: gr.Button = field(init=False)

    @property
    def all(self) -> list[Any]:
        return [self.files, self.shown, self.tables, self.speakers, self.facts, self.keep, self.go, self.stop, self.clear]


@dataclass
class _Desk:
    """What one browser window has lying before it."""

    staging: Staging
    reports: list[FileReport] = field(default_factory=list)
    run: Run | None = None


class _Room:
    """What the room's events do."""

    def __init__(self, assistant: Assistant, parts: _Parts) -> None:
        self._assistant = assistant
        self._parts = parts
        self._desks: dict[tuple[str | None, str | None], _Desk] = {}

    def look(self, sent: list[str] | None, names: list[str] | None, request: gr.Request) -> Iterator[Updates]:
        """Take the files that were dropped and show what is understood of them."""
        parts, desk = self._parts, self._desk(request)
        yield {parts.files: None}
        try:
            access_of(self._assistant).require(request, UserRole.EDITOR, "bring in interviews")
            desk.staging.take([(path, name or path) for path, name in zip_longest(sent or [], (names or [])[: len(sent or [])])])
        except WhatsWorkingError as error:
            yield {parts.shown: self._show(desk, problem=sentence(error))}
            return
        yield from self._understand(desk)

    def keep_both(self, keep: bool, request: gr.Request) -> Iterator[Updates]:
        """Give files new names, so that they do not take the place of interviews that came from files of these names."""
        desk = self._desk(request)
        replacing = {r.path.partition("!/")[0] for r in desk.reports if r.status is Status.REPLACED}
        taken = frozenset(entry.source_path or "" for entry in self._assistant.folder.catalog.entries())
        for path in desk.staging.files if keep else ():
            if str(path) in replacing:
                desk.staging.rename(path, taken)
        yield from self._understand(desk)

    def bring_in(self, speakers: list[Row], facts: list[Row], request: gr.Request) -> Iterator[Updates]:
        """Store and index the files with what was put right; what was typed stays where it fails."""
        parts, desk = self._parts, self._desk(request)
        try:
            access_of(self._assistant).require(request, UserRole.EDITOR, "bring in interviews")
            corrections = corrections_of(desk.reports, speakers, facts)
        except WhatsWorkingError as error:
            yield {parts.shown: self._show(desk, problem=sentence(error))}
            return
        yield {parts.go: gr.update(visible=False), parts.clear: gr.update(visible=False), parts.stop: gr.update(visible=True)}
        options = self._options(desk).model_copy(update={"corrections": corrections})
        run = desk.run = Run(self._assistant, desk.staging.files, options)
        try:
            for step in run.steps():
                yield {parts.shown: self._show(desk, step=step)}
        except WhatsWorkingError as error:
            yield {parts.shown: self._show(desk, problem=sentence(error)), **self._buttons(desk)}
            return
        yield self._done(desk, run)

    def stop(self, request: gr.Request) -> None:
        """Stop bringing in."""
        run = self._desk(request).run
        if run:
            run.stop()

    def clear(self, request: gr.Request) -> Updates:
        """Put the files away; nothing of them is kept."""
        desk = self._desk(request)
        desk.staging.clear()
        desk.reports = []
        return {self._parts.shown: "", **self._buttons(desk)}

    def _understand(self, desk: _Desk) -> Iterator[Updates]:
        parts = self._parts
        run = desk.run = Run(self._assistant, desk.staging.files, self._options(desk).model_copy(update={"dry_run": True}))
        yield {parts.stop: gr.update(visible=True), parts.go: gr.update(visible=False)}
        try:
            for step in run.steps():
                yield {parts.shown: self._show(desk, step=step)}
        except WhatsWorkingError as error:
            yield {parts.shown: self._show(desk, problem=sentence(error)), **self._buttons(desk)}
            return
        desk.reports = run.reports
        yield {
            parts.shown: self._show(desk, problem="Stopped. Only the files below were looked at." if run.stopped else ""),
            parts.speakers: speaker_rows(desk.reports),
            parts.facts: fact_rows(desk.reports),
            **self._buttons(desk),
        }

    def _done(self, desk: _Desk, run: Run) -> Updates:
        reports, copies = run.reports, desk.staging.copies
        if run.stopped:
            headline = f"Stopped: {outcome(reports, done=True)}"
            advice = "What was brought in stays and can be asked about. The files are still here: bring in the rest, or put them away."
            return {self._parts.shown: render_files(reports, copies, headline, advice), **self._buttons(desk)}
        desk.staging.clear()
        desk.reports = []
        failed = any(report.status is Status.FAILED for report in reports)
        advice = "You can ask about them now." + (" Mend the files that could not be read and drop them again." if failed else "")
        return {self._parts.shown: render_files(reports, copies, outcome(reports, done=True), advice), **self._buttons(desk)}

    def _show(self, desk: _Desk, **said: Any) -> str:
        headline = outcome(desk.reports, done=False) if desk.reports and "step" not in said else ""
        return render_files(desk.reports, desk.staging.copies, headline, **said)

    def _buttons(self, desk: _Desk) -> Updates:
        parts = self._parts
        new = sum(report.status in (Status.ADDED, Status.REPLACED) for report in desk.reports)
        again = any(report.status is Status.REPLACED for report in desk.reports)
        return {
            parts.tables: gr.update(visible=new > 0),
            parts.keep: gr.update(visible=again, value=False),
            parts.go: gr.update(visible=new > 0, value=f"Bring in {counted(new, 'interview')}"),
            parts.stop: gr.update(visible=False),
            parts.clear: gr.update(visible=bool(desk.reports)),
        }

    def _options(self, desk: _Desk) -> IngestOptions:
        return IngestOptions(max_file_mb=self._assistant.settings.max_file_mb, copies=desk.staging.copies)

    def _desk(self, request: gr.Request) -> _Desk:
        key = (request.session_hash, request.username)
        desk = self._desks.pop(key) if key in self._desks else _Desk(Staging(self._assistant.folder))
        self._desks[key] = desk
        for oldest in list(self._desks)[:-MOST_DESKS]:
            del self._desks[oldest]
        return desk
