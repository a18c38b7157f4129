"""Refusals: when the evidence is weak, and what they show."""

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.evidence import ENOUGH, assess
from index import Filters, SearchResult, Standing, Support


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


def interview_with(units: int = 100, **fields: float) -> Standing:
    return Standing(**{"best": 0.45, "leading": 0.4, "covered": 0.5, "missing": 0.0, **fields}, units=units)


def result(*interviews: Standing) -> SearchResult:
    support = Support(best=max(one.best for one in interviews), interviews=interviews)
    return SearchResult(hits=(), allowed=sum(one.units for one in interviews), terms=dict.fromkeys("abcdef", 0.5), support=support)


def test_the_more_is_searched_the_nearer_the_best_quote_must_be() -> None:
    longer = [assess(result(interview_with(size))).bar for size in (1, 28, 100, 1000, 10_000)]
    more = [assess(result(*[interview_with()] * count)).bar for count in (1, 2, 30, 1000)]
    for bars in (longer, more):
        assert bars == sorted(bars)
        assert bars[0] < bars[-1]


def test_the_interview_that_speaks_most_for_an_answer_counts() -> None:
    strong, weak = interview_with(best=0.6, leading=0.5), interview_with(units=5000, best=0.61, leading=0.2, covered=0.1)
    assert assess(result(strong)).strength > assess(result(strong, weak)).strength > assess(result(weak)).strength
    assert assess(result(strong, weak)) == assess(result(weak, strong))


def test_a_long_interview_about_something_else_takes_no_answer_away(kept: Assistant, bring: Callable[..., None]) -> None:
    questions = ("How do we get government to own our programme?", "Why publish data openly?", "Why does change need a long time horizon?")
    bring(
        road="".join(f"{'AB'[k % 2]}. Doe: Then came story {k} of the village, of the rain and the road that year.\n" for k in range(600))
    )
    assert kept.folder.catalog.counts().turns > 600
    for question in questions:
        assert {quote.interview for quote in kept.ask(question).quotes} == {"whats-working"}
    assert kept.ask("How do I change the oil in a diesel engine?").status == "no_evidence"


def test_words_that_nobody_says_speak_against_an_answer() -> None:
    assert assess(result(interview_with(missing=0.8))).strength < assess(result(interview_with())).strength


def test_strength_is_a_share_and_agrees_with_the_verdict() -> None:
    for best in (0.0, 0.2, 0.3, 0.4, 0.6, 0.9):
        evidence = assess(result(interview_with(best=best, leading=best)))
        assert 0 <= evidence.strength <= 1
        assert evidence.enough == (evidence.strength >= ENOUGH) == (evidence.best >= evidence.bar)


def test_a_refusal_names_words_that_nobody_says(builtin: Assistant) -> None:
    refusal = builtin.ask("What is the capital of Mongolia?").refusal
    assert refusal is not None
    assert "“mongolia”" in refusal.reason


def test_whatever_a_named_speaker_said_is_an_answer_and_nobody_else_stands_in_it(builtin: Assistant) -> None:
    answer = builtin.ask("What did David Levine say?")
    assert [quote.speaker for quote in answer.quotes] == ["David Levine"]
    assert builtin.ask("What did David Levine say about volcanoes?").status == "no_evidence"
    assert builtin.ask("What did Ada Obi say?").status == "no_evidence"
