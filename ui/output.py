"""What the command line prints: results on stdout, progress and logs on stderr."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from index import Progress as OnProgress

for _stream in (sys.stdout, sys.stderr):
    if isinstance(_stream, io.TextIOWrapper):  # a terminal that cannot show a character gets its escape, not an error
        _stream.reconfigure(errors="backslashreplace")

out = Console(highlight=False, emoji=False, markup=False)
err = Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


def print_json(value: Any, lines: bool = False) -> None:
    """Write a JSON document, or one line of JSON Lines, to stdout."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not readable, indent=None if lines else 2) + "\n")


@contextmanager
def progress_bar(task: str, unit: str) -> Iterator["OnProgress"]:
    """A progress bar on stderr, shown in a terminal only; yields a function of (done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        shown = bar.add_task(task, total=None)

        def update(done: int, total: int) -> None:
            bar.update(shown, completed=done, total=total)

        yield update


@contextmanager
def task_bars() -> Iterator[Callable[[str, int, int], None]]:
    """Progress of several tasks, one after another, on stderr; yields a function of (task, done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        shown: dict[str, TaskID] = {}

        def update(task: str, done: int, total: int) -> None:
            if task not in shown:
                shown[task] = bars.add_task(task, total=total)
            bars.update(shown[task], completed=done, total=total)

        yield update
