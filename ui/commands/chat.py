"""``whatsworking chat``: the page."""

from pathlib import Path

import click

from ui.commands.options import DONE, data_dir_option, ready_assistant


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, type=click.IntRange(1, 65535), show_default=True, help="Port; where it is taken, the next free one.")
@data_dir_option
@click.pass_obj
def chat(default_dir: Path | None, host: str, port: int, data_dir: Path | None) -> int:
    """Serve the page."""
    from ui.serve import serve

    serve(ready_assistant(data_dir or default_dir), host, port)
    return DONE
