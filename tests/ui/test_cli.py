"""The command line, as a user has it: what it prints, what it says when something is wrong, and its exit status.

Starting a process takes longer than most of what is asked of it, so only what depends on one runs in one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.transcripts import CLINIC, SEEDS, write
from ui.cli import main

pytestmark = pytest.mark.slow
Run = Callable[..., subprocess.CompletedProcess[str]]


def run(*arguments: str | Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, env={**os.environ, **environment}, timeout=120)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run_here(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as left:
                main([*map(str, arguments)])
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, int(left.value.code or 0), said.out, said.err)

    return run_here


def one_line(process: subprocess.CompletedProcess[str], status: int) -> str:
    assert process.returncode == status, process.stderr
    assert "Traceback" not in process.stderr
    lines = process.stderr.strip().splitlines()
    assert len(lines) == 1, process.stderr
    return lines[0]


def test_ask_prints_the_answer_as_the_contract_has_it(here: Run) -> None:
    process = here("ask", "How do we get government to own our programme?", "--json")
    assert process.returncode == 0, process.stderr
    answer = json.loads(process.stdout)
    assert list(answer)[:3] == ["question", "standalone_question", "status"]
    assert answer["groups"][0]["insight"]["number"] == 2


def test_ask_is_readable_by_people_and_prints_no_words_twice(here: Run) -> None:
    process = here("ask", "Should our programme run in parallel to the government's?")
    assert process.returncode == 0, process.stderr
    assert "2. Public-private partnerships are vital to sustain changes at scale" in process.stdout
    assert " ".join(process.stdout.split()).count("This isn't a parallel program.") == 1


def test_ingest_then_search_scoped_by_source_file_name(here: Run, tmp_path: Path) -> None:
    files = write(tmp_path / "files", clinic=CLINIC, seeds=SEEDS)
    first = here("ingest", files, "--json", WHATSWORKING_BUILTIN_CORPUS="false")
    assert first.returncode == 0, first.stderr
    reports = json.loads(first.stdout)
    assert [(r["status"], r["interview"], r["turns"], r["speakers"]) for r in reports] == [
        ("added", "clinic", 4, ["Interviewer", "Amara Okoye"]),
        ("added", "seeds", 3, ["Interviewer", "Tomas Lind"]),
    ]
    again = json.loads(here("ingest", files, "--json").stdout)
    assert {r["status"] for r in again} == {"unchanged"}
    queries = tmp_path / "queries.jsonl"
    lines = [{"id": "b", "query": "money", "interview": "clinic.txt", "limit": 1}, {"id": "a", "query": "money"}]
    queries.write_text("".join(json.dumps(line) + "\n\n" for line in lines))
    results = [json.loads(line) for line in here("search", "--queries", queries, "--json").stdout.splitlines()]
    assert [result["id"] for result in results] == ["b", "a"]
    assert [quote["source"] for quote in results[0]["quotes"]] == ["clinic.txt"]
    assert all(quote["text"] in CLINIC + SEEDS for result in results for quote in result["quotes"])


def test_one_bad_file_fails_alone_and_is_named(here: Run, tmp_path: Path) -> None:
    files = write(tmp_path / "files", clinic=CLINIC)
    (files / "broken.json").write_text('{"turns": [')
    process = here("ingest", files)
    line = one_line(process, 1)
    assert "broken.json: broken JSON at line 1" in line
    assert "added" in process.stdout
    assert "1 added, 1 failed" in process.stdout


def test_a_folder_without_files_is_told(here: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert f"no files in {empty}; give files" in one_line(here("ingest", empty), 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", " "], "the question is empty"),
        (["ask", "x" * 100_000], "at most 2,000 characters"),
        (["ask"], "Missing argument 'TEXT'"),
        (["nonsense"], "No such command 'nonsense'"),
        ([], "give a command: ingest, interviews, show, remove, tags, organisations, export, search, ask, conversations"),
        (["search", "x", "--insight", "99"], "the framework has no insight 99"),
        (["search"], "give either a TEXT to search for or --queries FILE"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["search", "x", "--tag", "nonsense"], "is not DIMENSION=VALUE"),
        (["search", "x", "--interview", "nobody"], "no interview is called 'nobody'"),
        (["search", "x", "--speaker", "nobody"], "no speaker is called 'nobody'; there is david levine"),
        (["search", "--queries", "/nowhere.jsonl", "--json"], "/nowhere.jsonl: cannot be read"),
        (["eval", "nope"], "nope"),
    ],
)
def test_wrong_usage_ends_in_one_line_and_status_2(here: Run, arguments: list[str], message: str) -> None:
    assert message in one_line(here(*arguments), 2)


@pytest.mark.parametrize(
    ("environment", "message", "status"),
    [
        ({"WHATSWORKING_DATA_DIR": "/proc/nope"}, "/proc/nope", 1),
        ({"WHATSWORKING_EMBEDDING_MODEL": "/nowhere/model"}, "embedding model '/nowhere/model' cannot be loaded", 1),
        ({"WHATSWORKING_FRAMEWORK": "/nowhere.yaml"}, "/nowhere.yaml: cannot be read", 1),
        ({"WHATSWORKING_MAX_FILE_MB": "many"}, "WHATSWORKING_MAX_FILE_MB", 2),
    ],
)
def test_bad_settings_end_in_one_line(here: Run, environment: dict[str, str], message: str, status: int) -> None:
    assert message in one_line(here("ask", "Why publish data openly?", **environment), status)


def test_a_query_line_that_is_no_query_is_named(here: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"id": 1, "query": "fine"}\n{"id": 2}\n')
    assert "line 2: query: Field required" in one_line(here("search", "--queries", file, "--json"), 2)


def test_no_transcript_steers_the_terminal(here: Run, tmp_path: Path) -> None:
    files = write(tmp_path / "files", odd="Ann Lee: The zeppelin \x1b[31mworkshop\x1b[0m stood \u202eback\u202c there.\nAnn Lee: It did.\n")
    here("ingest", files)
    people = here("search", "zeppelin workshop", "--limit", "1")
    assert "\x1b" not in people.stdout
    assert "\u202e" not in people.stdout
    assert "\u241b[31mworkshop" in people.stdout
    exact = json.loads(here("search", "zeppelin workshop", "--limit", "1", "--json").stdout)
    assert exact[0]["text"] == "The zeppelin \x1b[31mworkshop\x1b[0m stood \u202eback\u202c there."


def test_a_terminal_that_cannot_show_a_letter_gets_its_escape() -> None:
    process = run("ask", "Why publish data openly?", PYTHONIOENCODING="ascii")
    assert process.returncode == 0, process.stderr
    assert "\\u201cWhat\\u2019s Working" in process.stdout


def test_bytes_that_are_no_text_in_a_question_do_no_harm() -> None:
    process = subprocess.run([sys.executable, "-m", "ui.cli", "ask", b"open data \xff for all"], capture_output=True, timeout=120)
    assert process.returncode == 0, process.stderr


def test_doctor_finds_all_well_and_rebuild_leaves_it_so(here: Run) -> None:
    assert here("index", "rebuild").returncode == 0
    process = here("doctor", "--json")
    assert process.returncode == 0, process.stdout
    findings = {finding["name"]: finding for finding in json.loads(process.stdout)}
    assert findings["catalog and indexes agree"]["value"] == "yes"
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in findings["embedding model"]["value"]
    assert all(finding["good"] for finding in findings.values())
