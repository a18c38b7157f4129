"""What happens on the page when somebody reads an interview: opening it at some words, finding words, tagging and keeping them."""

from typing import Any
from urllib.parse import parse_qs

import gradio as gr

from assistant import Assistant
from corpus.copying import copies
from corpus.curating import curate, spans_by_turn
from corpus.errors import UsageError, WhatsWorkingError
from corpus.facets import dimensions, value_counts
from corpus.models import Interview, Origin, Span, sha256_of
from corpus.quote import Verifier
from corpus.tagging import tag_span, untag
from ui.access import access_of
from ui.page.events import number, span_in, whole
from ui.page.news import Update, news
from ui.page.refused import refusal
from ui.page.telling import sentence
from ui.page.windows import Window, Windows
from ui.reader import Found, find_place, find_words, label_of, step, turn_at
from ui.rendering import render, render_conversation, render_reader
from ui.users import UserRole

MOST_VALUES = 200
GONE = "This interview is no longer stored"


class Reading:
    """Handles the events of the reader and of tagging."""

    def __init__(self, assistant: Assistant, windows: Windows) -> None:
        self._assistant = assistant
        self._windows = windows

    def read(self, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """The interview around the words that were chosen, or more of its turns."""
        if problem := refusal(self._assistant, request):
            return news(html="", says=problem)
        data = event._data
        interview = self._assistant.interview(str(data.get("interview")))
        if interview is None:
            return news(html="", says=GONE)
        return _opened(interview, data) | {"asked": data.get("asked")}

    def find(self, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """The interview around the next hit of what is sought."""
        if problem := refusal(self._assistant, request):
            return news(html="", says=problem)
        data = event._data
        interview = self._assistant.interview(str(data.get("interview")))
        if interview is None:
            return news(html="", says=GONE)
        words, span = str(data.get("words", "")), span_in(interview, data)
        hits = find_words(interview, words)
        found = Found(words.strip(), hits, step(hits, span, number(data, "at"), _signed(data.get("by"))))
        place = find_place(interview, span, number(data, "first"), number(data, "last"), found)
        return news(html=render_reader(place), shows="hit", asked=data.get("asked"))

    def keep(self, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Keep the selected words as a curated quote."""
        if problem := refusal(self._assistant, request):
            return news(html="", says=problem)
        data = event._data
        key = str(data.get("interview"))
        folder = self._assistant.folder
        try:
            access_of(self._assistant).require(request, UserRole.EDITOR, "keep words as a quote")
            with folder.writing():
                kept = curate(folder.catalog, key, whole(data, "chosenStart"), whole(data, "chosenEnd"))
        except WhatsWorkingError as error:
            return news(html=self._again(key, data), asked=data.get("asked"), says=sentence(error))
        said = "Kept as a quote" if len(kept) == 1 else f"Kept as {len(kept)} quotes, one a turn"
        return news(html=self._again(key, data), asked=data.get("asked"), says=said)

    def copy(self, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """The selected words with their citation, to be copied by the page; each turn's words by themselves."""
        if problem := refusal(self._assistant, request):
            return news(html="", says=problem)
        data = event._data
        key = str(data.get("interview"))
        interview = self._assistant.interview(key)
        if interview is None:
            return news(html="", says=GONE)
        verifier = Verifier(self._assistant.folder.catalog)
        found = []
        for span in spans_by_turn(interview, number(data, "start") or 0, number(data, "end") or 0):
            quote = verifier.quote(key, turn_at(interview, span.start), span, sha256_of(interview.words_of(span)), 1, 0.0)
            if quote:
                found.append(copies(quote, interview.header).plain)
        return news(copies="\n\n".join(found), says="Copied with its citation" if found else "Nothing to copy; select some words")

    def open_tags(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """The form to tag words with."""
        if problem := refusal(self._assistant, request):
            return news(html=None, opens=False, says=problem)
        return self._form(self._windows.of(window_id, request), event._data)

    def tag(self, window_id: str, event: gr.EventData, request: gr.Request | None = None) -> tuple[Update, Any]:
        """Put a tag on words, or take one off."""
        if problem := refusal(self._assistant, request):
            return news(html=None, opens=False, says=problem), gr.skip()
        data, folder = event._data, self._assistant.folder
        key, dimension, value = (str(data.get(name, "")) for name in ("interview", "dimension", "value"))
        taking_off = "from" in data
        try:
            access_of(self._assistant).require(request, UserRole.EDITOR, "tag words")
            with folder.writing():
                if taking_off:
                    untag(folder.catalog, key, whole(data, "start"), whole(data, "end"), dimension, value, str(data.get("coder")) or None)
                else:
                    self._put(key, data, dimension, value)
        except WhatsWorkingError as error:
            return self._form(self._windows.of(window_id, request), data, problem=sentence(error)), gr.skip()
        window = self._windows.of(window_id, request)
        self._windows.keeper.refresh(window)
        shown = news(first=0, html=render_conversation(window.exchanges, self._assistant.framework)) if window.exchanges else gr.skip()
        if taking_off:
            return self._form(window, {**data, "start": data["from"], "end": data["to"]}) | {"says": "Taken off"}, shown
        return news(html=None, opens=False, says=f"Tagged: {dimension.replace('_', ' ')} {value}"), shown

    def _put(self, key: str, data: Update, dimension: str, value: str) -> None:
        catalog = self._assistant.folder.catalog
        if dimension == "insight" and not self._assistant.framework.insight(number(data, "value") or 0):
            raise UsageError(f"there is no insight {value!r}; choose one of the {len(self._assistant.framework.insights)}")
        interview = self._assistant.interview(key)
        spans = spans_by_turn(interview, whole(data, "start"), whole(data, "end")) if interview else []
        if not spans:
            raise UsageError("these words are no longer stored; open the interview again")
        coder = str(data.get("coder", "")).strip() or None
        tag_span(catalog, key, spans[0].start, spans[-1].end, dimension, value, coder)

    def _form(self, window: Window, data: Update, problem: str = "") -> Update:
        interview = self._assistant.interview(str(data.get("interview")))
        if interview is None:
            return news(html=None, opens=False, says=GONE)
        span = span_in(interview, data)
        catalog = self._assistant.folder.catalog
        there = [tag for tag in interview.tags if tag.origin is Origin.HUMAN and tag.start < span.end and span.start < tag.end]
        known = [name for name in dimensions(catalog) if name != "insight"]
        html = render(
            "tagging.html",
            interview=interview.id,
            start=span.start,
            end=span.end,
            words=interview.words_of(span),
            tags=[{**tag.model_dump(), "label": label_of(tag)} for tag in there],
            suggested=self._suggested(window, interview.id, span),
            dimensions=[(name, [count.value for count in value_counts(catalog, name)][:MOST_VALUES]) for name in known],
            framework=self._assistant.framework,
            problem=problem,
        )
        return news(html=html, opens=True)

    def _suggested(self, window: Window, interview: str, span: Span) -> Any:
        """What the program suggests for a quote that this window shows, where no person tagged it."""
        for exchange in window.exchanges:
            for quote in exchange.quotes:
                if (quote.interview, quote.start, quote.end) == (interview, span.start, span.end):
                    return next((label for label in quote.insights if label.origin is Origin.SUGGESTED), None)
        return None

    def _again(self, key: str, data: Update) -> str:
        interview = self._assistant.interview(key)
        return _opened(interview, data)["html"] if interview else ""


def open_link(assistant: Assistant, address: str) -> Update | None:
    """What the query of an address (``?interview=…&start=…&end=…``) opens; None where it names no interview."""
    asked = {name: values[0] for name, values in parse_qs(address.lstrip("?")).items()}
    if "interview" not in asked:
        return None
    interview = assistant.interview(asked["interview"])
    if interview is None:
        return news(html="", says=GONE)
    return _opened(interview, {"start": 0, "end": 0, **asked})


def _opened(interview: Interview, data: Update) -> Update:
    place = find_place(interview, span_in(interview, data), number(data, "first"), number(data, "last"))
    return news(html=render_reader(place), shows="quote" if data.get("action") != "more" else "")


def _signed(value: object) -> int:
    return {1: 1, -1: -1}.get(value, 0) if isinstance(value, int) else 0
