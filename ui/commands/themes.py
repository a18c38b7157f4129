"""``whatsworking themes``: recurring topics of the interviews, accepted as tags or dropped."""

from pathlib import Path

import click

from ui.commands.options import DONE, WORDS, data_dir_option, json_option, ready_assistant


@click.group(invoke_without_command=True)
@click.option("--dropped", is_flag=True, help="List those that were dropped too, last.")
@data_dir_option
@json_option
@click.pass_context
def themes(context: click.Context, dropped: bool, data_dir: Path | None, as_json: bool) -> int:
    """List the topics that recur in the interviews, with their key phrases and quotes; accept or drop them."""
    from ui.keeping import themes_view
    from ui.output import out, print_json

    if context.invoked_subcommand is not None:
        context.obj = data_dir or context.obj
        return DONE
    found = ready_assistant(data_dir or context.obj).themes.list(dropped)
    if as_json:
        print_json([theme.model_dump(mode="json") for theme in found])
    else:
        out.print(themes_view(found))
    return DONE


@themes.command()
@click.argument("number", type=int)
@click.option("--name", required=True, type=WORDS, help="What to call it; its quotes are tagged theme=NAME.")
@click.option("--coder", type=WORDS, metavar="NAME", help="Who tags.")
@data_dir_option
@click.pass_obj
def accept(default_dir: Path | None, number: int, name: str, coder: str | None, data_dir: Path | None) -> int:
    """Tag the quotes of a theme with the dimension "theme"."""
    from ui.output import out
    from ui.plain import plain

    added = ready_assistant(data_dir or default_dir).themes.accept(number, name, coder)
    out.print(plain(f"{added} quotes are tagged theme={name.strip()} now; search them with --tag 'theme={name.strip()}'"))
    return DONE


@themes.command()
@click.argument("number", type=int)
@data_dir_option
@click.pass_obj
def drop(default_dir: Path | None, number: int, data_dir: Path | None) -> int:
    """Do not offer a theme again."""
    from ui.output import out

    ready_assistant(data_dir or default_dir).themes.drop(number)
    out.print(f"theme {number} is dropped; 'whatsworking themes --dropped' still lists it, the numbers of those after it are one less now")
    return DONE


@themes.command()
@click.argument("number", type=int)
@data_dir_option
@click.pass_obj
def restore(default_dir: Path | None, number: int, data_dir: Path | None) -> int:
    """Take back what was decided of a theme: offer it again, and take its tags off."""
    from ui.output import out

    gone = ready_assistant(data_dir or default_dir).themes.restore(number)
    out.print(f"theme {number} is offered again" + (f", {gone} tags are taken off" if gone else ""))
    return DONE
