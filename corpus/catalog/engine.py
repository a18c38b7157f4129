"""Opening the SQLite files of a data folder, and turning their failures into errors with a remedy."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from corpus.errors import DataFolderBusyError, DataFolderError, SchemaVersionError

BUSY_MILLISECONDS = 10_000
# An execution option of engines that write: the lock is taken at the start, so that what was read stays true.
IMMEDIATE = "immediate"

_REMEDIES: tuple[tuple[str, type[DataFolderError], str], ...] = (
    ("disk is full", DataFolderError, "the disk is full; free some space and run it again, what was stored before is kept"),
    ("readonly", DataFolderError, "it is read-only; allow writing to it, or choose another folder with --data-dir"),
    ("unable to open", DataFolderError, "it cannot be opened; check that the folder is there and may be written"),
    ("locked", DataFolderBusyError, "another process is writing to it; wait until it has finished and run it again"),
)
_DAMAGES = ("malformed", "not a database")
DAMAGED_CATALOG = "it is damaged; restore it from a backup, or ingest into a new folder with --data-dir"


class Database:
    """An embedded SQLite file, safe to open from several processes."""

    def __init__(self, path: Path, damaged: str = DAMAGED_CATALOG) -> None:
        """Open a file.

        Args:
            path: Of the file; it is made by the first connection.
            damaged: What is said of it where it is broken.
        """
        self._path = path
        self._damaged = damaged
        self._engine = open_engine(path)
        self._writer = self._engine.execution_options(**{IMMEDIATE: True})

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads one state of the file."""
        with database_errors(self._path, self._damaged), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that holds the file's lock from its beginning and is kept when the block ends well."""
        with database_errors(self._path, self._damaged), self._writer.begin() as connection:
            yield connection

    def _check_version(self, stored: str | None, wanted: str) -> None:
        if stored != wanted:
            raise SchemaVersionError(
                f"{self._path}: has schema version {stored}, this program reads {wanted}; "
                "use the version that made it, or choose another folder with --data-dir"
            )


def open_engine(path: Path) -> Engine:
    """An engine on a SQLite file with write-ahead log and enforced foreign keys; each connection reads one state of it."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin and end where we say, not where the driver guesses
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        _use_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(IMMEDIATE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself where another process is just making the file."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


@contextmanager
def database_errors(path: Path, damaged: str = DAMAGED_CATALOG) -> Iterator[None]:
    """Raise what SQLite reports about ``path`` as a `DataFolderError` that says what to do; ``damaged``, where it is broken."""
    try:
        yield
    except DBAPIError as error:
        raise _as_data_folder_error(path, error.orig or error, damaged) from error
    except sqlite3.Error as error:
        raise _as_data_folder_error(path, error, damaged) from error


def _as_data_folder_error(path: Path, error: BaseException, damaged: str) -> DataFolderError:
    message = str(error).lower()
    if any(part in message for part in _DAMAGES):
        return DataFolderError(f"{path}: {damaged}")
    for part, kind, remedy in _REMEDIES:
        if part in message:
            return kind(f"{path}: {remedy}")
    return DataFolderError(f"{path}: {error}; run 'whatsworking doctor' to see what is wrong")
