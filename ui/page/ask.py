"""Asking: a chat on the left, the interview that a quote comes from on the right."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.models import Span
from ui.page.static import static
from ui.reader import find_place
from ui.rendering import Exchange, render_conversation, render_reader, render_welcome

logger = logging.getLogger(__name__)

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

Exchanges = list[Exchange]


def build_ask(assistant: Assistant) -> None:
    """The chat and the reader beside it. Every browser window has a conversation of its own."""
    page = _Page(assistant)
    exchanges = gr.State([])
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="chat", scale=3, min_width=320):
            shown = gr.HTML(page.welcome, elem_id="conversation", js_on_load=static("conversation.js"), apply_default_css=False)
            ask = gr.Textbox(
                elem_id="ask",
                label="Your question",
                show_label=False,
                placeholder="Ask what you want to know…",
                lines=1,
                max_lines=6,
                autofocus=True,
                submit_btn="Ask",
            )
        with gr.Column(elem_id="side", scale=2, min_width=320):
            reader = gr.HTML("", elem_id="reader", js_on_load=static("reader.js"), apply_default_css=False)
    gr.on([ask.submit], page.ask, [ask, exchanges], [shown, ask, exchanges], **_QUIET).then(
        js="() => window.whatsworking.settled()", **_QUIET
    )
    shown.submit(page.ask_suggestion, [ask, exchanges], [shown, ask, exchanges], **_QUIET).then(
        js="() => window.whatsworking.settled()", **_QUIET
    )
    shown.select(page.read, None, reader, **_QUIET).then(js="() => window.whatsworking.showQuote()", **_QUIET)
    reader.select(page.read, None, reader, **_QUIET)


class _Page:
    """What the page's events do."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def welcome(self) -> str:
        catalog = self._assistant.folder.catalog
        return render_welcome(self._assistant.framework, self._assistant.examples(), catalog.counts())

    def ask(self, question: str, exchanges: Exchanges) -> Iterator[tuple[str, Any, Exchanges]]:
        """Answer what stands in the question box; what cannot be asked stays in it."""
        yield from self._answer(question, exchanges, taken=gr.update(value=""), restore=gr.update(value=question))

    def ask_suggestion(self, typed: str, exchanges: Exchanges, event: gr.EventData) -> Iterator[tuple[str, Any, Exchanges]]:
        """Answer a suggested question; what stands in the question box stays."""
        yield from self._answer(str(event.question), exchanges, taken=gr.update(), restore=gr.update())

    def read(self, event: gr.EventData) -> str:
        """The interview around the quote that was chosen."""
        interview = self._assistant.interview(str(event.interview))
        if interview is None:
            raise gr.Error("This interview is no longer stored.")
        data = event._data
        length = len(interview.text)
        start = min(max(int(data["start"]), 0), length)
        span = Span(start=start, end=min(max(int(data["end"]), start), length))
        return render_reader(find_place(interview, span, _number(data, "first"), _number(data, "last")))

    def _answer(self, question: str, exchanges: Exchanges, taken: Any, restore: Any) -> Iterator[tuple[str, Any, Exchanges]]:
        if not question.strip() and not exchanges:
            yield self.welcome(), restore, exchanges
            return
        before = [exchange for exchange in exchanges if not exchange.problem]
        pending = Exchange(question=_shortened(question))
        yield self._show([*before, pending], busy=True), taken, before
        untouched = gr.update()  # whoever types while the answer appears keeps what they typed
        try:
            answer = self._assistant.ask(question)
        except WhatsWorkingError as error:
            yield self._failed(before, pending, str(error), restore)
            return
        except Exception as error:  # the page is the edge: whatever it was, what was typed is kept and the failure is told
            logger.exception("a question could not be answered")
            problem = f"Something went wrong ({type(error).__name__}). Your question is kept; the terminal that serves this page says more."
            yield self._failed(before, pending, problem, restore)
            return
        done = replace(pending, answer=answer)
        for shown in range(1, len(answer.groups)):
            yield self._show([*before, replace(done, groups_shown=shown)], busy=True), untouched, before
        yield self._show([*before, done]), untouched, [*before, done]

    def _failed(self, before: Exchanges, pending: Exchange, problem: str, restore: Any) -> tuple[str, Any, Exchanges]:
        failed = [*before, replace(pending, problem=problem)]
        return self._show(failed), restore, failed

    def _show(self, exchanges: Sequence[Exchange], busy: bool = False) -> str:
        return render_conversation(exchanges, self._assistant.framework, busy)


def _number(data: dict[str, Any], key: str) -> int | None:
    value = data.get(key)
    return int(value) if value not in (None, "") else None


def _shortened(question: str, longest: int = 500) -> str:
    return question if len(question) <= longest else f"{question[:longest]}…"
