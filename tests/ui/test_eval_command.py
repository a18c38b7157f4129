"""``whatsworking eval``: suites, floors, files, and one line for what goes wrong."""

import json
from pathlib import Path

import pytest

from ui.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as leave:
        main([str(argument) for argument in arguments])
    return int(leave.value.code or 0)


def test_a_suite_is_saved_reported_compared_and_held_to_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved, page = tmp_path / "a.json", tmp_path / "a.html"
    assert run("eval", "grouping", "--save", saved, "--report", page, "--fail-under", "right first=0.1") == 0
    assert "right in the first two" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    kept = json.loads(saved.read_text(encoding="utf-8"))
    assert kept["schema_version"] == 1
    assert kept["environment"]["corpora"]["built-in quotes"].startswith("1 sources")
    assert str(tmp_path) not in saved.read_text(encoding="utf-8")
    assert run("eval", "compare", saved, saved, "--json") == 0
    compared = json.loads(capsys.readouterr().out)
    assert compared["changes"][0]["key"] == "grouping/right first"
    assert compared["won"] == compared["lost"] == []
    assert run("eval", "compare", saved, saved) == 0
    assert "Won: none" in capsys.readouterr().out
    assert run("eval", "grouping", "--json", "--limit", "3", "--fail-under", "grouping/right first=1") == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["suites"][0]["suite"] == "grouping"
    assert captured.err.startswith("whatsworking: grouping/right first is 0.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give a suite: all, builtin"),
        (["nope"], "there is no suite 'nope'; there is all, builtin"),
        (["builtin", "--fail-under", "ndcg"], "--fail-under 'ndcg' is not MEASURE=VALUE"),
        (["builtin", "--floors", "/nowhere.yaml"], "/nowhere.yaml: cannot be read"),
        (["builtin", "--report", "/nowhere/page.html"], "/nowhere/page.html: cannot be written"),
        (["builtin", "--limit", "0"], "--limit"),
        (["retrieval", "--data", "/nowhere"], "/nowhere: there is no such folder"),
        (["retrieval", "--gold", "/nowhere.csv"], "/nowhere.csv: cannot be read"),
        (["answers"], "needs your questions: --gold FILE"),
        (["compare", "/nowhere.json", "/nowhere.json"], "/nowhere.json: cannot be read"),
        (["compare", "/nowhere.json"], "Missing argument 'AFTER'"),
    ],
)
def test_wrong_usage_ends_in_one_line_and_status_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("eval", *arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.startswith("whatsworking: ")
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_an_input_that_fails_is_named_and_the_rest_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "kiln.txt").write_text("Ann Lee: The kiln needs nine hours before it is hot enough.\nBo Ray: So long?\n")
    (tmp_path / "talks" / "broken.json").write_text("{")
    gold = tmp_path / "gold.csv"
    gold.write_text("question,expected\nHow long does the kiln need?,nine hours\n")
    assert run("eval", "retrieval", "--gold", gold, "--data", tmp_path / "talks") == 1
    captured = capsys.readouterr()
    assert "1.000" in captured.out
    assert "broken.json: broken JSON" in captured.err
