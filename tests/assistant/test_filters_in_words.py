"""Names in a question become filters that can be seen and taken off."""

import pytest

from assistant import Assistant
from assistant.understanding.dates import find_date
from index import Filters

NAMED = [
    ("What does Lantern Schools say about teachers?", ["organisation:Lantern Schools"]),
    ("What does Harbour Fund think about trust?", ["organisation:Harbour Fund"]),
    ("What did Ada Obi say about maize?", ["speaker:Ada Obi"]),
    ("according to Ben Kato, who decides?", ["speaker:Ben Kato"]),
    ("How do people work with government in Kenya?", ["place:Kenya"]),
    ("how do people work with government in kenya", ["place:Kenya"]),
    ("What do Kenyan founders say about government?", ["place:Kenya", "role:Founder"]),
    ("How do people in East Africa work with government?", ["place:East Africa"]),
    ("What do funders say about trust?", ["role:Funder"]),
    ("What do programme leads say about government?", ["role:Programme lead"]),
    ("What do organisations working on clean water say about money?", ["issue area:Clean water"]),
    ("What do people working with smallholder farmers say about data?", ["community:Smallholder farmers"]),
    ("What is said under insight 3 about money?", ["insight:insight 3"]),
    ("What do people say about government since 2021?", ["date:since 2021"]),
    ("What did people say about schools in 2019?", ["date:2019"]),
    ("What was said about grants before March 2019?", ["date:until 2019-02-28"]),
    ("What do people in Knya say about government?", ["place:Kenya"]),
    ("What does Lantren Schools say about teachers?", ["organisation:Lantern Schools"]),
    ("What does Harbor Fund say about trust?", ["organisation:Harbour Fund"]),
    ("What do funders in Ghana say about trust since 2020?", ["role:Funder", "place:Ghana", "date:since 2020"]),
]
ORDINARY = [
    "What opens a door for former inmates?",
    "How do rivers and clinics matter?",
    "Why do funders need patience?",
    "What makes change last?",
    "Should people fund travel?",
    "Are kenneled dogs mentioned?",
    "What did people say about Ada Obi?",
    "How can we reach 2000 people?",
    "What is the role of a founder?",
]


@pytest.mark.parametrize(("question", "keys"), NAMED)
def test_names_become_filters(fiction: Assistant, question: str, keys: list[str]) -> None:
    assert sorted(named.key for named in fiction.ask(question).applied) == sorted(keys)


@pytest.mark.parametrize("question", ORDINARY)
def test_ordinary_words_do_not(fiction: Assistant, question: str) -> None:
    assert fiction.ask(question).applied == ()


def test_only_what_the_filter_lets_through_is_quoted(fiction: Assistant) -> None:
    answer = fiction.ask("How do people in East Africa work with government?")
    assert {q.interview for q in answer.quotes} <= {"ada", "ben", "fay"}
    assert {tag.value for tag in answer.filters.tags} == {"Kenya", "Uganda"}


@pytest.mark.parametrize("without", ["place:Kenya", "Kenya", "in kenya", "place", "all"])
def test_a_filter_can_be_taken_off_by_key_value_or_kind(fiction: Assistant, without: str) -> None:
    wanted = "Kenya" if without == "in kenya" else without
    answer = fiction.ask("How do people work with government in Kenya?", without=[wanted])
    assert answer.applied == ()
    assert answer.filters == Filters()
    assert "Kenya" not in answer.standalone_question


def test_an_ambiguous_name_says_which_was_taken(fiction: Assistant) -> None:
    answer = fiction.ask("What does Obi say about government?")
    assert [named.value for named in answer.applied] == ["Ada Obi"]
    assert answer.notes == ("“Obi” may mean several; taken: Ada Obi, not Fay Obi.",)


def test_a_typo_that_was_forgiven_is_told(fiction: Assistant) -> None:
    assert "“Knya” is read as Kenya." in fiction.ask("What do people in Knya say about government?").notes


def test_whom_a_question_is_about_is_no_filter_and_this_is_told(fiction: Assistant) -> None:
    answer = fiction.ask("What did people say about Harbour Fund?")
    assert answer.applied == ()
    assert any("ask “from Harbour Fund”" in note for note in answer.notes)


def test_filters_that_were_given_are_shown_beside_those_in_words(fiction: Assistant) -> None:
    answer = fiction.ask("What do people in Kenya say about government?", Filters(speakers=("Fay Obi",)))
    assert [(named.kind, named.origin) for named in answer.applied] == [("speaker", "given"), ("place", "words")]
    assert {q.interview for q in answer.quotes} == {"fay"}


def test_a_filter_that_leaves_nothing_is_named(fiction: Assistant) -> None:
    answer = fiction.ask("What do founders in Sweden say about trust?")
    assert answer.refusal is not None
    assert set(answer.refusal.emptied_by) == {"role:Founder", "place:Sweden"}
    assert "leave nothing together" in answer.refusal.reason


def test_a_filter_without_which_there_is_an_answer_is_named_and_the_other_question_offered(fiction: Assistant) -> None:
    answer = fiction.ask("What do people in Brazil say about school fees?")
    assert answer.refusal is not None
    assert answer.refusal.emptied_by == ("place:Brazil",)
    assert fiction.ask(answer.refusal.ask_instead[0]).status == "answered"


def test_a_date_bounds_what_is_searched_and_is_named_where_it_leaves_nothing(builtin: Assistant) -> None:
    since = builtin.ask("What does flexible funding make possible since 2020?")
    assert [named.value for named in since.applied] == ["since 2020"]
    assert since.quotes
    before = builtin.ask("What does flexible funding make possible before 2015?")
    assert before.refusal is not None
    assert before.refusal.emptied_by == ("date:until 2014-12-31",)
    assert "leaves nothing" in before.refusal.reason


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since 2021", "2021", None),
        ("after 2021", "2022-01-01", None),
        ("before March 2022", None, "2022-02-28"),
        ("in 2019", "2019", "2019"),
        ("in May 2020", "2020-05-01", "2020-05-31"),
        ("between 2019 and 2021", "2019", "2021"),
        ("from January 2020 to 5 March 2021", "2020-01-01", "2021-03-05"),
        ("2019-2021", "2019", "2021"),
        ("in the 2010s", "2010", "2019"),
        ("the 2019 interviews", "2019", "2019"),
    ],
)
def test_dates_are_read_as_ranges(text: str, since: str | None, until: str | None) -> None:
    found = find_date(f"What was said {text}?")
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize("text", ["in 2000 schools", "by 20%", "may people", "2,000 girls", "a team of 12"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_date(f"What was said {text}?") is None
