"""Units and the lexical leg: a SQLite file with the units' spans, their stems in FTS5, and what the index was made with."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.catalog.engine import database_errors
from index.analysis import terms
from index.units import Unit

DAMAGED = "it is damaged; run 'whatsworking index rebuild' to make it again from the catalog"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS interviews (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, conversation INTEGER NOT NULL, complete INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS units (
    number INTEGER PRIMARY KEY AUTOINCREMENT, interview TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    turn INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, speaker TEXT, role TEXT NOT NULL, words INTEGER NOT NULL,
    sha256 TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS units_of_interview ON units (interview);
CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5 (stems, tokenize = "unicode61 remove_diacritics 0");
"""


class Indexed(NamedTuple):
    """What is recorded of an interview: the fingerprint it was indexed at, and whether both legs hold all of it."""

    fingerprint: str
    complete: bool


class UnitRow(NamedTuple):
    """A unit as it is stored, without its words."""

    number: int
    interview: str
    turn: int
    start: int
    end: int
    speaker: str | None
    role: str
    words: int
    sha256: str
    conversation: int


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
            self._connection.executescript(_SCHEMA)

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

    def begin(self, interview: str, fingerprint: str, conversation: bool, units: Sequence[Unit], language: str) -> list[int]:
        """Store an interview's units and stems as not yet complete; returns the units' numbers."""
        with self._transaction() as connection:
            connection.execute("INSERT INTO interviews VALUES (?, ?, ?, 0)", (interview, fingerprint, int(conversation)))
            numbers = []
            for unit in units:
                row = (interview, unit.turn, unit.start, unit.end, unit.speaker, unit.role.value, unit.words, unit.sha256)
                sql = """INSERT INTO units (interview, turn, start, end, speaker, role, words, sha256)
                         VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
                numbers.append(int(connection.execute(sql, row).lastrowid or 0))
            stems = [(number, " ".join(terms(unit.text, language))) for number, unit in zip(numbers, units, strict=True)]
            connection.executemany("INSERT INTO lexical (rowid, stems) VALUES (?, ?)", stems)
        return numbers

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
            connection.execute("DELETE FROM lexical WHERE rowid IN (SELECT number FROM units WHERE interview = ?)", (interview,))
            connection.execute("DELETE FROM interviews WHERE id = ?", (interview,))

    def clear(self) -> None:
        """Delete everything."""
        with self._transaction() as connection:
            for table in ("lexical", "units", "interviews", "meta"):
                connection.execute(f"DELETE FROM {table}")

    def rows(self) -> list[UnitRow]:
        """All units of complete interviews, by interview, turn and place in it."""
        sql = """SELECT number, interview, turn, start, end, speaker, role, words, sha256, conversation FROM units
                 JOIN interviews ON interviews.id = units.interview WHERE complete ORDER BY interview, turn, start"""
        with self._reading() as connection:
            return [UnitRow(*row) for row in connection.execute(sql)]

    def count(self) -> int:
        """How many units are stored."""
        with self._reading() as connection:
            return int(connection.execute("SELECT count(*) FROM units").fetchone()[0])

    def bm25(self, stems: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Units that hold any of the stems: their numbers and their BM25 scores (higher is better)."""
        if not stems:
            return np.empty(0, dtype=np.int64), np.empty(0)
        query = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems))
        with self._reading() as connection:
            found = connection.execute("SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ?", (query,)).fetchall()
        numbers = np.fromiter((row[0] for row in found), dtype=np.int64, count=len(found))
        return numbers, np.fromiter((row[1] for row in found), dtype=np.float64, count=len(found))

    def holding(self, stem: str, numbers: Sequence[int]) -> list[int]:
        """Which of the units hold a stem."""
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT rowid FROM lexical WHERE lexical MATCH ? AND rowid IN ({marks})"
        with self._reading() as connection:
            return [int(row[0]) for row in connection.execute(sql, (f'"{stem}"', *numbers))]

    def document_frequency(self, stem: str) -> int:
        """How many units hold a stem."""
        with self._reading() as connection:
            row = connection.execute("SELECT count(*) FROM lexical WHERE lexical MATCH ?", (f'"{stem}"',)).fetchone()
        return int(row[0])

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
