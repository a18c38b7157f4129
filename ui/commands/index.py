"""``whatsworking index``: the index, made again from the catalog."""

from pathlib import Path

import click

from ui.commands.options import DONE, data_dir_option, open_assistant


@click.group()
def index() -> None:
    """Look after the index, which can always be made again from the catalog."""


@index.command()
@data_dir_option
@click.pass_obj
def rebuild(default_dir: Path | None, data_dir: Path | None) -> int:
    """Delete the index and make it anew, with the embedding model that is set now."""
    from ui.output import out, progress_bar

    assistant = open_assistant(data_dir or default_dir)
    with progress_bar("Indexing", "turns") as show:
        assistant.index.rebuild(show)
    report = assistant.index.report()
    out.print(f"{report.units:,} quotes of {report.interviews:,} interviews indexed with {report.model}")
    return DONE


@index.command()
@data_dir_option
@click.pass_obj
def sync(default_dir: Path | None, data_dir: Path | None) -> int:
    """Bring the index up to the catalog."""
    from ui.output import out, progress_bar

    assistant = open_assistant(data_dir or default_dir)
    with progress_bar("Indexing", "turns") as show:
        changed = assistant.index.sync(show)
    out.print("the index was brought up to the catalog" if changed else "the index holds what the catalog holds")
    return DONE
