"""The built-in suite measures what it says, and the program holds its floor."""

import pytest
from evals.builtin import Question, load_questions
from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.framework import load_quote_page
from evals import run_suite


def test_the_questions_cover_every_quote_and_what_cannot_be_answered() -> None:
    questions = load_questions()
    ids = {quote.id for quote in load_quote_page().quotes}
    assert len({q.id for q in questions}) == len(questions)
    assert {e for q in questions for e in q.expected} == ids
    assert sum(not q.unanswerable for q in questions) >= 60
    assert sum(q.unanswerable for q in questions) >= 20


@pytest.mark.parametrize("fields", [{}, {"expected": ("1.1",), "unanswerable": True}])
def test_a_question_is_answerable_or_not_and_says_which(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="needs expected quotes, or unanswerable"):
        Question.model_validate({"id": "x", "query": "q", "wording": "natural", **fields})


def test_an_unknown_suite_is_named() -> None:
    with pytest.raises(UsageError, match="no suite 'nope'"):
        run_suite("nope")


def test_the_program_holds_its_floor_on_the_built_in_questions() -> None:
    report = run_suite("builtin")
    assert report.measures["quotes verbatim"] == 1.0
    assert report.measures["expected quote in the first three"] >= 0.80
    assert report.measures["unanswerable questions refused"] >= 0.80
    assert report.measures["won: unanswerable, far"] >= 0.95
    won = [case.won for case in report.cases if case.expected]
    assert report.measures["expected quote in the first three"] == pytest.approx(sum(won) / len(won), abs=1e-4)
