"""The data folder: made when it is not there, seeded once, and written by one process at a time."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.builtin import builtin_interview
from corpus.data_folder import DataFolder
from corpus.errors import DataFolderBusyError, DataFolderError
from corpus.settings import Settings

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from corpus.data_folder import DataFolder
from corpus.settings import Settings
with DataFolder(Settings(data_dir=Path(sys.argv[1]))).writing():
    print("held", flush=True)
    sys.stdin.read()
"""
OPEN_TOGETHER = """
import sys, time
from pathlib import Path
from corpus.data_folder import DataFolder
from corpus.settings import Settings
for place in range(5):
    while time.time() < float(sys.argv[2]) + 0.1 * place:
        pass
    print(DataFolder(Settings(data_dir=Path(sys.argv[1]) / f"new {place}")).catalog.counts().interviews)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "not" / "yet" / "there"


@contextmanager
def opened(path: Path, builtin_corpus: bool = True, lock_seconds: float = 0.05) -> Iterator[DataFolder]:
    folder = DataFolder(Settings(data_dir=path, builtin_corpus=builtin_corpus, lock_seconds=lock_seconds))
    try:
        yield folder
    finally:
        folder.close()


@contextmanager
def another_process_writing(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def refusal(path: Path) -> str:
    with pytest.raises(DataFolderError) as caught:
        DataFolder(Settings(data_dir=path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_that_does_not_exist_is_made_with_the_built_in_corpus(home: Path) -> None:
    with opened(home) as folder:
        assert folder.catalog.get("whats-working") == builtin_interview()
        assert [entry.id for entry in folder.catalog.entries()] == ["whats-working"]
        assert folder.index_path.parent == home


def test_without_the_built_in_corpus_a_new_folder_is_empty_and_stays_so(home: Path) -> None:
    with opened(home, builtin_corpus=False) as folder:
        assert folder.catalog.entries() == []
    with opened(home, builtin_corpus=True) as folder:
        assert folder.catalog.entries() == []


def test_the_quotes_stay_where_they_were_put_in_and_do_not_come_back_where_removed(home: Path) -> None:
    with opened(home):
        pass
    with opened(home, builtin_corpus=False) as folder:
        assert folder.catalog.remove("whats-working")
    with opened(home) as folder:
        assert folder.catalog.entries() == []


def test_opening_again_changes_nothing(home: Path) -> None:
    with opened(home) as folder:
        generation = folder.catalog.generation()
    with opened(home) as folder:
        assert folder.catalog.generation() == generation


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")
    assert refusal(path) == f"{path}: is a file, not a folder; choose another with --data-dir"
    assert refusal(path / "below").startswith(f"{path / 'below'}: is a file, not a folder")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("place", ["/proc/nope", "/proc/nope/below"])
def test_a_place_where_no_folder_can_be_made_is_told(place: str) -> None:
    assert refusal(Path(place)).startswith(f"{place}: ")
    assert "--data-dir" in refusal(Path(place))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_folder_that_takes_no_files_is_told() -> None:
    assert refusal(Path("/proc")).startswith("/proc")


def test_a_name_too_long_for_a_folder_is_told(tmp_path: Path) -> None:
    assert "File name too long" in refusal(tmp_path / ("a" * 300))


def test_a_folder_whose_catalog_is_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_text("notes, not a database " * 100, encoding="utf-8")
    assert "catalog.sqlite3: it is damaged" in refusal(tmp_path)


def test_a_second_process_that_writes_makes_the_folder_busy_and_then_frees_it(home: Path) -> None:
    with opened(home) as folder:
        with another_process_writing(home) as process:
            with pytest.raises(DataFolderBusyError, match=rf"^{home}: another process is writing [^\n]+$"), folder.writing():
                pytest.fail("the lock was given to two processes")
            assert folder.catalog.get("whats-working") is not None
            process.communicate()
            assert process.returncode == 0
        with folder.writing():
            assert folder.catalog.remove("whats-working")


def test_a_process_that_was_killed_holds_no_lock(home: Path) -> None:
    with another_process_writing(home) as process:
        process.kill()
        process.wait()
        with opened(home) as folder, folder.writing():
            assert folder.catalog.counts().interviews == 1


def test_a_new_folder_that_another_process_is_filling_is_busy(tmp_path: Path) -> None:
    with opened(tmp_path) as folder, another_process_writing(tmp_path):
        with folder.catalog._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM meta WHERE key = 'builtin_corpus'")
        with pytest.raises(DataFolderBusyError), opened(tmp_path):
            pytest.fail("the folder was seeded without the lock")


def test_processes_that_open_new_folders_at_the_same_time_all_succeed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN_TOGETHER, str(tmp_path), str(time.time() + 1.5)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ends = [(*process.communicate(), process.returncode) for process in processes]
    assert ends == [("1\n" * 5, "", 0)] * 3


def test_the_lock_may_be_taken_again_within_one_process(home: Path) -> None:
    with opened(home) as folder, folder.writing(), folder.writing(wait_seconds=0):
        assert folder.catalog.remove("whats-working")


def test_a_disk_that_fails_while_writing_is_told_with_the_folder(home: Path) -> None:
    with opened(home) as folder:
        with pytest.raises(DataFolderError, match=rf"^{home}: the disk is full; [^\n]+$"), folder.writing():
            Path("/dev/full").write_bytes(b"words")
        with folder.writing(wait_seconds=0):
            assert folder.catalog.counts().interviews == 1
