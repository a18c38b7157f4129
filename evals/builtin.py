"""The built-in suite: questions of ours to the 28 quotes, answerable and not, judged from the answers alone."""

import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from statistics import mean
from typing import Literal, Self

import yaml
from pydantic import Field, model_validator

from assistant import Answer, Assistant
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from corpus.framework import load_quote_page
from corpus.models import Frozen
from corpus.settings import Settings
from evals.report import Case, Report

SUITE = "builtin"
FIRST = 3


class Question(Frozen):
    """A question with the quotes that answer it, or marked as unanswerable and how far it lies from the corpus."""

    id: str
    query: str = Field(min_length=1)
    wording: Literal["natural", "keywords", "situation"]
    expected: tuple[str, ...] = ()
    insights: tuple[int, ...] = ()
    unanswerable: bool = False
    reason: Literal["far", "near"] | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if self.unanswerable == bool(self.expected):
            raise ValueError(f"question {self.id} needs expected quotes, or unanswerable: true")
        return self

    @property
    def kind(self) -> str:
        """The wording of an answerable question, or how far an unanswerable one lies from the corpus."""
        return f"unanswerable, {self.reason}" if self.unanswerable else self.wording


def load_questions() -> tuple[Question, ...]:
    """The questions of the built-in suite."""
    text = (files("evals") / "data" / "builtin_questions.yaml").read_text(encoding="utf-8")
    return tuple(Question.model_validate(item) for item in yaml.safe_load(text)["questions"])


def run_suite(name: str = SUITE) -> Report:
    """Run a suite on a fresh data folder that is thrown away.

    Raises:
        UsageError: There is no suite of that name.
    """
    if name != SUITE:
        raise UsageError(f"there is no suite {name!r}; there is {SUITE}")
    questions = load_questions()
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(Settings(data_dir=Path(folder), builtin_corpus=True, framework=None))
        answers = [assistant.ask(question.query) for question in questions]
        verbatim = _verbatim_share(assistant, answers)
        assistant.close()
    return _report(questions, answers, verbatim)


def _report(questions: Sequence[Question], answers: Sequence[Answer], verbatim: float) -> Report:
    cases = tuple(_case(question, answer) for question, answer in zip(questions, answers, strict=True))
    first = [_first_insight(a) in q.insights for q, a in zip(questions, answers, strict=True) if q.insights]
    measures = {
        "expected quote in the first three": mean(c.won for c in cases if c.expected),
        "first group is an expected insight": mean(first),
        "unanswerable questions refused": mean(c.won for c in cases if not c.expected),
        "quotes verbatim": verbatim,
    }
    for kind in dict.fromkeys(case.kind for case in cases):
        measures[f"won: {kind}"] = mean(c.won for c in cases if c.kind == kind)
    return Report(suite=SUITE, measures={name: round(float(value), 4) for name, value in measures.items()}, cases=cases)


def _case(question: Question, answer: Answer) -> Case:
    ids = [quote.id for quote in load_quote_page().quotes]
    shown = tuple(ids[quote.turn] for group in answer.groups for quote in group.quotes)
    won = answer.status == "no_evidence" if question.unanswerable else bool(set(shown[:FIRST]) & set(question.expected))
    return Case(id=question.id, query=question.query, kind=question.kind, won=won, expected=question.expected, shown=shown)


def _first_insight(answer: Answer) -> int | None:
    return answer.groups[0].insight.number if answer.groups and answer.groups[0].insight else None


def _verbatim_share(assistant: Assistant, answers: Sequence[Answer]) -> float:
    """The share of quotes, refused questions' nearest ones included, that are the page's words at their offsets."""
    interview = assistant.interview(BUILTIN_ID)
    quotes = [quote for answer in answers for group in answer.groups for quote in group.quotes]
    quotes += [near.quote for answer in answers if answer.refusal for near in answer.refusal.nearest]
    page = {quote.text for quote in load_quote_page().quotes}
    exact = [interview is not None and q.text in page and interview.text[q.start : q.end] == q.text for q in quotes]
    return mean(exact) if exact else 0.0
