"""The data folder: where it lies, what is in it, and who may write to it at a time."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.builtin import builtin_interview
from corpus.catalog import Catalog
from corpus.errors import DataFolderBusyError, DataFolderError
from corpus.originals import Originals
from corpus.settings import Settings

SEEDED = "builtin_corpus"


class DataFolder:
    """A folder with a catalog and, beside it, the originals of its sources and the indexes made from it."""

    def __init__(self, settings: Settings) -> None:
        """Create the folder where it does not exist, with the built-in corpus in it, and open its catalog.

        Raises:
            DataFolderError: It cannot be created, read or written.
        """
        self.path = settings.data_dir.expanduser()
        self._settings = settings
        self._create()
        self.catalog = Catalog(self.path / "catalog.sqlite3")
        self.originals = Originals(self.path / "originals")
        self._seed()

    @property
    def index_path(self) -> Path:
        """The folder of the indexes; it can be deleted and is rebuilt from the catalog."""
        return self.path / "index"

    def close(self) -> None:
        """Release the catalog."""
        self.catalog.close()

    @contextmanager
    def writing(self, wait_seconds: float | None = None) -> Iterator[None]:
        """Hold the folder's write lock. Within one process it may be taken again.

        Raises:
            DataFolderBusyError: Another process held it for longer than ``wait_seconds`` (default: the setting).
            DataFolderError: The disk failed or is full.
        """
        wait = self._settings.lock_seconds if wait_seconds is None else wait_seconds
        lock = FileLock(self.path / "write.lock", is_singleton=True)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise DataFolderBusyError(
                f"{self.path}: another process is writing to this data folder; wait until it has finished and run it again"
            ) from error
        except OSError as error:
            raise self._as_error(error) from error
        try:
            yield
        except OSError as error:
            raise self._as_error(error) from error
        finally:
            lock.release()

    def _create(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise DataFolderError(f"{self.path}: is a file, not a folder; choose another with --data-dir") from error
        except OSError as error:
            raise self._as_error(error) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise DataFolderError(f"{self.path}: cannot be written; allow writing to it, or choose another folder with --data-dir")

    def _seed(self) -> None:
        """Put the built-in corpus into a folder that was never asked about it."""
        if self.catalog.meta(SEEDED) is not None:
            return
        with self.writing():
            if self.catalog.meta(SEEDED) is not None:
                return
            if self._settings.builtin_corpus:
                self.catalog.put(builtin_interview())
            self.catalog.set_meta(SEEDED, str(self._settings.builtin_corpus).lower())

    def _as_error(self, error: OSError) -> DataFolderError:
        if error.errno == errno.ENOSPC:
            return DataFolderError(f"{self.path}: the disk is full; free some space and run it again, what was stored before is kept")
        reason = error.strerror or str(error)
        return DataFolderError(f"{self.path}: {reason}; check the folder's rights, or choose another with --data-dir")
