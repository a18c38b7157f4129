"""The command line: results on stdout, progress and logs on stderr; exit 0 all done, 1 some inputs failed, 2 wrong usage."""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.errors import InputError, UsageError, WhatsWorkingError
from ui.commands.evaluate import evaluate

Command = TypeVar("Command", bound=Callable[..., Any])
DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Data folder (default: WHATSWORKING_DATA_DIR, or your user data folder)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@data_dir_option
@click.version_option(package_name="whatsworking")
@click.pass_context
def cli(context: click.Context, data_dir: Path | None) -> None:
    """Ask interviews a question and read what people actually said: verbatim, cited, grouped under nine insights."""
    context.obj = data_dir


class _Words(click.ParamType[str]):
    """Text of a person; bytes of the command line that are no UTF-8 are replaced, as no interview holds them."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value.encode("utf-8", "replace").decode()


WORDS = _Words()


def _filters(command: Command) -> Command:
    options = (
        click.option(
            "--interview",
            "interviews",
            multiple=True,
            type=WORDS,
            metavar="ID",
            help="Only this interview (id or file name); may be repeated.",
        ),
        click.option("--speaker", "speakers", multiple=True, type=WORDS, metavar="S", help="Only this speaker; may be repeated."),
        click.option(
            "--insight", "insights", multiple=True, type=int, metavar="N", help="Only quotes under this insight; may be repeated."
        ),
        click.option(
            "--tag", "tags", multiple=True, type=WORDS, metavar="D=V", help="Only quotes that a person tagged so; may be repeated."
        ),
        click.option("--include-interviewers", is_flag=True, help="Quote interviewers too."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_dir_option
@json_option
@click.pass_obj
def ingest(default_dir: Path | None, paths: tuple[Path, ...], data_dir: Path | None, as_json: bool) -> int:
    """Bring in interviews: files or folders. Unchanged files are skipped."""
    from corpus.ingest import Ingest, Status
    from ui.output import err, out, print_json, progress_bar
    from ui.tables import ingest_summary, ingest_table

    assistant = _open(data_dir or default_dir)
    with assistant.folder.writing():
        with progress_bar("Reading", "files") as show:
            reports = Ingest(assistant.folder.catalog, assistant.settings.max_file_mb).run(paths, show)
        with progress_bar("Indexing", "turns") as show:
            assistant.index.sync(show)
    if as_json:
        print_json([report.model_dump(mode="json") for report in reports])
    else:
        out.print(ingest_table(reports))
        out.print(ingest_summary(reports))
    if not reports:
        raise InputError(f"no files in {', '.join(map(str, paths))}; give files, or a folder that holds some")
    failed = [report for report in reports if report.status is Status.FAILED]
    for report in failed:
        err.print(f"whatsworking: {report.message}")
    return SOME_FAILED if failed else DONE


@cli.command()
@click.argument("text", required=False, type=WORDS)
@_filters
@click.option("--limit", default=10, type=click.IntRange(1, 1000), show_default=True, help="Most quotes.")
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='JSON Lines of {"id", "query", "interview"?, "limit"?}; needs --json.',
)
@data_dir_option
@json_option
@click.pass_obj
def search(
    default_dir: Path | None, /, text: str | None, limit: int, queries: Path | None, data_dir: Path | None, as_json: bool, **chosen: Any
) -> int:
    """Find quotes for TEXT, best first, strong or not."""
    from ui.output import out, print_json
    from ui.queries import read_queries, run_queries
    from ui.tables import quote_list

    if (text is None) == (queries is None):
        raise UsageError("give either a TEXT to search for or --queries FILE")
    wanted = read_queries(queries) if queries else []
    assistant = _ready(data_dir or default_dir)
    filters = _as_filters(assistant, **chosen)
    if queries:
        failed = 0
        for result in run_queries(assistant, wanted, filters):
            print_json(result, lines=True)
            failed += "error" in result
        return SOME_FAILED if failed else DONE
    quotes = assistant.search(text or "", filters, limit)
    if as_json:
        print_json([quote.model_dump(mode="json") for quote in quotes])
    else:
        out.print(quote_list(quotes))
    return DONE


@cli.command()
@click.argument("text", type=WORDS)
@_filters
@data_dir_option
@json_option
@click.pass_obj
def ask(default_dir: Path | None, /, text: str, data_dir: Path | None, as_json: bool, **chosen: Any) -> int:
    """Ask a question; quotes come grouped under the insights, or a refusal where the evidence is weak."""
    from ui.output import out, print_json
    from ui.tables import answer_view

    assistant = _ready(data_dir or default_dir)
    answer = assistant.ask(text, _as_filters(assistant, **chosen))
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        out.print(answer_view(answer))
    return DONE


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, type=click.IntRange(1, 65535), show_default=True, help="Port; where it is taken, the next free one.")
@data_dir_option
@click.pass_obj
def chat(default_dir: Path | None, host: str, port: int, data_dir: Path | None) -> int:
    """Serve the page."""
    from ui.serve import serve

    serve(_ready(data_dir or default_dir), host, port)
    return DONE


@cli.group()
def index() -> None:
    """Look after the index, which can always be made again from the catalog."""


@index.command()
@data_dir_option
@click.pass_obj
def rebuild(default_dir: Path | None, data_dir: Path | None) -> int:
    """Delete the index and make it anew, with the embedding model that is set now."""
    from ui.output import out, progress_bar

    assistant = _open(data_dir or default_dir)
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

    assistant = _open(data_dir or default_dir)
    with progress_bar("Indexing", "turns") as show:
        changed = assistant.index.sync(show)
    out.print("the index was brought up to the catalog" if changed else "the index holds what the catalog holds")
    return DONE


@cli.command()
@data_dir_option
@json_option
@click.pass_obj
def doctor(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """Check versions, data folder, model and whether catalog and indexes agree."""
    from ui.doctor import examine
    from ui.output import out, print_json
    from ui.tables import facts_table

    findings = examine(_open(data_dir or default_dir))
    if as_json:
        print_json([finding.model_dump() for finding in findings])
    else:
        out.print(facts_table((f.name, f.value, f.good) for f in findings))
    return DONE if all(finding.good for finding in findings) else SOME_FAILED


cli.add_command(evaluate)


def _open(data_dir: Path | None) -> Any:
    from assistant import Assistant

    return Assistant.open(data_dir)


def _ready(data_dir: Path | None) -> Any:
    from ui.output import progress_bar

    assistant = _open(data_dir)
    with progress_bar("Indexing", "turns") as show:
        assistant.ready(show)
    return assistant


def _as_filters(assistant: Any, interviews: tuple[str, ...], tags: tuple[str, ...], **others: Any) -> Any:
    from index import Filters, TagFilter

    pairs = [tag.partition("=") for tag in tags]
    for tag, (dimension, equals, value) in zip(tags, pairs, strict=True):
        if not (dimension.strip() and equals and value.strip()):
            raise UsageError(f"--tag {tag!r} is not DIMENSION=VALUE, for example --tag insight=4")
    resolved = tuple(assistant.folder.catalog.resolve(name) for name in interviews)
    wanted = tuple(TagFilter(dimension=d.strip(), value=v.strip()) for d, _, v in pairs)
    return Filters(interviews=resolved, tags=wanted, **others)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Whatever goes wrong ends in one line on stderr and an exit status, never in a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    try:
        status = cli.main(args=arguments, prog_name="whatsworking", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        group = error.ctx.command
        names = ", ".join(group.commands) if isinstance(group, click.Group) else ""
        status = _fail(f"give a command: {names}. See '{error.ctx.command_path} --help'.", WRONG_USAGE)
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "whatsworking"
        status = _fail(f"{error.format_message()} See '{where} --help'.", WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        status = _fail("stopped", INTERRUPTED)
    except UsageError as error:
        status = _fail(str(error), WRONG_USAGE)
    except WhatsWorkingError as error:
        status = _fail(str(error), SOME_FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = SOME_FAILED
    except Exception as error:
        if os.environ.get("WHATSWORKING_DEBUG"):
            raise
        status = _fail(
            f"unexpected error: {type(error).__name__}: {error}; set WHATSWORKING_DEBUG=1 and run it again to see where", SOME_FAILED
        )
    sys.exit(status or DONE)


def _fail(message: str, status: int) -> int:
    from ui.output import err
    from ui.plain import plain

    err.print(plain(f"whatsworking: {' '.join(message.split())}"))
    return status


if __name__ == "__main__":
    main()
