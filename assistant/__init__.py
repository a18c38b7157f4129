"""How it is answered."""

from assistant.answer import (
    Answer,
    Column,
    Count,
    CounterQuote,
    CountItem,
    Coverage,
    Gap,
    Group,
    InsightHeading,
    NearMiss,
    Refusal,
    Voice,
)
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.understanding.reading import NamedFilter

__all__ = [
    "Answer",
    "Assistant",
    "Column",
    "Conversation",
    "Count",
    "CountItem",
    "CounterQuote",
    "Coverage",
    "Gap",
    "Group",
    "InsightHeading",
    "NamedFilter",
    "NearMiss",
    "Refusal",
    "Voice",
]
