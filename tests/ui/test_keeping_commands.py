"""Conversations, collections, feedback, insights and themes at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.models import sha256_of
from corpus.settings import Settings
from tests.transcripts import CLINIC, SEEDS, write
from ui.cli import cli

QUESTION = "How do we get government to own our programme?"


@pytest.fixture
def folder(builtin: Assistant, tmp_path: Path) -> Path:
    """A copy of the indexed built-in corpus, so that nothing is indexed again."""
    import shutil

    shutil.copytree(builtin.folder.path, tmp_path / "data", ignore=shutil.ignore_patterns("kept.sqlite3*"))
    return tmp_path / "data"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments], standalone_mode=False)
    if result.exception and not isinstance(result.exception, WhatsWorkingError):
        raise result.exception
    return result


def test_an_answer_is_saved_continued_shown_exported_and_deleted(folder: Path, tmp_path: Path) -> None:
    asked = run("ask", QUESTION, "--save", "--json")
    assert json.loads(asked.stdout)["status"] == "answered"
    assert "saved in conversation" in asked.stderr
    (entry,) = json.loads(run("conversations", "list", "--json").stdout)
    run("ask", "What does a solar panel cost?", "--save-to", entry["id"], "--export", tmp_path / "refusal.csv")
    assert (tmp_path / "refusal.csv").read_text(encoding="utf-8-sig").count("\n") == 4
    shown = run("conversations", "show", QUESTION)
    assert shown.stdout.index("own our programme?") < shown.stdout.index("solar panel")
    assert run("conversations", "rename", entry["id"], "Ministries").return_value == 0
    file = tmp_path / "out.md"
    assert run("conversations", "export", "Ministries", file).return_value == 0
    assert "We want a government to ultimately be owning that" in file.read_text()
    run("remove", "whats-working")
    run("conversations", "export", "Ministries", file)
    assert "ultimately be owning" not in file.read_text()
    run("conversations", "delete", "Ministries")
    assert json.loads(run("conversations", "list", "--json").stdout) == []
    assert "no conversation is called" in str(run("conversations", "show", "Ministries").exception)


def test_a_collection_is_made_ordered_noted_and_exported(folder: Path, tmp_path: Path) -> None:
    run("collections", "add", "Report", "whats-working", "--words", "This isn't a parallel program.")
    run("collections", "add", "Report", "whats-working", "--words", "We have close to a hundred networks now.", "--note", "numbers")
    one, two = json.loads(run("collections", "show", "Report", "--json").stdout)["items"]
    run("collections", "move", "Report", str(two["item"]), "1")
    run("collections", "note", "Report", str(one["item"]), "for chapter 2")
    items = json.loads(run("collections", "show", "Report", "--json").stdout)["items"]
    assert [(item["quote"]["text"], item["note"]) for item in items] == [
        ("We have close to a hundred networks now.", "numbers"),
        ("This isn't a parallel program.", "for chapter 2"),
    ]
    assert "for chapter 2" in run("collections", "show", "Report").stdout
    for suffix in ("docx", "pdf", "csv", "bib", "ris", "json"):
        assert run("collections", "export", "Report", tmp_path / f"r.{suffix}").return_value == 0
    run("collections", "remove", "Report", str(one["item"]))
    run("collections", "rename", "Report", "Paper")
    assert [(c["name"], c["quotes"]) for c in json.loads(run("collections", "list", "--json").stdout)] == [("Paper", 1)]
    assert "say where" in str(run("collections", "add", "Paper", "whats-working").exception)
    run("collections", "delete", "Paper")


def test_a_quote_goes_into_the_collection_of_the_name_however_it_is_spaced(folder: Path) -> None:
    run("collections", "add", "Annual report", "whats-working", "--words", "This isn't a parallel program.")
    added = run("collections", "add", "  Annual \n report ", "whats-working", "--words", "We have close to a hundred networks now.")
    assert added.exception is None
    assert [(c["name"], c["quotes"]) for c in json.loads(run("collections", "list", "--json").stdout)] == [("Annual report", 2)]


def test_feedback_becomes_a_file_of_cases(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    assert "there is no feedback yet" in str(run("eval", "from-feedback", file).exception)
    assistant = Assistant(Settings(data_dir=folder))
    assistant.feedback.on_answer(assistant.ask(QUESTION), "up")
    assistant.close()
    assert "1 question written" in " ".join(run("eval", "from-feedback", file).stdout.split())
    assert "ends in .csv" in str(run("eval", "from-feedback", tmp_path / "cases.txt").exception)
    measured = json.loads(run("eval", "answers", "--gold", file, "--json").stdout)
    assert measured["suites"][0]["measures"][0]["value"] == 1.0


def test_an_insight_and_themes_are_shown_and_a_theme_accepted(folder: Path) -> None:
    overview = json.loads(run("insight", "3", "--json").stdout)
    assert (overview["number"], overview["tagged"]) == (3, 3)
    assert "unrestricted funding" in run("insight", "3").stdout
    themes = json.loads(run("themes", "--json").stdout)
    assert themes
    assert themes[0]["phrases"][0] in run("themes").stdout
    run("themes", "accept", "1", "--name", "Together")
    counted = json.loads(run("tags", "counts", "theme", "--json").stdout)
    assert (counted[0]["value"], counted[0]["tags"]) == ("Together", themes[0]["size"])
    assert "no theme 99" in str(run("themes", "drop", "99").exception)


def test_removing_an_interview_takes_every_trace_of_it_out_of_what_is_kept(folder: Path) -> None:
    assistant = Assistant(Settings(data_dir=folder))
    answer = assistant.ask(QUESTION)
    quote = answer.quotes[0]
    key = assistant.saved.create([answer], owner="browser x", filters=answer.filters)
    assistant.collections.create("Report", "browser x")
    assistant.collections.add("Report", answer.quotes, "a note")
    assistant.feedback.on_quote(answer, quote, "up", owner="browser x")
    assistant.feedback.on_answer(answer, "up", owner="browser x")
    assert run("remove", quote.interview).return_value == 0
    assert assistant.saved.open(key).exchanges[0].forgotten
    assert assistant.collections.open("Report").items == ()
    assert [one.about for one in assistant.feedback.list()] == ["answer"]
    assert assistant.feedback.list()[0].quotes == ()
    assistant.close()
    held = b"".join(file.read_bytes() for file in folder.glob("kept.sqlite3*"))
    for trace in (quote.interview, quote.text[:40], sha256_of(quote.text)):
        assert trace.encode() not in held


def test_consent_that_is_refused_at_the_command_line_takes_away_what_was_kept_and_a_pruned_file_only_withdraws_it(tmp_path: Path) -> None:
    talks = write(tmp_path / "talks", clinic=CLINIC, seeds=SEEDS)
    run("ingest", talks)
    for words, key in (("The ministry did not believe us at first.", "clinic"), ("A grant that pays only for seeds", "seeds")):
        run("collections", "add", "Report", key, "--words", words)
    (talks / "metadata.csv").write_text("file,consent\nclinic,refused\n")
    assert "clinic" in "".join(run("ingest", talks, "--dry-run").stdout.split())
    assert [item["quote"] is None for item in json.loads(run("collections", "show", "Report", "--json").stdout)["items"]] == [False, False]
    run("ingest", talks)
    (left,) = json.loads(run("collections", "show", "Report", "--json").stdout)["items"]
    assert left["quote"]["interview"] == "seeds"
    (talks / "seeds.txt").unlink()
    run("ingest", talks, "--prune")
    (gone,) = json.loads(run("collections", "show", "Report", "--json").stdout)["items"]
    assert (gone["quote"], gone["gone"]["why"]) == (None, "withdrawn")
    write(talks, seeds=SEEDS)
    run("ingest", talks)
    (back,) = json.loads(run("collections", "show", "Report", "--json").stdout)["items"]
    assert back["quote"]["interview"] == "seeds"
