"""Writing: a collection of quotes in the order of one's argument, and the audit of a draft that quotes."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.context import Context

from assistant import Assistant
from assistant.audit.draft import text_of
from assistant.exports import FORMATS, collection_document
from assistant.exports import render as render_export
from assistant.keeping import Collection
from corpus.errors import UsageError, WhatsWorkingError
from corpus.ingest.files import read_bytes
from corpus.slug import slugify
from ui.access import access_of
from ui.page.beside import source_beside
from ui.page.events import number
from ui.page.refused import refusal
from ui.page.static import static
from ui.page.telling import IN_ORDER, QUIET, problem_html
from ui.rendering import render

LONGEST_DRAFT = 2_000_000
OFFERED = ("markdown", "docx", "pdf", "csv")


def build_write(assistant: Assistant) -> None:
    """The room for those who write from interviews."""
    tab = Context.block
    with gr.Row(elem_id="write", elem_classes="room", equal_height=False):
        with gr.Column(scale=3, min_width=300):
            gr.HTML(render("write_intro.html"), apply_default_css=False)
            with gr.Tabs(elem_id="write-tabs"):
                with gr.Tab("Audit a draft", elem_id="write-audit"):
                    sources = _build_audit(assistant)
                with gr.Tab("Collections", elem_id="write-collections") as shelf:
                    sources += _build_collections(assistant, [tab, shelf])
        with gr.Column(elem_id="write-side", scale=2, min_width=300):
            reader = gr.HTML("", elem_id="write-reader", js_on_load=static("write_reader.js"), apply_default_css=False)
    for shown in sources:
        shown.select(_beside(assistant), None, reader, **IN_ORDER).then(js="() => window.whatsworkingWrite.show()", **QUIET)


def _beside(assistant: Assistant) -> Callable[[gr.EventData, gr.Request], str]:
    def read(event: gr.EventData, request: gr.Request) -> str:
        if problem := refusal(assistant, request):
            return problem_html(problem)
        return source_beside(assistant, event._data)

    return read


def _build_audit(assistant: Assistant) -> list[gr.HTML]:
    audit = _Audit(assistant)
    draft = gr.Textbox(
        label="Your draft",
        placeholder="Paste a report, an article, a speech. Every quotation in it is compared with what was said.",
        lines=10,
        max_lines=24,
        elem_id="draft",
    )
    with gr.Row(elem_classes="actions"):
        go = gr.Button("Check the quotations", variant="primary", elem_id="audit-go")
        file = gr.UploadButton("Take the text from a file", elem_id="audit-file", file_count="single", type="filepath")
    shown = gr.HTML("", elem_id="audit-shown", js_on_load=static("write.js"), apply_default_css=False)
    go.click(audit.waiting, None, shown, **QUIET).then(audit.check, [draft], [shown], **QUIET)
    file.upload(audit.waiting, None, shown, **QUIET).then(audit.take, [file, draft], [draft, shown], **QUIET)
    return [shown]


class _Audit:
    """What happens to a draft; it is not stored."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def waiting(self) -> str:
        """What stands there while the draft is compared."""
        return render("settings_told.html", words="Comparing with all that was said…")

    def take(self, path: str, draft: str, request: gr.Request | None = None) -> tuple[str, str]:
        """The text of a file, into the box and checked; what was in the box stays where the file cannot be read."""
        sent = Path(path)
        try:
            text = text_of(sent.name, read_bytes(sent, self._assistant.settings.max_file_mb))
        except WhatsWorkingError as error:
            return draft, problem_html(str(error).replace(f"{sent.parent}/", ""))
        finally:
            sent.unlink(missing_ok=True)
        return text, self.check(text, request)

    def check(self, draft: str, request: gr.Request | None = None) -> str:
        """Every quotation of a draft with its verdict."""
        if problem := refusal(self._assistant, request):
            return problem_html(problem)
        if not draft.strip():
            return problem_html("There is no draft yet. Paste one above, or take one from a file.")
        if len(draft) > LONGEST_DRAFT:
            problem = f"The draft has {len(draft):,} characters, more than {LONGEST_DRAFT:,}. Check it in parts."
            return problem_html(problem)
        try:
            return render("audit.html", report=self._assistant.audit(draft))
        except WhatsWorkingError as error:
            return problem_html(error)


def _build_collections(assistant: Assistant, opened: list[Any]) -> list[gr.HTML]:
    shelf = _Shelf(assistant)
    with gr.Row(elem_classes="actions", equal_height=False):
        chosen = gr.Dropdown([], label="Collection", elem_id="collection", scale=2, min_width=200)
        name = gr.Textbox(label="A new one", placeholder="Name", elem_id="collection-name", scale=2, min_width=180)
        create = gr.Button("Begin it", elem_id="collection-create")
    told = gr.HTML("", elem_id="collection-told", apply_default_css=False)
    shown = gr.HTML("", elem_id="collection-shown", js_on_load=static("write.js"), apply_default_css=False)
    with gr.Row(elem_classes="actions exports"):
        for kind in OFFERED:
            button = gr.Button(f"Export as {_suffix(kind).upper()}", elem_id=f"export-{kind}")
            button.click(shelf.export(kind), [chosen], [told], **QUIET).then(js="() => window.whatsworkingWrite.download()", **QUIET)
        delete = gr.Button("Delete the collection", elem_id="collection-delete")
    for event in (part.select for part in opened if isinstance(part, gr.Tab)):
        event(shelf.look, [chosen], [chosen, shown], **QUIET)
    chosen.input(shelf.show, [chosen], shown, **IN_ORDER)
    gr.on([create.click, name.submit], shelf.create, [name], [chosen, name, shown, told], **QUIET)
    shown.edit(shelf.change, [chosen], [shown, told], **IN_ORDER)
    delete.click(shelf.delete, [chosen], [chosen, shown, told], **QUIET)
    return [shown]


class _Shelf:
    """The collections of whoever is logged in; without a log-in, all of them."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def look(self, chosen: str | None, request: gr.Request) -> tuple[Any, str]:
        """The collections there are, the chosen one open."""
        if problem := refusal(self._assistant, request):
            return gr.update(choices=[], value=None), problem_html(problem)
        names = [(f"{entry.name} ({entry.quotes})", entry.id) for entry in self._assistant.collections.list(self._owner(request))]
        known = [key for _, key in names]
        key = chosen if chosen in known else known[0] if known else None
        return gr.update(choices=names, value=key), self.show(key, request)

    def show(self, chosen: str | None, request: gr.Request) -> str:
        """A collection, every quote verified now."""
        if problem := refusal(self._assistant, request):
            return problem_html(problem)
        if not chosen:
            return render("collection.html", collection=None)
        try:
            return render("collection.html", collection=self._open(chosen, request))
        except WhatsWorkingError as error:
            return problem_html(error)

    def create(self, name: str, request: gr.Request) -> tuple[Any, Any, Any, str]:
        """Begin a collection; a name that cannot be taken stays in its box."""
        try:
            key = self._assistant.collections.create(name, self._owner(request) or "")
        except WhatsWorkingError as error:
            return gr.update(), gr.update(), gr.update(), problem_html(error)
        chosen, shown = self.look(key, request)
        return chosen, "", shown, ""

    def change(self, chosen: str, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Move a quote, take it out, or write a note beside it."""
        data, shelf = event._data, self._assistant.collections
        try:
            owner = self._owner(request)
            item = number(data, "item") or 0  # what is no item has one line of the collection that says so
            match str(data["what"]):
                case "move":
                    shelf.move(chosen, item, number(data, "position") or 1, owner)
                case "remove":
                    shelf.remove(chosen, item, owner)
                case "note":
                    shelf.note(chosen, item, str(data["note"]), owner)
        except WhatsWorkingError as error:
            return self.show(chosen, request), problem_html(error)
        return self.show(chosen, request), ""

    def delete(self, chosen: str | None, request: gr.Request) -> tuple[Any, str, str]:
        """Delete a collection."""
        try:
            if not chosen:
                raise UsageError("There is no collection to delete.")
            self._assistant.collections.delete(chosen, self._owner(request))
        except WhatsWorkingError as error:
            return gr.update(), self.show(chosen, request), problem_html(error)
        update, shown = self.look(None, request)
        return update, shown, ""

    def export(self, kind: str) -> Callable[[str | None, gr.Request], str]:
        """The handler that gives a collection in a format, as a link that holds it: no copy of it lies on the server."""

        def write(chosen: str | None, request: gr.Request) -> str:
            try:
                if not chosen:
                    raise UsageError("There is no collection to export yet; begin one first.")
                collection = self._open(chosen, request)
                document = collection_document(collection, self._assistant.folder.catalog)
                data = base64.b64encode(render_export(document, kind)).decode()
            except WhatsWorkingError as error:
                return problem_html(error)
            name = f"{slugify(collection.name)}.{_suffix(kind)}"
            return render("export_told.html", data=data, name=name, failures=document.failures)

        return write

    def _open(self, chosen: str, request: gr.Request) -> Collection:
        return self._assistant.collections.open(chosen, self._owner(request))

    def _owner(self, request: gr.Request) -> str | None:
        return access_of(self._assistant).collector(request) or None


def _suffix(kind: str) -> str:
    return FORMATS[kind].suffix.removeprefix(".")
