"""Feedback, and evaluation cases made of it."""

from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.keeping.feedback import NO_ANSWER
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from evals.datasets.from_feedback import cases_of
from evals.datasets.gold import load_gold


def test_a_second_thumb_takes_the_place_of_the_first(kept: Assistant, answer: Answer) -> None:
    quote = answer.quotes[0]
    kept.feedback.on_quote(answer, quote, "up", owner="ada")
    kept.feedback.on_quote(answer, quote, "down", "  It is old  ", owner="ada")
    kept.feedback.on_quote(answer, quote, "up", owner="tomas")
    found = kept.feedback.list()
    assert [(one.owner, one.verdict, one.reason) for one in found] == [("ada", "down", "It is old"), ("tomas", "up", "")]
    assert found[0].quotes[0].text == quote.text
    assert kept.feedback.withdraw(found[0].id, owner="tomas") is False
    assert kept.feedback.withdraw(found[0].id) is True
    with pytest.raises(UsageError, match="it is up or down"):
        kept.feedback.on_answer(answer, "sideways")  # type: ignore[arg-type]


def test_feedback_becomes_cases_that_the_gold_loader_reads(
    kept: Assistant, answer_of_many: Answer, refusal: Answer, tmp_path: Path
) -> None:
    one, two, wrong = answer_of_many.quotes[:3]
    kept.feedback.on_quote(answer_of_many, one, "up")
    kept.feedback.on_quote(answer_of_many, two, "up")
    kept.feedback.on_quote(answer_of_many, wrong, "down")
    kept.feedback.on_answer(refusal, "up", "The refusal is right")
    other = answer_of_many.model_copy(update={"standalone_question": 'Who, "exactly", owns\nit|all?'})
    kept.feedback.on_answer(other, "down", NO_ANSWER)
    cases = cases_of(kept.feedback.list())
    assert (cases.questions, cases.left_out) == (3, ())
    file = tmp_path / "cases.csv"
    file.write_bytes(cases.table.encode("utf-8-sig"))
    questions = {question.text: question for question in load_gold(file).questions(kept)}
    assert {place.turn for place in questions[answer_of_many.question].relevant} == {one.turn, two.turn}
    assert questions[refusal.question].unanswerable
    assert questions['Who, "exactly", owns\nit|all?'].unanswerable


def test_a_liked_answer_expects_its_quotes_and_its_first_insight(kept: Assistant, answer: Answer, tmp_path: Path) -> None:
    kept.feedback.on_answer(answer, "up")
    file = tmp_path / "cases.csv"
    file.write_text(cases_of(kept.feedback.list()).table)
    (question,) = load_gold(file).questions(kept)
    assert {place.turn for place in question.relevant} == {quote.turn for quote in answer.quotes}
    assert answer.groups[0].insight is not None
    assert question.insights == (answer.groups[0].insight.number,)


def test_what_says_nothing_of_what_is_right_is_left_out_and_told(kept: Assistant, answer: Answer) -> None:
    kept.feedback.on_quote(answer, answer.quotes[0], "down")
    cases = cases_of(kept.feedback.list())
    assert cases.questions == 0
    assert "a thumb down does not say what would be right" in cases.left_out[0]
    kept.feedback.on_quote(answer, answer.quotes[0], "up")
    kept.folder.catalog.remove(BUILTIN_ID)
    cases = cases_of(kept.feedback.list())
    assert "withdrawn or changed" in cases.left_out[0]
