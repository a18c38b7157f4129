"""Collections of quotes: named, ordered by hand, verified whenever they are opened."""

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from tests.transcripts import CLINIC


def test_quotes_are_added_moved_noted_and_removed(kept: Assistant, answer_of_many: Answer) -> None:
    kept.collections.create("Report")
    one, two, three = kept.collections.add("Report", answer_of_many.quotes[:3])
    kept.collections.move("Report", three, 1)
    assert [item.item for item in kept.collections.open("Report").items] == [three, one, two]
    kept.collections.move("Report", three, 99)
    kept.collections.note("Report", two, "Opening of chapter 2")
    kept.collections.reorder("Report", [two])
    opened = kept.collections.open("Report")
    assert [(item.item, item.note) for item in opened.items] == [(two, "Opening of chapter 2"), (one, ""), (three, "")]
    assert opened.items[1].quote is not None
    assert opened.items[1].quote.model_copy(update={"rank": 1, "score": 0.0}) == answer_of_many.quotes[0].model_copy(
        update={"rank": 1, "score": 0.0}
    )
    kept.collections.remove("Report", one)
    assert [item.item for item in kept.collections.open("Report").items] == [two, three]
    with pytest.raises(UsageError, match=f"no item {one}; it has {two}, {three}"):
        kept.collections.move("Report", one, 1)


def test_a_quote_is_in_a_collection_once(kept: Assistant, answer: Answer) -> None:
    kept.collections.create("Report")
    again = [*answer.quotes[:2], answer.quotes[0]]
    first, second, third = kept.collections.add("Report", again)
    assert first == third != second
    assert kept.collections.list()[0].quotes == 2


def test_names_are_unique_for_each_owner(kept: Assistant) -> None:
    key = kept.collections.create("Report", owner="ada")
    kept.collections.create("Report", owner="tomas")
    with pytest.raises(UsageError, match="a collection called 'Report' already"):
        kept.collections.create(" Report ", owner="ada")
    assert kept.collections.open("Report", owner="ada").id == key
    with pytest.raises(UsageError, match="several collections"):
        kept.collections.open("Report")
    assert kept.collections.rename(key, "Other") == "Other"
    kept.collections.delete(key)
    assert [entry.owner for entry in kept.collections.list()] == ["tomas"]


def test_words_of_an_interview_are_added_by_place_but_never_of_two_turns(kept: Assistant, bring: Callable[..., None]) -> None:
    bring()
    kept.collections.create("Report")
    words = "We began with one van"
    start = CLINIC.index(words)
    kept.collections.add_span("Report", "clinic.txt", start, start + len(words), "nice")
    (item,) = kept.collections.open("Report").items
    assert item.quote is not None
    assert (item.quote.text, item.quote.speaker, item.note) == (words, "Amara Okoye", "nice")
    with pytest.raises(UsageError, match="no part of one turn"):
        kept.collections.add_span("Report", "clinic", start, CLINIC.index("And now"))


def test_a_withdrawn_quote_keeps_its_place_and_loses_its_words(kept: Assistant, answer: Answer) -> None:
    kept.collections.create("Report")
    kept.collections.add("Report", answer.quotes[:2], note="mine")
    kept.folder.catalog.remove(BUILTIN_ID)
    for item in kept.collections.open("Report").items:
        assert item.quote is None
        assert item.gone is not None
        assert "withdrawn" in item.gone.message
        assert item.note == "mine"
