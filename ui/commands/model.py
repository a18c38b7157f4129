"""The options of commands that may ask a chat model."""

from collections.abc import Callable
from typing import Any

import click

from ui.commands.options import WORDS, Command


def model_options(command: Command) -> Command:
    """Add the options that `ui.synthesis_view.with_synthesis` reads."""
    options: tuple[Callable[..., Any], ...] = (
        click.option("--model", type=WORDS, metavar="PROVIDER:NAME", help="Let this chat model write a checked paragraph an insight."),
        click.option("--no-model", is_flag=True, help="Ask no chat model, whatever WHATSWORKING_MODEL says."),
    )
    for option in reversed(options):
        command = option(command)
    return command
