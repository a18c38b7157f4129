"""The source of a quote, shown beside what somebody works on; the reader of the room "Ask" is one click further."""

from typing import Any

from assistant import Assistant
from ui.page.events import span_in
from ui.page.telling import problem_html
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
        return problem_html("This interview is no longer stored.")
    return render("source.html", place=find_place(interview, span_in(interview, data)), back=back)
