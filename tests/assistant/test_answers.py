"""Answers: verbatim, cited, grouped."""

import sqlite3
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from corpus.errors import QuestionError
from corpus.models import Origin
from corpus.settings import Settings
from index import Filters

QUESTION = "How do we get government to own our programme?"


def test_the_practitioners_question_is_answered_under_the_second_insight(builtin: Assistant) -> None:
    answer = builtin.ask(QUESTION)
    assert answer.status == "answered"
    assert answer.groups[0].insight is not None
    assert answer.groups[0].insight.number == 2
    assert "We want a government to ultimately be owning that" in answer.groups[0].quotes[0].text


def test_every_quote_is_the_stored_words_at_its_offsets_and_is_cited(builtin: Assistant) -> None:
    interview = builtin.interview("whats-working")
    assert interview is not None
    for question in builtin.examples():
        for quote in builtin.ask(question).quotes:
            assert quote.text == interview.text[quote.start : quote.end]
            assert quote.citation.endswith("https://whatsworkingsolutions.org/")
            assert "last updated March 19, 2024" in quote.citation


def test_groups_stand_in_the_order_of_their_strongest_quote(builtin: Assistant) -> None:
    for question in builtin.examples():
        answer = builtin.ask(question)
        best = [min(quote.rank for quote in group.quotes) for group in answer.groups]
        assert best == sorted(best)
        assert all([q.rank for q in g.quotes] == sorted(q.rank for q in g.quotes) for g in answer.groups)


def test_a_persons_tag_and_a_suggestion_are_told_apart(builtin: Assistant) -> None:
    labels = {q.turn: q.insights for q in builtin.ask("How can organisations from different sectors work together?").quotes}
    opening = labels.pop(0)
    assert [(label.origin, label.confidence is not None) for label in opening] == [(Origin.SUGGESTED, True)]
    assert {label.origin for found in labels.values() for label in found} == {Origin.HUMAN}


def test_an_altered_text_is_not_quoted_and_the_failure_is_counted_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assistant = Assistant(Settings(data_dir=tmp_path / "altered"))
    assert assistant.ask(QUESTION).withheld == 0
    with sqlite3.connect(tmp_path / "altered" / "catalog.sqlite3") as connection:
        connection.execute("UPDATE interviews SET text = replace(text, 'ultimately be owning', 'ultimately be renting')")
    answer = assistant.ask(QUESTION)
    assert answer.status == "no_evidence"
    assert answer.groups == ()
    assert answer.withheld > 0
    assert "could not be verified" in (answer.refusal.reason if answer.refusal else "")
    assert any("does not have the SHA-256" in record.message for record in caplog.records)
    assistant.close()


def test_an_answer_survives_its_own_json(builtin: Assistant) -> None:
    for question in (QUESTION, "What is the capital of Mongolia?"):
        answer = builtin.ask(question)
        assert Answer.model_validate(answer.model_dump(mode="json")) == answer
        assert set(answer.model_dump(mode="json")) >= {
            "question",
            "standalone_question",
            "status",
            "groups",
            "coverage",
            "filters",
            "follow_ups",
        }


def test_a_quote_in_json_has_the_fields_of_the_contract(builtin: Assistant) -> None:
    fields = "rank score interview source turn start end speaker role time text insights citation".split()
    quote = builtin.search("partnership", limit=1)[0].model_dump(mode="json")
    assert set(fields) <= set(quote)
    assert set(quote["insights"][0]) == {"number", "title", "origin", "confidence"}


@pytest.mark.parametrize("question", ["", "   \n", "?!…", "\u200b\u202e"])
def test_an_empty_question_is_refused_with_an_example(builtin: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match="the question is empty; type what you want to know"):
        builtin.ask(question)


def test_a_question_of_a_hundred_thousand_characters_is_refused_with_the_limit(builtin: Assistant) -> None:
    with pytest.raises(QuestionError, match="at most 2,000 characters, this one has 100,000; shorten it"):
        builtin.ask("x" * 100_000)


def test_filters_stay_with_the_answer(builtin: Assistant) -> None:
    answer = builtin.ask("What does flexible funding make possible?", Filters(insights=(3,)))
    assert answer.filters.insights == (3,)
    assert {group.insight.number for group in answer.groups if group.insight} == {3}


def test_another_framework_groups_by_its_own_insights_and_leaves_the_pages_tags_aside(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        """id: own
title: Two
insights:
  - number: 1
    title: Working with the state
    summary: Governments take over and run a programme.
  - number: 2
    title: Money
    summary: Funding and grants and philanthropy without strings.
"""
    )
    assistant = Assistant(Settings(data_dir=tmp_path / "data", framework=file))
    answer = assistant.ask(QUESTION)
    assert answer.groups[0].insight is not None
    assert answer.groups[0].insight.title == "Working with the state"
    assert {label.origin for quote in answer.quotes for label in quote.insights} == {Origin.SUGGESTED}
    assistant.close()
