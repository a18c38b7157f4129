"""The built-in questions: ours, to the 28 quotes of the page. Three files, and which is which matters.

``builtin_questions.yaml`` was at hand when the program's constants were chosen (docs/decisions.md), so it tells whether
something broke. ``builtin_needs.yaml`` was written afterwards and nothing is ever chosen on it: it tells how good the
answers are. ``builtin_fresh.yaml`` was written before the last change to the answers and asked once, after it.
"""

from importlib.resources import files
from typing import Any, Literal, Self

import yaml
from pydantic import Field, model_validator

from assistant import Assistant
from corpus.builtin import BUILTIN_ID
from corpus.framework import load_quote_page
from corpus.models import Frozen
from evals.datasets.base import Dataset, Place, Question, checked

WORDINGS = ("natural", "keywords", "situation")
DEVELOPMENT, HELD_OUT, FRESH = "development", "held-out", "fresh"


class _Judged(Frozen):
    id: str
    expected: tuple[str, ...] = ()
    insights: tuple[int, ...] = ()
    unanswerable: bool = False
    reason: Literal["far", "near"] | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if self.unanswerable == bool(self.expected):
            raise ValueError(f"{self.id} needs expected quotes, or unanswerable: true")
        return self


class Single(_Judged):
    """A question in one wording."""

    query: str = Field(min_length=1)
    wording: Literal["natural", "keywords", "situation"]


class Need(_Judged):
    """What somebody wants to know, in three wordings: a question, search words, and a situation told."""

    natural: str = Field(min_length=1)
    keywords: str = Field(min_length=1)
    situation: str = Field(min_length=1)


def load_singles() -> list[Single]:
    """The 105 questions that were at hand during development."""
    return [Single.model_validate(item) for item in _read("builtin_questions.yaml")["questions"]]


def load_fresh() -> list[Single]:
    """The questions that were put by until the answers were done."""
    return [Single.model_validate(item) for item in _read("builtin_fresh.yaml")["questions"]]


def load_needs() -> list[Need]:
    """The needs that nothing is chosen on, each in three wordings."""
    return [Need.model_validate(item) for item in _read("builtin_needs.yaml")["needs"]]


def load_builtin() -> Dataset:
    """The built-in quotes and all our questions to them."""
    return Dataset(name="built-in quotes", fill=lambda _: [], questions=_questions, builtin=True)


def split_of(question: Question) -> str:
    """Which of the three files a question is from."""
    if question.id.startswith(f"{FRESH}-"):
        return FRESH
    return HELD_OUT if "/" in question.id else DEVELOPMENT


def quote_ids() -> list[str]:
    """Ids of the page's quotes, in the order of the turns of the built-in interview."""
    return [quote.id for quote in load_quote_page().quotes]


def _questions(_: Assistant) -> list[Question]:
    turns = {quote_id: turn for turn, quote_id in enumerate(quote_ids())}
    singles = [_question(single, single.id, single.query, single.wording, turns) for single in load_singles()]
    worded = [_question(need, f"{need.id}/{w}", getattr(need, w), w, turns) for need in load_needs() for w in WORDINGS]
    fresh = [_question(single, f"{FRESH}-{single.id}", single.query, single.wording, turns) for single in load_fresh()]
    return checked("the built-in questions", worded + singles + fresh)


def _question(judged: _Judged, key: str, text: str, wording: str, turns: dict[str, int]) -> Question:
    return Question(
        id=key,
        text=text,
        kind=wording,
        relevant=tuple(Place(interview=BUILTIN_ID, turn=turns[quote]) for quote in judged.expected),
        insights=judged.insights,
        unanswerable=judged.unanswerable,
        reason=judged.reason or "",
    )


def _read(name: str) -> Any:
    return yaml.safe_load((files("evals") / "data" / name).read_text(encoding="utf-8"))
