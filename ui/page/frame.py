"""The frame of the page: its style, its head and its rooms, each a tab of its own module."""

import os
from collections.abc import Callable

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr

from assistant import Assistant
from ui.page.ask import build_ask
from ui.page.bring import build_bring
from ui.page.overview import build_overview
from ui.page.settings import build_settings
from ui.page.static import static
from ui.page.write import build_write
from ui.page.writing import model_of
from ui.rendering import render

TITLE = "What’s Working"
_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")

STYLES = ("page.css", "ask.css", "answer.css", "layouts.css", "reader.css", "shelf.css", "rooms.css")
SCRIPTS = ("page.js", "rooms.js")
"""Files of ``ui/static``: what the parts of the page share, and what each looks like."""

Room = Callable[[Assistant], None]

ROOMS: tuple[tuple[str, str, Room], ...] = (
    ("ask-room", "Ask", build_ask),
    ("bring-room", "Bring", build_bring),
    ("overview-room", "Overview", build_overview),
    ("write-room", "Write", build_write),
    ("settings-room", "Settings", build_settings),
)
"""The id, the name and the builder of each tab, in the order in which they stand."""


def theme() -> gr.themes.Base:
    """Gradio's plain theme with fonts of the reader's own system, so that none is fetched."""
    return gr.themes.Base(primary_hue="teal", font=list(_SYSTEM_FONTS), font_mono=["ui-monospace", "Consolas", "monospace"])


def head() -> str:
    """What goes into the page's head: its style sheets, as Gradio would rewrite the selectors of one given as ``css``, and scripts."""
    return f"<style>{''.join(map(static, STYLES))}</style><script>{''.join(map(static, SCRIPTS))}</script>"


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page on an assistant. Every browser window has a conversation of its own."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(render("header.html", model=model_of(assistant)), elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="rooms"):
            for identifier, name, build in ROOMS:
                with gr.Tab(name, id=identifier, elem_id=identifier):
                    build(assistant)
    return blocks
