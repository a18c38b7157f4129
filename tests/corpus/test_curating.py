"""Choosing words as quotations."""

from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.catalog.facets import read_headers, read_organisation_turns, read_voices
from corpus.curating import curate
from corpus.errors import UsageError
from corpus.ingest import Ingest, IngestOptions
from tests.transcripts import CLINIC, interview, write


@pytest.fixture
def catalog(catalog: Catalog) -> Catalog:
    catalog.put(interview(CLINIC, "clinic"))
    return catalog


def test_words_are_kept_once_and_stand_in_the_interview(catalog: Catalog) -> None:
    before = catalog.generation()
    start = CLINIC.index("one van")
    kept = curate(catalog, "clinic", start, start + 7, "Kim")
    assert [(q.start, q.end, q.curator) for q in kept] == [(start, start + 7, "Kim")]
    curate(catalog, "clinic", start, start + 7)
    stored = catalog.get("clinic")
    assert stored is not None
    assert [stored.words_of(quote) for quote in stored.quotes] == ["one van"]
    assert catalog.generation() == before + 1


def test_words_of_several_turns_become_a_quote_each_without_labels_and_edges(catalog: Catalog) -> None:
    start, end = CLINIC.index("The ministry did"), CLINIC.index("Now the ministry") + 16
    curate(catalog, "clinic", start, end)
    stored = catalog.get("clinic")
    assert stored is not None
    assert [stored.words_of(q) for q in stored.quotes] == ["The ministry did not believe us at first.", "And now?", "Now the ministry"]


@pytest.mark.parametrize(("start", "end"), [(0, 5), (10, 10), (9_000, 9_100)])
def test_a_span_without_words_of_a_turn_is_refused(catalog: Catalog, start: int, end: int) -> None:
    with pytest.raises(UsageError, match="no words of a turn"):
        curate(catalog, "clinic", start, end)
    with pytest.raises(UsageError, match="no interview is called"):
        curate(catalog, "nobody", 1, 2)


def test_voices_headers_and_organisations_are_read_with_counts(catalog: Catalog) -> None:
    assert read_voices(catalog) == [("Amara Okoye", 2)]
    assert read_headers(catalog, {"clinic", "nobody"}).keys() == {"clinic"}
    assert read_organisation_turns(catalog) == []


def test_a_name_that_asks_in_one_interview_and_answers_in_another_is_one_of_the_voices(catalog: Catalog, tmp_path: Path) -> None:
    asking = "Interviewer: Who is next?\nKim: I am.\nInterviewer: Then ask.\nKim: I shall.\n"
    Ingest(catalog, IngestOptions(interviewers=("Kim",))).run([write(tmp_path / "one", one=asking)])
    Ingest(catalog).run([write(tmp_path / "two", two=asking.replace("Interviewer", "Ida Berg"))])
    assert ("Kim", 2) in read_voices(catalog)
