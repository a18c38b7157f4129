"""``whatsworking insight N``: what the corpus says on one insight."""

from pathlib import Path

import click

from ui.commands.options import DONE, data_dir_option, json_option, ready_assistant


@click.command()
@click.argument("number", type=int)
@data_dir_option
@json_option
@click.pass_obj
def insight(default_dir: Path | None, number: int, data_dir: Path | None, as_json: bool) -> int:
    """Show what the corpus says on insight NUMBER: its strongest quotes, whose they are, and where evidence is thin."""
    from ui.keeping import overview_view
    from ui.output import out, print_json

    overview = ready_assistant(data_dir or default_dir).insight(number)
    if as_json:
        print_json(overview.model_dump(mode="json"))
    else:
        out.print(overview_view(overview))
    return DONE
