"""Paragraphs of a chat model on the page: which model there is, and what it writes, step by step, until it is done or fails."""

import logging
from collections.abc import Iterator

from assistant import Answer, Assistant
from assistant.synthesis import ModelInfo
from corpus.errors import WhatsWorkingError
from ui.written_view import Writing

logger = logging.getLogger(__name__)


def model_of(assistant: Assistant) -> ModelInfo | None:
    """The chat model that is on; None where none is, or where it is set wrongly, which the settings tell."""
    try:
        return assistant.model_info()
    except WhatsWorkingError as error:
        logger.warning("no paragraphs are offered: %s", error)
        return None


def write(assistant: Assistant, answer: Answer) -> Iterator[tuple[Writing, Answer | None]]:
    """What a model has written about an answer so far; with the last step comes the answer that holds it.

    A model that fails leaves a problem in one line, and the answer as it was.
    """
    writing = Writing()
    yield writing, None
    try:
        for event in assistant.synthesise(answer):
            if event.answer:
                yield writing, event.answer
                return
            writing = writing.after(event)
            yield writing, None
    except WhatsWorkingError as error:
        yield Writing(writing.done, problem=str(error).rstrip(".")), None
    except Exception as error:  # a model is somebody else's program: whatever it does, the quotes stay
        logger.exception("paragraphs could not be written")
        yield Writing(writing.done, problem=f"it failed ({type(error).__name__})"), None
