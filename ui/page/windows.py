"""The conversation of each browser window, so that a reload shows it again and no other window sees it.

What is at hand here lasts as long as the server; `Keeper` keeps what was answered in the data folder and brings it back.
"""

import logging
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant import Answer, Assistant, Conversation
from corpus.errors import WhatsWorkingError
from index import Filters
from ui.access import Asker, access_of
from ui.page.keeper import Keeper
from ui.rendering import Exchange

logger = logging.getLogger(__name__)

MOST_WINDOWS = 1000
MOST_RECENT = 5
MOST_RESUMED = 20
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass
class Window:
    """One window: its exchanges, the filters that are set in it, and which question is being edited.

    Attributes:
        pending: The question that is being answered.
        turn: Its number; an answer to one that was stopped finds another number here.
        writes: Whether a chat model is asked to write about the answers.
        conversation: Remembers what was asked and shown; None where it is to be made again from the exchanges.
        identifier: By which its browser knows it.
        owner: Whose it is, as `Access.owner` names people; None where nothing was asked of it yet.
        saved: The id of the saved conversation that it shows.
        cut: The position in that from which answers make place for the next one, as a question is asked anew.
    """

    identifier: str = ""
    owner: str | None = None
    saved: str | None = None
    cut: int | None = None
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
            kept = self.lasting()
            if self.editing is not None:
                self.conversation = None
                replaced = [exchange.saved for exchange in self.exchanges[self.editing :] if exchange.saved is not None]
                self.cut = min([*replaced, *([] if self.cut is None else [self.cut])], default=None)
            self.exchanges, self.editing, self.pending = kept, None, pending
            self.turn += 1
            return self.turn

    def lasting(self) -> list[Exchange]:
        """What stays as the next question is asked: all that was answered, before the one that is edited."""
        return [exchange for exchange in self.exchanges[: self.editing] if exchange.answer]

    def show(self, exchanges: list[Exchange], filters: Filters, saved: str | None) -> None:
        """Show other exchanges in place of those there are; what is being answered is let go."""
        with self.lock:
            self.exchanges, self.filters, self.saved = exchanges, filters, saved
            self.editing, self.pending, self.conversation, self.cut = None, None, None, None
            self.turn += 1

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
                replaced = [last.saved for last in self.exchanges[-1:] if last.saved is not None]
                self.cut = min([*replaced, *([] if self.cut is None else [self.cut])], default=None)
                del self.exchanges[-1:]
            self.exchanges.append(exchange)
            self.pending = None
            return True


class Windows:
    """All windows by id, the latest used of them."""

    def __init__(self, assistant: Assistant, most: int = MOST_WINDOWS) -> None:
        self._assistant = assistant
        self._most = most
        self.keeper = Keeper(assistant)
        self._windows: OrderedDict[tuple[str, str], Window] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def checked(identifier: object) -> str:
        """The id as the browser sent it or, where that is none of ours, a new one that nobody can guess."""
        return identifier if isinstance(identifier, str) and _ID.fullmatch(identifier) else secrets.token_hex(16)

    def of(self, identifier: str, request: Asker | None = None) -> Window:
        """The window of an id, of the person who logged in; a new one where there is none."""
        key = (access_of(self._assistant).collector(request), identifier)
        with self._lock:
            window = self._windows.setdefault(key, Window(identifier=identifier))
            self._windows.move_to_end(key)
            while len(self._windows) > self._most:
                self._windows.popitem(last=False)
            return window

    def mine(self, identifier: str, browser: str, request: Asker | None = None) -> Window:
        """The window of an id, with the conversation that was open in it when the server was another one.

        Raises:
            AccessError: The person is no longer on the list of users.
        """
        owner = access_of(self._assistant).owner(request, browser)
        if not (_ID.fullmatch(identifier) and _ID.fullmatch(browser)):
            return Window()  # nobody's: what has no secret id is shared with nobody, and not kept
        window = self.of(identifier, request)
        with window.lock:
            if window.owner == owner:
                return window
            if window.owner is not None:  # the browser forgot who it was, and with it what was its own
                window.show([], Filters(), None)
            window.owner, narrowed = owner, window.filters
            try:
                self.keeper.restore(window)
            except WhatsWorkingError as error:
                logger.warning("a conversation could not be brought back: %s", error)
            if narrowed != Filters():
                window.filters = narrowed
        return window

    def clear(self, window: Window) -> None:
        """Begin a new conversation in a window; what it is narrowed to stays."""
        window.show([], window.filters, None)
        self.keeper.leave(window)

    def ask(self, window: Window, question: str, filters: Filters) -> Answer:
        """Ask in a window's conversation."""
        return self._conversation(window).ask(question, filters)

    def read_ahead(self, window: Window, question: str, filters: Filters) -> Answer:
        """What would be answered in a window's conversation; nothing of it is kept."""
        return self._conversation(window).read_ahead(question, filters)

    def ask_again(self, window: Window, standalone: str, filters: Filters, without: Sequence[str]) -> Answer:
        """Ask a window's last question in other words, or without some of the filters that they set."""
        return self._conversation(window).ask_again(standalone, filters, without)

    def recent(self, window: Window) -> tuple[str, ...]:
        """What the owner of a window asked lately, the latest first."""
        return self._assistant.saved.questions(window.owner, MOST_RECENT) if window.owner is not None else ()

    def _conversation(self, window: Window) -> Conversation:
        with window.lock:
            if window.conversation is None:
                window.conversation = self._resumed(window.exchanges)
            return window.conversation

    def _resumed(self, exchanges: Sequence[Exchange]) -> Conversation:
        """A conversation that knows what was said lately: the same questions asked again, but for what can be asked no more."""
        conversation = self._assistant.conversation()
        for exchange in exchanges[-MOST_RESUMED:]:
            try:
                conversation.ask(exchange.question, exchange.filters)
                if exchange.standalone is not None:
                    conversation.ask_again(exchange.standalone, exchange.filters, exchange.without)
            except WhatsWorkingError as error:
                logger.info("a question of before cannot be asked again: %s", error)
        return conversation
