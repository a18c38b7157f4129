"""What was said."""

from corpus.errors import WhatsWorkingError
from corpus.framework import Framework, Insight, load_framework
from corpus.models import Interview, Origin, Role, Span, Tag, Turn
from corpus.quote import InsightLabel, Quote

__all__ = [
    "Framework",
    "Insight",
    "InsightLabel",
    "Interview",
    "Origin",
    "Quote",
    "Role",
    "Span",
    "Tag",
    "Turn",
    "WhatsWorkingError",
    "load_framework",
]
