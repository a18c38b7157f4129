"""The catalog: the source of truth for interviews, turns, quotes, tags, participants and organisations."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, inspect, literal_column, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.catalog import schema
from corpus.catalog.codes import CodesAndTags
from corpus.catalog.engine import database_errors
from corpus.catalog.files import FileRecord, forget_file, record_file
from corpus.catalog.people import drop_unheard_organisations, insert_participants, organisation_ids
from corpus.catalog.rows import (
    InterviewParts,
    attribute_rows,
    interview_row,
    quote_rows,
    read_attributes,
    read_interview,
    read_tag,
    read_turn,
    tag_rows,
    turn_rows,
    unanchored_rows,
)
from corpus.catalog.upgrades import can_upgrade, upgrade
from corpus.errors import UsageError
from corpus.models import Attributes, Frozen, Header, Interview, Tag, Turn, sha256_of


class Counts(Frozen):
    """How much a catalog holds."""

    interviews: int
    turns: int
    quotes: int
    tags: int
    participants: int
    organisations: int


class Place(Frozen):
    """A turn in its interview.

    Attributes:
        text: The interview's canonical text as it is stored now.
        text_sha256: The SHA-256 that was recorded when it came in.
        page_starts: Where each page of the source begins in the text; empty where it has no pages.
    """

    header: Header
    text: str
    text_sha256: str
    turn: Turn
    page_starts: tuple[int, ...] = ()


class Entry(Frozen):
    """What the catalog knows of an interview without its words and turns."""

    id: str
    title: str
    source_name: str
    source_path: str | None
    source_format: str
    importer_version: int
    source_sha256: str
    fingerprint: str
    turns: int
    speakers: tuple[str, ...]


class Catalog(CodesAndTags):
    """Interviews in an embedded SQLite database. One transaction an interview; safe to open from several processes."""

    def __init__(self, path: Path) -> None:
        """Open the database, creating it where it does not exist.

        Raises:
            DataFolderError: It cannot be opened or created.
            SchemaVersionError: Another version of the program made it.
        """
        super().__init__(path)
        with database_errors(path):
            made_with = self.meta("schema_version") if inspect(self._engine).has_table(schema.meta.name) else None
            if made_with is None or can_upgrade(made_with):
                with self.transaction() as connection:
                    upgrade(connection, made_with)
                    _set_meta(connection, "schema_version", schema.SCHEMA_VERSION)
            self._check_version(self.meta("schema_version"), schema.SCHEMA_VERSION)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that changes what the indexes are made from; it is kept when the block ends well."""
        with self.transaction() as connection:
            yield connection
            self._bump_generation(connection)

    def put(self, interview: Interview, record: FileRecord | None = None) -> None:
        """Store an interview, replacing the one of the same id, in one transaction with the record that its file was read."""
        with self.writing() as connection:
            connection.execute(delete(schema.interviews).where(schema.interviews.c.id == interview.id))
            connection.execute(insert(schema.interviews), interview_row(interview))
            organisations = organisation_ids(connection, interview)
            participants = insert_participants(connection, interview, organisations)
            _insert_all(connection, schema.turns, turn_rows(interview, participants, organisations))
            _insert_all(connection, schema.quotes, quote_rows(interview))
            _insert_all(connection, schema.tags, tag_rows(interview))
            _insert_all(connection, schema.attributes, attribute_rows(interview))
            _insert_all(connection, schema.unanchored, unanchored_rows(interview))
            if record is not None:
                record_file(connection, record)
            drop_unheard_organisations(connection)

    def remove(self, interview_id: str) -> bool:
        """Delete an interview with its turns, quotes and tags; False when there is none of that id."""
        with self.writing() as connection:
            path = connection.execute(select(schema.interviews.c.source_path).where(schema.interviews.c.id == interview_id)).scalar()
            gone = connection.execute(delete(schema.interviews).where(schema.interviews.c.id == interview_id)).rowcount
            forget_file(connection, path)
            drop_unheard_organisations(connection)
        return gone > 0

    def get(self, interview_id: str) -> Interview | None:
        """The whole interview, or None."""
        table = schema.interviews
        with self.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == interview_id)).mappings().first()
            if row is None:
                return None
            turns = connection.execute(_turns_of(interview_id)).mappings().all()
            quotes = connection.execute(_ordered(schema.quotes, interview_id)).mappings().all()
            tags = connection.execute(_ordered(schema.tags, interview_id)).mappings().all()
            attributes = connection.execute(_attributes_of(interview_id)).mappings().all()
            lost = schema.unanchored
            gone = connection.execute(select(lost).where(lost.c.interview_id == interview_id).order_by(lost.c.id)).mappings().all()
        return read_interview(row, InterviewParts(turns, quotes, tags, attributes, gone))

    def place(self, interview_id: str, turn: int) -> Place | None:
        """A turn in its interview, all read in one transaction, or None."""
        return self.places([(interview_id, turn)]).get((interview_id, turn))

    def places(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Place]:
        """Turns in their interviews, all read in one transaction, by interview and turn; those that are not stored are left out."""
        turns: defaultdict[str, set[int]] = defaultdict(set)
        for interview_id, turn in wanted:
            turns[interview_id].add(turn)
        found: dict[tuple[str, int], Place] = {}
        with self.reading() as connection:
            for interview_id, numbers in turns.items():
                row = connection.execute(select(schema.interviews).where(schema.interviews.c.id == interview_id)).mappings().first()
                if row is None:
                    continue
                header = Header(**{name: row[name] for name in Header.model_fields})
                text, pages = row["text"], tuple(json.loads(row["page_starts"]))
                for stored in connection.execute(_turns_of(interview_id).where(schema.turns.c.idx.in_(numbers))).mappings():
                    place = Place(header=header, text=text, text_sha256=row["text_sha256"], turn=read_turn(stored), page_starts=pages)
                    found[interview_id, place.turn.index] = place
        return found

    def stored_text(self, interview_id: str) -> tuple[str, str] | None:
        """Canonical text and its recorded SHA-256, read now, or None."""
        table = schema.interviews
        query = select(table.c.text, table.c.text_sha256).where(table.c.id == interview_id)
        with self.reading() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1]) if row else None

    def text_is_as_recorded(self, interview_id: str) -> bool:
        """Whether the stored text still has the SHA-256 that was recorded when it came in."""
        stored = self.stored_text(interview_id)
        return stored is not None and sha256_of(stored[0]) == stored[1]

    def entries(self) -> list[Entry]:
        """All interviews, in the order of their ids."""
        table, turns = schema.interviews, schema.turns
        counted = select(turns.c.interview_id, func.count().label("turns")).group_by(turns.c.interview_id).subquery()
        columns = [table.c[name] for name in Entry.model_fields if name in table.c]
        query = select(*columns, func.coalesce(counted.c.turns, 0).label("turns")).outerjoin(counted, counted.c.interview_id == table.c.id)
        people = schema.participants
        names: dict[str, list[str]] = {}
        with self.reading() as connection:
            rows = connection.execute(query.order_by(table.c.id)).mappings().all()
            for interview_id, name in connection.execute(select(people.c.interview_id, people.c.name).order_by(people.c.id)):
                names.setdefault(interview_id, []).append(name)
        return [Entry(**row, speakers=tuple(names.get(row["id"], ()))) for row in rows]

    def resolve(self, reference: str) -> str:
        """The id of the interview that ``reference`` names: an id or a source file name.

        Raises:
            UsageError: None or several bear that name.
        """
        table = schema.interviews
        with self.reading() as connection:
            if connection.execute(select(table.c.id).where(table.c.id == reference)).first():
                return reference
            found = connection.execute(select(table.c.id).where(table.c.source_name == reference)).scalars().all()
        if len(found) == 1:
            return str(found[0])
        if found:
            raise UsageError(f"several interviews come from a file named {reference!r}; give one of the ids {', '.join(found)}")
        raise UsageError(f"no interview is called {reference!r}; 'whatsworking interviews' lists those there are")

    def tags(self) -> list[tuple[str, Tag]]:
        """All tags with the id of their interview."""
        table = schema.tags
        with self.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.interview_id, table.c.start, table.c.id)).mappings().all()
        return [(row["interview_id"], read_tag(row)) for row in rows]

    def attributes(self) -> dict[str, Attributes]:
        """What metadata says of each interview that it says something of, by id."""
        table = schema.attributes
        with self.reading() as connection:
            rows = connection.execute(select(table).order_by(literal_column("rowid"))).mappings().all()
        by_interview: dict[str, list[RowMapping]] = {}
        for row in rows:
            by_interview.setdefault(row["interview_id"], []).append(row)
        return {key: read_attributes(found) for key, found in by_interview.items()}

    def organisations(self) -> list[str]:
        """The names of all organisations that somebody speaks for."""
        with self.reading() as connection:
            return list(connection.execute(select(schema.organisations.c.name).order_by(schema.organisations.c.name)).scalars())

    def counts(self) -> Counts:
        """How much is stored."""
        tables = (schema.interviews, schema.turns, schema.quotes, schema.tags, schema.participants, schema.organisations)
        with self.reading() as connection:
            sizes = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}
        return Counts(**sizes)

    def generation(self) -> int:
        """A number that grows with every change; equal numbers mean equal contents."""
        return int(self.meta("generation") or 0)

    def meta(self, key: str) -> str | None:
        """A recorded fact about the catalog itself."""
        query = select(schema.meta.c.value).where(schema.meta.c.key == key)
        with self.reading() as connection:
            return connection.execute(query).scalar()

    def set_meta(self, key: str, value: str) -> None:
        """Record a fact about the catalog itself."""
        with self.transaction() as connection:
            _set_meta(connection, key, value)

    def integrity_problems(self) -> list[str]:
        """What SQLite's own check and the stored sums find wrong; empty when all is well."""
        with self.reading() as connection:
            found = [str(r[0]) for r in connection.exec_driver_sql("PRAGMA integrity_check") if r[0] != "ok"]
            found += [f"foreign key broken in {r[0]}" for r in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return found

    @staticmethod
    def _bump_generation(connection: Connection) -> None:
        stored = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "generation")).scalar()
        _set_meta(connection, "generation", str(int(stored or 0) + 1))


def _set_meta(connection: Connection, key: str, value: str) -> None:
    statement = upsert(schema.meta).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def _insert_all(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _turns_of(interview_id: str) -> Select[Any]:
    turns, organisations = schema.turns, schema.organisations
    joined = turns.outerjoin(organisations, turns.c.organisation_id == organisations.c.id)
    columns: Iterable[Any] = [c for c in turns.c if c.name != "organisation_id"]
    query = select(*columns, organisations.c.name.label("organisation")).select_from(joined)
    return query.where(turns.c.interview_id == interview_id).order_by(turns.c.idx)


def _attributes_of(interview_id: str) -> Select[Any]:
    table = schema.attributes
    return select(table).where(table.c.interview_id == interview_id).order_by(literal_column("rowid"))


def _ordered(table: Any, interview_id: str) -> Select[Any]:
    return select(table).where(table.c.interview_id == interview_id).order_by(table.c.start, table.c.id)
