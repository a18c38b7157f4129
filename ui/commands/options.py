"""Options and steps that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from corpus.errors import UsageError

if TYPE_CHECKING:
    from assistant import Assistant
    from index import Filters

Command = TypeVar("Command", bound=Callable[..., Any])
DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Data folder (default: WHATSWORKING_DATA_DIR, or your user data folder)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


class _Words(click.ParamType[str]):
    """Text of a person; bytes of the command line that are no UTF-8 are replaced, as no interview holds them."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value.encode("utf-8", "replace").decode()


WORDS = _Words()

words_option = click.option("--words", type=WORDS, help="The exact words; they must stand once in the interview.")
start_option = click.option("--start", type=click.IntRange(0), help="First character of the span, counted from 0; needs --end.")
end_option = click.option("--end", type=click.IntRange(0), help="The character after the last.")


def given_span(start: int | None, end: int | None) -> tuple[int, int]:
    """The span that options name.

    Raises:
        UsageError: One of them is missing.
    """
    if start is None or end is None:
        raise UsageError("say where: --start and --end, or --words with the exact words")
    return start, end


def filter_options(command: Command) -> Command:
    """Add the options that `as_filters` reads."""
    several: dict[str, Any] = {"multiple": True, "type": WORDS}
    options = (
        click.option("--interview", "interviews", metavar="ID", help="Only this interview (id or file name); may be repeated.", **several),
        click.option("--speaker", "speakers", metavar="S", help="Only this speaker; may be repeated.", **several),
        click.option(
            "--insight", "insights", multiple=True, type=int, metavar="N", help="Only quotes under this insight; may be repeated."
        ),
        click.option(
            "--tag", "tags", metavar="D=V", help="Only quotes tagged so by a person, or of interviews that are; may be repeated.", **several
        ),
        click.option("--organisation", "organisations", metavar="O", help="Only who speaks for it; may be repeated.", **several),
        click.option(
            "--role",
            "roles",
            multiple=True,
            type=click.Choice(["interviewer", "interviewee", "unknown"]),
            help="Only speakers of this role.",
        ),
        click.option("--since", type=WORDS, metavar="DATE", help="Only interviews of this day or later (2021, 2021-05, 2021-05-30)."),
        click.option("--until", type=WORDS, metavar="DATE", help="Only interviews of this day or earlier."),
        click.option("--human-only", is_flag=True, help="Let an insight count only where a person tagged it."),
        click.option("--include-interviewers", is_flag=True, help="Quote interviewers too."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def as_filters(assistant: "Assistant", interviews: tuple[str, ...], tags: tuple[str, ...], **others: Any) -> "Filters":
    """The filters that the options of `filter_options` ask for.

    Raises:
        UsageError: An interview is not known, or a tag is not DIMENSION=VALUE.
    """
    from index import Filters, TagFilter

    resolved = tuple(assistant.folder.catalog.resolve(name) for name in interviews)
    wanted = tuple(TagFilter(dimension=d, value=v) for d, v in map(dimension_and_value, tags))
    return Filters(interviews=resolved, tags=wanted, **others)


def dimension_and_value(tag: str) -> tuple[str, str]:
    """The two parts of DIMENSION=VALUE.

    Raises:
        UsageError: It is not of that form.
    """
    dimension, equals, value = tag.partition("=")
    if not (dimension.strip() and equals and value.strip()):
        raise UsageError(f"--tag {tag!r} is not DIMENSION=VALUE, for example --tag insight=4")
    return dimension.strip(), value.strip()


def open_assistant(data_dir: Path | None) -> "Assistant":
    """The assistant on a data folder, nothing indexed or loaded yet."""
    from assistant import Assistant

    return Assistant.open(data_dir)


def ready_assistant(data_dir: Path | None) -> "Assistant":
    """The assistant on a data folder, its index brought up to the catalog with a progress bar."""
    from ui.output import progress_bar

    assistant = open_assistant(data_dir)
    with progress_bar("Indexing", "turns") as show:
        assistant.ready(show)
    return assistant
