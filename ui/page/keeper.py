"""What a window shows, kept in the data folder and read from there again."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import Answer, Assistant
from assistant.keeping import Reopener
from assistant.keeping.closing import Reopened, close, reopen
from corpus.errors import UsageError, WhatsWorkingError
from ui.answer_view import Labels, as_tagged_now, view_answer
from ui.rendering import Exchange

if TYPE_CHECKING:
    from ui.page.windows import Window

logger = logging.getLogger(__name__)

FORGOTTEN = "Quotes that stood here were withdrawn; nothing of them is stored any more."
UNREADABLE = "Another version of the program kept this answer in a form that this one cannot read. Ask again."


class Keeper:
    """Saves what is asked in windows, each conversation under its owner, and brings it back with every quote verified again."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def save(self, window: "Window", exchange: Exchange) -> str:
        """Keep an exchange that was just answered; returns what went wrong, for people, or nothing.

        A conversation that was deleted in another window meanwhile is begun anew with this exchange.
        """
        if exchange.answer is None or window.owner is None:
            return ""
        try:
            position = self._append(window, exchange, exchange.answer, window.owner)
        except WhatsWorkingError as error:
            logger.warning("a conversation could not be saved: %s", error)
            return f"Not saved: {error}"
        with window.lock:
            window.cut = None
            window.exchanges = [replace(e, saved=position) if e is exchange else e for e in window.exchanges]
        return ""

    def _append(self, window: "Window", exchange: Exchange, answer: Answer, owner: str) -> int:
        saved = self._assistant.saved
        if window.saved:
            try:
                return saved.append(window.saved, answer, owner, filters=window.filters, given=exchange.filters, cut=window.cut)
            except UsageError:
                window.saved = None
        window.saved = saved.create([answer], owner=owner, filters=window.filters, given=[exchange.filters])
        self._assistant.kept.open_in.put(window.identifier, owner, window.saved)
        return 0

    def restore(self, window: "Window") -> None:
        """Show in a window, as the server begins anew, the conversation that was open in it."""
        owner = window.owner or ""
        key = self._assistant.kept.open_in.get(window.identifier, owner)
        if key:
            self.open(window, key)

    def open(self, window: "Window", key: str) -> None:
        """Show a saved conversation in a window.

        Raises:
            UsageError: The window's owner has no such conversation (any more).
        """
        owner = window.owner
        if owner is None:
            raise UsageError("this window has no name to keep things under; reload the page")
        found = self._assistant.saved.open(key, owner)
        labels = self._labels()
        exchanges = [self._exchange(Exchange(question=one.question, saved=k), one, labels) for k, one in enumerate(found.exchanges)]
        with window.lock:
            window.show(exchanges, found.filters, found.id)
        self._assistant.kept.open_in.put(window.identifier, owner, found.id)

    def leave(self, window: "Window") -> None:
        """From now on no saved conversation is open in a window."""
        window.saved = None
        if window.owner is not None:
            self._assistant.kept.open_in.put(window.identifier, window.owner, None)

    def narrow(self, window: "Window") -> None:
        """Remember the filters of a window with its conversation."""
        if window.saved:
            try:
                self._assistant.saved.set_filters(window.saved, window.filters, window.owner)
            except WhatsWorkingError as error:
                logger.warning("filters could not be saved: %s", error)

    def refresh(self, window: "Window") -> None:
        """Bring a window's answers up to what is stored now: words verified again, tags as they are by now."""
        catalog, framework = self._assistant.folder.catalog, self._assistant.framework
        reopener, counts, labels = Reopener(catalog), catalog.counts(), self._labels()
        with window.lock:
            window.exchanges = [
                self._exchange(e, reopen(close(e.answer, e.filters), reopener, framework, counts), labels) if e.answer else e
                for e in window.exchanges
            ]

    def _labels(self) -> Labels:
        return Labels(self._assistant.framework, self._assistant.folder.catalog)

    def _exchange(self, before: Exchange, found: Reopened, labels: Labels) -> Exchange:
        filters = found.given if found.given is not None else before.filters
        gone = tuple(dict.fromkeys((*before.gone, *_told(found))))
        if found.answer is None:
            return replace(before, view=None, problem=UNREADABLE, filters=filters, gone=gone)
        view = view_answer(as_tagged_now(found.answer, labels), self._assistant.framework, self._assistant.folder.catalog)
        # So that a conversation that is resumed goes on from the question as it was put right.
        corrected = found.answer.standalone_question if found.answer.kind == "correction" else None
        return replace(before, view=view, filters=filters, gone=gone, writing=None, standalone=before.standalone or corrected)


def _told(found: Reopened) -> Iterator[str]:
    yield from (one.message for one in found.gone)
    if found.forgotten:
        yield FORGOTTEN
