"""Asking: a chat on the left, the interview that a quote comes from on the right."""

from typing import Any

import gradio as gr
from gradio.context import Context

from assistant import Assistant
from ui.page.asking import Asking
from ui.page.reading import Reading
from ui.page.shelf import Shelf
from ui.page.static import static
from ui.page.telling import EACH
from ui.page.windows import Windows

_AT_ONCE: dict[str, Any] = {**EACH, "queue": False}


def build_ask(assistant: Assistant) -> None:
    """The chat and the reader beside it. Every browser window has a conversation of its own."""
    windows = Windows(assistant)
    asking, reading = Asking(assistant, windows), Reading(assistant, windows)
    window, browser, link = (gr.Textbox(visible=False) for _ in range(3))
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="chat", scale=3, min_width=320):
            shown = _part("conversation")
            with gr.Column(elem_id="asking", min_width=320):
                bar = _part("narrow")
                ask = gr.Textbox(
                    elem_id="ask",
                    label="Your question",
                    show_label=False,
                    placeholder="Ask a question…",
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    submit_btn="Ask",
                    interactive=True,
                )
                gr.HTML(static("keys.html"), elem_id="keys", apply_default_css=False)
        with gr.Column(elem_id="side", scale=2, min_width=320):
            reader = _part("reader")
    tagging, shelf, ahead = _part("tagging"), _part("shelf"), _part("ahead")
    mine = [window, browser]
    outputs = [shown, ask, bar]
    # A question may be asked while the one before it is still being stopped; the same one twice is asked once.
    asked = shown.submit(asking.submit, mine, outputs, **EACH)
    ahead.input(asking.read_ahead, mine, ahead, **_AT_ONCE)
    ask.stop(asking.stop, window, outputs, cancels=asked, **_AT_ONCE)
    shown.edit(asking.edit, window, [ask, bar], **_AT_ONCE)
    bar.undo(asking.cancel_edit, window, [ask, bar], **_AT_ONCE)
    bar.clear(asking.clear, mine, [shown, bar], **_AT_ONCE)
    bar.select(asking.narrow, window, bar, **_AT_ONCE)
    bar.expand(asking.open_menu, window, bar, **_AT_ONCE)
    gr.on([shown.select, reader.select], reading.read, None, reader, **_AT_ONCE)
    reader.input(reading.find, None, reader, **_AT_ONCE)
    reader.copy(reading.copy, None, reader, **_AT_ONCE)
    reader.keep(reading.keep, None, reader, **_AT_ONCE)
    tagging.select(reading.open_tags, window, tagging, **_AT_ONCE)
    gr.on([tagging.submit, tagging.delete], reading.tag, window, [tagging, shown], **_AT_ONCE)
    _build_shelf(shelf, Shelf(assistant, windows, asking), mine, [shown, bar])
    if isinstance(Context.root_block, gr.Blocks):
        Context.root_block.load(
            asking.arrive, [*mine, link], [*mine, shown, bar, reader], js="() => window.whatsworking.arrive()", **_AT_ONCE
        )


def _build_shelf(shelf: gr.HTML, keeping: Shelf, mine: list[Any], chat: list[Any]) -> None:
    """What is kept from the chat; its script says which event is which."""
    shelf.select(keeping.look, mine, shelf, **_AT_ONCE)
    shelf.submit(keeping.open, mine, [shelf, *chat], **_AT_ONCE)
    shelf.edit(keeping.rename, mine, shelf, **_AT_ONCE)
    shelf.delete(keeping.delete, mine, [shelf, *chat], **_AT_ONCE)
    shelf.download(keeping.export, mine, shelf, **_AT_ONCE)
    shelf.input(keeping.keep, mine, shelf, **_AT_ONCE)
    shelf.like(keeping.judge, mine, shelf, **_AT_ONCE)


def _part(name: str) -> gr.HTML:
    """A part of the page that draws what the server sends by its own script: the markup, and what of it to change."""
    return gr.HTML(None, elem_id=name, html_template=static(f"{name}.html"), js_on_load=static(f"{name}.js"), apply_default_css=False)
