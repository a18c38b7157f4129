"""``whatsworking export``: interviews, quotes and tags out again."""

from pathlib import Path

import click

from ui.commands.options import DONE, WORDS, data_dir_option, open_assistant

# The format that a file's suffix stands for.
BY_SUFFIX = {".jsonl": "jsonl", ".qdpx": "qdpx", ".csv": "quotes"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("interviews", nargs=-1, type=WORDS, metavar="[INTERVIEW]…")
@click.option("--format", "name", type=WORDS, help="jsonl, qdpx, turns, quotes or tags; by default what the file's suffix says.")
@click.option("--safe-cells", is_flag=True, help="Guard cells that a spreadsheet would run as formulas; they are then not verbatim.")
@data_dir_option
@click.pass_obj
def export(
    default_dir: Path | None, file: Path, interviews: tuple[str, ...], name: str | None, safe_cells: bool, data_dir: Path | None
) -> int:
    """Write interviews to FILE: JSON lines and REFI-QDA (.qdpx) hold everything and come in again; CSV holds one table."""
    from corpus.errors import UsageError
    from corpus.exporters import EXPORTERS
    from corpus.exporters import export as write
    from ui.output import out

    chosen = name or BY_SUFFIX.get(file.suffix.lower())
    if chosen is None:
        raise UsageError(f"{file}: say what to write with --format {'|'.join(EXPORTERS)}, or end the name in {', '.join(BY_SUFFIX)}")
    done = write(open_assistant(data_dir or default_dir).folder.catalog, file, chosen, interviews, safe_cells)
    out.print(f"{done.interviews} interviews, {done.tags} tags, {done.bytes:,} bytes written to {done.path}")
    return DONE
