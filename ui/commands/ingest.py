"""``whatsworking ingest``: bring in interviews, or look at what would be brought in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import InputError, UsageError
from ui.commands.options import DONE, SOME_FAILED, WORDS, data_dir_option, json_option, open_assistant

if TYPE_CHECKING:
    from assistant import Assistant
    from corpus.ingest import FileReport, IngestOptions


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--interviewer", "interviewers", multiple=True, type=WORDS, metavar="NAME", help="Who asks, as labelled; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would be understood of each file; store nothing.")
@click.option("--prune", is_flag=True, help="Remove interviews whose file is no longer in the given folders.")
@click.option("--watch", is_flag=True, help="Stay, and bring in what is added or changed, until Ctrl+C.")
@data_dir_option
@json_option
@click.pass_obj
def ingest(
    default_dir: Path | None,
    paths: tuple[Path, ...],
    interviewers: tuple[str, ...],
    dry_run: bool,
    prune: bool,
    watch: bool,
    data_dir: Path | None,
    as_json: bool,
) -> int:
    """Bring in interviews: files, folders, archives or coding projects. Unchanged files are skipped."""
    from corpus.ingest import IngestOptions

    if watch and dry_run:
        raise UsageError("--watch and --dry-run do not go together; leave one out")
    assistant = open_assistant(data_dir or default_dir)
    limit = assistant.settings.max_file_mb
    options = IngestOptions(interviewers=interviewers, dry_run=dry_run, prune=prune, max_file_mb=limit)
    status = _once(assistant, paths, options, as_json)
    for _ in _changes(paths) if watch else ():
        status = _once(assistant, paths, options, as_json, only_news=True)
    return status


def _once(assistant: "Assistant", paths: Sequence[Path], options: "IngestOptions", as_json: bool, only_news: bool = False) -> int:
    from corpus.ingest import Status

    reports = _run(assistant, paths, options)
    if not reports and not only_news:
        raise InputError(f"no files in {', '.join(map(str, paths))}; give files, or a folder that holds some")
    if only_news:
        reports = [report for report in reports if report.status not in (Status.UNCHANGED, Status.METADATA, Status.LEFT_OUT)]
    return _show(reports, options.dry_run, as_json) if reports else DONE


def _run(assistant: "Assistant", paths: Sequence[Path], options: "IngestOptions") -> "list[FileReport]":
    from corpus.ingest import Ingest
    from ui.bringing.run import read_files
    from ui.output import progress_bar

    catalog, originals = assistant.folder.catalog, assistant.folder.originals
    if options.dry_run:
        with progress_bar("Reading", "files") as show:
            return Ingest(catalog, options).run(paths, show)
    with assistant.folder.writing():
        with progress_bar("Reading", "files") as show:
            reports = read_files(assistant, Ingest(catalog, options, originals), paths, show)
        with progress_bar("Indexing", "turns") as show:
            assistant.index.sync(show)
    return reports


def _show(reports: "Sequence[FileReport]", dry_run: bool, as_json: bool) -> int:
    from corpus.ingest import Status
    from ui.output import err, out, print_json
    from ui.plain import plain
    from ui.tables import dry_run_view, ingest_summary, ingest_table

    if as_json:
        print_json([report.model_dump(mode="json") for report in reports])
    else:
        out.print(dry_run_view(reports) if dry_run else ingest_table(reports))
        out.print(ingest_summary(reports) + (" (dry run: nothing was stored)" if dry_run else ""))
    failed = [report for report in reports if report.status is Status.FAILED]
    for report in failed:
        err.print(plain(f"whatsworking: {report.message}"))
    return SOME_FAILED if failed else DONE


def _changes(paths: Sequence[Path]) -> Iterator[None]:
    """Once for every batch of changes below the paths, until interrupted."""
    from watchfiles import watch

    from ui.output import err

    watched = sorted({path if path.is_dir() else path.parent for path in paths})
    err.print(f"watching {', '.join(map(str, watched))}; Ctrl+C stops")
    for _ in watch(*watched, raise_interrupt=False):
        yield
