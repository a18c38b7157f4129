"""``whatsworking chat``: the page."""

from pathlib import Path

import click

from ui.commands.options import DONE, data_dir_option, ready_assistant


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, type=click.IntRange(1, 65535), show_default=True, help="Port; where it is taken, the next free one.")
@click.option("--login", is_flag=True, help="Only for the people of 'whatsworking users', each with their role.")
@click.option("--allow-open", is_flag=True, help="Let others on the network in without a log-in; they may then do all that you may.")
@data_dir_option
@click.pass_obj
def chat(default_dir: Path | None, host: str, port: int, login: bool, allow_open: bool, data_dir: Path | None) -> int:
    """Serve the page: to this computer, or with --host and --login to others."""
    from ui.serve import refuse_open_doors, serve

    refuse_open_doors(host, login, allow_open)
    serve(ready_assistant(data_dir or default_dir), host, port, login)
    return DONE
