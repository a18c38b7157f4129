"""PDFs read by a process of its own: a file that crashes PDFium, fills the memory or never ends takes that process only.

The process (`corpus.pdf.serve`) is started at the first PDF, kept for the next ones, and ends with the program.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import corpus
from corpus.errors import InputError
from corpus.pdf.messages import End, Failure, receive, send
from corpus.pdf.model import Page

PAGE_SECONDS = 30.0  # a page of an interview takes a hundredth of a second


class PdfText(NamedTuple):
    """What the text layer of a PDF holds."""

    pages: list[Page]
    title: str


class _Worker:
    """The other process, seen from this one."""

    def __init__(self) -> None:
        home = str(Path(corpus.__file__).parents[1])
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "corpus.pdf.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.late = False

    def answers(self, data: bytes, seconds: float) -> Iterator[object]:
        """What it answers, message by message, each within ``seconds``; ends early where it died or had to be stopped."""
        if self._process.stdin is None or self._process.stdout is None:
            return
        try:
            send(self._process.stdin, data)
            while True:
                timer = threading.Timer(seconds, self._stop_late)
                timer.start()
                try:
                    message = receive(self._process.stdout)
                finally:
                    timer.cancel()
                if message is None:
                    return
                yield pickle.loads(message)
        except (BrokenPipeError, ConnectionError):
            return

    def alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _stop_late(self) -> None:
        self.late = True
        self._process.kill()


class PdfReader:
    """Reads PDFs one at a time, from any thread."""

    def __init__(self, page_seconds: float = PAGE_SECONDS) -> None:
        self._lock = threading.Lock()
        self._page_seconds = page_seconds
        self._worker: _Worker | None = None

    def read(self, name: str, data: bytes) -> PdfText:
        """Read the text layer of a PDF.

        Raises:
            InputError: It is no PDF, damaged, locked with a password, or nothing that can be read within reason.
        """
        with self._lock:
            if self._worker is None or not self._worker.alive():
                self.close()
                self._worker = _Worker()
            return self._read(self._worker, name, data)

    def _read(self, worker: _Worker, name: str, data: bytes) -> PdfText:
        pages: list[Page] = []
        title = ""
        for answer in worker.answers(data, self._page_seconds):
            if isinstance(answer, Page):
                pages.append(answer)
            elif isinstance(answer, str):
                title = answer
            elif isinstance(answer, Failure):
                raise InputError(f"{name}: {answer.reason}")
            elif isinstance(answer, End):
                return PdfText(pages, title)
        self.close()
        what = f"takes longer than {self._page_seconds:.0f} s" if worker.late else "takes too much memory or cannot be read at all"
        raise InputError(f"{name}: page {len(pages) + 1} {what}; print the document to a new PDF, or export it as text")

    def close(self) -> None:
        """End the other process."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


PDFS = PdfReader()
atexit.register(PDFS.close)
