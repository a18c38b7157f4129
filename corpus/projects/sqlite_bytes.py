"""A database of another program, opened from its bytes: nothing in it is run, nothing is written."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from corpus.errors import InputError

MAGIC = b"SQLite format 3\x00"
# The file format's version numbers for writing and reading: 2 is the write-ahead log, which memory does not have.
_WAL_FLAGS, _ROLLBACK = slice(18, 20), b"\x01\x01"
# No statement of ours takes this many steps, even over a project with millions of codes.
MOST_STEPS = 2_000_000_000
STEPS_BETWEEN_CHECKS = 1_000_000

Row = Mapping[str, Any]


class Database:
    """The tables of a database that was opened from bytes."""

    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        self._name = name
        self._connection = connection
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        self.tables = frozenset(str(row[0]) for row in listed)

    def columns(self, table: str) -> frozenset[str]:
        """The columns of a table; empty where there is none of that name."""
        if table not in self.tables:
            return frozenset()
        return frozenset(str(row["name"]) for row in self._connection.execute(f"PRAGMA table_info({table})"))

    def rows(self, table: str, *columns: str, order: str | None = None) -> list[Row]:
        """The rows of a table, only the columns named; a column or table that an older version lacks gives None or no rows."""
        known = self.columns(table)
        if not known:
            return []
        chosen = ", ".join(f'"{column}"' if column in known else f'NULL AS "{column}"' for column in columns)
        by = order if order in known else "rowid"
        found = self._connection.execute(f'SELECT {chosen} FROM "{table}" ORDER BY "{by}", rowid')
        return [dict(row) for row in found]


@contextmanager
def open_bytes(name: str, data: bytes, program: str) -> Iterator[Database]:
    """Open a database from its bytes, for reading only.

    Args:
        name: How to call the file in an error.
        data: The file's bytes.
        program: Whose project it should be, for the remedy.

    Raises:
        InputError: It is no SQLite database, or it is damaged or encrypted.
    """
    if not data.startswith(MAGIC):
        raise InputError(f"{name}: is not an SQLite database, or it is encrypted; save the project again in {program} without a password")
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        _fill(connection, data)
        yield Database(name, connection)
    except (sqlite3.DatabaseError, OverflowError) as error:
        reason = f"{error}".replace("\n", " ")
        raise InputError(f"{name}: the database is damaged ({reason}); open and save it in {program}, or restore a backup") from error
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, data: bytes) -> None:
    copy = bytearray(data)
    copy[_WAL_FLAGS] = _ROLLBACK
    connection.deserialize(bytes(copy))
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += STEPS_BETWEEN_CHECKS
        return int(steps > MOST_STEPS)

    connection.set_progress_handler(count, STEPS_BETWEEN_CHECKS)


def as_text(value: object) -> str | None:
    """A stored value as text; None for nothing, for blank text and for bytes."""
    if value is None or isinstance(value, bytes):
        return None
    text = str(value)
    return text if text.strip() else None


def as_int(value: object) -> int | None:
    """A stored value as a whole number; None where it is none."""
    if isinstance(value, float) and not value.is_integer():
        return None
    try:
        return int(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
