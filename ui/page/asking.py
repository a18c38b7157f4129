"""What happens on the page when somebody asks, stops, edits, narrows, or comes back."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant import Answer, Assistant
from assistant.keeping import Thumb
from assistant.request import Place
from assistant.understanding import kept_filters
from corpus.errors import AccessError, WhatsWorkingError
from ui.access import access_of
from ui.answer_view import view_answer
from ui.narrowing import change, chips, facets, years
from ui.page.events import number
from ui.page.news import Update, news
from ui.page.reading import open_link
from ui.page.refused import refusal
from ui.page.telling import problem_html
from ui.page.windows import Window, Windows
from ui.page.writing import model_of, write
from ui.rendering import Exchange, render, render_conversation, render_welcome
from ui.users import UserRole
from ui.written_view import Writing

logger = logging.getLogger(__name__)

Arrived = tuple[str, str, Update, Update, Update | None]
Who = tuple[str, str, gr.Request | None]
LONGEST_HEADING = 500
PATIENCE = 0.1
"""Seconds in which an answer comes without a word about being looked for."""
MOST_AT_ONCE = 16
_IDLE = {"submit_btn": "Ask", "stop_btn": False}
_BUSY = {"submit_btn": False, "stop_btn": "Stop"}


Updates = Iterator[tuple[Update, Any, Update]]


@dataclass(frozen=True)
class _Asked:
    """What is being asked: the exchange that it becomes, its place, and how it is answered.

    Attributes:
        typed: What was typed into the question box, which is taken out of it, and put back where it cannot be answered.
        instead: Whether it takes the place of the last exchange.
        told: Whether the page shows already that it is being looked for.
        shown: Whether the page shows its answer already, read ahead.
    """

    pending: Exchange
    at: int
    turn: int
    answer: Callable[[], Answer]
    typed: str | None = None
    instead: bool = False
    told: bool = False
    shown: bool = False

    @property
    def start(self) -> Update:
        """What the first word about it tells the page besides: to lead to where it begins, and to take it out of the question box."""
        taken = {} if self.typed is None else {"takes": self.typed}
        return {} if self.told else {"starts": not self.instead} | taken

    def begun(self) -> "_Asked":
        """The same, once the page was told."""
        return replace(self, told=True)


class Asking:
    """Handles the events of the chat. Its answers are what the scripts of the page's parts read."""

    def __init__(self, assistant: Assistant, windows: Windows, patience: float = PATIENCE) -> None:
        self._assistant = assistant
        self._windows = windows
        self._patience = patience
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="answering")

    def arrive(self, window_id: str, browser_id: str, link: str, request: gr.Request | None = None) -> Arrived:
        """Show a window what is its own, and the interview that its address names."""
        window_id, browser_id = self._windows.checked(window_id), self._windows.checked(browser_id)
        try:
            window = self._windows.mine(window_id, browser_id, request)
        except AccessError as error:
            return window_id, browser_id, _told(error), self._bar(Window()), None
        self._windows.keeper.refresh(window)
        may_tag = access_of(self._assistant).may(request, UserRole.EDITOR)
        shown = self.all_of(window) | {"mayTag": may_tag}
        return window_id, browser_id, shown, self._bar(window), open_link(self._assistant, link)

    def ask(self, question: str, window_id: str, browser_id: str, request: gr.Request | None = None, shown: bool = False) -> Updates:
        """Answer what was typed into the question box; it is taken out of it as the answer comes, and stays where it cannot be asked.

        Where the page shows the answer already, read ahead, it comes in one piece, to be kept.
        """
        yield from self._answer(question, (window_id, browser_id, request), typed=question, shown=shown)

    def read_ahead(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """What is being typed, answered ahead for the page to hold ready until it is asked.

        What cannot be answered, for whatever reason, is told when it is asked.
        """
        question = str(event._data.get("question") or "")
        which = {"question": question, "asked": event._data.get("asked")}
        try:
            window = self._windows.mine(window_id, browser_id, request)
            if window.pending or window.editing is not None or window.writes:
                return news(**which)
            pending = self._pending(window, question)
            answer = self._windows.read_ahead(window, question, pending.filters)
            return self._show(len(window.lasting()), self._viewed(pending, answer)) | which
        except WhatsWorkingError as error:
            logger.debug("not read ahead: %s", error)
        except Exception:  # as where it is asked; nobody who types is disturbed
            logger.exception("a question could not be read ahead")
        return news(**which)

    def submit(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Updates:
        """Answer what was typed or suggested, or the last question again in other words or without a filter, or let a model write about it.

        All but what was typed leaves the question box as it is.
        """
        data, who = event._data, (window_id, browser_id, request)
        if "again" not in data and "writes" not in data:
            question, shown = str(data.get("question") or ""), bool(data.get("shown"))
            yield from self.ask(question, *who, shown=shown) if data.get("typed") else self._answer(question, who, shown=shown)
            return
        try:
            window = self._windows.mine(*who)
        except AccessError as error:
            yield _told(error), gr.skip(), self._bar(Window())
            return
        yield from self._again(window, data) if "again" in data else self._switch(window, bool(data["writes"]))

    def stop(self, window_id: str, request: gr.Request | None = None) -> tuple[Update, Any, Update]:
        """Stop answering. What was found already is shown; what was not leaves its question to be edited."""
        if problem := refusal(self._assistant, request):
            return _told(problem), gr.update(**_IDLE), news(bar="", menu=None)
        window = self._windows.of(window_id, request)
        with window.lock:
            pending, window.pending = window.pending, None
            window.turn += 1
            if pending and pending.standalone is None:
                window.exchanges.append(replace(pending, stopped=True))
            window.exchanges[-1:] = [replace(e, writing=_halted(e)) for e in window.exchanges[-1:]]
        update = self.all_of(window)
        return update | {"says": "Stopped"}, gr.update(**_IDLE), self._bar(window)

    def edit(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> tuple[Any, Update]:
        """Put an earlier question into the box, to be asked again in its place."""
        if refusal(self._assistant, request):
            return gr.skip(), news(bar="", menu=None)
        window = self._windows.of(window_id, request)
        place = number(event._data, "place")
        if place is None or place >= len(window.exchanges):
            return gr.update(), self._bar(window)
        window.editing = place
        window.filters = window.exchanges[place].filters
        return gr.update(value=window.exchanges[place].question), self._bar(window) | {"edits": True}

    def cancel_edit(self, window_id: str, request: gr.Request | None = None) -> tuple[Any, Update]:
        """Leave the earlier question as it is."""
        if refusal(self._assistant, request):
            return gr.skip(), news(bar="", menu=None)
        window = self._windows.of(window_id, request)
        window.editing = None
        return gr.update(value=""), self._bar(window) | {"edits": True}

    def clear(self, window_id: str, browser_id: str, request: gr.Request | None = None) -> tuple[Update, Update]:
        """Begin a new conversation."""
        try:
            window = self._windows.mine(window_id, browser_id, request)
        except AccessError as error:
            return _told(error), self._bar(Window())
        self._windows.clear(window)
        return self.all_of(window), self._bar(window) | {"edits": True, "says": "New conversation"}

    def open_menu(self, window_id: str, request: gr.Request | None = None) -> Update:
        """The menus of what there is to narrow to."""
        if refusal(self._assistant, request):
            return news(bar="", menu=None)
        return self._bar(self._windows.of(window_id, request), menu=True) | {"opens": True}

    def narrow(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Set a filter, or take one away."""
        if refusal(self._assistant, request):
            return news(bar="", menu=None)
        window = self._windows.of(window_id, request)
        data = event._data
        with window.lock:
            window.filters = change(window.filters, str(data.get("kind")), str(data.get("value")), bool(data.get("on")))
            self._windows.keeper.narrow(window)
            return self._bar(window, menu=True)

    def _answer(self, question: str, who: Who, typed: str | None = None, shown: bool = False) -> Updates:
        try:
            window = self._windows.mine(*who)
        except AccessError as error:
            yield _told(error), gr.skip(), self._bar(Window())
            return
        if not question.strip() and not window.exchanges:
            yield self.all_of(window), gr.update(), self._bar(window)
            return
        pending = self._pending(window, question)
        if window.asking(pending.question):
            yield gr.skip(), gr.skip(), gr.skip()
            return
        turn = window.begin(pending)
        asked = _Asked(
            pending, len(window.exchanges), turn, lambda: self._windows.ask(window, question, pending.filters), typed, shown=shown
        )
        yield from self._starting(window, asked)

    def _again(self, window: Window, data: Update) -> Updates:
        """Ask the last question again, in other words or without one of its filters; the answer takes the place of the last one."""
        last = window.exchanges[-1] if window.exchanges else None
        if last is None or last.answer is None or number(data, "place") != len(window.exchanges) - 1 or window.pending:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        key = str(data.get("without") or "")
        before = last.answer.standalone_question
        standalone = str(data.get("standalone") or before)
        filters = kept_filters(last.filters, [key])
        off = [*last.without, key] if key and filters == last.filters else list(last.without)
        if filters != last.filters:
            with window.lock:
                window.filters = kept_filters(window.filters, [key])
        named_again = [k for k in off if (v := k.partition(":")[2].casefold()) in standalone.casefold() and v not in before.casefold()]
        without = tuple(k for k in dict.fromkeys(off) if k not in named_again)
        pending = Exchange(last.question, filters, None, standalone=standalone, without=without, model=last.model, writes=window.writes)
        window.editing = None
        turn = window.begin(pending)
        asked = _Asked(
            pending,
            len(window.exchanges) - 1,
            turn,
            lambda: self._windows.ask_again(window, standalone, filters, without),
            instead=True,
        )
        yield from self._starting(window, asked)

    def _pending(self, window: Window, question: str) -> Exchange:
        return Exchange(_shortened(question), window.filters, model=model_of(self._assistant), writes=window.writes)

    def _viewed(self, exchange: Exchange, answer: Answer) -> Exchange:
        return replace(exchange, view=view_answer(answer, self._assistant.framework, self._assistant.folder.catalog))

    def _starting(self, window: Window, asked: _Asked) -> Updates:
        """Answer at once where that is possible; what takes longer is shown as being looked for, and can be stopped."""
        answering = self._threads.submit(asked.answer)
        try:
            wait([answering], None if asked.shown else self._patience)
            if not answering.done():
                yield self._part(asked, asked.pending), gr.update(**_BUSY), self._bar(window, True)
                asked = asked.begun()
            yield from self._answered(window, asked, answering)
        finally:
            window.left(asked.turn)

    def _answered(self, window: Window, asked: _Asked, answering: Future[Answer]) -> Updates:
        pending = asked.pending
        try:
            answer = answering.result()
            done = self._viewed(pending, answer)
        except WhatsWorkingError as error:
            yield from self._failed(window, asked, str(error))
            return
        except Exception as error:  # the page is the edge: whatever it was, what was typed is kept and the failure is told
            logger.exception("a question could not be answered")
            problem = f"Something went wrong ({type(error).__name__}). Your question is kept; the terminal that serves this page says more."
            yield from self._failed(window, asked, problem)
            return
        if not window.answered(asked.turn, done, asked.instead):
            return
        unsaved = self._windows.keeper.save(window, done)
        writes = bool(done.model and done.writes and answer.groups)
        if (len(answer.groups) > 1 and not asked.shown) or writes:
            yield self._part(asked, replace(done, groups_shown=1)), gr.skip(), gr.skip()
            asked = asked.begun()
        if writes:
            yield from self._written(window, asked.turn, asked.at, unsaved)
            return
        told = {"judged": self._judged(window, asked.at), "says": unsaved} | asked.start
        yield self._show(asked.at, done) | told, gr.update(**_IDLE), self._bar(window)

    def _switch(self, window: Window, on: bool) -> Updates:
        """Let a chat model write about answers from now on, the last one included, or no longer."""
        last = window.exchanges[-1] if window.exchanges else None
        if last is None or last.answer is None or last.model is None or window.pending:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        window.writes = on
        window.exchanges[-1] = replace(last, writes=on)
        at = len(window.exchanges) - 1
        if on and last.answer.groups and last.answer.synthesis is None:
            yield from self._written(window, window.turn, at)
            return
        yield self._show(at, window.exchanges[-1]), gr.skip(), gr.skip()

    def _written(self, window: Window, turn: int, at: int, says: str = "") -> Updates:
        """What a chat model writes about the last answer, as it comes."""
        exchange = window.exchanges[at]
        for writing, whole in write(self._assistant, exchange.answer) if exchange.answer else ():
            exchange = replace(self._viewed(exchange, whole) if whole else exchange, writing=None if whole else writing)
            with window.lock:
                if turn != window.turn or at >= len(window.exchanges):
                    return
                window.exchanges[at] = exchange
            yield self._show(at, exchange, busy=True), gr.update(**_BUSY), gr.skip()
        told = {"judged": self._judged(window, at), "says": self._kept_again(window, exchange) or says}
        yield self._show(at, exchange) | told, gr.update(**_IDLE), self._bar(window)

    def _kept_again(self, window: Window, exchange: Exchange) -> str:
        """Keep an answer in place of itself, now that a model has written about it."""
        kept = next((e for e in window.exchanges if e.question == exchange.question and e.view is exchange.view), None)
        if kept is None or kept.saved is None or exchange.answer is None or exchange.answer.synthesis is None:
            return ""
        window.cut = kept.saved
        return self._windows.keeper.save(window, kept)

    def _failed(self, window: Window, asked: _Asked, problem: str) -> Updates:
        if asked.instead and window.turn == asked.turn:
            window.left(asked.turn)
            yield self._show(asked.at, window.exchanges[-1]) | {"says": problem}, gr.update(**_IDLE), self._bar(window)
            return
        failed = replace(asked.pending, problem=problem)
        if window.answered(asked.turn, failed):
            restored = {} if asked.typed is None else {"restores": asked.typed}
            yield self._show(asked.at, failed) | asked.start | restored, gr.update(**_IDLE), self._bar(window)

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
        recent, model = self._windows.recent(window), model_of(self._assistant)
        html = render_welcome(self._assistant.framework, self._assistant.examples(), catalog.counts(), recent, model)
        return news(first=0, html=html)

    def _part(self, asked: _Asked, exchange: Exchange) -> Update:
        """A part of an answer; where the page drew all of it ahead, it leaves that as it is."""
        return self._show(asked.at, exchange, busy=True) | asked.start | {"partial": True}

    def _show(self, at: int, exchange: Exchange, busy: bool = False) -> Update:
        return news(first=at, html=render_conversation([exchange], self._assistant.framework, at), busy=busy)

    def _bar(self, window: Window, asked: bool = False, menu: bool = False) -> Update:
        with window.lock:  # so that what is newer has the higher number
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


def _told(problem: str | AccessError) -> Update:
    return news(first=0, html=problem_html(problem))


def _halted(exchange: Exchange) -> Writing | None:
    """What was written when somebody stopped the writing."""
    return replace(exchange.writing, problem="it was stopped") if exchange.writing and not exchange.writing.problem else exchange.writing


def _shortened(question: str) -> str:
    return question if len(question) <= LONGEST_HEADING else f"{question[:LONGEST_HEADING]}…"
