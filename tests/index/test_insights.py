"""Suggesting an insight."""

import numpy as np
import pytest

from corpus.framework import Framework, Insight, load_framework
from corpus.models import Origin
from index import load_embedder
from index.insights import InsightSuggester


@pytest.fixture(scope="module")
def suggester() -> InsightSuggester:
    return InsightSuggester.build(load_framework(), load_embedder("minilm"))


def test_the_tagged_quotes_are_suggested_right_when_each_is_left_out(suggester: InsightSuggester) -> None:
    order = np.argsort(-suggester.scores(suggester.examples), axis=1)
    assert (order[:, 0] == suggester.example_insight).mean() >= 0.70
    assert (order[:, :2] == suggester.example_insight[:, None]).any(axis=1).mean() >= 0.85


def test_a_suggestion_says_that_it_is_one_and_how_sure(suggester: InsightSuggester) -> None:
    words = "The ministry of health took the programme over and now pays for it."
    (label,) = suggester.suggest(load_embedder("minilm").embed([words]))
    assert label is not None
    assert (label.number, label.origin) == (2, Origin.SUGGESTED)
    assert label.confidence is not None
    assert 0.1 <= label.confidence <= 1


def test_words_on_none_of_the_insights_get_no_suggestion(suggester: InsightSuggester) -> None:
    vectors = load_embedder("minilm").embed(["The remote control needs two batteries.", "Boil the egg for six minutes."])
    assert suggester.suggest(vectors) == [None, None]


def test_a_framework_without_examples_suggests_from_its_descriptions() -> None:
    insights = (
        Insight(number=1, title="Water", summary="Wells and rivers."),
        Insight(number=2, title="Roads", summary="Bridges and streets."),
    )
    built = InsightSuggester.build(Framework(id="own", title="Own", insights=insights), load_embedder("minilm"))
    (label,) = built.suggest(load_embedder("minilm").embed(["We dug a well near the river for clean water."]))
    assert label is not None
    assert label.number == 1


def test_what_a_person_tagged_teaches_the_suggestion_for_words_like_it(suggester: InsightSuggester) -> None:
    embed = load_embedder("minilm").embed
    tagged, alike = "Bees taught our valley to share hives.", "The hives are shared by the whole valley, bees and all."
    (before,) = suggester.suggest(embed([alike]))
    (after,) = suggester.learn(embed([tagged]), [7]).suggest(embed([alike]))
    assert before is None or before.number != 7
    assert after is not None
    assert after.number == 7


def test_a_tag_of_an_insight_that_the_framework_does_not_have_teaches_nothing(suggester: InsightSuggester) -> None:
    vectors = load_embedder("minilm").embed(["Bees taught our valley to share hives."])
    assert len(suggester.learn(vectors, [77]).tagged) == 0
