"""Serves the page for the browser tests: brings in files first, in the same process, and takes its time over one question."""

import sys
import time

from assistant import Answer, Assistant
from assistant.request import Request
from ui.commands.options import ready_assistant
from ui.serve import serve

SLOW = "What does the sleepy tortoise say?"
SECONDS = 4


class _Unhurried(Assistant):
    def answer(self, request: Request) -> Answer:
        if request.question == SLOW:
            time.sleep(SECONDS)
        return super().answer(request)


def _main(data: str, port: str, *files: str) -> None:
    from pathlib import Path

    from ui.cli import cli

    if files:
        cli.main(["--data-dir", data, "ingest", *files], standalone_mode=False)
    assistant = ready_assistant(Path(data))
    assistant.__class__ = _Unhurried
    serve(assistant, "127.0.0.1", int(port))


if __name__ == "__main__":
    _main(*sys.argv[1:])
