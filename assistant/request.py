"""What an assistant is asked: the message, as it stands on its own, and what the conversation adds."""

from dataclasses import dataclass

from assistant.understanding import Kind
from index import Filters

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Request:
    """One question.

    Attributes:
        question: As typed.
        standalone: As it stands on its own.
        filters: Chosen beside the question.
        without: Filters, by key, value or words, that its words must not set.
        exclude: Quotes that must not be shown again.
        kind: What it was in its conversation.
    """

    question: str
    standalone: str
    filters: Filters | None = None
    without: tuple[str, ...] = ()
    exclude: frozenset[Place] = frozenset()
    kind: Kind = "new"
