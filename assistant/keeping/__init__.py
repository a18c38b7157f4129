"""What people keep: saved conversations, collections of quotes, feedback, decisions on themes."""

from assistant.keeping.collections import Collected, Collection, CollectionEntry, Collections
from assistant.keeping.conversations import ConversationEntry, SavedConversation, SavedConversations
from assistant.keeping.feedback import Feedback, Judgement, Thumb
from assistant.keeping.kept import Kept
from assistant.keeping.marks import Gone, Mark, Reopener

__all__ = [
    "Collected",
    "Collection",
    "CollectionEntry",
    "Collections",
    "ConversationEntry",
    "Feedback",
    "Gone",
    "Judgement",
    "Kept",
    "Mark",
    "Reopener",
    "SavedConversation",
    "SavedConversations",
    "Thumb",
]
