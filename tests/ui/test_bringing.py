"""What the page does with files that people send it."""

from pathlib import Path

import pytest

from assistant import Assistant
from corpus.errors import UsageError
from corpus.ingest import FileReport, Ingest, IngestOptions, Status
from corpus.models import Interview, Role
from corpus.settings import Settings
from tests.transcripts import CLINIC, SEEDS, write
from ui.bringing import Run, Staging, corrections_of, fact_rows, speaker_rows
from ui.bringing.corrections import Row


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(Settings(data_dir=tmp_path / "data", builtin_corpus=False))


def sent(tmp_path: Path, **texts: str) -> list[tuple[str, str]]:
    """Files as a server hands them over: where they lie, and what they are called."""
    folder = write(tmp_path / "sent", **texts)
    return [(str(folder / f"{name}.txt"), f"{name}.txt") for name in texts]


def read(assistant: Assistant, staging: Staging, dry_run: bool = False, **options: object) -> list[FileReport]:
    chosen = IngestOptions(dry_run=dry_run, copies=staging.copies).model_copy(update=options)
    return Ingest(assistant.folder.catalog, chosen, assistant.folder.originals).run(staging.files)


def interview(assistant: Assistant, key: str) -> Interview:
    found = assistant.interview(key)
    assert found is not None
    return found


def test_what_was_put_right_wins_over_the_file_and_its_table(assistant: Assistant, tmp_path: Path) -> None:
    staging = Staging(assistant.folder)
    table = tmp_path / "sent" / "metadata.csv"
    staging.take(sent(tmp_path, clinic=CLINIC))
    table.write_text("file,organisation,date,strategy\nclinic,Wrong Org,1999,Guessing\n")
    staging.take([(str(table), "metadata.csv")])
    reports = read(assistant, staging, dry_run=True)
    speakers: list[Row] = [list(row) for row in speaker_rows(reports)]
    facts: list[Row] = [list(row) for row in fact_rows(reports)]
    assert facts[0][:5] == ["clinic.txt", "clinic", "1999", "Wrong Org", ""]
    speakers = [["", "", role, who, "", ""] for role, who in (("INTERVIEWEE", ""), ("interviewer", "Amara O."))]
    facts = [["clinic.txt", "The clinic", "2022", "Valley Health; Rural Trust", "", "Health", "", "", "Kenya, Uganda", ""]]
    corrections = corrections_of(reports, speakers, facts)
    read(assistant, staging, corrections=corrections)
    found = interview(assistant, "clinic")
    assert (found.title, found.date) == ("The clinic", "2022")
    assert found.attributes["organisation"] == ("Valley Health", "Rural Trust")
    assert found.attributes["geography"] == ("Kenya", "Uganda")
    assert "strategy" not in found.attributes
    assert [turn.role for turn in found.turns[:2]] == [Role.INTERVIEWEE, Role.INTERVIEWER]
    assert found.turns[1].participant == "Amara O."
    assert found.text == CLINIC


def test_nothing_that_was_left_as_it_is_becomes_a_correction(assistant: Assistant, tmp_path: Path) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, clinic=CLINIC, seeds=SEEDS))
    reports = read(assistant, staging, dry_run=True)
    assert corrections_of(reports, speaker_rows(reports), fact_rows(reports)) == {}


def test_a_consent_that_is_refused_in_the_table_keeps_the_interview_out(assistant: Assistant, tmp_path: Path) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, clinic=CLINIC))
    reports = read(assistant, staging, dry_run=True)
    (row,) = fact_rows(reports)
    corrections = corrections_of(reports, speaker_rows(reports), [[*row[:-1], "no"]])
    (report,) = read(assistant, staging, corrections=corrections)
    assert report.status is Status.LEFT_OUT
    assert assistant.folder.catalog.entries() == []


@pytest.mark.parametrize("role", ["boss", "", "int", None])
def test_a_role_that_is_none_or_may_be_two_is_named(assistant: Assistant, tmp_path: Path, role: str | None) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, clinic=CLINIC))
    reports = read(assistant, staging, dry_run=True)
    rows: list[Row] = [list(row) for row in speaker_rows(reports)]
    rows[1] = [*rows[1][:2], role, *rows[1][3:]]
    with pytest.raises(UsageError, match=r"clinic\.txt: the role of Amara Okoye is .*; write interviewer, interviewee or unknown"):
        corrections_of(reports, rows, fact_rows(reports))


def test_a_table_with_rows_missing_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, clinic=CLINIC))
    reports = read(assistant, staging, dry_run=True)
    with pytest.raises(UsageError, match="look at the files again"):
        corrections_of(reports, [], fact_rows(reports))
    with pytest.raises(UsageError, match="look at the files again"):
        corrections_of(reports, speaker_rows(reports), [])


def test_a_file_sent_again_is_known_by_its_bytes_or_takes_the_place_of_its_interview(assistant: Assistant, tmp_path: Path) -> None:
    for text, name, status in (
        (CLINIC, "clinic", Status.ADDED),
        (CLINIC, "clinic", Status.UNCHANGED),
        (CLINIC, "copy", Status.UNCHANGED),
        (CLINIC + "Amara Okoye: One more thing, about the road.\n", "clinic", Status.REPLACED),
    ):
        staging = Staging(assistant.folder)
        staging.take(sent(tmp_path, **{name: text}))
        assert [report.status for report in read(assistant, staging)] == [status]
        staging.clear()
    assert [entry.id for entry in assistant.folder.catalog.entries()] == ["clinic"]
    assert not list((tmp_path / "data" / "incoming").glob("*"))


def test_a_file_of_a_known_name_can_be_kept_beside_the_earlier_one(assistant: Assistant, tmp_path: Path) -> None:
    first = Staging(assistant.folder)
    first.take(sent(tmp_path, talk=CLINIC))
    read(assistant, first)
    second = Staging(assistant.folder)
    second.take(sent(tmp_path, talk=SEEDS))
    taken = frozenset(entry.source_path or "" for entry in assistant.folder.catalog.entries())
    second.rename(second.files[0], taken)
    assert [report.status for report in read(assistant, second)] == [Status.ADDED]
    assert [entry.source_name for entry in assistant.folder.catalog.entries()] == ["talk.txt", "talk (2).txt"]


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a\\b\\..\\c.txt", "..", "x" * 400 + ".txt", "nul\0.txt", ".txt"])
def test_a_name_that_a_browser_sends_never_leads_out_of_the_folder(assistant: Assistant, tmp_path: Path, name: str) -> None:
    staging = Staging(assistant.folder)
    (path, _), *_ = sent(tmp_path, clinic=CLINIC)
    staging.take([(path, name)])
    (kept,) = staging.files
    assert kept.parent == staging.folder
    assert kept.read_text() == CLINIC


def test_a_run_that_is_stopped_keeps_what_was_stored_and_says_what(assistant: Assistant, tmp_path: Path) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, **{f"talk_{k}": f"{CLINIC}Amara Okoye: Part {k} of it.\n" for k in range(8)}))
    run = Run(assistant, staging.files, IngestOptions(copies=staging.copies))
    run.stop()
    steps = list(run.steps())
    assert run.stopped
    assert steps[0].doing == "Reading"
    assert [report.status for report in run.reports] == [Status.ADDED]
    assert len(assistant.folder.catalog.entries()) == 1
    again = Run(assistant, staging.files, IngestOptions(copies=staging.copies))
    list(again.steps())
    assert not again.stopped
    assert len(assistant.folder.catalog.entries()) == 8
    assert assistant.index.report().agrees


@pytest.mark.parametrize("stopped", [False, True])
def test_consent_that_is_refused_on_the_page_takes_away_what_was_kept_also_when_the_run_is_stopped(
    assistant: Assistant, tmp_path: Path, stopped: bool
) -> None:
    staging = Staging(assistant.folder)
    staging.take(sent(tmp_path, clinic=CLINIC))
    list(Run(assistant, staging.files, IngestOptions(copies=staging.copies)).steps())
    assistant.collections.create("Report")
    assistant.collections.add_span("Report", "clinic", CLINIC.index("We began"), CLINIC.index("We began") + 8)
    table = tmp_path / "sent" / "metadata.csv"
    table.write_text("file,consent\nclinic,refused\n")
    staging.take([(str(table), "metadata.csv")])
    files = sorted(staging.files, key=lambda path: path.suffix == ".csv")
    run = Run(assistant, files, IngestOptions(copies=staging.copies))
    if stopped:
        run.stop()
    list(run.steps())
    assert run.stopped is stopped
    assert run.reports[0].consent_refused
    assert assistant.folder.catalog.entries() == []
    assert assistant.collections.open("Report").items == ()
