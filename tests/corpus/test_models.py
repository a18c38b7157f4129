"""Models refuse offsets that cannot be right."""

from typing import Any

import pytest
from pydantic import ValidationError

from corpus.models import CuratedQuote, Interview, Span, Tag, Turn, sha256_of
from tests.corpus.interviews import an_interview


@pytest.mark.parametrize(("start", "end"), [(0, 0), (0, 5), (5, 5)])
def test_a_span_may_be_empty_or_hold_words(start: int, end: int) -> None:
    assert Span(start=start, end=end).end == end


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (3, 2), (0, -1), (0.5, 2), ("a", 2)])
def test_a_span_that_is_no_range_is_refused(start: Any, end: Any) -> None:
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


def test_a_span_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Span(start=0, end=1).end = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    "wrong", [{"index": -1}, {"time": -0.1}, {"time": float("nan")}, {"role": "narrator"}, {"colour": "green"}, {"end": 0, "start": 1}]
)
def test_a_turn_with_an_impossible_field_is_refused(wrong: dict[str, Any]) -> None:
    right = {"index": 0, "start": 0, "end": 5, "time": 1.5, "role": "interviewee"}
    assert Turn(**right).time == 1.5
    with pytest.raises(ValidationError):
        Turn(**right | wrong)


@pytest.mark.parametrize("wrong", [{"dimension": ""}, {"value": ""}, {"confidence": 1.1}, {"confidence": -0.1}, {"origin": "rumour"}])
def test_a_tag_with_an_impossible_field_is_refused(wrong: dict[str, Any]) -> None:
    right = {"start": 0, "end": 5, "dimension": "insight", "value": "4", "confidence": 1.0, "origin": "suggested"}
    assert Tag(**right).value == "4"
    with pytest.raises(ValidationError):
        Tag(**right | wrong)


def turn(index: int, start: int, end: int) -> Turn:
    return Turn(index=index, start=start, end=end)


def interview(text: str, **more: Any) -> Interview:
    return an_interview(("Ada", text), **more)


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param((), id="none"),
        pytest.param((turn(0, 0, 5),), id="the whole text"),
        pytest.param((turn(0, 0, 2), turn(1, 2, 2), turn(2, 2, 5)), id="one after the other, one of them empty"),
        pytest.param((turn(0, 1, 2), turn(1, 4, 5)), id="with gaps"),
    ],
)
def test_turns_that_follow_each_other_inside_the_text_are_taken(turns: tuple[Turn, ...]) -> None:
    assert interview("abcde", turns=turns).turns == turns


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ((turn(0, 0, 6),), "a span ends at 6, after the text"),
        ((turn(1, 0, 5),), "turn 0 carries index 1"),
        ((turn(0, 0, 2), turn(2, 3, 4)), "turn 1 carries index 2"),
        ((turn(0, 0, 3), turn(1, 2, 5)), "turn 1 starts inside the turn before it"),
        ((turn(0, 3, 5), turn(1, 0, 2)), "turn 1 starts inside the turn before it"),
    ],
)
def test_turns_that_overlap_skip_or_leave_the_text_are_refused(turns: tuple[Turn, ...], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        interview("abcde", turns=turns)


@pytest.mark.parametrize(
    "field", [{"quotes": (CuratedQuote(start=0, end=6),)}, {"tags": (Tag(start=6, end=6, dimension="place", value="x"),)}]
)
def test_quotes_and_tags_outside_the_text_are_refused(field: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="a span ends at 6, after the text"):
        interview("abcde", **field)


def test_offsets_count_code_points() -> None:
    assert interview("😀水é!").words_of(Span(start=1, end=3)) == "水é"


def test_an_interview_needs_an_id() -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        interview("abcde", id="")


def test_a_header_says_what_the_interview_says() -> None:
    one = interview("abcde", id="well", title="The well", date="May", publisher="The Lab", url="https://example.org", conversation=False)
    assert one.header.model_dump() == {
        "id": "well",
        "title": "The well",
        "source_name": "well.txt",
        "conversation": False,
        "date": "May",
        "publisher": "The Lab",
        "url": "https://example.org",
    }


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ],
)
def test_the_sum_of_a_text_is_that_of_its_utf_8_bytes(text: str, digest: str) -> None:
    assert sha256_of(text) == digest
    assert interview(text).text_sha256 == digest


def test_an_unpaired_surrogate_has_a_sum_of_its_own() -> None:
    assert len({sha256_of("\ud800"), sha256_of("\ud801"), sha256_of("?"), sha256_of("")}) == 4
