"""Exports are written whole, from words that are checked, in every format."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus.catalog import Catalog
from corpus.citation import cite
from corpus.errors import UsageError, VerificationError
from corpus.exporters import EXPORTERS, export
from corpus.exporters.base import Export
from corpus.importers import Container, Document, importer_for
from corpus.models import CuratedQuote, Tag
from corpus.projects.codebook import Code
from tests.corpus.interviews import an_interview

QUOTES = (CuratedQuote(start=0, end=3, curator="Chidi"), CuratedQuote(start=20, end=40))
VISIT = an_interview(quotes=QUOTES, tags=(Tag(start=0, end=10, dimension="insight", value="4"),))


@pytest.fixture
def catalog(catalog: Catalog) -> Catalog:
    for interview in (VISIT, an_interview(id="walk")):
        catalog.put(interview)
    catalog.put_codes([Code(value="trust", description="…")])
    return catalog


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["jsonl", "qdpx"])
def test_a_catalog_that_is_exported_and_read_into_another_is_equal(catalog: Catalog, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"export{EXPORTERS[name].suffix}"
    assert export(catalog, path, name).interviews == 2
    container = importer_for(path.name)
    assert isinstance(container, Container)
    document = Document(name=path.name, data=path.read_bytes())
    for member, was in zip(container.members(document), (VISIT, an_interview(id="walk")), strict=True):
        assert member.parsed
        assert (member.name, member.parsed.text, member.parsed.turns) == (was.source.name, was.text, was.turns)
        assert (member.parsed.tags, member.parsed.quotes) == (was.tags, was.quotes)
    assert container.codes
    assert list(container.codes(document)) == catalog.codes()


def test_turns_are_rows_with_their_exact_words() -> None:
    found = rows(EXPORTERS["turns"].write(Export([VISIT])))
    assert [row["text"] for row in found] == [VISIT.words_of(turn) for turn in VISIT.turns]
    assert found[1]["speaker"] == "Ada"


def test_a_quote_over_two_turns_is_a_row_for_each_with_its_citation() -> None:
    found = rows(EXPORTERS["quotes"].write(Export([VISIT])))
    assert [(row["turn"], row["text"]) for row in found] == [("0", "How"), ("0", "in?"), ("1", VISIT.text[25:40])]
    assert found[0]["insights"] == "4"
    assert found[2]["citation"] == cite(VISIT.header, VISIT.turns[1])


def test_chosen_interviews_are_exported_alone(catalog: Catalog, tmp_path: Path) -> None:
    export(catalog, tmp_path / "turns.csv", "turns", ["walk.txt"])
    assert {row["interview"] for row in rows((tmp_path / "turns.csv").read_bytes())} == {"walk"}


def test_words_that_are_not_as_recorded_are_not_exported(catalog: Catalog, tmp_path: Path) -> None:
    with catalog._writer.begin() as connection:
        connection.execute(text("UPDATE interviews SET text = replace(text, 'well', 'wall')"))
    with pytest.raises(VerificationError, match="SHA-256"):
        export(catalog, tmp_path / "x.csv", "turns")
    assert not list(tmp_path.glob("*.csv"))


def test_what_cannot_be_exported_says_why(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="formats are jsonl, qdpx, turns, quotes, tags"):
        export(catalog, tmp_path / "x.pdf", "pdf")
    with pytest.raises(UsageError, match="no interview is called"):
        export(catalog, tmp_path / "x.csv", "turns", ["nobody"])
    with pytest.raises(UsageError, match="cannot be written"):
        export(catalog, tmp_path / "nowhere" / "x.csv", "turns")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        export(catalog, tmp_path / "folder", "turns")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite3" and "sqlite3" not in path.name) == ["folder"]
