"""What the windows of people see who were taken off the list of users while the window stood open."""

import gradio as gr

from assistant import Assistant
from corpus.errors import AccessError
from ui.access import access_of
from ui.page.telling import sentence
from ui.users import UserRole


def refusal(assistant: Assistant, request: gr.Request | None) -> str:
    """Why the person behind a request may not do what any reader may; empty where they may."""
    try:
        access_of(assistant).require(request, UserRole.READER, "use this page")
    except AccessError as error:
        return sentence(error)
    return ""
