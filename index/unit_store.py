"""Units as they are stored: a SQLite file with their spans and stems, and what the index was made with."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus.catalog.engine import database_errors
from corpus.models import Interview
from index.analysis import base_language, terms
from index.units import Unit

DAMAGED = "it is damaged; run 'whatsworking index rebuild' to make it again from the catalog"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS interviews (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, conversation INTEGER NOT NULL, language TEXT NOT NULL, complete INTEGER NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS units (
    number INTEGER PRIMARY KEY AUTOINCREMENT, interview TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    turn INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, speaker TEXT, participant TEXT, organisation TEXT,
    role TEXT NOT NULL, words INTEGER NOT NULL, asks INTEGER NOT NULL, sha256 TEXT NOT NULL, stems TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS units_of_interview ON units (interview)",
)
_COLUMNS = ("interview", "turn", "start", "end", "speaker", "participant", "organisation", "role", "words", "asks", "sha256", "stems")
_INSERT = f"INSERT INTO units ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class Indexed(NamedTuple):
    """What is recorded of an interview: the fingerprint it was indexed at, and whether both legs hold all of it."""

    fingerprint: str
    complete: bool


class UnitRow(NamedTuple):
    """A unit as it is stored, without its words.

    Attributes:
        asks: Whether it ends with a question mark.
        stems: Its stems in the language of its interview, joined by spaces.
    """

    number: int
    interview: str
    turn: int
    start: int
    end: int
    speaker: str | None
    participant: str | None
    organisation: str | None
    role: str
    words: int
    asks: int
    sha256: str
    stems: str
    conversation: int
    language: str


class UnitStore:
    """The units of all indexed interviews. Every change is one transaction."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it where it does not exist.

        Raises:
            DataFolderError: It cannot be opened.
        """
        self._path = path
        self._lock = threading.Lock()
        with database_errors(path, DAMAGED):
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            for statement in _SCHEMA:
                self._connection.execute(statement)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def meta(self, key: str) -> str | None:
        """A recorded fact about the index."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, values: dict[str, str]) -> None:
        """Record facts about the index."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    def indexed(self) -> dict[str, Indexed]:
        """The recorded interviews by id."""
        with self._reading() as connection:
            rows = connection.execute("SELECT id, fingerprint, complete FROM interviews").fetchall()
        return {key: Indexed(fingerprint, bool(complete)) for key, fingerprint, complete in rows}

    def begin(self, interview: Interview, fingerprint: str, units: Sequence[Unit]) -> list[int]:
        """Store an interview's units and stems as not yet complete; returns the units' numbers."""
        language = base_language(interview.language)
        with self._transaction() as connection:
            row = (interview.id, fingerprint, int(interview.conversation), language)
            connection.execute("INSERT INTO interviews VALUES (?, ?, ?, ?, 0)", row)
            return [int(connection.execute(_INSERT, _values(unit, language)).lastrowid or 0) for unit in units]

    def complete(self, interview: str) -> None:
        """Record that both legs hold all of an interview."""
        with self._transaction() as connection:
            connection.execute("UPDATE interviews SET complete = 1 WHERE id = ?", (interview,))

    def mark_incomplete(self, interview: str) -> None:
        """Record that an interview is about to be removed or must be indexed again."""
        with self._transaction() as connection:
            connection.execute("UPDATE interviews SET complete = 0 WHERE id = ?", (interview,))

    def remove(self, interview: str) -> None:
        """Delete an interview's units and stems."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM interviews WHERE id = ?", (interview,))

    def clear(self) -> None:
        """Delete everything, tables of an earlier format included."""
        with self._transaction() as connection:
            for table in ("lexical", "units", "interviews", "meta"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA:
                connection.execute(statement)

    def rows(self) -> list[UnitRow]:
        """All units of complete interviews, by interview, turn and place in it."""
        sql = f"""SELECT {", ".join(UnitRow._fields)} FROM units
                  JOIN interviews ON interviews.id = units.interview WHERE complete ORDER BY interview, turn, start"""
        with self._reading() as connection:
            return [UnitRow(*row) for row in connection.execute(sql)]

    def count(self) -> int:
        """How many units are stored."""
        with self._reading() as connection:
            return int(connection.execute("SELECT count(*) FROM units").fetchone()[0])

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, database_errors(self._path, DAMAGED):
            yield self._connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, database_errors(self._path, DAMAGED):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _values(unit: Unit, language: str) -> tuple[str | int | None, ...]:
    known = {
        **unit.model_dump(),
        "role": unit.role.value,
        "asks": int(unit.text.rstrip().endswith("?")),
        "sha256": unit.sha256,
        "stems": " ".join(terms(unit.text, language)),
    }
    return tuple(known[name] for name in _COLUMNS)
