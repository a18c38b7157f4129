"""``whatsworking users``: who may log in to a shared page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from ui.commands.options import DONE, WORDS, data_dir_option, json_option

if TYPE_CHECKING:
    from ui.users import Users

_role_option = click.option("--role", type=click.Choice(["reader", "editor", "admin"]), required=True, help="What they may do.")
_stdin_option = click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")


@click.group()
def users() -> None:
    """Say who may log in to the page with 'chat --login', and what they may do there."""


@users.command("list")
@data_dir_option
@json_option
@click.pass_obj
def list_users(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """List names and roles."""
    from ui.output import out, print_json
    from ui.tables import records_table

    rows = [{"name": user.name, "role": user.role.value} for user in _users(data_dir or default_dir).all()]
    if as_json:
        print_json(rows)
    else:
        out.print(records_table(rows))
    return DONE


@users.command()
@click.argument("name", type=WORDS)
@_role_option
@_stdin_option
@data_dir_option
@click.pass_obj
def add(default_dir: Path | None, name: str, role: str, password_stdin: bool, data_dir: Path | None) -> int:
    """Add NAME: a reader asks and reads, an editor also brings in, tags and removes, an admin also changes users."""
    from ui.output import out
    from ui.plain import plain
    from ui.users import UserRole

    user = _users(data_dir or default_dir).add(name, UserRole(role), _password(password_stdin))
    out.print(plain(f"added {user.name}, {user.role.value}"))
    return DONE


@users.command()
@click.argument("name", type=WORDS)
@_role_option
@data_dir_option
@click.pass_obj
def role(default_dir: Path | None, name: str, role: str, data_dir: Path | None) -> int:
    """Change what NAME may do."""
    from ui.output import out
    from ui.plain import plain
    from ui.users import UserRole

    user = _users(data_dir or default_dir).change(name, role=UserRole(role))
    out.print(plain(f"{user.name} is now {user.role.value}"))
    return DONE


@users.command()
@click.argument("name", type=WORDS)
@_stdin_option
@data_dir_option
@click.pass_obj
def password(default_dir: Path | None, name: str, password_stdin: bool, data_dir: Path | None) -> int:
    """Give NAME another password."""
    from ui.output import out
    from ui.plain import plain

    user = _users(data_dir or default_dir).change(name, password=_password(password_stdin))
    out.print(plain(f"the password of {user.name} is changed"))
    return DONE


@users.command()
@click.argument("name", type=WORDS)
@data_dir_option
@click.pass_obj
def remove(default_dir: Path | None, name: str, data_dir: Path | None) -> int:
    """Take NAME off the list; a page that is being served refuses their changes at once."""
    from ui.output import out
    from ui.plain import plain

    out.print(plain(f"removed {_users(data_dir or default_dir).remove(name).name}"))
    return DONE


def _users(data_dir: Path | None) -> "Users":
    from corpus.data_folder import DataFolder
    from corpus.settings import load_settings
    from ui.users import Users

    return Users(DataFolder(load_settings(data_dir)))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("no terminal to ask for the password; give it on standard input with --password-stdin")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
