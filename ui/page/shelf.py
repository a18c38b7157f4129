"""What somebody keeps from the chat: their conversations, quotes in collections, thumbs with a reason."""

import base64
from typing import Any

import gradio as gr

from assistant import Answer, Assistant
from assistant.exports import FORMATS, conversation_document
from assistant.exports import render as render_export
from assistant.keeping import CollectionEntry
from assistant.keeping.feedback import REASONS_DOWN, REASONS_UP, Verdict
from corpus.errors import AccessError, UsageError, WhatsWorkingError
from corpus.quote import Quote
from corpus.slug import slugify
from ui.access import access_of
from ui.answer_view import quotes_of
from ui.page.asking import Asking, thumbs
from ui.page.events import number, whole
from ui.page.news import Update, news
from ui.page.telling import sentence
from ui.page.windows import Window, Windows
from ui.rendering import render

MOST_LISTED = 500


class Shelf:
    """Handles the events of the list of conversations, of keeping a quote, and of thumbs."""

    def __init__(self, assistant: Assistant, windows: Windows, asking: Asking) -> None:
        self._assistant = assistant
        self._windows = windows
        self._asking = asking

    def look(self, window_id: str, browser_id: str, request: gr.Request | None = None) -> Update:
        """The conversations of whoever asks."""
        try:
            return self._listed(self._windows.mine(window_id, browser_id, request))
        except WhatsWorkingError as error:
            return news(says=sentence(error))

    def open(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> tuple[Update, Any, Any]:
        """Show a conversation in the window, every quote verified now."""
        try:
            window = self._windows.mine(window_id, browser_id, request)
            self._windows.keeper.open(window, _text(event, "id"))
        except WhatsWorkingError as error:
            return self._problem(window_id, browser_id, request, error), gr.skip(), gr.skip()
        told = sum(len(exchange.gone) for exchange in window.exchanges)
        said = f"Conversation opened; {told} quote{' is' if told == 1 else 's are'} no longer shown" if told else "Conversation opened"
        return news(html=None, opens=False, says=said), self._asking.all_of(window) | {"ends": True}, self._asking.bar_of(window)

    def rename(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Give a conversation another title."""
        try:
            window = self._windows.mine(window_id, browser_id, request)
            title = self._assistant.saved.rename(_text(event, "id"), _text(event, "title"), _owner(window))
        except WhatsWorkingError as error:
            return self._problem(window_id, browser_id, request, error)
        return self._listed(window) | {"says": f"It is called “{title}” now", "at": _text(event, "id")}

    def delete(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> tuple[Update, Any, Any]:
        """Delete a conversation; where it is the one that the window shows, a new one begins."""
        try:
            window = self._windows.mine(window_id, browser_id, request)
            key = self._assistant.saved.delete(_text(event, "id"), _owner(window))
        except WhatsWorkingError as error:
            return self._problem(window_id, browser_id, request, error), gr.skip(), gr.skip()
        listed = self._listed(window) | {"says": "The conversation is deleted"}
        if key != window.saved:
            return listed, gr.skip(), gr.skip()
        self._windows.clear(window)
        return self._listed(window) | {"says": "The conversation is deleted"}, self._asking.all_of(window), self._asking.bar_of(window)

    def export(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """A conversation as a file that the page takes down: no copy of it lies on the server."""
        kind = _text(event, "format")
        try:
            window = self._windows.mine(window_id, browser_id, request)
            found = self._assistant.saved.open(_text(event, "id"), _owner(window))
            document = conversation_document(found, self._assistant.folder.catalog)
            data = base64.b64encode(render_export(document, kind)).decode()
        except WhatsWorkingError as error:
            return self._problem(window_id, browser_id, request, error)
        name = f"{slugify(found.title)}{FORMATS[kind].suffix}"
        said = f"Exported as {name}" + (f". {' '.join(document.failures)}" if document.failures else "")
        return news(html=None, file={"name": name, "data": data}, says=said)

    def keep(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Keep a quote: in the collection that was chosen, in a new one, or in the one that was used last."""
        data, collections = event._data, self._assistant.collections
        try:
            owner = access_of(self._assistant).collector(request, browser_id)
            known = sorted(collections.list(owner), key=lambda entry: entry.changed, reverse=True)
            if data.get("name") is not None:
                chosen = collections.create(str(data["name"]), owner)
            elif data.get("collection"):
                chosen = str(data["collection"])
            elif known and not data.get("choose"):
                chosen = known[0].id
            else:
                return self._chooser(data, known)
            return self._put(window_id, chosen, owner, data, request)
        except WhatsWorkingError as error:
            return news(html=None, problem=sentence(error), says=sentence(error))

    def judge(self, window_id: str, browser_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Store a thumb on a quote or on a whole answer, with a reason if one is given; or take it back."""
        data, feedback = event._data, self._assistant.feedback
        try:
            window = self._windows.mine(window_id, browser_id, request)
            owner, (place, answer) = _owner(window), _shown(window, data)
            quote = _quote(answer, data) if data.get("interview") else None
            verdict, reason = _verdict(data), str(data.get("reason") or "")
            on = (quote.interview, quote.start, quote.end) if quote else None
            before = feedback.given(answer, owner).get(on)
            taken_back = data.get("back") and before is not None and before.verdict == verdict
            if taken_back and before:
                feedback.withdraw(before.id, owner)
            elif quote:
                feedback.on_quote(answer, quote, verdict, reason, owner)
            else:
                feedback.on_answer(answer, verdict, reason, owner)
        except WhatsWorkingError as error:
            return news(html=None, says=sentence(error))
        judged = thumbs(place, feedback.given(answer, owner))
        if taken_back or reason:
            return news(html=None, judged=judged, judges=place, says="Taken back" if taken_back else "Noted, with your reason")
        reasons = REASONS_UP if verdict == "up" else REASONS_DOWN
        offered = [one for one in reasons if quote is None or "refusal" not in one]
        why = render("why.html", reasons=offered, verdict=verdict)
        return news(html=None, judged=judged, judges=place, why=why, says="Noted. You can say why, if you like")

    def _put(self, window_id: str, chosen: str, owner: str, data: dict[str, Any], request: gr.Request | None) -> Update:
        collections = self._assistant.collections
        before = collections.open(chosen, owner)
        try:
            quote = _found(_shown(self._windows.of(window_id, request), data)[1], data)
        except UsageError:
            quote = None
        if quote:
            collections.add(before.id, quote, owner=owner)
        else:
            places = (whole(data, "start"), whole(data, "end"))
            collections.add_span(before.id, str(data.get("interview")), *places, owner=owner)
        now = collections.open(before.id, owner)
        said = f"Kept in “{now.name}”" if now.quotes > before.quotes else f"Already in “{now.name}”"
        return news(html=None, opens=False, says=said, kept=now.name)

    def _chooser(self, data: dict[str, Any], known: list[CollectionEntry]) -> Update:
        return news(html=render("keep.html", collections=known, quote=data), opens=True, side=False)

    def _listed(self, window: Window) -> Update:
        entries = self._assistant.saved.list(window.owner)[:MOST_LISTED] if window.owner is not None else []
        html = render("conversations.html", entries=entries, here=window.saved, formats=FORMATS.values())
        return news(html=html, opens=True, side=True)

    def _problem(self, window_id: str, browser_id: str, request: gr.Request | None, error: WhatsWorkingError) -> Update:
        if isinstance(error, AccessError):
            return news(html=None, opens=False, says=sentence(error))
        return self._listed(self._windows.mine(window_id, browser_id, request)) | {"problem": sentence(error), "says": sentence(error)}


def _owner(window: Window) -> str:
    if window.owner is None:
        raise UsageError("this window has no name to keep things under; reload the page")
    return window.owner


def _shown(window: Window, data: dict[str, Any]) -> tuple[int, Answer]:
    """The answer that an event names by its place in the conversation, and this place."""
    place = number(data, "place")
    found = window.exchanges[place].answer if place is not None and place < len(window.exchanges) else None
    if place is None or found is None:
        raise UsageError("this answer is no longer shown in this window; reload the page")
    return place, found


def _found(answer: Answer, data: dict[str, Any]) -> Quote | None:
    """The quote of an answer that stands at the place that an event names, wherever the answer shows it."""
    where = (str(data.get("interview")), number(data, "start"), number(data, "end"))
    return next((quote for quote in quotes_of(answer) if (quote.interview, quote.start, quote.end) == where), None)


def _quote(answer: Answer, data: dict[str, Any]) -> Quote:
    found = _found(answer, data)
    if found is None:
        raise UsageError("this quote is no longer part of the answer; reload the page")
    return found


def _verdict(data: dict[str, Any]) -> Verdict:
    return "up" if data.get("verdict") == "up" else "down"


def _text(event: gr.EventData, key: str) -> str:
    return str(event._data.get(key) or "")
