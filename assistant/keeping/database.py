"""The SQLite file of what people keep: opened as the catalog is, with a schema version of its own."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, event, insert, inspect, select, true

from assistant.keeping import schema
from assistant.keeping.marks import Mark
from assistant.question import as_written
from corpus.catalog.engine import Database, database_errors
from corpus.errors import UsageError

FILE = "kept.sqlite3"
DAMAGED = "it is damaged; restore it from a backup, or move it away to begin a new one (conversations, collections and feedback)"
LONGEST_NAME = 200


class KeptDatabase(Database):
    """Reads and writes; each write is one transaction."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it where it does not exist.

        Raises:
            DataFolderError: It cannot be opened.
            SchemaVersionError: Another version of the program made it.
        """
        super().__init__(path, DAMAGED)
        event.listen(self._engine, "connect", _overwrite_what_is_deleted)
        with database_errors(path, DAMAGED):
            there = inspect(self._engine).get_table_names()
            if schema.meta.name in there:
                self._check_version(self._version(), schema.SCHEMA_VERSION)
            if schema.metadata.tables.keys() - there:
                with self.transaction() as connection:
                    schema.metadata.create_all(connection)
                    row = {"key": "schema_version", "value": schema.SCHEMA_VERSION}
                    connection.execute(schema.meta.insert().prefix_with("OR IGNORE"), row)

    def empty_log(self) -> None:
        """Take what was deleted out of the write-ahead log too; where somebody reads just now, the next one does."""
        with database_errors(self._path, DAMAGED):
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def _version(self) -> str | None:
        query = select(schema.meta.c.value).where(schema.meta.c.key == "schema_version")
        with self.reading() as connection:
            return connection.execute(query).scalar()


def now() -> str:
    """The time as it is recorded: UTC, to the millisecond, sortable."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def checked_name(name: str, what: str) -> str:
    """A title or name on one line.

    Raises:
        UsageError: It is empty or too long.
    """
    clean = " ".join(name.encode("utf-8", "replace").decode().split())
    if not clean:
        raise UsageError(f"{what} needs a name; give one")
    if len(clean) > LONGEST_NAME:
        raise UsageError(f"{what} may have a name of at most {LONGEST_NAME} characters, this one has {len(clean):,}; shorten it")
    return clean


def checked_text(text: str, what: str, longest: int) -> str:
    """What a person writes beside something, which may be nothing.

    Raises:
        UsageError: It is too long.
    """
    clean = as_written(text).strip()
    if len(clean) > longest:
        raise UsageError(f"{what} may have at most {longest:,} characters, this one has {len(clean):,}; shorten it")
    return clean


def owned(table: Table, owner: str | None) -> ColumnElement[bool]:
    """Whether a row is a person's; with None, whoever's it is."""
    return true() if owner is None else table.c.owner == owner


def resolve(connection: Connection, table: Table, columns: Sequence[str], reference: str, owner: str | None) -> str:
    """The id of what a person names, among what is theirs.

    Args:
        connection: That reads or writes.
        table: Where it is looked for.
        columns: The columns that ``reference`` may stand in, the first that has it first; at last it may begin an id.
        reference: As typed.
        owner: Whose it must be; None for whoever's.

    Raises:
        UsageError: There is none of that name, or several.
    """
    for matches in (*(table.c[name] == reference for name in columns), table.c.id.startswith(reference, autoescape=True)):
        query = select(table.c.id).where(matches, owned(table, owner)).limit(3)
        found = connection.execute(query).scalars().all() if reference else []
        if len(found) == 1:
            return str(found[0])
        if found:
            raise UsageError(f"several {table.name} are called {reference!r}; give one of the ids {', '.join(found)}")
    one = table.name.removesuffix("s")
    raise UsageError(f"no {one} is called {reference!r}; 'whatsworking {table.name} list' has those there are")


def insert_row(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert a row into a table that numbers its rows; returns the number."""
    added = connection.execute(insert(table), row).inserted_primary_key
    return int(added[0]) if added else 0


def marks_by(connection: Connection, table: Table, column: str) -> dict[int, list[Mark]]:
    """All marks of a table in the order in which they came in, by what they belong to."""
    marks: dict[int, list[Mark]] = {}
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        marks.setdefault(row[column], []).append(Mark.read(row))
    return marks


def mark_values(mark: Mark) -> dict[str, Any]:
    """A mark as columns."""
    return mark.model_dump()


def delete_marks(connection: Connection, table: Table, interview: str) -> int:
    """Delete the marks of an interview from a table; returns how many there were."""
    return connection.execute(delete(table).where(table.c.interview == interview)).rowcount


def _overwrite_what_is_deleted(connection: sqlite3.Connection, _record: Any) -> None:
    """What a person deletes shall not stay readable in free pages of the file."""
    connection.execute("PRAGMA secure_delete = ON")
