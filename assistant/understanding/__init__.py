"""What a person means by what they type: the way of asking, the filters that words name, and what a follow-up takes over."""

from assistant.understanding.ellipsis import Kind, Resolved, Topic, resolve
from assistant.understanding.intents import Intent, Way, read_intent
from assistant.understanding.known import Known, read_known
from assistant.understanding.names import Named, NameReader
from assistant.understanding.reading import NamedFilter, Reading, Side, kept_filters, read, take_off

__all__ = [
    "Intent",
    "Kind",
    "Known",
    "NameReader",
    "Named",
    "NamedFilter",
    "Reading",
    "Resolved",
    "Side",
    "Topic",
    "Way",
    "kept_filters",
    "read",
    "read_intent",
    "read_known",
    "resolve",
    "take_off",
]
