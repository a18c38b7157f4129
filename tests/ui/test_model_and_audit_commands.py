"""``ask`` with a chat model, and ``audit``, on the command line in this process."""

import json
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant
from ui.cli import main

QUESTION = "How do we get government to own our programme?"
WRITTEN = "Government leadership comes first at Zvandiri [2]. Peter Parker pays 99 dollars [1]."


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return int(left.value.code or 0), printed.out, printed.err


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: Any) -> GenericFakeChatModel:
        return GenericFakeChatModel(messages=iter([AIMessage(WRITTEN)] * 9))

    monkeypatch.setattr("assistant.synthesis.chat_model.load_chat_model", load)


@pytest.mark.usefixtures("fake_model")
def test_ask_prints_checked_sentences_what_was_struck_and_the_quotes(builtin: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    folder = builtin.folder.path
    status, printed, told = run(capsys, "--data-dir", folder, "ask", QUESTION, "--model", "ollama:x")
    flat = " ".join(printed.split())
    assert status == 0
    assert "no words leave it" in told
    assert "Government leadership comes first at Zvandiri [2]." in flat
    assert "Struck, fabricated: " in flat
    assert "We want a government to ultimately be owning that" in flat
    status, printed, _ = run(capsys, "--data-dir", folder, "ask", QUESTION, "--model", "ollama:x", "--json")
    synthesis = json.loads(printed)["synthesis"]
    assert synthesis["paragraphs"][0]["text"] == "Government leadership comes first at Zvandiri [2]."
    assert synthesis["usage"]["estimated"] is True


def test_a_model_that_cannot_be_had_costs_one_line_and_no_quote(builtin: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, told = run(capsys, "--data-dir", builtin.folder.path, "ask", QUESTION, "--model", "llamacpp:/no/such.gguf")
    assert status == 0
    assert "owning that" in " ".join(printed.split())
    assert "whatsworking: " in told.splitlines()[-1]


def test_without_a_model_the_json_says_none(
    builtin: Assistant, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHATSWORKING_MODEL", "ollama:x")
    _, printed, told = run(capsys, "--data-dir", builtin.folder.path, "ask", QUESTION, "--no-model", "--json")
    assert json.loads(printed)["synthesis"] is None
    assert told == ""


@pytest.mark.parametrize(
    ("draft", "expected", "shown"),
    [
        ("“Each community is unique.”", 0, "1 quotation: 1 exact."),
        ("“Each community is different.”", 1, "[-unique-] {+different.+}"),
        ("Nothing is quoted here.", 0, "No quotations in the draft."),
    ],
)
def test_audit_exits_with_one_where_a_quotation_is_not_exact(
    builtin: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str], draft: str, expected: int, shown: str
) -> None:
    file = tmp_path / "draft.md"
    file.write_text(draft)
    status, printed, _ = run(capsys, "--data-dir", builtin.folder.path, "audit", file)
    assert (status, shown in printed) == (expected, True), printed
    status, printed, _ = run(capsys, "--data-dir", builtin.folder.path, "audit", file, "--json")
    assert (status, json.loads(printed)["exact"]) == (expected, not expected)


def test_audit_of_what_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, told = run(capsys, "audit", tmp_path / "no.md")
    assert (status, "there is no such file; give the draft's path, or - to read it from stdin" in told) == (2, True)


def test_drafts_of_every_format_are_read(builtin: Assistant, tmp_path: Path) -> None:
    import docx
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from assistant.audit import Verdict, read_draft

    words = "We learn from the other areas and we try to adopt the good practices in one community and sometimes it doesn't actually work."
    document = docx.Document()
    document.add_paragraph("He said “It is.” Then:")
    document.add_paragraph(f"“{words}”")
    document.save(str(tmp_path / "a.docx"))
    SimpleDocTemplate(str(tmp_path / "b.pdf")).build([Paragraph(f"As told: “{words}” and on.", getSampleStyleSheet()["Normal"])])
    (tmp_path / "c.html").write_text(f"<p>So <q>{words}</q></p>")
    (tmp_path / "d.html").write_text(f"<p>So</p><blockquote><p>{words}</p></blockquote><p>End.</p>")
    (tmp_path / "e.txt").write_text(f'So "{words}"')
    for file in sorted(tmp_path.iterdir()):
        report = builtin.audit(read_draft(file))
        assert report.quotations[-1].verdict is Verdict.EXACT, (file.name, report)
        assert report.quotations[-1].sources[0].text == words
