"""What lies beside a source: tables of metadata, files beside one source, and what they do to an interview."""

from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.ingest import Status
from corpus.metadata import language_code, metadata_of
from tests.corpus.interviews import ingest, stored

TALK = "Interviewer: How did the well begin?\nP1: We asked every household first.\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "ada.txt").write_text(TALK)
    return folder


def test_a_table_names_title_person_organisation_and_all_its_other_columns(catalog: Catalog, folder: Path) -> None:
    (folder / "about.csv").write_text(
        "File,Title,Participant,Organisation,Issue Area,Geography,Favourite Tea\n"
        'ada.txt,The well,Ada Obi,Wells for All,Water; Health,"Kenya, Uganda",Rooibos\n'
    )
    ingest(catalog, folder)
    interview = stored(catalog)
    assert interview.title == "The well"
    assert interview.attributes == {
        "participant": ("Ada Obi",),
        "organisation": ("Wells for All",),
        "issue_area": ("Water", "Health"),
        "geography": ("Kenya", "Uganda"),
        "favourite_tea": ("Rooibos",),
    }
    assert [(turn.speaker, turn.participant, turn.organisation) for turn in interview.turns] == [
        ("Interviewer", None, None),
        ("P1", "Ada Obi", "Wells for All"),
    ]


@pytest.mark.parametrize("reference", ["ada.txt", "ADA.TXT", "ada", "./ada.txt", "talks\\ada.txt"])
def test_a_row_names_its_file_by_path_name_or_stem(catalog: Catalog, folder: Path, reference: str) -> None:
    (folder.parent / "about.tsv").write_text(f"filename\ttitle\n{reference}\tThe well\n")
    ingest(catalog, folder.parent / "about.tsv", folder)
    assert stored(catalog).title == "The well"


def test_a_row_without_a_file_and_a_file_without_a_row_are_both_named(catalog: Catalog, folder: Path) -> None:
    (folder / "ben.txt").write_text(TALK + "P1: Ben.\n")
    (folder / "about.csv").write_text("file,title\nada.txt,The well\nghost.txt,A ghost\n")
    reports = ingest(catalog, folder)
    (row,) = [report for report in reports if report.status is Status.FAILED]
    assert row.message == "about.csv: row 2 speaks of 'ghost.txt', and there is no such file; mend the name, or add the file"
    told = {Path(report.path).name: report.warnings for report in reports if report.interview}
    assert told == {"ada.txt": (), "ben.txt": ("has no row in about.csv",)}


def test_a_file_beside_the_source_wins_over_the_table(catalog: Catalog, folder: Path) -> None:
    (folder / "about.csv").write_text("file,title,role\nada.txt,From the table,Founder\n")
    (folder / "ada.yaml").write_text("title: From beside it\ndate: 2024-03-19\nstrategy: [training, loans]\n")
    ingest(catalog, folder)
    interview = stored(catalog)
    assert (interview.title, interview.date) == ("From beside it", "2024-03-19")
    assert interview.attributes == {"role": ("Founder",), "strategy": ("training", "loans")}


def test_a_broken_file_beside_a_source_fails_alone(catalog: Catalog, folder: Path) -> None:
    (folder / "ada.txt.yml").write_text("title: [unclosed\n")
    outcomes = {Path(r.path).name: r for r in ingest(catalog, folder)}
    assert outcomes["ada.txt"].status is Status.ADDED
    assert str(outcomes["ada.txt.yml"].message).startswith("ada.txt.yml: is not valid YAML at line ")


def test_changed_metadata_is_taken_over_though_the_source_did_not_change(catalog: Catalog, folder: Path) -> None:
    table = folder / "about.csv"
    table.write_text("file,title\nada.txt,One\n")
    ingest(catalog, folder)
    assert [r.status for r in ingest(catalog, folder) if r.interview] == [Status.UNCHANGED]
    table.write_text("file,title\nada.txt,Two\n")
    assert [r.status for r in ingest(catalog, folder) if r.interview] == [Status.REPLACED]
    assert stored(catalog).title == "Two"


def test_the_table_of_the_folder_counts_for_a_file_that_is_named_alone(catalog: Catalog, folder: Path) -> None:
    (folder / "about.csv").write_text("file,title\nada.txt,The well\nghost.txt,A ghost\n")
    reports = ingest(catalog, folder / "ada.txt")
    assert [report.status for report in reports] == [Status.ADDED]
    assert stored(catalog).title == "The well"


@pytest.mark.parametrize("answer", ["no", "Withdrawn", "REFUSED"])
def test_words_without_consent_are_not_read_and_go_where_they_were(catalog: Catalog, folder: Path, answer: str) -> None:
    ingest(catalog, folder)
    (folder / "about.csv").write_text(f"file,consent\nada.txt,{answer}\n")
    (report,) = [r for r in ingest(catalog, folder) if Path(r.path).name == "ada.txt"]
    assert report.status is Status.REMOVED
    assert catalog.entries() == []
    (again,) = [r for r in ingest(catalog, folder) if Path(r.path).name == "ada.txt"]
    assert again.status is Status.LEFT_OUT


def test_people_of_a_group_are_found_by_their_labels(catalog: Catalog, folder: Path) -> None:
    (folder / "group.txt").write_text("Ada: One well.\nBH: Two wells.\nAda: Three.\nMr X: Four.\n")
    (folder / "about.csv").write_text("file,participant\ngroup.txt,Ada Obi; Ben Hur\n")
    ingest(catalog, folder / "group.txt")
    assert [turn.participant for turn in stored(catalog, "group").turns] == ["Ada Obi", "Ben Hur", "Ada Obi", None]


def test_a_name_of_a_language_is_its_code() -> None:
    assert [language_code(name) for name in ("Spanish", "es", "pt-BR", "Español", "gibberish language")] == ["es", "es", "pt", "es", None]


def test_an_unknown_language_is_told_and_guessed_from_the_words(catalog: Catalog, folder: Path) -> None:
    (folder / "ada.yaml").write_text("language: the usual one\n")
    (report,) = [r for r in ingest(catalog, folder) if r.interview]
    assert any("the usual one" in warning for warning in report.warnings)
    assert stored(catalog).language == "en"


def test_names_of_columns_are_brought_to_one_form() -> None:
    known = metadata_of({"Organization ": "A; B", "Community  Served": "girls, boys", "org_size": 40, "": "x", "empty": " "})
    assert known.attributes == {"organisation": ("A", "B"), "community_served": ("girls", "boys"), "org_size": ("40",)}
