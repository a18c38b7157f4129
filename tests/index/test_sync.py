"""The index follows the catalog, whatever happens to it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.data_folder import DataFolder
from corpus.errors import DataFolderError, IndexMismatchError
from corpus.ingest import Ingest, IngestOptions
from index import Index
from tests.index.conftest import OpenIndex
from tests.transcripts import CLINIC, write

Opened = tuple[DataFolder, Index]


def found(index: Index, question: str) -> list[tuple[str, int]]:
    return [(hit.interview, hit.turn) for hit in index.search(question, limit=3).hits]


def test_what_is_ingested_is_found(two_interviews: Opened) -> None:
    _, index = two_interviews
    assert found(index, "who pays the drivers now?")[0] == ("clinic", 3)
    assert index.report().agrees


def test_a_second_sync_has_nothing_to_do(two_interviews: Opened) -> None:
    assert two_interviews[1].sync() is False


def test_a_changed_interview_is_indexed_again(two_interviews: Opened, tmp_path: Path) -> None:
    folder, index = two_interviews
    write(tmp_path / "files", clinic=CLINIC.replace("fuel", "snow chains for the winter road"))
    Ingest(folder.catalog, IngestOptions(max_file_mb=64)).run([tmp_path / "files"])
    assert index.report().to_add == ("clinic",)
    assert found(index, "snow chains")[0] == ("clinic", 3)
    assert index.report().agrees


def test_a_removed_interview_is_found_no_more(two_interviews: Opened) -> None:
    folder, index = two_interviews
    folder.catalog.remove("seeds")
    assert {interview for interview, _ in found(index, "seed catalogue open to everyone")} == {"clinic"}
    report = index.report()
    assert report.agrees
    assert report.interviews == 1


@pytest.mark.parametrize("part", ["", "chroma", "units.sqlite3"])
def test_a_deleted_index_is_made_again_from_the_catalog(two_interviews: Opened, open_index: OpenIndex, part: str) -> None:
    folder, index = two_interviews
    before = found(index, "monthly meetings with the ministry")
    index.close()
    target = folder.index_path / part
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    _, again = open_index()
    assert found(again, "monthly meetings with the ministry") == before
    assert again.report().agrees


@pytest.mark.parametrize("file", ["units.sqlite3", "chroma/chroma.sqlite3"])
def test_a_damaged_index_says_how_to_make_it_again_and_that_works(two_interviews: Opened, open_index: OpenIndex, file: str) -> None:
    folder, index = two_interviews
    before = found(index, "monthly meetings with the ministry")
    index.close()
    for tail in ("-wal", "-shm"):
        folder.index_path.joinpath(file + tail).unlink(missing_ok=True)
    folder.index_path.joinpath(file).write_bytes(b"no database at all" * 400)
    _, damaged = open_index()
    with pytest.raises(DataFolderError, match="run 'whatsworking index rebuild'"):
        damaged.search("ministry")
    damaged.rebuild()
    assert found(damaged, "monthly meetings with the ministry") == before


def test_vectors_that_were_lost_are_made_again(two_interviews: Opened, open_index: OpenIndex) -> None:
    _, index = two_interviews
    stores = index._open()
    stores.vectors.remove("seeds")
    index.close()
    _, again = open_index()
    assert found(again, "seed catalogue")[0] == ("seeds", 1)
    assert again.report().agrees


def test_an_index_of_another_model_is_refused_with_the_remedy(two_interviews: Opened, open_index: OpenIndex) -> None:
    folder, index = two_interviews
    index.close()
    with sqlite3.connect(folder.index_path / "units.sqlite3") as connection:
        connection.execute("UPDATE meta SET value = 'other-model' WHERE key = 'model'")
    _, again = open_index()
    with pytest.raises(IndexMismatchError, match=r"other-model.*whatsworking index rebuild"):
        again.search("drivers")
    again.rebuild()
    assert found(again, "who pays the drivers now?")[0] == ("clinic", 3)


def test_another_process_may_add_an_interview_while_this_one_searches(
    two_interviews: Opened, open_index: OpenIndex, tmp_path: Path
) -> None:
    _, here = two_interviews
    assert found(here, "beekeeping school on the island")
    folder, there = open_index()
    Ingest(folder.catalog, IngestOptions(max_file_mb=64)).run(
        [write(tmp_path / "more", bees="Ida Berg: Our beekeeping school on the island has forty hives.\n")]
    )
    there.sync()
    assert found(here, "beekeeping school on the island")[0] == ("bees", 0)


def rows(file: Path, table: str) -> int:
    """How many rows a table of another process's database has; none where it is not there yet."""
    if not file.exists():
        return 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


@pytest.mark.slow
def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path, open_index: OpenIndex) -> None:
    texts = {
        f"talk{k}": "".join(f"Ann Lee: In village {k} we planted row {j} of trees with the school.\n" for j in range(20)) for k in range(30)
    }
    files = write(tmp_path / "many", **texts)
    environment = {**os.environ, "WHATSWORKING_BUILTIN_CORPUS": "false"}
    command = [sys.executable, "-m", "ui.cli", "--data-dir", str(tmp_path / "data"), "ingest", str(files)]
    catalog, units = tmp_path / "data" / "catalog.sqlite3", tmp_path / "data" / "index" / "units.sqlite3"
    reached = (lambda: rows(catalog, "interviews") >= 5, lambda: rows(catalog, "interviews") == 30, lambda: rows(units, "units") > 0)
    ends = []
    for far_enough in reached:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not far_enough():
            time.sleep(0.005)
        process.kill()
        ends.append(process.wait())
    assert -signal.SIGKILL in ends
    assert subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0
    folder, index = open_index()
    report = index.report()
    assert folder.catalog.counts().interviews == report.interviews == 30
    assert folder.catalog.counts().turns == report.units == report.vectors == 600
    assert report.agrees
