"""What the windows of people see who were taken off the list of users while the window stood open."""

import gradio as gr

from assistant import Assistant
from corpus.errors import AccessError
from ui.access import access_of
from ui.users import UserRole


def refusal(assistant: Assistant, request: gr.Request | None, what: str) -> str:
    """Why the person behind a request may not do what any reader may; empty where they may.

    Args:
        assistant: What the page is on.
        request: The event's request.
        what: What it is, after "to": "ask".
    """
    try:
        access_of(assistant).require(request, UserRole.READER, what)
    except AccessError as error:
        words = str(error)
        return f"{words[:1].upper()}{words[1:]}."
    return ""
