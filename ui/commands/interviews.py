"""``whatsworking interviews``, ``show`` and ``remove``: what is in the data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from ui.commands.options import DONE, WORDS, data_dir_option, json_option, open_assistant

if TYPE_CHECKING:
    from corpus.models import Interview


@click.command()
@data_dir_option
@json_option
@click.pass_obj
def interviews(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """List the interviews, with their speakers and what metadata says of them."""
    from ui.output import out, print_json
    from ui.tables import interviews_table

    catalog = open_assistant(data_dir or default_dir).folder.catalog
    entries = catalog.entries()
    attributes = catalog.attributes()
    if as_json:
        print_json([{**entry.model_dump(), "attributes": attributes.get(entry.id, {})} for entry in entries])
    else:
        out.print(interviews_table(entries, attributes))
    return DONE


@click.command()
@click.argument("interview", type=WORDS)
@click.option("--turn", type=click.IntRange(0), metavar="N", help="Only the turn at this position in the source, counted from 0.")
@click.option("--original", type=click.Path(path_type=Path), metavar="FILE", help="Write the stored original to FILE.")
@data_dir_option
@json_option
@click.pass_obj
def show(default_dir: Path | None, interview: str, turn: int | None, original: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """Show an interview (an id, or a file name): where it came from, and its turns."""
    from ui.output import out, print_json
    from ui.tables import interview_view

    folder = open_assistant(data_dir or default_dir).folder
    key = folder.catalog.resolve(interview)
    found = folder.catalog.get(key)
    if found is None:
        raise UsageError(f"no interview is called {interview!r}; 'whatsworking interviews' lists those there are")
    if turn is not None and turn >= len(found.turns):
        raise UsageError(f"{key} has {len(found.turns)} turns, counted from 0; there is no turn {turn}")
    if original:
        stored = folder.originals.find(found.source.sha256, found.source.name)
        original.write_bytes(stored.read_bytes())
        out.print(f"the original of {key} is written to {original}")
    elif as_json:
        print_json(_as_json(found, turn))
    else:
        out.print(interview_view(found, turn))
    return DONE


@click.command()
@click.argument("names", nargs=-1, required=True, type=WORDS, metavar="INTERVIEW…")
@data_dir_option
@click.pass_obj
def remove(default_dir: Path | None, names: tuple[str, ...], data_dir: Path | None) -> int:
    """Remove interviews (ids, or file names) with their quotes, tags and originals, and what was kept of them."""
    from ui.output import out, progress_bar

    assistant = open_assistant(data_dir or default_dir)
    catalog = assistant.folder.catalog
    keys = [catalog.resolve(name) for name in names]
    with assistant.folder.writing():
        for key in dict.fromkeys(keys):
            catalog.remove(key)
            assistant.kept.forget(key)
        assistant.folder.originals.drop_unused(entry.source_sha256 for entry in catalog.entries())
        with progress_bar("Indexing", "turns") as progress:
            assistant.index.sync(progress)
    out.print(f"removed {', '.join(dict.fromkeys(keys))}")
    return DONE


def _as_json(interview: "Interview", turn: int | None) -> dict[str, object]:
    fields = interview.model_dump(mode="json", exclude={"text", "turns"})
    turns = interview.turns if turn is None else (interview.turns[turn],)
    return {**fields, "turns": [{**t.model_dump(mode="json"), "text": interview.words_of(t)} for t in turns]}
