"""The conversation of each browser window, kept by the server, so that a reload shows it again and no other window sees it.

What is kept here lasts as long as the server. A store that outlives it only has to offer the methods of `Windows`.
"""

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant import Answer, Assistant, Conversation
from index import Filters
from ui.answer_view import as_stored_now, view_answer
from ui.rendering import Exchange

MOST_WINDOWS = 1000
MOST_RECENT = 5
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass
class Window:
    """One window: its exchanges, the filters that are set in it, and which question is being edited.

    Attributes:
        pending: The question that is being answered.
        turn: Its number; an answer to one that was stopped finds another number here.
        writes: Whether a chat model is asked to write about the answers.
        conversation: Remembers what was asked and shown; None where it is to be made again from the exchanges.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    filters: Filters = field(default_factory=Filters)
    editing: int | None = None
    pending: Exchange | None = None
    turn: int = 0
    writes: bool = False
    conversation: Conversation | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def begin(self, pending: Exchange) -> int:
        """Start a question: leave out what failed and, where one is edited, it and all behind it. Returns its number."""
        with self.lock:
            kept = self.exchanges if self.editing is None else self.exchanges[: self.editing]
            kept = [exchange for exchange in kept if exchange.answer]
            if self.editing is not None:
                self.conversation = None
            self.exchanges, self.editing, self.pending = kept, None, pending
            self.turn += 1
            return self.turn

    def asking(self, question: str) -> bool:
        """Whether this question is being answered already."""
        return self.pending is not None and self.pending.question == question

    def left(self, turn: int) -> None:
        """Nobody waits for the answer any more."""
        with self.lock:
            if turn == self.turn:
                self.pending = None

    def answered(self, turn: int, exchange: Exchange, instead: bool = False) -> bool:
        """Keep an exchange, or put it in the place of the last one; False where it was stopped in the meantime, and is forgotten."""
        with self.lock:
            if turn != self.turn:
                self.conversation = None
                return False
            if instead:
                del self.exchanges[-1:]
            self.exchanges.append(exchange)
            self.pending = None
            return True


class Windows:
    """All windows by id, the latest used of them; and what was asked lately from each browser."""

    def __init__(self, assistant: Assistant, most: int = MOST_WINDOWS) -> None:
        self._assistant = assistant
        self._most = most
        self._windows: OrderedDict[str, Window] = OrderedDict()
        self._recent: OrderedDict[str, list[str]] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def checked(identifier: object) -> str:
        """The id as the browser sent it or, where that is none of ours, a new one that nobody can guess."""
        return identifier if isinstance(identifier, str) and _ID.fullmatch(identifier) else secrets.token_hex(16)

    def of(self, identifier: str) -> Window:
        """The window of an id; a new one where there is none."""
        with self._lock:
            window = self._windows.setdefault(identifier, Window())
            self._windows.move_to_end(identifier)
            while len(self._windows) > self._most:
                self._windows.popitem(last=False)
            return window

    def clear(self, identifier: str) -> Window:
        """Begin a new conversation in a window; what it is narrowed to stays."""
        window = self.of(identifier)
        with window.lock:
            window.exchanges, window.editing, window.pending, window.conversation = [], None, None, None
            window.turn += 1
        return window

    def ask(self, window: Window, question: str, filters: Filters) -> Answer:
        """Ask in a window's conversation."""
        with window.lock:
            if window.conversation is None:
                window.conversation = self._resumed(window.exchanges)
            conversation = window.conversation
        return conversation.ask(question, filters)

    def ask_again(self, window: Window, standalone: str, filters: Filters, without: Sequence[str]) -> Answer:
        """Ask a window's last question in other words, or without some of the filters that they set."""
        with window.lock:
            if window.conversation is None:
                window.conversation = self._resumed(window.exchanges)
            conversation = window.conversation
        return conversation.ask_again(standalone, filters, without)

    def refresh(self, window: Window) -> None:
        """Bring a window's answers up to what is stored now: words verified again, tags as they are by now."""
        catalog, framework = self._assistant.folder.catalog, self._assistant.framework
        with window.lock:
            window.exchanges = [
                replace(e, writing=None, view=view_answer(as_stored_now(e.answer, framework, catalog), framework, catalog))
                if e.answer
                else e
                for e in window.exchanges
            ]

    def asked(self, browser: str, question: str) -> None:
        """Remember a question of a browser."""
        with self._lock:
            recent = self._recent.setdefault(browser, [])
            recent[:] = [question, *(other for other in recent if other != question)][:MOST_RECENT]
            self._recent.move_to_end(browser)
            while len(self._recent) > self._most:
                self._recent.popitem(last=False)

    def recent(self, browser: str) -> tuple[str, ...]:
        """What was asked from a browser lately, the latest first."""
        with self._lock:
            return tuple(self._recent.get(browser, ()))

    def _resumed(self, exchanges: Sequence[Exchange]) -> Conversation:
        """A conversation that knows what was said so far: the same questions asked again."""
        conversation = self._assistant.conversation()
        for exchange in exchanges:
            conversation.ask(exchange.question, exchange.filters)
            if exchange.standalone is not None:
                conversation.ask_again(exchange.standalone, exchange.filters, exchange.without)
        return conversation
