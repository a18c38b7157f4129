"""Refusals: when the evidence is weak, and what they show."""

import pytest

from assistant import Assistant
from assistant.evidence import BAR, CEILING, bar
from index import Filters


@pytest.mark.parametrize(
    "question", ["What is the capital of Mongolia?", "How do I change the oil in a diesel engine?", "Who won the cup final?"]
)
def test_what_nobody_speaks_to_is_refused_with_the_nearest_quotes_and_why(builtin: Assistant, question: str) -> None:
    answer = builtin.ask(question)
    assert answer.status == "no_evidence"
    assert answer.groups == ()
    assert answer.refusal is not None
    assert 1 <= len(answer.refusal.nearest) <= 3
    assert all(near.similarity < answer.refusal.bar for near in answer.refusal.nearest)
    assert f"{answer.refusal.nearest[0].similarity:.2f}" in answer.refusal.reason


def test_filters_that_let_nothing_through_are_named_as_the_reason(builtin: Assistant) -> None:
    answer = builtin.ask("What about partnerships?", Filters(speakers=("David Levine",), insights=(9,)))
    assert answer.refusal is not None
    assert answer.refusal.nearest == ()
    assert "take a filter away" in answer.refusal.reason


def test_follow_ups_of_a_refusal_can_be_answered(builtin: Assistant) -> None:
    follow_ups = builtin.ask("What is the capital of Mongolia?").follow_ups
    assert follow_ups
    assert all(builtin.ask(question).status == "answered" for question in follow_ups)


def test_the_bar_rises_with_the_corpus_up_to_a_ceiling() -> None:
    bars = [bar(size) for size in (0, 1, 28, 100, 1000, 10_000, 1_000_000)]
    assert bars[0] == bars[1] == bars[2] == BAR
    assert bars == sorted(bars)
    assert bars[-1] == CEILING
