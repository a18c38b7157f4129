"""``whatsworking tags`` and ``organisations``: what people put on words, and what the corpus is made of."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from corpus.wording import counted
from ui.commands.options import (
    DONE,
    SOME_FAILED,
    WORDS,
    data_dir_option,
    dimension_and_value,
    end_option,
    given_span,
    json_option,
    open_assistant,
    start_option,
    words_option,
)

if TYPE_CHECKING:
    from corpus.catalog import Catalog

coder_option = click.option("--coder", type=WORDS, metavar="NAME", help="Who tags.")


@click.group()
def tags() -> None:
    """Tag words, count tags, and take them in and out as CSV."""


@tags.command()
@click.argument("interview", type=WORDS)
@click.argument("tag", type=WORDS, metavar="DIMENSION=VALUE")
@words_option
@start_option
@end_option
@coder_option
@data_dir_option
@click.pass_obj
def add(
    default_dir: Path | None,
    interview: str,
    tag: str,
    words: str | None,
    start: int | None,
    end: int | None,
    coder: str | None,
    data_dir: Path | None,
) -> int:
    """Tag words of an interview: whatsworking tags add ada issue_area=Water --words "every household"."""
    from corpus.tagging import tag_span, tag_words
    from ui.output import out

    dimension, value = dimension_and_value(tag)
    folder = open_assistant(data_dir or default_dir).folder
    with folder.writing():
        if words is not None:
            put = tag_words(folder.catalog, interview, words, dimension, value, coder)
        else:
            put = tag_span(folder.catalog, interview, *given_span(start, end), dimension, value, coder)
    out.print(f"{dimension}={value} is on [{put.start}, {put.end}) of {folder.catalog.resolve(interview)}")
    return DONE


@tags.command()
@click.argument("interview", type=WORDS)
@click.argument("tag", type=WORDS, metavar="DIMENSION=VALUE")
@start_option
@end_option
@coder_option
@data_dir_option
@click.pass_obj
def remove(
    default_dir: Path | None, interview: str, tag: str, start: int | None, end: int | None, coder: str | None, data_dir: Path | None
) -> int:
    """Take a tag off a span of an interview; of one coder, or of all."""
    from corpus.tagging import untag
    from ui.output import out

    folder = open_assistant(data_dir or default_dir).folder
    with folder.writing():
        gone = untag(folder.catalog, interview, *given_span(start, end), *dimension_and_value(tag), coder)
    if not gone:
        raise UsageError(f"{interview} has no tag {tag} there; 'whatsworking tags export' lists the tags with their places")
    out.print(f"took {tag} off {counted(gone, 'place')}")
    return DONE


@tags.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
@click.pass_obj
def take_in(default_dir: Path | None, file: Path, data_dir: Path | None) -> int:
    """Put the tags of a CSV table on the interviews; a row whose words are not the stored words is named."""
    from corpus.ingest.files import printable, read_bytes
    from corpus.tag_table import import_tags
    from ui.output import err, out
    from ui.plain import plain

    assistant = open_assistant(data_dir or default_dir)
    data = read_bytes(file, assistant.settings.max_file_mb)
    with assistant.folder.writing():
        done = import_tags(assistant.folder.catalog, printable(Path(file.name)), data)
    out.print(f"{done.added} added to {len(done.interviews)} interviews, {done.known} known, {len(done.refused)} refused")
    for row in done.refused:
        err.print(plain(f"whatsworking: {printable(Path(file.name))}: line {row.line}: {row.reason}"))
    return SOME_FAILED if done.refused else DONE


@tags.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("interviews", nargs=-1, type=WORDS, metavar="[INTERVIEW]…")
@click.option("--safe-cells", is_flag=True, help="Guard cells that a spreadsheet would run as formulas; they are then not verbatim.")
@data_dir_option
@click.pass_obj
def give_out(default_dir: Path | None, file: Path, interviews: tuple[str, ...], safe_cells: bool, data_dir: Path | None) -> int:
    """Write the tags to a CSV table, a row a tag, with the exact words."""
    from corpus.exporters import export
    from ui.output import out

    done = export(open_assistant(data_dir or default_dir).folder.catalog, file, "tags", interviews, safe_cells)
    out.print(f"{done.tags} tags of {done.interviews} interviews written to {done.path}")
    return DONE


@tags.command()
@click.argument("dimension", required=False, type=WORDS)
@data_dir_option
@json_option
@click.pass_obj
def counts(default_dir: Path | None, dimension: str | None, data_dir: Path | None, as_json: bool) -> int:
    """Count organisations, interviews and tags by each value of DIMENSION; without one, list the dimensions."""
    from corpus.facets import dimensions, value_counts
    from ui.output import out, print_json
    from ui.tables import records_table

    catalog = open_assistant(data_dir or default_dir).folder.catalog
    known = dimensions(catalog)
    if dimension is None:
        rows: list[dict[str, object]] = [{"dimension": name, "values": number} for name, number in known.items()]
    else:
        rows = [count.model_dump() for count in value_counts(catalog, _known(dimension, known))]
    if as_json:
        print_json(rows)
    else:
        out.print(records_table(rows))
    return DONE


@click.command()
@data_dir_option
@json_option
@click.pass_obj
def organisations(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """List the organisations with their primary issue area, community served and strategy."""
    from corpus.facets import organisation_profiles
    from ui.output import out, print_json
    from ui.tables import records_table

    catalog: Catalog = open_assistant(data_dir or default_dir).folder.catalog
    rows = [profile.model_dump(mode="json") for profile in organisation_profiles(catalog)]
    if as_json:
        print_json(rows)
    else:
        out.print(records_table(rows))
    return DONE


def _known(dimension: str, known: dict[str, int]) -> str:
    if dimension not in known:
        raise UsageError(f"there is no dimension {dimension!r}; there is {', '.join(known) or 'none yet'}")
    return dimension
