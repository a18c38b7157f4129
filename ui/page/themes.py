"""The themes of the overview: topics that recur in the interviews, found on request, accepted as tags or dropped."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

import gradio as gr

from assistant import Assistant
from assistant.themes import STEPS
from corpus.errors import UsageError, WhatsWorkingError
from corpus.quote import Quote
from corpus.wording import counted
from index import Choice
from ui.access import access_of
from ui.page.news import next_number
from ui.page.static import static
from ui.page.telling import IN_ORDER, QUIET, problem_html, sentence
from ui.rendering import render
from ui.users import UserRole

FIND, AGAIN = "Find the themes", "Find the themes again"


def build_themes(assistant: Assistant, tab: Any) -> None:
    """The part of the overview for themes; its quotes open in the overview's list."""
    part = ThemesPart(assistant)
    gr.HTML(render("themes_intro.html"), apply_default_css=False)
    find = gr.Button(FIND, elem_id="themes-find")
    shown = gr.HTML("", elem_id="themes", js_on_load=static("themes.js"), apply_default_css=False)
    if isinstance(tab, gr.Tab):
        tab.select(part.arrive, None, [find, shown], **QUIET)
    find.click(part.find, None, [find, shown], **QUIET)
    shown.edit(part.decide, None, shown, **IN_ORDER).then(js="() => window.whatsworkingThemes.back()", **QUIET)


class ThemesPart:
    """What the events of the themes do."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def arrive(self, request: gr.Request | None = None) -> tuple[Any, str]:
        """The themes, where they were found already; nothing is computed."""
        try:
            self._require(request, UserRole.READER, "see themes")
            known = self._assistant.themes.known
            return gr.update(value=AGAIN if known else FIND, interactive=True), self._list(request) if known else ""
        except WhatsWorkingError as error:
            return gr.update(), problem_html(error)

    def find(self, request: gr.Request | None = None) -> Iterator[tuple[Any, str]]:
        """Find the themes of what is stored now, and tell how far it is; the same corpus is not gone through twice."""
        try:
            self._require(request, UserRole.READER, "see themes")
            for step, doing in self._steps():
                yield gr.update(interactive=False), render("themes_progress.html", step=step, of=len(STEPS), doing=doing)
            yield gr.update(value=AGAIN, interactive=True), self._list(request)
        except WhatsWorkingError as error:
            yield gr.update(interactive=True), problem_html(error)

    def decide(self, event: gr.EventData, request: gr.Request | None = None) -> str:
        """Accept a theme as a tag, drop it, or take back what was decided; names that were typed stay."""
        data = event._data
        names = {str(key): str(name) for key, name in dict(data.get("names") or {}).items()}
        key, what = str(data.get("key")), str(data.get("what"))
        try:
            self._require(request, UserRole.READER, "see themes")
            try:
                self._require(request, UserRole.EDITOR, f"{'accept' if what == 'accept' else 'drop or bring back'} themes")
                told = self._decided(what, key, names, request)
            except WhatsWorkingError as error:
                return self._list(request, names, problem=sentence(error), at=key)
            names.pop(key, None)
            return self._list(request, names, told=told, at=key)
        except WhatsWorkingError as error:
            return problem_html(error)

    def _decided(self, what: str, key: str, names: dict[str, str], request: gr.Request | None) -> str:
        themes = self._assistant.themes
        match what:
            case "accept":
                name = names.get(key, "").strip()
                coder = request.username if request and access_of(self._assistant).login else None
                added = themes.accept(key, name, coder)
                return f"Accepted: {counted(added, 'quote')} {'is' if added == 1 else 'are'} newly tagged “theme: {name}”."
            case "drop":
                themes.drop(key)
                return "Dropped. It stands under “Dropped” and can be brought back."
            case "restore":
                gone = themes.restore(key)
                return f"Undecided again; {counted(gone, 'tag')} taken off." if gone else "Brought back."
        raise UsageError("this can be neither accepted nor dropped; open the room again")

    def _steps(self) -> Iterator[tuple[int, str]]:
        """Steps of finding, while another thread finds."""
        steps: SimpleQueue[tuple[int, str] | None] = SimpleQueue()
        with ThreadPoolExecutor(max_workers=1) as worker:
            future = worker.submit(self._assistant.themes.list, progress=lambda step, doing: steps.put((step, doing)))
            future.add_done_callback(lambda _: steps.put(None))
            yield from iter(steps.get, None)
            future.result()

    def _list(
        self, request: gr.Request | None, names: dict[str, str] | None = None, at: str = "", told: str = "", problem: str = ""
    ) -> str:
        number = next_number()
        themes = self._assistant.themes.list(dropped=True)
        return render(
            "themes.html",
            number=number,
            offered=[theme for theme in themes if not theme.dropped],
            dropped=[theme for theme in themes if theme.dropped],
            names=names or {},
            may=access_of(self._assistant).may(request, UserRole.EDITOR),
            choices={theme.key: choice_of(theme.key) for theme in themes},
            quotes=self._assistant.index.census().tally(Choice()).quotes,
            at=at if any(theme.key == at for theme in themes) else "",
            told=told,
            problem=problem,
        )

    def _require(self, request: gr.Request | None, least: UserRole, what: str) -> None:
        access_of(self._assistant).require(request, least, what)


def choice_of(key: str) -> str:
    """What the overview's list is asked for to show the quotes of a theme."""
    return json.dumps({"theme": key})


def theme_of(choice: str) -> str | None:
    """The key of the theme that a choice names; None where it is another choice."""
    try:
        found = json.loads(choice)
    except ValueError:
        return None
    return str(found["theme"]) if isinstance(found, dict) and "theme" in found else None


def theme_quotes(assistant: Assistant, key: str, limit: int) -> tuple[str, list[Quote], int, int]:
    """The title of a theme and its quotes, the nearest to its centre first; how many there are, and how many failed the check.

    Raises:
        UsageError: The interviews have changed, and there is no such theme any more.
    """
    quotes, total, withheld = assistant.themes.quotes(key, limit)
    theme = assistant.themes.get(key)
    return f"Theme: {theme.accepted or theme.title}", list(quotes), total, withheld
