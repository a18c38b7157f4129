"""Who is heard, and who speaks against the others."""

import pytest

from assistant import Assistant
from assistant.balance import balanced
from assistant.stance import counter_quotes
from corpus.models import Role
from corpus.quote import Quote
from index.analysis import terms


def quote(number: int, text: str, speaker: str = "Ann") -> Quote:
    return Quote(
        rank=number, score=1, interview="a", source="s", turn=number, start=number, end=number + 1, speaker=speaker, role=Role.UNKNOWN,
        organisation=None, time=None, page=None, text=text, citation="c",
    )  # fmt: skip


def test_a_person_is_quoted_twice_before_others_are_heard_and_again_where_nobody_is_left() -> None:
    quotes = [quote(k, "x", name) for k, name in enumerate(["Ann", "Ann", "Ann", "Bob", "Ann", "Cid"], start=1)]
    assert [q.speaker for q in balanced(quotes, 6)] == ["Ann", "Ann", "Bob", "Cid", "Ann", "Ann"]
    assert [q.rank for q in balanced(quotes, 4)] == [1, 2, 3, 4]


FOR = [
    quote(1, "Open data is essential for our work.", "Ann"),
    quote(2, "Open data helped us to improve the service.", "Bob"),
    quote(3, "We publish open data, and it enabled others to grow.", "Cid"),
]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I disagree that open data is for everybody.", "contradicts"),
        ("Open data does not always work.", "qualifies"),
        ("Open data failed here, and it harmed the patients.", "contradicts"),
        ("The trouble with open data is that nobody cleans it.", "qualifies"),
    ],
)
def test_a_quote_that_speaks_against_the_majority_is_found(text: str, reason: str) -> None:
    found = counter_quotes(FOR, [*FOR, quote(9, text, "Dan")], terms("open data"))
    assert [(c.quote.speaker, c.reason) for c in found] == [("Dan", reason)]
    assert all(part.strip() in text for part in found[0].cue.split(","))


@pytest.mark.parametrize(
    "text",
    [
        "But open data is wonderful.",
        "We gave open data to the ministry, but they were on holiday.",
        "However, open data came first, then the tools.",
        "The road is bad and the pump failed.",
        "I disagree with my brother about football.",
        "Without open data we would fail.",
        "Open data is not a problem at all.",
        "Nobody should be without open data.",
    ],
)
def test_a_mere_but_or_another_subject_is_no_counter_evidence(text: str) -> None:
    assert counter_quotes(FOR, [*FOR, quote(9, text, "Dan")], terms("open data")) == []


def test_where_no_side_has_a_majority_nothing_contradicts_it() -> None:
    assert counter_quotes(FOR[:1], [quote(9, "I disagree that open data is for everybody.")], terms("open data")) == []


def test_an_answer_sets_counter_evidence_apart_from_its_groups(fiction: Assistant) -> None:
    answer = fiction.ask("What do people say about unrestricted funding?")
    assert [c.quote.interview for c in answer.counter] == ["dev"]
    assert "dev" not in {q.interview for q in answer.quotes}


def test_who_disagrees_quotes_only_those_who_do(fiction: Assistant) -> None:
    answer = fiction.ask("Who disagrees about unrestricted funding?")
    assert [q.interview for q in answer.quotes] == ["dev"]


def test_where_nobody_disagrees_none_is_invented(fiction: Assistant) -> None:
    answer = fiction.ask("Who disagrees about open data?")
    assert answer.status == "no_evidence"
    assert answer.counter == ()
    assert answer.refusal is not None
    assert answer.refusal.nearest


def test_follow_ups_that_are_offered_have_an_answer(fiction: Assistant) -> None:
    for question in ["What do people say about unrestricted funding?", "How do people work with government?", "Who should lead the work?"]:
        offered = fiction.ask(question).follow_ups
        assert offered
        assert all(fiction.ask(follow_up).status == "answered" for follow_up in offered)


def test_coverage_names_interviews_and_organisations_of_all(fiction: Assistant) -> None:
    answer = fiction.ask("What do people say about unrestricted funding?")
    organisations = len({q.organisation for q in answer.quotes})
    assert f"of 7 interviews, {organisations} of 7 organisations" in answer.coverage.text
