"""The catalog keeps interviews whole: what is put comes back, and a failure leaves what was there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from corpus.builtin import builtin_interview
from corpus.catalog import Catalog, Counts
from corpus.catalog.engine import database_errors
from corpus.errors import DataFolderBusyError, DataFolderError, SchemaVersionError, UsageError
from corpus.models import CuratedQuote, Interview, Origin, Role, Source, Tag, Turn
from tests.corpus.interviews import an_interview

EMPTY = Counts(interviews=0, turns=0, quotes=0, tags=0, participants=0, organisations=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalog.sqlite3"


@pytest.fixture
def catalog(path: Path) -> Iterator[Catalog]:
    catalog = Catalog(path)
    yield catalog
    catalog.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A catalog that all examples of a property are put into."""
    catalog = Catalog(tmp_path_factory.mktemp("kept") / "catalog.sqlite3")
    yield catalog
    catalog.close()


def in_sql(path: Path, statement: str, *values: object) -> list[Any]:
    """What another program sees or does in the database."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def tagged(words: str = "We dug.", id: str = "visit") -> Interview:
    return an_interview(
        ("Ben", "How?"),
        ("Ada", words),
        id=id,
        quotes=(CuratedQuote(start=6, end=6 + len(words), curator="Chidi"),),
        tags=(Tag(start=6, end=8, dimension="insight", value="4"), Tag(start=6, end=9, dimension="place", value="Kisumu")),
    )


text = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
label = st.none() | st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
fraction = st.none() | st.floats(min_value=0, max_value=1)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    said = draw(st.lists(text, max_size=5))
    turns, start = [], 0
    for index, words in enumerate(said):
        turns.append(
            Turn(
                index=index,
                start=start,
                end=start + len(words),
                speaker=draw(label),
                role=draw(st.sampled_from(Role)),
                time=draw(st.none() | st.floats(min_value=0, max_value=1e6)),
                organisation=draw(label),
                position=draw(label),
            )
        )
        start += len(words) + 1
    whole = "\n".join(said)
    spans = st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole))).map(sorted)
    quotes = [CuratedQuote(start=a, end=b, curator=draw(label)) for a, b in sorted(draw(st.lists(spans, max_size=3)))]
    tags = [
        Tag(
            start=a,
            end=b,
            dimension=draw(label) or "insight",
            value=draw(label) or "1",
            origin=draw(st.sampled_from(Origin)),
            confidence=draw(fraction),
            coder=draw(label),
            framework=draw(label),
        )
        for a, b in sorted(draw(st.lists(spans, max_size=3)))
    ]
    return Interview(
        id=draw(st.sampled_from(["visit", "well", "水"])),
        title=draw(text),
        source=Source(name=draw(text), path=draw(label), format="plain text", importer_version=draw(st.integers(1, 9)), sha256="0" * 64),
        text=whole,
        turns=tuple(turns),
        quotes=tuple(quotes),
        tags=tuple(tags),
        conversation=draw(st.booleans()),
        date=draw(label),
        publisher=draw(label),
        url=draw(label),
        language=draw(text),
        warnings=tuple(draw(st.lists(text, max_size=2))),
    )


@settings(max_examples=60, deadline=None)
@given(interview=interviews())
def test_what_is_put_comes_back_equal(kept: Catalog, interview: Interview) -> None:
    kept.put(interview)
    assert kept.get(interview.id) == interview
    places = [kept.place(interview.id, turn.index) for turn in interview.turns]
    assert [place and place.turn for place in places] == list(interview.turns)
    assert all(
        place and (place.header, place.text, place.text_sha256) == (interview.header, interview.text, interview.text_sha256)
        for place in places
    )
    assert kept.stored_text(interview.id) == (interview.text, interview.text_sha256)


def test_the_built_in_corpus_comes_back_equal(catalog: Catalog) -> None:
    catalog.put(builtin_interview())
    assert catalog.get("whats-working") == builtin_interview()
    assert catalog.counts() == Counts(interviews=1, turns=28, quotes=28, tags=27, participants=1, organisations=3)


def test_what_was_never_put_is_none(catalog: Catalog) -> None:
    assert (catalog.get("visit"), catalog.place("visit", 0), catalog.stored_text("visit")) == (None,) * 3
    assert catalog.text_is_as_recorded("visit") is False
    catalog.put(an_interview())
    assert catalog.place("visit", 3) is None


def test_an_interview_of_the_same_id_takes_the_place_of_the_one_before(catalog: Catalog) -> None:
    catalog.put(tagged())
    catalog.put(an_interview(("Chidi", "Only this.")))
    assert catalog.get("visit") == an_interview(("Chidi", "Only this."))
    assert catalog.counts() == Counts(interviews=1, turns=1, quotes=0, tags=0, participants=1, organisations=0)


def test_an_interview_outlives_the_program_that_put_it(catalog: Catalog, path: Path) -> None:
    catalog.put(tagged())
    catalog.close()
    again = Catalog(path)
    assert again.get("visit") == tagged()
    again.close()


def test_two_catalogs_on_one_file_see_the_same(catalog: Catalog, path: Path) -> None:
    other = Catalog(path)
    before = other.generation()
    catalog.put(tagged())
    assert other.get("visit") == tagged()
    assert other.generation() > before
    other.close()


def test_removing_an_interview_takes_its_turns_quotes_tags_and_participants_along(catalog: Catalog) -> None:
    catalog.put(tagged())
    catalog.put(tagged("They waited.", id="well"))
    assert catalog.counts() == Counts(interviews=2, turns=4, quotes=2, tags=4, participants=4, organisations=0)
    assert catalog.remove("visit") is True
    assert catalog.counts() == Counts(interviews=1, turns=2, quotes=1, tags=2, participants=2, organisations=0)
    assert catalog.get("well") == tagged("They waited.", id="well")
    assert catalog.remove("well") is True
    assert catalog.counts() == EMPTY


def test_removing_what_is_not_there_says_so(catalog: Catalog) -> None:
    assert catalog.remove("visit") is False


def test_removed_words_are_in_no_table(catalog: Catalog, path: Path) -> None:
    catalog.put(tagged("Xylophone."))
    catalog.remove("visit")
    with closing(sqlite3.connect(path)) as connection:
        dump = "\n".join(connection.iterdump())
    assert "CREATE TABLE interviews" in dump
    assert "Xylophone" not in dump
    assert "Ada" not in dump


def test_rows_without_their_interview_are_refused(catalog: Catalog, path: Path) -> None:
    row = "INSERT INTO tags (interview_id, start, end, dimension, value, origin) VALUES ('gone', 0, 1, 'insight', '1', 'human')"
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), catalog._engine.begin() as connection:
        connection.exec_driver_sql(row)
    assert catalog.counts() == EMPTY


def test_the_database_writes_ahead(catalog: Catalog, path: Path) -> None:
    assert in_sql(path, "PRAGMA journal_mode") == [("wal",)]


def test_a_reader_sees_the_old_interview_while_a_new_one_is_written(catalog: Catalog, path: Path) -> None:
    catalog.put(tagged())
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE interviews SET title = 'half written'")
        assert catalog.get("visit") == tagged()
        writer.rollback()


def test_the_schema_version_is_recorded(catalog: Catalog, path: Path) -> None:
    assert in_sql(path, "SELECT value FROM meta WHERE key = 'schema_version'") == [("2",)]


@pytest.mark.parametrize(
    "version",
    ["0", "3", "99", "2.1"],
)
def test_a_catalog_of_another_schema_version_is_refused(catalog: Catalog, path: Path, version: str) -> None:
    catalog.close()
    in_sql(path, "UPDATE meta SET value = ? WHERE key = 'schema_version'", version)
    try:
        with pytest.raises(SchemaVersionError, match=rf"^{path}: has schema version {version}, this program reads 2; [^\n]+$"):
            Catalog(path)
    finally:
        assert in_sql(path, "SELECT value FROM meta WHERE key = 'schema_version'") == [(version,)]


def test_a_refused_catalog_is_left_as_it_was(catalog: Catalog, path: Path) -> None:
    catalog.close()
    in_sql(path, "UPDATE meta SET value = '3' WHERE key = 'schema_version'")
    in_sql(path, "DROP TABLE quotes")
    with pytest.raises(SchemaVersionError):
        Catalog(path)
    assert in_sql(path, "SELECT name FROM sqlite_master WHERE name = 'quotes'") == []


def test_the_generation_grows_with_every_change_and_with_nothing_else(catalog: Catalog) -> None:
    seen = [catalog.generation()]
    for change in (
        lambda: catalog.put(tagged()),
        lambda: catalog.put(tagged()),
        lambda: catalog.put(tagged(id="well")),
        lambda: catalog.remove("visit"),
    ):
        change()
        seen.append(catalog.generation())
    assert seen == sorted(set(seen))
    catalog.get("well")
    catalog.entries()
    catalog.set_meta("note", "read")
    assert catalog.generation() == seen[-1]


def test_a_recorded_fact_is_kept_and_overwritten(catalog: Catalog) -> None:
    assert catalog.meta("note") is None
    catalog.set_meta("note", "one")
    catalog.set_meta("note", "two")
    assert catalog.meta("note") == "two"


def test_entries_tell_of_every_interview_in_the_order_of_ids(catalog: Catalog) -> None:
    catalog.put(an_interview(id="well"))
    catalog.put(an_interview(("Ada", "One."), ("ADA", "Two."), (None, "Three."), id="garden"))
    catalog.put(an_interview(("", ""), id="silent", turns=()))
    entries = catalog.entries()
    assert [(entry.id, entry.turns, entry.speakers) for entry in entries] == [
        ("garden", 3, ("Ada",)),
        ("silent", 0, ()),
        ("well", 3, ("Ben", "Ada")),
    ]
    assert (entries[0].source_name, entries[0].source_format, entries[0].source_sha256) == ("garden.txt", "plain text", "0" * 64)


def test_the_fingerprint_changes_with_what_is_indexed_and_with_nothing_else(catalog: Catalog) -> None:
    def fingerprint(interview: Interview) -> str:
        catalog.put(interview)
        return catalog.entries()[0].fingerprint

    first = fingerprint(tagged())
    assert fingerprint(tagged().model_copy(update={"date": "1999"})) == first
    assert fingerprint(tagged().model_copy(update={"title": "Another"})) != first
    assert fingerprint(tagged("We swam.")) != first
    assert fingerprint(tagged().model_copy(update={"conversation": False})) != first


def test_tags_are_listed_with_their_interviews(catalog: Catalog) -> None:
    catalog.put(tagged(id="well"))
    catalog.put(tagged())
    assert catalog.tags() == [*(("visit", tag) for tag in tagged().tags), *(("well", tag) for tag in tagged().tags)]


def test_an_interview_is_found_by_id_or_by_source_name(catalog: Catalog) -> None:
    catalog.put(an_interview())
    assert catalog.resolve("visit") == "visit"
    assert catalog.resolve("visit.txt") == "visit"


def test_an_id_wins_over_a_source_name(catalog: Catalog) -> None:
    catalog.put(an_interview(id="well", source=Source(name="visit", format="plain text", sha256="1" * 64)))
    catalog.put(an_interview())
    assert catalog.resolve("visit") == "visit"


def test_a_source_name_of_two_interviews_is_refused_with_both_ids(catalog: Catalog) -> None:
    source = Source(name="talk.txt", format="plain text", sha256="1" * 64)
    catalog.put(an_interview(id="talk", source=source))
    catalog.put(an_interview(id="talk-2", source=source))
    with pytest.raises(UsageError, match=r"^several interviews come from a file named 'talk.txt'; give one of the ids talk, talk-2$"):
        catalog.resolve("talk.txt")


@pytest.mark.parametrize("reference", ["visits", "VISIT", "", "visit%"])
def test_an_unknown_interview_is_refused_by_name(catalog: Catalog, reference: str) -> None:
    catalog.put(an_interview())
    with pytest.raises(UsageError, match=f"^no interview is called {reference!r}; "):
        catalog.resolve(reference)


@pytest.mark.parametrize("table", ["interviews", "participants", "turns", "quotes", "tags"])
def test_a_put_that_fails_half_way_leaves_the_old_interview_whole(catalog: Catalog, path: Path, table: str) -> None:
    catalog.put(tagged())
    generation = catalog.generation()
    in_sql(path, f"CREATE TRIGGER no_more BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no more'); END")
    with pytest.raises(DataFolderError, match=rf"^{path}: no more; [^\n]+$"):
        catalog.put(tagged("We swam."))
    assert catalog.get("visit") == tagged()
    assert catalog.counts() == Counts(interviews=1, turns=2, quotes=1, tags=2, participants=2, organisations=0)
    assert catalog.generation() == generation


def test_an_interview_that_is_replaced_while_it_is_read_comes_back_old_or_new(catalog: Catalog, path: Path) -> None:
    old, new = tagged(), tagged("We swam a long way.")
    catalog.put(old)
    other = Catalog(path)
    changes = [new]

    def replace_after_the_first_statement(*_: object) -> None:
        if changes:
            other.put(changes.pop())

    event.listen(catalog._engine, "after_cursor_execute", replace_after_the_first_statement)
    found = catalog.get("visit")
    other.close()
    assert changes == []
    assert found in (old, new)


def test_text_altered_in_the_database_is_noticed(catalog: Catalog, path: Path) -> None:
    catalog.put(tagged())
    assert catalog.text_is_as_recorded("visit") is True
    in_sql(path, "UPDATE interviews SET text = replace(text, 'dug', 'sat')")
    assert catalog.text_is_as_recorded("visit") is False


def test_a_full_disk_is_told_and_leaves_what_was_stored(catalog: Catalog) -> None:
    catalog.put(tagged())
    catalog._engine.dispose()
    event.listen(catalog._engine, "connect", lambda connection, record: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(DataFolderError, match=r"catalog\.sqlite3: the disk is full; free some space[^\n]+$"):
        catalog.put(tagged("We dug. " * 50_000))
    assert catalog.get("visit") == tagged()
    assert catalog.integrity_problems() == []


def test_another_program_that_writes_is_told_as_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.catalog.engine.BUSY_MILLISECONDS", 20)
    catalog = Catalog(path)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFolderBusyError, match="another process is writing to it"):
            catalog.put(tagged())
        writer.rollback()
    catalog.put(tagged())
    assert catalog.get("visit") == tagged()
    catalog.close()


def test_a_catalog_that_another_program_is_just_making_is_waited_for(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as maker:
        maker.execute("BEGIN IMMEDIATE")
        maker.execute("CREATE TABLE half_made (key)")
        done = Timer(0.2, maker.execute, ["COMMIT"])
        done.start()
        try:
            Catalog(path).close()
        finally:
            done.join()


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"These are notes, not a database. " * 100)
    with pytest.raises(DataFolderError, match=rf"^{path}: it is damaged; [^\n]+$"):
        Catalog(path)
    assert path.read_bytes() == b"These are notes, not a database. " * 100


def test_a_damaged_database_is_told_as_damaged(path: Path) -> None:
    catalog = Catalog(path)
    catalog.put(tagged("We dug. " * 5_000))
    catalog.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DataFolderError, match=rf"^{path}: it is damaged; [^\n]+$"):
        Catalog(path)


def test_a_sound_database_has_no_problems_and_a_broken_key_is_one(catalog: Catalog, path: Path) -> None:
    catalog.put(tagged())
    assert catalog.integrity_problems() == []
    in_sql(path, "DELETE FROM interviews")
    assert {"foreign key broken in turns", "foreign key broken in tags"} <= set(catalog.integrity_problems())


@pytest.mark.parametrize(
    ("message", "kind", "remedy"),
    [
        ("database or disk is full", DataFolderError, "the disk is full"),
        ("attempt to write a readonly database", DataFolderError, "it is read-only"),
        ("unable to open database file", DataFolderError, "it cannot be opened"),
        ("database is locked", DataFolderBusyError, "another process is writing to it"),
        ("database disk image is malformed", DataFolderError, "it is damaged"),
        ("file is not a database", DataFolderError, "it is damaged"),
        ("disk I/O error", DataFolderError, "disk I/O error; run 'whatsworking doctor'"),
    ],
)
def test_every_message_of_the_database_becomes_one_line_with_a_remedy(message: str, kind: type[DataFolderError], remedy: str) -> None:
    with pytest.raises(kind) as raised, database_errors(Path("catalog.sqlite3")):
        raise sqlite3.OperationalError(message)
    assert type(raised.value) is kind
    assert str(raised.value).startswith(f"catalog.sqlite3: {remedy}")


def test_what_the_driver_itself_raises_is_told_with_the_path(path: Path) -> None:
    with pytest.raises(DataFolderError, match="something else; run 'whatsworking doctor'"), database_errors(path):
        raise sqlite3.OperationalError("something else")


@pytest.mark.parametrize(
    "folder",
    [
        "with a space",
        "Ünïcode 水",
        "a#b",
        "a@b:c",
        pytest.param(
            "what?",
        ),
        pytest.param(
            "a%20b",
        ),
    ],
)
def test_the_database_lies_where_its_path_says(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "catalog.sqlite3"
    path.parent.mkdir()
    catalog = Catalog(path)
    catalog.put(tagged())
    catalog.close()
    assert path.is_file()
    assert [found.name for found in tmp_path.iterdir() if found.name != "data"] == [folder]
