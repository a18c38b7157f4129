"""Running a chat model where it can do no harm: in a thread of its own, with a deadline, its output cut."""

import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langsmith import tracing_context

LONGEST = 4000  # characters of one paragraph, thinking included
# A queue this long makes a model that writes faster than we check wait, instead of filling the memory.
MOST_WAITING = 64
CHECK_EVERY = 0.25  # seconds


class Chunk(NamedTuple):
    """A piece of what the model writes; with the last one, token counts may come."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0


class ModelFailedError(Exception):
    """The model failed, hung, or did not stop; the text is one line for people."""


class _Done(NamedTuple):
    error: BaseException | None


def stream(model: BaseChatModel, messages: Sequence[BaseMessage], seconds: float) -> Iterator[Chunk]:
    """What the model writes, piece by piece.

    Args:
        model: Any chat model.
        messages: What it is told.
        seconds: How long it may take in all. A model that hangs is left behind in its thread, which ends with its next word.

    Raises:
        ModelFailedError: It failed, took too long, or wrote more than 4,000 characters.
    """
    waiting: queue.Queue[Chunk | _Done] = queue.Queue(maxsize=MOST_WAITING)
    cancelled = threading.Event()
    thread = threading.Thread(target=_run, args=(model, list(messages), waiting, cancelled), daemon=True, name="chat model")
    thread.start()
    deadline = time.monotonic() + seconds
    try:
        yield from _received(waiting, deadline, seconds)
    finally:
        cancelled.set()


def _received(waiting: "queue.Queue[Chunk | _Done]", deadline: float, seconds: float) -> Iterator[Chunk]:
    written = 0
    while True:
        try:
            item = waiting.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise ModelFailedError(f"the language model took longer than {seconds:g} seconds and was stopped") from None
        if isinstance(item, _Done):
            if item.error is not None:
                reason = " ".join(str(item.error).split())[:160] or type(item.error).__name__
                raise ModelFailedError(f"the language model failed: {reason}")
            return
        written += len(item.text)
        yield item
        if written > LONGEST:
            raise ModelFailedError(f"the language model wrote more than {LONGEST:,} characters and was stopped")


def _run(model: BaseChatModel, messages: list[BaseMessage], waiting: "queue.Queue[Chunk | _Done]", cancelled: threading.Event) -> None:
    error: BaseException | None = None
    try:
        with tracing_context(enabled=False), closing(_chunks(model, messages)) as chunks:
            for chunk in chunks:
                if cancelled.is_set() or not _put(waiting, chunk, cancelled):
                    return
    except BaseException as raised:  # noqa: BLE001 - whatever a model raises costs the paragraph, never the answer
        error = raised
    _put(waiting, _Done(error), cancelled)


def _chunks(model: BaseChatModel, messages: list[BaseMessage]) -> Generator[Chunk, None, None]:
    for message in model.stream(messages):
        usage = getattr(message, "usage_metadata", None) or {}
        yield Chunk(_text(message.content), int(usage.get("input_tokens") or 0), int(usage.get("output_tokens") or 0))


def _put(waiting: "queue.Queue[Chunk | _Done]", item: Chunk | _Done, cancelled: threading.Event) -> bool:
    while not cancelled.is_set():
        try:
            waiting.put(item, timeout=CHECK_EVERY)
            return True
        except queue.Full:
            continue
    return False


def _text(content: Any) -> str:
    """The text of a message's content: a string, or parts of which only text is read (no tool calls, no reasoning)."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = [part if isinstance(part, str) else part.get("text", "") for part in content if isinstance(part, str | dict)]
    return "".join(part for part in parts if isinstance(part, str))
