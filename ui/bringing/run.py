"""Reading, storing and indexing files in a thread of its own, so that a page can show how far it is and stop it."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.ingest import FileReport, Ingest, IngestOptions
from corpus.ingest.engine import OnProgress

logger = logging.getLogger(__name__)
LOOK_SECONDS = 0.2


class Step(NamedTuple):
    """How far a run is: what it does, and how much of how much is done."""

    doing: str
    done: int
    total: int


class RunStopped(WhatsWorkingError):
    """A person stopped a run."""


def read_files(assistant: Assistant, ingest: Ingest, paths: Sequence[Path], progress: OnProgress) -> list[FileReport]:
    """Read files into the data folder; of interviews whose consent is refused nothing that people kept stays, also when it is stopped.

    What was kept of an interview that is gone for another reason stays, shown as withdrawn: its file may come back.
    """
    try:
        return ingest.run(paths, progress)
    finally:
        for report in ingest.reports:
            if report.consent_refused and report.interview:
                assistant.kept.forget(report.interview)


class Run:
    """One run over files. What was stored before it is stopped stays; the index is brought up to it at the next search."""

    def __init__(self, assistant: Assistant, paths: Sequence[Path], options: IngestOptions) -> None:
        """Prepare a run.

        Args:
            assistant: Whose data folder the files go into.
            paths: The files.
            options: How they are read; a dry run stores nothing.
        """
        self._assistant = assistant
        self._paths = paths
        self._options = options
        self._stop = threading.Event()
        self._step = Step("Reading", 0, len(paths))
        self._failure: str | None = None
        self.stopped = False
        dry = options.dry_run
        self._ingest = Ingest(assistant.folder.catalog, options, None if dry else assistant.folder.originals)

    @property
    def reports(self) -> list[FileReport]:
        """What became of the files so far."""
        return self._ingest.reports

    def stop(self) -> None:
        """Stop as soon as the file, or the batch of turns, that is being worked on is done."""
        self._stop.set()

    def steps(self) -> Iterator[Step]:
        """Run, and say how far it is a few times a second; ends when the run does.

        Raises:
            WhatsWorkingError: It failed as a whole.
        """
        worker = threading.Thread(target=self._work, name="bringing in", daemon=True)
        worker.start()
        last: Step | None = None
        while worker.is_alive():
            if self._step != last:
                last = self._step
                yield last
            worker.join(LOOK_SECONDS)
        if self._failure:
            raise WhatsWorkingError(self._failure)

    def _work(self) -> None:
        try:
            if self._options.dry_run:
                self._ingest.run(self._paths, self._progress("Reading"))
                return
            with self._assistant.folder.writing():
                read_files(self._assistant, self._ingest, self._paths, self._progress("Reading"))
                self._step = Step("Indexing", 0, 0)
                self._assistant.index.sync(self._progress("Indexing"))
        except RunStopped:
            self.stopped = True
        except WhatsWorkingError as error:
            self._failure = str(error)
        except Exception as error:  # the thread is an edge: whatever it was is told on the page, and the log has the rest
            logger.exception("files could not be brought in")
            self._failure = (
                f"something went wrong ({type(error).__name__}); the terminal that serves this page says more, the files are kept"
            )

    def _progress(self, doing: str) -> OnProgress:
        def report(done: int, total: int) -> None:
            self._step = Step(doing, done, total)
            if self._stop.is_set():
                raise RunStopped("stopped")
            time.sleep(0)

        return report
