"""``whatsworking collections``: quotes kept under a name, in an order made by hand, with notes."""

from pathlib import Path

import click

from ui.commands.conversations import format_option, write_document
from ui.commands.options import (
    DONE,
    WORDS,
    data_dir_option,
    end_option,
    given_span,
    json_option,
    open_assistant,
    start_option,
    words_option,
)


@click.group()
def collections() -> None:
    """Keep quotes under a name, put them in order, and export them with their sources."""


@collections.command("list")
@data_dir_option
@json_option
@click.pass_obj
def list_all(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """List the collections."""
    from ui.output import out, print_json
    from ui.tables import records_table

    rows = [entry.model_dump() for entry in open_assistant(data_dir or default_dir).collections.list()]
    if as_json:
        print_json(rows)
    else:
        out.print(records_table([{k: v for k, v in row.items() if k != "owner" or v} for row in rows]))
    return DONE


@collections.command()
@click.argument("name", type=WORDS)
@data_dir_option
@click.pass_obj
def create(default_dir: Path | None, name: str, data_dir: Path | None) -> int:
    """Begin a collection."""
    from ui.output import out

    out.print(f"began the collection {open_assistant(data_dir or default_dir).collections.create(name)}")
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@data_dir_option
@json_option
@click.pass_obj
def show(default_dir: Path | None, collection: str, data_dir: Path | None, as_json: bool) -> int:
    """Show a collection (a name, or an id) in its order, every quote verified again now."""
    from ui.keeping import collection_view
    from ui.output import out, print_json

    found = open_assistant(data_dir or default_dir).collections.open(collection)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        out.print(collection_view(found))
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("interview", type=WORDS)
@words_option
@start_option
@end_option
@click.option("--note", default="", type=WORDS, help="What to write beside it.")
@data_dir_option
@click.pass_obj
def add(
    default_dir: Path | None,
    collection: str,
    interview: str,
    words: str | None,
    start: int | None,
    end: int | None,
    note: str,
    data_dir: Path | None,
) -> int:
    """Put words of an interview at the end of a collection, which is begun where there is none of that name."""
    from assistant.keeping.collections import WHAT
    from assistant.keeping.database import checked_name
    from corpus.tagging import only_place, stored_interview
    from ui.output import out

    assistant = open_assistant(data_dir or default_dir)
    stored = stored_interview(assistant.folder.catalog, interview)
    if words is not None:
        span = only_place(stored, words)
        start, end = span.start, span.end
    start, end = given_span(start, end)
    called = checked_name(collection, WHAT)
    known = {name for entry in assistant.collections.list() for name in (entry.id, entry.name)}
    key = called if called in known else assistant.collections.create(called)
    item = assistant.collections.add_span(key, stored.id, start, end, note)
    out.print(f"item {item} is [{start}, {end}) of {stored.id}")
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("item", type=int)
@click.argument("position", type=click.IntRange(1))
@data_dir_option
@click.pass_obj
def move(default_dir: Path | None, collection: str, item: int, position: int, data_dir: Path | None) -> int:
    """Move an item of a collection to a POSITION from 1."""
    open_assistant(data_dir or default_dir).collections.move(collection, item, position)
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("item", type=int)
@data_dir_option
@click.pass_obj
def remove(default_dir: Path | None, collection: str, item: int, data_dir: Path | None) -> int:
    """Take an item out of a collection."""
    open_assistant(data_dir or default_dir).collections.remove(collection, item)
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("item", type=int)
@click.argument("text", type=WORDS)
@data_dir_option
@click.pass_obj
def note(default_dir: Path | None, collection: str, item: int, text: str, data_dir: Path | None) -> int:
    """Write a note beside an item, in place of the one it has."""
    open_assistant(data_dir or default_dir).collections.note(collection, item, text)
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("name", type=WORDS)
@data_dir_option
@click.pass_obj
def rename(default_dir: Path | None, collection: str, name: str, data_dir: Path | None) -> int:
    """Give a collection another name."""
    from ui.output import out
    from ui.plain import plain

    out.print(plain(f"it is called {open_assistant(data_dir or default_dir).collections.rename(collection, name)} now"))
    return DONE


@collections.command()
@click.argument("names", nargs=-1, required=True, type=WORDS, metavar="COLLECTION…")
@data_dir_option
@click.pass_obj
def delete(default_dir: Path | None, names: tuple[str, ...], data_dir: Path | None) -> int:
    """Delete collections; the interviews stay as they are."""
    from ui.output import out

    kept = open_assistant(data_dir or default_dir).collections
    for name in names:
        out.print(f"deleted {kept.delete(name)}")
    return DONE


@collections.command()
@click.argument("collection", type=WORDS)
@click.argument("file", type=click.Path(path_type=Path))
@format_option
@data_dir_option
@click.pass_obj
def export(default_dir: Path | None, collection: str, file: Path, name: str | None, data_dir: Path | None) -> int:
    """Write a collection, or its sources, to FILE; every quote is verified again, one that fails is named and left out."""
    from assistant.exports import collection_document

    assistant = open_assistant(data_dir or default_dir)
    document = collection_document(assistant.collections.open(collection), assistant.folder.catalog)
    return write_document(document, file, name)
