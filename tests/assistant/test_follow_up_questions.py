"""Scripted conversations: what a message takes over, what it replaces, what begins afresh."""

from typing import NamedTuple

import pytest

from assistant import Answer, Assistant
from corpus.errors import UsageError
from index import Filters


class Step(NamedTuple):
    """A message and what must come of it."""

    say: str
    kind: str
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    filters: tuple[str, ...] | None = None
    way: str = "find"


CONVERSATIONS: dict[str, list[Step]] = {
    "places": [
        Step("How do people work with government?", "new", filters=()),
        Step("And in East Africa?", "restriction", ("government", "East Africa"), filters=("place:East Africa",)),
        Step("And in India?", "restriction", ("government", "India"), ("East Africa",), ("place:India",)),
        Step("What about funding?", "follow_up", ("government", "India", "funding"), filters=("place:India",)),
        Step("why?", "follow_up", ("government", "why"), filters=("place:India",)),
        Step("everywhere", "restriction", ("government",), ("India",), ()),
        Step("no, I meant Uganda", "correction", ("government", "Uganda"), filters=("place:Uganda",)),
    ],
    "roles": [
        Step("What do people say about unrestricted funding?", "new", filters=()),
        Step("Who disagrees?", "follow_up", ("unrestricted funding",), way="disagree"),
        Step("What do funders say?", "restriction", ("unrestricted funding", "funders"), filters=("role:Funder",)),
        Step("And the founders?", "restriction", ("unrestricted funding", "founders"), ("from funders",), ("role:Founder",)),
        Step("only since 2020", "restriction", ("founders", "since 2020"), filters=("role:Founder", "date:since 2020")),
        Step("How many mention it?", "follow_up", ("unrestricted funding",), way="count"),
        Step("What did they say about it?", "follow_up", ("unrestricted funding",)),
        Step("By the way, who should lead the work?", "new", ("Who should lead",), ("funding", "founders"), ()),
    ],
    "correction": [
        Step("What do people say about water?", "new"),
        Step("no, I meant schools", "correction", ("schools",), ("water",)),
        Step("Sorry, I meant how is the work funded", "correction", ("funded",), ("schools",)),
    ],
    "pronouns": [
        Step("What do people say about open data?", "new"),
        Step("How does it help farmers?", "follow_up", ("open data", "farmers")),
        Step("Why is that?", "follow_up", ("open data",)),
        Step("Does anyone disagree?", "follow_up", ("open data",), way="disagree"),
        Step("New topic: how do former prisoners change minds?", "new", ("former prisoners",), ("data",)),
        Step("Back to open data: is it free?", "back", ("open data",), ("prisoners",)),
    ],
    "afresh": [
        Step("What do funders in Ghana say about trust?", "new", filters=("role:Funder", "place:Ghana")),
        Step("How do village committees of mothers run the pumps?", "new", ("pumps",), ("trust",), ()),
        Step("quantum chromodynamics", "new", ("quantum",), ("pumps",), ()),
    ],
    "the same people": [
        Step("What do founders say about government?", "new", filters=("role:Founder",)),
        Step("What do they say about money?", "follow_up", ("money",), ("government",), ("role:Founder",)),
        Step("in Kenya", "restriction", ("money", "Kenya"), filters=("role:Founder", "place:Kenya")),
        Step("remove the role filter", "restriction", ("money", "Kenya"), filters=("place:Kenya",)),
    ],
}


def check(answer: Answer, step: Step) -> None:
    searched = answer.standalone_question
    assert answer.kind == step.kind, searched
    assert answer.intent == step.way, searched
    assert all(words in searched for words in step.holds), searched
    assert not any(words in searched for words in step.lacks), searched
    if step.filters is not None:
        assert sorted(named.key for named in answer.applied) == sorted(step.filters), searched


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_scripted_conversation_is_understood(fiction: Assistant, name: str) -> None:
    conversation = fiction.conversation()
    for step in CONVERSATIONS[name]:
        check(conversation.ask(step.say), step)


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_standalone_question_means_the_same_when_it_is_asked_alone(fiction: Assistant, name: str) -> None:
    conversation = fiction.conversation()
    for step in CONVERSATIONS[name]:
        answer = conversation.ask(step.say)
        alone = fiction.ask(answer.standalone_question)
        assert (alone.intent, alone.filters, alone.quotes) == (answer.intent, answer.filters, answer.quotes)


@pytest.mark.parametrize(
    "more",
    [
        "more",
        "Show me more",
        "anything else?",
        "others?",
        "more of that, please",
        "any more quotes?",
        "go on",
        "More, without repeats",
        "go on, but no repeats please",
    ],
)
def test_more_pages_on_without_repeats_until_there_is_nothing_left(fiction: Assistant, more: str) -> None:
    conversation = fiction.conversation()
    first = conversation.ask("What do people say about government partnerships?")
    seen = {(q.interview, q.start) for q in first.quotes} | {(c.quote.interview, c.quote.start) for c in first.counter}
    for _ in range(6):
        answer = conversation.ask(more)
        assert answer.kind == "more"
        assert answer.standalone_question == first.standalone_question
        if answer.status == "no_evidence":
            break
        fresh = {(q.interview, q.start) for q in answer.quotes}
        assert fresh
        assert not fresh & seen
        seen |= fresh
    assert answer.refusal is not None
    assert "nothing further" in answer.refusal.reason


def test_a_standalone_question_can_be_edited(fiction: Assistant) -> None:
    conversation = fiction.conversation()
    conversation.ask("How do people work with government?")
    asked = conversation.ask("And in Kenya?")
    edited = conversation.ask_again(asked.standalone_question.replace("Kenya", "Brazil"))
    assert [named.key for named in edited.applied] == ["place:Brazil"]
    assert edited.question == "And in Kenya?"
    assert len(conversation.answers) == 2
    assert conversation.ask("What about prisoners?").filters == edited.filters


def test_a_filter_that_was_taken_off_stays_off_until_it_is_named_again(fiction: Assistant) -> None:
    conversation = fiction.conversation()
    conversation.ask("What do people in Kenya say about government?", without=["place:Kenya"])
    assert conversation.ask("What about money?").applied == ()
    assert [named.key for named in conversation.ask("And in Kenya?").applied] == ["place:Kenya"]


def test_given_filters_stay_for_follow_ups_and_go_with_a_new_topic(fiction: Assistant) -> None:
    conversation = fiction.conversation()
    conversation.ask("How do people work with government?", Filters(interviews=("ben",)))
    assert conversation.ask("What about money?").filters.interviews == ("ben",)
    assert conversation.ask("New topic: what do people say about soil maps?").filters == Filters()


@pytest.mark.parametrize(
    "odd", ["and?", "no", "it", "what about", "more more", "why why why", "no, I meant", "only", "🙂 a", "vs", "who", "back to", "a vs b"]
)
def test_an_odd_message_gets_an_answer_or_a_refusal(fiction: Assistant, odd: str) -> None:
    conversation = fiction.conversation()
    conversation.ask("How do people work with government?")
    assert conversation.ask(odd).status in ("answered", "no_evidence")


def test_an_insight_that_the_framework_does_not_have_is_refused_with_those_it_has(fiction: Assistant) -> None:
    with pytest.raises(UsageError, match="no insight 99; it has 1, 2"):
        fiction.ask("What is said under insight 99?")
