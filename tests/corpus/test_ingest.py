"""Files and folders become interviews; what cannot be read fails alone."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from corpus.builtin import builtin_interview
from corpus.catalog import Catalog
from corpus.errors import DataFolderError
from corpus.importers import importers
from corpus.ingest import FileReport, Ingest, IngestOptions, SpeakerReport, Status, find_files
from corpus.models import Role
from tests.corpus.interviews import stored

TALK = "Interviewer: How did the well begin?\nAda: We asked every household first.\n"


def write(path: Path, words: str | bytes = TALK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def ingest(catalog: Catalog, *paths: Path) -> list[FileReport]:
    return Ingest(catalog, IngestOptions(max_file_mb=1)).run(paths)


def outcomes(reports: list[FileReport]) -> dict[str, str]:
    return {Path(report.path).name: report.status.value for report in reports}


def test_a_file_becomes_an_interview_with_its_source(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "The Well, day 1.txt")
    (report,) = ingest(catalog, path)
    assert report == FileReport(
        path=str(path),
        status=Status.ADDED,
        interview="the-well-day-1",
        format="plain text",
        encoding="utf-8",
        turns=2,
        words=10,
        speakers=("Interviewer", "Ada"),
        people=(
            SpeakerReport(name="Interviewer", participant=None, role=Role.INTERVIEWER, turns=1, words=5),
            SpeakerReport(name="Ada", participant=None, role=Role.INTERVIEWEE, turns=1, words=5),
        ),
        first=("Interviewer: How did the well begin?", "Ada: We asked every household first."),
    )
    interview = stored(catalog, "the-well-day-1")
    assert (interview.title, interview.text, interview.conversation) == ("The Well, day 1", TALK, True)
    assert (interview.source.name, interview.source.path) == ("The Well, day 1.txt", str(path.resolve()))
    assert [turn.role for turn in interview.turns] == [Role.INTERVIEWER, Role.INTERVIEWEE]


def test_folders_are_walked_and_hidden_files_skipped(catalog: Catalog, folder: Path) -> None:
    for name in ("b.txt", "a.md", "deep/er/c.TXT", ".hidden.txt", ".git/d.txt", "deep/.e/f.txt"):
        write(folder / name, f"{TALK}Ada: {name}\n")
    reports = ingest(catalog, folder)
    assert [str(Path(report.path).relative_to(folder)) for report in reports] == ["a.md", "b.txt", "deep/er/c.TXT"]
    assert {report.status for report in reports} == {Status.ADDED}
    assert [entry.id for entry in catalog.entries()] == ["a", "b", "c"]


def test_a_hidden_file_that_is_named_is_read(catalog: Catalog, folder: Path) -> None:
    assert outcomes(ingest(catalog, write(folder / ".hidden.txt"))) == {".hidden.txt": "added"}


def test_files_below_a_hidden_folder_that_is_named_are_read(catalog: Catalog, folder: Path) -> None:
    write(folder / ".talks" / "a.txt")
    assert outcomes(ingest(catalog, folder / ".talks")) == {"a.txt": "added"}


def test_a_file_is_found_once_and_counts_as_named_when_it_is(folder: Path) -> None:
    path = write(folder / "a.txt")
    assert find_files([folder, path, folder, path]) == [(path, True)]


def test_an_unknown_format_is_left_out_of_a_folder_and_fails_when_named(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "photo.png", b"\x89PNG\r\n")
    (left_out,) = ingest(catalog, folder)
    assert (left_out.status, left_out.message) == (Status.LEFT_OUT, "not a format that is read")
    (failed,) = ingest(catalog, path)
    assert failed.status is Status.FAILED
    assert failed.message == f"photo.png: files ending in .png are not read; the formats are {', '.join(sorted(importers()))}"


def test_a_named_file_without_a_suffix_fails(catalog: Catalog, folder: Path) -> None:
    (report,) = ingest(catalog, write(folder / "README"))
    assert str(report.message).startswith("README: files ending in nothing are not read")


def test_an_unchanged_file_is_skipped_by_its_bytes(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    ingest(catalog, path)
    generation = catalog.generation()
    os.utime(path, (0, 0))
    (report,) = ingest(catalog, path)
    assert (report.status, report.interview, report.turns, report.speakers) == (Status.UNCHANGED, "a", 2, ("Interviewer", "Ada"))
    assert catalog.generation() == generation


def test_a_file_that_moved_is_not_read_twice(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    ingest(catalog, path)
    path.rename(folder / "b.txt")
    (report,) = ingest(catalog, folder)
    assert (report.status, report.interview) == (Status.MOVED, "a")
    assert stored(catalog, "a").source.name == "b.txt"
    assert stored(catalog, "a").source.path == str(folder / "b.txt")
    assert [entry.id for entry in catalog.entries()] == ["a"]


def test_a_changed_file_takes_the_place_of_its_interview(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    ingest(catalog, path)
    write(path, TALK + "Ada: And then it rained.\n")
    (report,) = ingest(catalog, path)
    assert (report.status, report.interview, report.turns) == (Status.REPLACED, "a", 3)
    assert [entry.id for entry in catalog.entries()] == ["a"]
    assert stored(catalog, "a").text.endswith("And then it rained.\n")


def test_a_file_that_becomes_a_copy_of_another_gives_up_its_old_words(catalog: Catalog, folder: Path) -> None:
    first, second = write(folder / "a.txt", TALK + "Ada: This I take back.\n"), write(folder / "b.txt")
    ingest(catalog, folder)
    write(first, second.read_bytes())
    ingest(catalog, folder)
    assert all("This I take back" not in stored(catalog, entry.id).text for entry in catalog.entries())


def test_one_stem_from_two_folders_gets_two_ids_that_stay(catalog: Catalog, folder: Path) -> None:
    first, second = write(folder / "north" / "a.txt", TALK + "Ada: North.\n"), write(folder / "south" / "a.txt", TALK + "Ada: South.\n")
    assert [report.interview for report in ingest(catalog, folder)] == ["a", "a-2"]
    write(second, TALK + "Ada: Far south.\n")
    (report,) = ingest(catalog, second)
    assert (report.status, report.interview) == (Status.REPLACED, "a-2")
    assert stored(catalog, "a").source.path == str(first.resolve())
    assert "North" in stored(catalog, "a").text


def test_a_file_does_not_take_the_place_of_the_built_in_page(catalog: Catalog, folder: Path) -> None:
    catalog.put(builtin_interview())
    (report,) = ingest(catalog, write(folder / "Whats Working.txt"))
    assert (report.status, report.interview) == (Status.ADDED, "whats-working-2")
    assert catalog.get("whats-working") == builtin_interview()


def test_files_that_cannot_be_read_fail_alone_and_the_others_are_kept(catalog: Catalog, folder: Path) -> None:
    paths = [
        write(folder / "1 good.txt"),
        folder / "2 missing.txt",
        write(folder / "3 empty.txt", ""),
        write(folder / "4 blank.txt", " \n"),
        write(folder / "4 empty.json", ""),
        write(folder / "5 large.txt", b"Ada: word\n" * 110_000),
        write(folder / "6 picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))),
        write(folder / "7 broken.json", '{"turns": ['),
        write(folder / "8 good.json", '[{"speaker": "Ada", "text": "So."}]'),
    ]
    reports = ingest(catalog, *paths)
    assert [report.status for report in reports] == [Status.ADDED, *[Status.FAILED] * 7, Status.ADDED]
    assert [entry.id for entry in catalog.entries()] == ["1-good", "8-good"]
    reasons = ("no such file", "is empty", "is empty", "is empty", "the limit is 1 MB", "not a text file", "broken JSON at line 1")
    for report, reason in zip(reports[1:-1], reasons, strict=True):
        assert Path(report.path).name in str(report.message)
        assert reason in str(report.message)
        assert "\n" not in str(report.message)


def test_a_file_of_exactly_the_limit_is_read(catalog: Catalog, folder: Path) -> None:
    (report,) = ingest(catalog, write(folder / "a.txt", b"Ada: word\n".ljust(1024 * 1024, b" ")))
    assert report.status is Status.ADDED


def test_what_is_neither_file_nor_folder_fails(catalog: Catalog, folder: Path) -> None:
    device = folder / "device.txt"
    device.symlink_to(os.devnull)
    (report,) = ingest(catalog, device)
    assert (report.status, report.message) == (Status.FAILED, f"{device}: is not a file; give a file or a folder")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a" * 300 + ".txt", id="too long"),
        pytest.param("a\0.txt", id="a zero in it"),
    ],
)
def test_a_name_that_no_file_can_have_fails_alone(catalog: Catalog, folder: Path, name: str) -> None:
    assert outcomes(ingest(catalog, folder / name, write(folder / "b.txt"))) == {name: "failed", "b.txt": "added"}


def test_a_file_name_that_is_not_utf_8_does_not_stop_the_others(catalog: Catalog, folder: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")))
    write(folder / "d.txt", TALK + "Ada: Another.\n")
    assert [report.status for report in ingest(catalog, folder)][-1] is Status.ADDED


@pytest.mark.parametrize(
    ("name", "words"),
    [(b"\xe9.txt", b""), (b"\xe9.json", b"[,"), (b"\xe9.txt", bytes(99)), (b"\xe9.png", b"x")],
    ids=["empty", "broken", "binary", "unknown"],
)
def test_the_failure_of_a_file_whose_name_is_not_utf_8_can_be_printed(catalog: Catalog, folder: Path, name: bytes, words: bytes) -> None:
    (report,) = ingest(catalog, write(Path(os.fsdecode(os.fsencode(folder) + b"/" + name)), words))
    assert report.status is Status.FAILED
    assert str(report.message).encode()


def test_a_catalog_that_cannot_be_written_stops_the_run(catalog: Catalog, folder: Path) -> None:
    with catalog._engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no_more BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'no more'); END")
    with pytest.raises(DataFolderError, match="no more"):
        ingest(catalog, write(folder / "a.txt"))
    assert catalog.entries() == []


def test_progress_counts_files_done_and_to_do(catalog: Catalog, folder: Path) -> None:
    for name in ("a.txt", "b.txt", "c.png"):
        write(folder / name, TALK + name)
    seen: list[tuple[int, int]] = []
    Ingest(catalog, IngestOptions(max_file_mb=1)).run([folder], lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_warnings_of_a_file_are_reported_and_kept(catalog: Catalog, folder: Path) -> None:
    (report,) = ingest(catalog, write(folder / "a.txt", "We dug.\n\nAnd it rained."))
    assert len(report.warnings) == 1
    assert stored(catalog, "a").warnings == report.warnings


def test_all_public_transcripts_are_read_word_for_word(catalog: Catalog, shared: Path) -> None:
    folder = shared / "data" / "qmsum" / "val"
    reports = Ingest(catalog, IngestOptions(max_file_mb=64)).run([folder])
    assert len(reports) == 35
    assert {report.status for report in reports} == {Status.ADDED}
    turns = 0
    for report in reports:
        interview = stored(catalog, str(report.interview))
        source = json.loads(Path(report.path).read_text(encoding="utf-8"))["meeting_transcripts"]
        assert [interview.words_of(turn) for turn in interview.turns] == [item["content"].replace("\r\n", "\n") for item in source]
        assert [str(turn.speaker).casefold() for turn in interview.turns] == [
            " ".join(item["speaker"].split()).casefold() for item in source
        ]
        turns += len(interview.turns)
    assert turns == catalog.counts().turns == 20_123


def test_a_path_that_leads_out_of_an_archive_is_named_and_the_other_members_go_on(catalog: Catalog, folder: Path) -> None:
    names = ("../../evil.txt", "/etc/abs.txt", "C:\\talks\\drive.txt", "round 2/ada.txt")
    with zipfile.ZipFile(folder / "talks.zip", "w") as file:
        for name in names:
            file.writestr(name, TALK)
    reports = ingest(catalog, folder / "talks.zip")
    assert [report.status for report in reports] == [Status.FAILED, Status.FAILED, Status.FAILED, Status.ADDED]
    assert all("leads out of the archive" in str(report.message) for report in reports[:-1])


def test_a_format_that_is_not_read_is_left_out_with_what_to_do(catalog: Catalog, folder: Path) -> None:
    write(folder / "old.doc", b"\xd0\xcf\x11\xe0")
    write(folder / "photo.png", b"\x89PNG")
    reports = {Path(report.path).name: report for report in ingest(catalog, folder)}
    assert "save it as .docx" in str(reports["old.doc"].message)
    assert reports["photo.png"].message == "not a format that is read"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "ferme.txt",
            "Aïcha : Nous avons partagé les semences avec tous les voisins de la vallée.\nMalik : Et qu’est-ce que cela a changé ?\n",
        ),
        ("ferme.json", '[{"speaker": "Aïcha", "text": "Nous avons partagé les semences avec tous les voisins de la vallée."}]'),
    ],
)
def test_the_language_of_a_file_that_names_none_is_told_from_its_words(catalog: Catalog, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    Ingest(catalog).run([folder / name])
    interview = catalog.get("ferme")
    assert interview is not None
    assert interview.language == "fr"
