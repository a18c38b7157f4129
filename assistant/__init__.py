"""How it is answered."""

from assistant.answer import Answer, Coverage, Group, InsightHeading, NearMiss, Refusal
from assistant.assistant import Assistant
from assistant.conversation import Conversation

__all__ = ["Answer", "Assistant", "Conversation", "Coverage", "Group", "InsightHeading", "NearMiss", "Refusal"]
