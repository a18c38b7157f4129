"""``whatsworking eval``: run a suite, run them all, or compare two saved runs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import UsageError

if TYPE_CHECKING:
    from evals import Evaluation
    from evals.reports.floors import Floor

DONE, SOME_FAILED = 0, 1
_PATH = click.Path(path_type=Path)


class _Suites(click.Group):
    """A group with a command for each suite; the suites are imported only when somebody evaluates."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            raise UsageError(f"give a suite: {', '.join(self.list_commands(ctx))}")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            raise UsageError(f"there is no suite {args[0]!r}; there is {', '.join(self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from evals.suites import SUITES

        return ["all", *SUITES, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from evals.suites import ALL, SUITES

        known = super().get_command(ctx, cmd_name)
        if known or (cmd_name != "all" and cmd_name not in SUITES):
            return known
        title = f"All of {', '.join(ALL)}" if cmd_name == "all" else SUITES[cmd_name].title
        return click.Command(
            cmd_name, params=_options(), callback=click.pass_obj(partial(_run, cmd_name)), help=f"{title}.", short_help=title
        )


@click.group("eval", cls=_Suites)
def evaluate() -> None:
    """Measure how good the answers are: on the built-in quotes, on public transcripts, or on your own questions."""


@evaluate.command()
@click.argument("before", type=_PATH)
@click.argument("after", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def compare(before: Path, after: Path, as_json: bool) -> int:
    """Compare two runs that --save wrote: measures with a significance test, questions won and lost, quotes lost."""
    from evals import compare as compare_runs
    from evals.reports.files import load
    from ui.evaluation import comparison_view
    from ui.output import out, print_json

    comparison = compare_runs(load(before), load(after))
    if as_json:
        print_json(comparison.model_dump(mode="json"))
    else:
        out.print(comparison_view(comparison))
    return DONE


@evaluate.command("from-feedback")
@click.argument("file", type=_PATH)
@click.option("--data-dir", type=_PATH, help="Data folder whose feedback is read.")
@click.pass_obj
def from_feedback(default_dir: Path | None, file: Path, data_dir: Path | None) -> int:
    """Write the thumbs up and down as evaluation cases, for --gold FILE."""
    from corpus.whole_file import write_whole
    from evals.datasets.from_feedback import cases_of
    from ui.commands.options import open_assistant
    from ui.output import err, out
    from ui.plain import plain

    if file.suffix.lower() != ".csv":
        raise UsageError(f"{file}: evaluation cases are a table; give a name that ends in .csv")
    _writable(file)
    cases = cases_of(open_assistant(data_dir or default_dir).feedback.list())
    for line in cases.left_out:
        err.print(plain(f"whatsworking: left out: {line}"))
    if not cases.questions:
        raise UsageError("there is no feedback yet that says what would be right; put thumbs on quotes and answers, then run it again")
    write_whole(file, cases.table.encode("utf-8-sig"))
    questions = "1 question" if cases.questions == 1 else f"{cases.questions} questions"
    out.print(plain(f"{questions} written to {file}; measure with 'whatsworking eval all --gold {file}'"))
    return DONE


def _options() -> list[click.Parameter]:
    floor = "Exit with 1 when MEASURE is below VALUE, for example ndcg@10=0.4; may be repeated."
    return [
        click.Option(["--data"], type=_PATH, metavar="PATH", help="Folder of QMSum or BEIR; with --gold, your interviews."),
        click.Option(["--gold"], type=_PATH, metavar="FILE", help="Your own questions: .csv or .jsonl, see docs/evaluation.md."),
        click.Option(["--data-dir"], type=_PATH, help="Data folder that --gold asks about, or one that keeps what --data brings in."),
        click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="At most N questions of each kind, evenly spread."),
        click.Option(["--save"], type=_PATH, metavar="FILE.json", help="Write the run as JSON, for 'eval compare'."),
        click.Option(["--report"], type=_PATH, metavar="FILE.html", help="Write a page with plots and the worst questions."),
        click.Option(["--fail-under"], multiple=True, metavar="MEASURE=VALUE", help=floor),
        click.Option(["--floors"], type=_PATH, metavar="FILE.yaml", help="Read such floors from a file."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print JSON for programs."),
    ]


def _run(suite: str, default_dir: Path | None, **given: Any) -> int:
    from evals import Options, run_evaluation
    from evals.reports.files import save
    from ui.evaluation import evaluation_view
    from ui.output import out, print_json

    floors = _floors(given["fail_under"], given["floors"])
    _writable(given["save"], given["report"])
    options = Options(data=given["data"], gold=given["gold"], data_dir=given["data_dir"] or default_dir, limit=given["limit"])
    evaluation = _with_progress(lambda show: run_evaluation([suite], options, show))
    if given["save"]:
        save(evaluation, given["save"])
    if given["report"]:
        _write_page(evaluation, given["report"])
    if given["as_json"]:
        print_json(evaluation.model_dump(mode="json"))
    else:
        out.print(evaluation_view(evaluation))
    return _verdict(evaluation, floors)


def _floors(given: tuple[str, ...], file: Path | None) -> list["Floor"]:
    from evals.reports.floors import parse_floor, read_floors

    return [*map(parse_floor, given), *(read_floors(file) if file else ())]


def _writable(*paths: Path | None) -> None:
    """Find out before a long run, not after it, that its result cannot be kept."""
    for path in paths:
        if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
            raise UsageError(f"{path}: cannot be written; name a file in a folder that exists")


def _with_progress(work: Callable[[Callable[[str, int, int], None]], "Evaluation"]) -> "Evaluation":
    from ui.output import task_bars

    with task_bars() as show:
        return work(show)


def _write_page(evaluation: "Evaluation", path: Path) -> None:
    from evals.reports.files import write_text
    from evals.reports.page import render_page

    write_text(path, render_page(evaluation))


def _verdict(evaluation: "Evaluation", floors: list["Floor"]) -> int:
    from evals.reports.floors import missed_floors
    from evals.reports.model import failed_inputs
    from ui.output import err
    from ui.plain import plain

    failed, missed = failed_inputs(evaluation), missed_floors(evaluation, floors)
    for line in (*failed, *(miss.message for miss in missed)):
        err.print(plain(f"whatsworking: {line}"))
    return SOME_FAILED if failed or missed else DONE
