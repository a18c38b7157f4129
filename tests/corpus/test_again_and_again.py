"""Runs that are repeated: changed, moved and deleted files, archives, dry runs, and runs that are killed."""

import io
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalog import Catalog
from corpus.ingest import Ingest, Status
from corpus.models import CuratedQuote, Role, Span, Tag
from corpus.originals import Originals
from corpus.reanchor import carry_over
from tests.corpus.interviews import an_interview, ingest, stored

ROOT = Path(__file__).parents[2]
TALK = "Interviewer: How did the well begin?\nAda: We asked every household first.\nAda: It took nine years.\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "ada.txt").write_text(TALK)
    return folder


def mark(catalog: Catalog, words: str, interview: str = "ada") -> None:
    """Tag words and choose them as a quotation, as a person would."""
    found = stored(catalog, interview)
    start = found.text.index(words)
    span = {"start": start, "end": start + len(words)}
    tag, quote = Tag(dimension="insight", value="4", coder="Lea", **span), CuratedQuote(curator="Lea", **span)
    catalog.put(found.model_copy(update={"tags": (*found.tags, tag), "quotes": (*found.quotes, quote)}))


def test_tags_and_quotes_follow_their_words_in_a_changed_file(catalog: Catalog, folder: Path) -> None:
    ingest(catalog, folder)
    mark(catalog, "every household first")
    (folder / "ada.txt").write_text("Interviewer: Tell me of the very beginning.\n" + TALK)
    (report,) = ingest(catalog, folder)
    assert report.status is Status.REPLACED
    interview = stored(catalog)
    assert [interview.words_of(span) for span in (*interview.tags, *interview.quotes)] == ["every household first"] * 2
    assert interview.tags[0].coder == "Lea"


def test_tags_whose_words_are_gone_are_named_kept_aside_and_tried_again(catalog: Catalog, folder: Path) -> None:
    ingest(catalog, folder)
    mark(catalog, "every household first")
    (folder / "ada.txt").write_text(TALK.replace("every household", "all households"))
    (report,) = ingest(catalog, folder)
    assert [w for w in report.warnings if "every household first" in w] == list(report.warnings)
    assert len(report.warnings) == 2
    assert stored(catalog).tags == ()
    assert {(lost.dimension, lost.words) for lost in stored(catalog).unanchored} == {
        ("insight", "every household first"),
        (None, "every household first"),
    }
    (folder / "ada.txt").write_text(TALK + "Ada: Later.\n")
    ingest(catalog, folder)
    interview = stored(catalog)
    assert interview.unanchored == ()
    assert [interview.words_of(span) for span in (*interview.tags, *interview.quotes)] == ["every household first"] * 2


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them() -> None:
    before = an_interview(("Ada", "In spring it rained. We dug."), ("Ada", "In autumn it rained. We rested."))
    second = before.text.rindex("it rained")
    before = before.model_copy(update={"tags": (Tag(start=second, end=second + 9, dimension="a", value="b"),)})
    after = an_interview(("Ben", "New."), ("Ada", "In autumn it rained. We rested."), ("Ada", "In spring it rained. We dug."))
    moved = carry_over(before, after).interview
    assert after.text[: moved.tags[0].start].endswith("In autumn ")


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=60), st.data())
def test_a_tag_is_carried_to_equal_words_or_named_as_lost(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    first = an_interview(("Ada", before)).model_copy(update={"tags": (Tag(start=start, end=end, dimension="a", value="b"),)})
    moved = carry_over(first, an_interview(("Ada", after)))
    words = before[start:end]
    if words and words in after:
        assert [moved.interview.words_of(tag) for tag in moved.interview.tags] == [words]
        assert moved.lost == ()
    else:
        assert moved.interview.tags == ()
        assert [lost.words for lost in moved.lost] == [words]


def test_a_file_that_moved_keeps_its_tags(catalog: Catalog, folder: Path) -> None:
    ingest(catalog, folder)
    mark(catalog, "nine years")
    (folder / "deep").mkdir()
    (folder / "ada.txt").rename(folder / "deep" / "ada obi.txt")
    (report,) = ingest(catalog, folder, prune=True)
    assert (report.status, report.message) == (Status.MOVED, f"was {folder / 'ada.txt'}")
    assert [entry.source_name for entry in catalog.entries()] == ["ada obi.txt"]
    assert stored(catalog).tags


def test_deleted_files_stay_until_they_are_pruned(catalog: Catalog, folder: Path) -> None:
    (folder / "ben.txt").write_text(TALK + "Ada: Ben.\n")
    outside = folder.parent / "outside.txt"
    outside.write_text(TALK + "Ada: Outside.\n")
    ingest(catalog, folder, outside)
    (folder / "ben.txt").unlink()
    outside.unlink()
    assert [entry.id for entry in catalog.entries()] == ["ada", "ben", "outside"]
    ingest(catalog, folder)
    assert [entry.id for entry in catalog.entries()] == ["ada", "ben", "outside"]
    (gone,) = [report for report in ingest(catalog, folder, prune=True) if report.status is Status.REMOVED]
    assert gone.interview == "ben"
    assert [entry.id for entry in catalog.entries()] == ["ada", "outside"]


def test_who_asks_is_remembered_for_a_file(catalog: Catalog, folder: Path) -> None:
    (folder / "x.txt").write_text("Jo: Why is that?\nAda: Because of the rain.\nJo: Really?\nAda: Yes, really.\n")
    ingest(catalog, folder / "x.txt", interviewers=("jo",))
    assert [turn.role for turn in stored(catalog, "x").turns][:2] == [Role.INTERVIEWER, Role.INTERVIEWEE]
    (again,) = ingest(catalog, folder / "x.txt")
    assert again.status is Status.UNCHANGED
    (folder / "x.txt").write_text("Jo: Why is that?\nAda: Because of the rain, I think.\n")
    ingest(catalog, folder / "x.txt")
    assert stored(catalog, "x").turns[0].role is Role.INTERVIEWER


def test_a_dry_run_shows_what_it_would_do_and_stores_nothing(catalog: Catalog, folder: Path) -> None:
    generation = catalog.generation()
    (report,) = ingest(catalog, folder, dry_run=True)
    assert (report.status, report.turns, [p.role for p in report.people]) == (Status.ADDED, 3, [Role.INTERVIEWER, Role.INTERVIEWEE])
    assert report.first[0] == "Interviewer: How did the well begin?"
    assert (catalog.entries(), catalog.generation()) == ([], generation)
    ingest(catalog, folder)
    (folder / "ada.txt").write_text(TALK + "Ada: More.\n")
    (folder / "ada.txt").rename(folder / "b.txt")
    ingest(catalog, folder, dry_run=True, prune=True)
    assert [entry.source_name for entry in catalog.entries()] == ["ada.txt"]


def archive(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_txt", ".txt").replace("_csv", ".csv").replace("_zip", ".zip"), data)
    return path


def test_an_archive_gives_each_of_its_files_with_its_metadata(catalog: Catalog, folder: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("deep.txt", TALK + "Ada: Deep.\n")
    path = archive(
        folder / "all.zip",
        one__ben_txt=TALK,
        **{"photo.png": b"x"},
        empty_txt="",
        set_zip=inner.getvalue(),
        about_csv="file,title\nben,Ben\n",
    )
    reports = ingest(catalog, path)
    assert {Path(r.path).name: r.status for r in reports} == {
        "ben.txt": Status.ADDED,
        "photo.png": Status.LEFT_OUT,
        "empty.txt": Status.FAILED,
        "deep.txt": Status.ADDED,
        "about.csv": Status.METADATA,
    }
    assert stored(catalog, "ben").title == "Ben"
    assert stored(catalog, "ben").source.path == f"{path.resolve()}!/one/ben.txt"


def test_an_archive_is_passed_over_updated_and_moved_like_a_file(catalog: Catalog, folder: Path) -> None:
    path = archive(folder / "all.zip", a_txt=TALK + "Ada: A.\n", b_txt=TALK + "Ada: B.\n")
    ingest(catalog, path)
    assert {r.status for r in ingest(catalog, path)} == {Status.UNCHANGED}
    archive(path, a_txt=TALK + "Ada: A.\n", c_txt=TALK + "Ada: C.\n")
    assert {(r.interview, r.status) for r in ingest(catalog, path)} == {
        ("a", Status.REPLACED),
        ("c", Status.ADDED),
        ("b", Status.REMOVED),
    }
    path.rename(folder / "moved.zip")
    assert {(r.interview, r.status) for r in ingest(catalog, folder / "moved.zip")} == {("a", Status.MOVED), ("c", Status.MOVED)}
    assert stored(catalog, "a").source.path == f"{(folder / 'moved.zip').resolve()}!/a.txt"


def test_a_path_that_leads_out_of_an_archive_leads_nowhere(catalog: Catalog, folder: Path) -> None:
    path = folder / "evil.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("../../outside.txt", TALK)
        file.writestr("/etc/passwd.txt", TALK + "Ada: More.\n")
    reports = ingest(catalog, path)
    assert [report.status for report in reports] == [Status.FAILED, Status.FAILED]
    assert all("leads out of the archive" in report.message for report in reports)
    assert not (folder.parent / "outside.txt").exists()


def test_an_archive_in_an_archive_in_an_archive_is_refused_alone(catalog: Catalog, folder: Path) -> None:
    data = TALK.encode()
    name = "a.txt"
    for level in range(3):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            file.writestr(name, data)
        data, name = packed.getvalue(), f"{level}.zip"
    (folder / name).write_bytes(data)
    reports = ingest(catalog, folder)
    assert {Path(r.path).name: r.status for r in reports} == {"ada.txt": Status.ADDED, "0.zip": Status.FAILED}


def test_originals_are_kept_once_and_go_with_the_last_interview(catalog: Catalog, folder: Path) -> None:
    originals = Originals(folder.parent / "originals")
    Ingest(catalog, originals=originals).run([folder])
    source = stored(catalog).source
    kept = originals.find(source.sha256, source.name)
    assert kept.read_text() == TALK
    (folder / "ada.txt").write_text(TALK + "Ada: More.\n")
    Ingest(catalog, originals=originals).run([folder])
    assert not kept.exists()
    assert len(list((folder.parent / "originals").glob("*/*"))) == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20), max_size=4))
def test_spans_of_carried_tags_lie_in_the_new_text(words: list[str]) -> None:
    before = an_interview(*(("Ada", w) for w in words)) if words else an_interview(("Ada", "x"))
    after = an_interview(*(("Ada", w) for w in reversed(words))) if words else an_interview(("Ada", "y"))
    tags = tuple(Tag(start=t.start, end=t.end, dimension="a", value=str(t.index)) for t in before.turns)
    moved = carry_over(before.model_copy(update={"tags": tags}), after).interview
    assert all(Span(start=t.start, end=t.end).end <= len(moved.text) for t in moved.tags)


KILLED = """
import sys
from pathlib import Path
from corpus.data_folder import DataFolder
from corpus.ingest import Ingest
from corpus.settings import Settings
folder = DataFolder(Settings(data_dir=Path(sys.argv[1]), builtin_corpus=False))
print("ready", flush=True)
with folder.writing():
    Ingest(folder.catalog, originals=folder.originals).run([Path(sys.argv[2])])
"""


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for k in range(60):
        (files / f"talk {k}.txt").write_text(TALK + f"Ada: Number {k}.\n" * 200)
    archive(files / "more.zip", **{f"part_{k}.txt": TALK + f"Ada: Part {k}.\n" * 200 for k in range(20)})
    data = tmp_path / "data"
    random.seed(7)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(data), str(files)], stdout=subprocess.PIPE, cwd=ROOT, text=True) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(random.uniform(0.02, 0.6))
            run.send_signal(signal.SIGKILL)
    subprocess.run([sys.executable, "-c", KILLED, str(data), str(files)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    catalog = Catalog(data / "catalog.sqlite3")
    entries = catalog.entries()
    assert len({entry.source_path for entry in entries}) == len(entries) == 80
    assert {entry.turns for entry in entries} == {203}
    assert catalog.integrity_problems() == []
    assert len([p for p in (data / "originals").glob("*/*") if not p.name.startswith("new-")]) == 80
    catalog.close()
