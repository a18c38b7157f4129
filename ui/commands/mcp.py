"""``whatsworking mcp``: the interviews for other assistants, over the Model Context Protocol."""

from pathlib import Path

import click

from ui.commands.options import DONE, data_dir_option, open_assistant


@click.command()
@data_dir_option
@click.pass_obj
def mcp(default_dir: Path | None, data_dir: Path | None) -> int:
    """Serve the interviews, read only, to other assistants over the Model Context Protocol (standard input and output)."""
    from ui.mcp_server import build_server

    build_server(open_assistant(data_dir or default_dir)).run("stdio")
    return DONE
