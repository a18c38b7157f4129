"""What happens on the page when somebody asks, stops, edits, narrows, or comes back."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from ui.answer_view import view_answer
from ui.narrowing import change, chips, facets, years
from ui.page.news import Update, news
from ui.page.reading import open_link
from ui.page.refused import refusal
from ui.page.windows import Window, Windows
from ui.rendering import Exchange, render, render_conversation, render_welcome

logger = logging.getLogger(__name__)

LONGEST_HEADING = 500
_IDLE = {"submit_btn": "Ask", "stop_btn": False}
_BUSY = {"submit_btn": False, "stop_btn": "Stop"}


class Asking:
    """Handles the events of the chat. Its answers are what the scripts of the page's parts read."""

    def __init__(self, assistant: Assistant, windows: Windows) -> None:
        self._assistant = assistant
        self._windows = windows

    def arrive(
        self, window_id: str, browser_id: str, link: str, request: gr.Request | None = None
    ) -> tuple[str, str, Update, Update, Update | None]:
        """Show a window what is its own, and the interview that its address names."""
        window_id, browser_id = self._windows.checked(window_id), self._windows.checked(browser_id)
        if problem := refusal(self._assistant, request, "read"):
            return (
                window_id,
                browser_id,
                news(first=0, html=render("overview_problem.html", problem=problem)),
                news(bar="", menu=None),
                None,
            )
        window = self._windows.of(window_id)
        self._windows.refresh(window)
        return window_id, browser_id, self._all(window, browser_id), self._bar(window), open_link(self._assistant, link)

    def ask(
        self, question: str, window_id: str, browser_id: str, request: gr.Request | None = None
    ) -> Iterator[tuple[Update, Any, Update]]:
        """Answer what stands in the question box; what cannot be asked stays in it."""
        yield from self._answer(question, window_id, browser_id, taken={"value": ""}, restore={"value": question}, request=request)

    def ask_suggestion(
        self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None
    ) -> Iterator[tuple[Update, Any, Update]]:
        """Answer a suggested question; what stands in the question box stays."""
        yield from self._answer(str(event.question), window_id, browser_id, taken={}, restore={}, request=request)

    def stop(self, window_id: str, typed: str) -> tuple[Update, Any, Update]:
        """Stop answering. What was found already is shown; what was not leaves its question to be edited."""
        window = self._windows.of(window_id)
        with window.lock:
            pending, window.pending = window.pending, None
            window.turn += 1
            if pending:
                window.exchanges.append(replace(pending, stopped=True))
        update = self._all(window, "") if window.exchanges else self._welcome("")
        return update | {"says": "Stopped"}, gr.update(**_IDLE), self._bar(window)

    def edit(self, window_id: str, event: gr.EventData) -> tuple[Any, Update]:
        """Put an earlier question into the box, to be asked again in its place."""
        window = self._windows.of(window_id)
        place = _whole(event._data.get("place"), -1)
        if not 0 <= place < len(window.exchanges):
            return gr.update(), self._bar(window)
        window.editing = place
        window.filters = window.exchanges[place].filters
        return gr.update(value=window.exchanges[place].question), self._bar(window) | {"edits": True}

    def cancel_edit(self, window_id: str) -> tuple[Any, Update]:
        """Leave the earlier question as it is."""
        window = self._windows.of(window_id)
        window.editing = None
        return gr.update(value=""), self._bar(window) | {"edits": True}

    def clear(self, window_id: str, browser_id: str) -> tuple[Update, Update]:
        """Begin a new conversation."""
        window = self._windows.clear(window_id)
        return self._all(window, browser_id), self._bar(window) | {"edits": True, "says": "New conversation"}

    def open_menu(self, window_id: str, request: gr.Request | None = None) -> Update:
        """The menus of what there is to narrow to."""
        if refusal(self._assistant, request, "ask"):
            return news(bar="", menu=None)
        return self._bar(self._windows.of(window_id), menu=True) | {"opens": True}

    def narrow(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Set a filter, or take one away."""
        if refusal(self._assistant, request, "ask"):
            return news(bar="", menu=None)
        window = self._windows.of(window_id)
        data = event._data
        window.filters = change(window.filters, str(data.get("kind")), str(data.get("value")), bool(data.get("on")))
        return self._bar(window, menu=True)

    def _answer(
        self, question: str, window_id: str, browser_id: str, taken: Update, restore: Update, request: gr.Request | None
    ) -> Iterator[tuple[Update, Any, Update]]:
        if problem := refusal(self._assistant, request, "ask"):
            yield (
                news(first=0, html=render("overview_problem.html", problem=problem)),
                gr.update(**restore, **_IDLE),
                news(bar="", menu=None),
            )
            return
        window = self._windows.of(window_id)
        if not question.strip() and not window.exchanges:
            yield self._welcome(browser_id), gr.update(), self._bar(window)
            return
        pending = Exchange(question=_shortened(question), filters=window.filters)
        if window.asking(pending.question):
            yield gr.skip(), gr.skip(), gr.skip()
            return
        turn = window.begin(pending)
        try:
            yield (
                self._show(len(window.exchanges), pending, busy=True) | {"starts": True},
                gr.update(**taken, **_BUSY),
                self._bar(window, True),
            )
            yield from self._answered(window, turn, question, browser_id, restore)
        finally:
            window.left(turn)

    def _answered(self, window: Window, turn: int, question: str, browser_id: str, restore: Update) -> Iterator[tuple[Update, Any, Update]]:
        at, pending = len(window.exchanges), window.pending or Exchange(question=_shortened(question))
        try:
            answer = self._windows.ask(window, question, pending.filters)
            done = replace(pending, view=view_answer(answer, self._assistant.framework, self._assistant.folder.catalog))
        except WhatsWorkingError as error:
            yield from self._failed(window, turn, at, replace(pending, problem=str(error)), restore)
            return
        except Exception as error:  # the page is the edge: whatever it was, what was typed is kept and the failure is told
            logger.exception("a question could not be answered")
            problem = f"Something went wrong ({type(error).__name__}). Your question is kept; the terminal that serves this page says more."
            yield from self._failed(window, turn, at, replace(pending, problem=problem), restore)
            return
        if not window.answered(turn, done):
            return
        self._windows.asked(browser_id, pending.question)
        for shown in range(1, len(answer.groups)):
            yield self._show(at, replace(done, groups_shown=shown), busy=True), gr.skip(), gr.skip()
        yield self._show(at, done), gr.update(**_IDLE), self._bar(window)

    def _failed(self, window: Window, turn: int, at: int, failed: Exchange, restore: Update) -> Iterator[tuple[Update, Any, Update]]:
        if window.answered(turn, failed):
            yield self._show(at, failed), gr.update(**restore, **_IDLE), self._bar(window)

    def _all(self, window: Window, browser_id: str) -> Update:
        if not window.exchanges:
            return self._welcome(browser_id)
        return news(first=0, html=render_conversation(window.exchanges, self._assistant.framework))

    def _welcome(self, browser_id: str) -> Update:
        catalog = self._assistant.folder.catalog
        recent = self._windows.recent(browser_id)
        return news(first=0, html=render_welcome(self._assistant.framework, self._assistant.examples(), catalog.counts(), recent))

    def _show(self, at: int, exchange: Exchange, busy: bool = False) -> Update:
        return news(first=at, html=render_conversation([exchange], self._assistant.framework, at), busy=busy)

    def _bar(self, window: Window, asked: bool = False, menu: bool = False) -> Update:
        filters = window.filters
        known = chips(filters, self._assistant.framework)
        html = render("narrow_bar.html", chips=known, editing=window.editing, asked=asked or bool(window.exchanges))
        if not menu:
            return news(bar=html, menu=None)
        menus = render("narrow_menu.html", facets=facets(self._assistant, filters), years=years(self._assistant), filters=filters)
        return news(bar=html, menu=menus)


def _whole(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else otherwise


def _shortened(question: str) -> str:
    return question if len(question) <= LONGEST_HEADING else f"{question[:LONGEST_HEADING]}…"
