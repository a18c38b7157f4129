"""The source of a quote, shown beside what somebody works on; the reader of the room "Ask" is one click further."""

from typing import Any

from assistant import Assistant
from corpus.models import Span
from ui.reader import find_place
from ui.rendering import render


def source_beside(assistant: Assistant, data: dict[str, Any], back: bool = False) -> str:
    """The turns around the words that an event names.

    Args:
        assistant: Where the interview is stored.
        data: The event's interview, start and end.
        back: Whether there is a list of quotes to go back to.
    """
    interview = assistant.interview(str(data.get("interview")))
    if interview is None:
        return render("overview_problem.html", problem="This interview is no longer stored.")
    start, end = (min(max(_whole(data.get(key)), 0), len(interview.text)) for key in ("start", "end"))
    return render("source.html", place=find_place(interview, Span(start=start, end=max(start, end))), back=back)


def _whole(value: object) -> int:
    digits = str(value)
    return int(digits) if digits.isdecimal() else 0
