"""What happens on the page when somebody asks, stops, edits, narrows, or comes back."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant import Assistant
from assistant.keeping import Thumb
from assistant.keeping.feedback import Place
from corpus.errors import AccessError, WhatsWorkingError
from ui.access import access_of
from ui.answer_view import view_answer
from ui.narrowing import change, chips, facets, years
from ui.page.news import Update, news
from ui.page.reading import open_link
from ui.page.windows import Window, Windows
from ui.rendering import Exchange, render, render_conversation, render_welcome
from ui.users import UserRole

logger = logging.getLogger(__name__)

Arrived = tuple[str, str, Update, Update, Update | None]
Who = tuple[str, str, gr.Request | None]
LONGEST_HEADING = 500
_IDLE = {"submit_btn": "Ask", "stop_btn": False}
_BUSY = {"submit_btn": False, "stop_btn": "Stop"}


class Asking:
    """Handles the events of the chat. Its answers are what the scripts of the page's parts read."""

    def __init__(self, assistant: Assistant, windows: Windows) -> None:
        self._assistant = assistant
        self._windows = windows

    def arrive(self, window_id: str, browser_id: str, link: str, request: gr.Request | None = None) -> Arrived:
        """Show a window what is its own, and the interview that its address names."""
        window_id, browser_id = self._windows.checked(window_id), self._windows.checked(browser_id)
        try:
            window = self._windows.mine(window_id, browser_id, request)
        except AccessError as error:
            return window_id, browser_id, _refused(error), self._bar(Window()), None
        self._windows.keeper.refresh(window)
        may_tag = access_of(self._assistant).may(request, UserRole.EDITOR)
        shown = self.all_of(window) | {"mayTag": may_tag}
        return window_id, browser_id, shown, self._bar(window), open_link(self._assistant, link)

    def ask(
        self, question: str, window_id: str, browser_id: str, request: gr.Request | None = None
    ) -> Iterator[tuple[Update, Any, Update]]:
        """Answer what stands in the question box; what cannot be asked stays in it."""
        yield from self._answer(question, (window_id, browser_id, request), taken={"value": ""}, restore={"value": question})

    def ask_suggestion(
        self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None
    ) -> Iterator[tuple[Update, Any, Update]]:
        """Answer a suggested question; what stands in the question box stays."""
        yield from self._answer(str(event.question), (window_id, browser_id, request), taken={}, restore={})

    def stop(self, window_id: str, typed: str, request: gr.Request | None = None) -> tuple[Update, Any, Update]:
        """Stop answering. What was found already is shown; what was not leaves its question to be edited."""
        window = self._windows.of(window_id, request)
        with window.lock:
            pending, window.pending = window.pending, None
            window.turn += 1
            if pending:
                window.exchanges.append(replace(pending, stopped=True))
        update = self.all_of(window)
        return update | {"says": "Stopped"}, gr.update(**_IDLE), self._bar(window)

    def edit(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> tuple[Any, Update]:
        """Put an earlier question into the box, to be asked again in its place."""
        window = self._windows.of(window_id, request)
        place = _whole(event._data.get("place"), -1)
        if not 0 <= place < len(window.exchanges):
            return gr.update(), self._bar(window)
        window.editing = place
        window.filters = window.exchanges[place].filters
        return gr.update(value=window.exchanges[place].question), self._bar(window) | {"edits": True}

    def cancel_edit(self, window_id: str, request: gr.Request | None = None) -> tuple[Any, Update]:
        """Leave the earlier question as it is."""
        window = self._windows.of(window_id, request)
        window.editing = None
        return gr.update(value=""), self._bar(window) | {"edits": True}

    def clear(self, window_id: str, browser_id: str, request: gr.Request | None = None) -> tuple[Update, Update]:
        """Begin a new conversation."""
        try:
            window = self._windows.mine(window_id, browser_id, request)
        except AccessError as error:
            return _refused(error), self._bar(Window())
        self._windows.clear(window)
        return self.all_of(window), self._bar(window) | {"edits": True, "says": "New conversation"}

    def open_menu(self, window_id: str, request: gr.Request | None = None) -> Update:
        """The menus of what there is to narrow to."""
        return self._bar(self._windows.of(window_id, request), menu=True) | {"opens": True}

    def narrow(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Set a filter, or take one away."""
        window = self._windows.of(window_id, request)
        data = event._data
        window.filters = change(window.filters, str(data.get("kind")), str(data.get("value")), bool(data.get("on")))
        self._windows.keeper.narrow(window)
        return self._bar(window, menu=True)

    def _answer(self, question: str, who: Who, taken: Update, restore: Update) -> Iterator[tuple[Update, Any, Update]]:
        try:
            window = self._windows.mine(*who)
        except AccessError as error:
            yield _refused(error), gr.update(**restore), self._bar(Window())
            return
        if not question.strip() and not window.exchanges:
            yield self.all_of(window), gr.update(), self._bar(window)
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
            yield from self._answered(window, turn, question, restore)
        finally:
            window.left(turn)

    def _answered(self, window: Window, turn: int, question: str, restore: Update) -> Iterator[tuple[Update, Any, Update]]:
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
        unsaved = self._windows.keeper.save(window, done)
        for shown in range(1, len(answer.groups)):
            yield self._show(at, replace(done, groups_shown=shown), busy=True), gr.skip(), gr.skip()
        yield self._show(at, done) | {"judged": self._judged(window, at), "says": unsaved}, gr.update(**_IDLE), self._bar(window)

    def _failed(self, window: Window, turn: int, at: int, failed: Exchange, restore: Update) -> Iterator[tuple[Update, Any, Update]]:
        if window.answered(turn, failed):
            yield self._show(at, failed), gr.update(**restore, **_IDLE), self._bar(window)

    def all_of(self, window: Window) -> Update:
        """All that a window shows, with the thumbs on it."""
        if not window.exchanges:
            return self._welcome(window)
        html = render_conversation(window.exchanges, self._assistant.framework)
        return news(first=0, html=html, judged=self._judged(window))

    def bar_of(self, window: Window) -> Update:
        """What a window is narrowed to."""
        return self._bar(window)

    def _judged(self, window: Window, first: int = 0) -> list[Update]:
        owner, feedback = window.owner, self._assistant.feedback
        if owner is None:
            return []
        answers = [(place, e.answer) for place, e in enumerate(window.exchanges) if place >= first and e.answer]
        return [thumb for place, answer in answers for thumb in thumbs(place, feedback.given(answer, owner))]

    def _welcome(self, window: Window) -> Update:
        catalog = self._assistant.folder.catalog
        recent = self._windows.recent(window)
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


def thumbs(place: int, given: dict[Place | None, Thumb]) -> list[Update]:
    """Which way thumbs point, as the page's script reads it."""
    return [{"place": place, "on": list(on) if on else None, "verdict": thumb.verdict} for on, thumb in given.items()]


def _refused(error: AccessError) -> Update:
    said = str(error)
    return news(first=0, html=render("overview_problem.html", problem=f"{said[:1].upper()}{said[1:]}."))


def _whole(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else otherwise


def _shortened(question: str) -> str:
    return question if len(question) <= LONGEST_HEADING else f"{question[:LONGEST_HEADING]}…"
