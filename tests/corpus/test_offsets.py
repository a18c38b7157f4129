"""Positions of other programs become offsets only where the words agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.projects.offsets import Marked, canonical, place, readings

CORNERS = st.text(st.sampled_from("ab \r\n\ufeff") | st.characters(exclude_categories=("Cs",)), max_size=30)


def test_a_plain_text_has_one_way_of_counting() -> None:
    assert [reading.name for reading in readings("all plain")] == ["code points"]


def test_the_ways_are_units_line_ends_and_the_byte_order_mark() -> None:
    found = {reading.name: reading.bounds.tolist() for reading in readings("\ufeff🙂\r\n")}
    assert len(found) == 12
    assert next(iter(found)) == "code points, a line end of two characters counted as two"
    assert found["code points"] == [0, 1, 2]
    assert found["UTF-16 units, with the byte-order mark"] == [1, 3, 4]
    assert found["UTF-8 bytes, a line end of two characters counted as two, with the byte-order mark"] == [3, 7, 9]


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_position_inside_a_character_is_none(position: int) -> None:
    (_, _, octets) = readings("🙂é")
    assert octets.span("🙂é", Marked(position, 6)) is None


@given(raw=CORNERS, unit=st.sampled_from(["utf-32-le", "utf-16-le", "utf-8"]))
def test_every_position_of_the_stored_text_is_reached(raw: str, unit: str) -> None:
    size = {"utf-32-le": 4, "utf-16-le": 2, "utf-8": 1}[unit]
    text, total = canonical(raw), len(raw.encode(unit)) // size
    assert any(int(reading.bounds[-1]) == total for reading in readings(raw))
    for reading in readings(raw):
        assert len(reading.bounds) == len(text) + 1
        if text:
            assert reading.span(text, Marked(int(reading.bounds[0]), int(reading.bounds[-1]))) == (0, len(text))


@given(raw=CORNERS, spans=st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), CORNERS), max_size=5))
def test_what_is_placed_lies_in_the_text_and_holds_its_words(raw: str, spans: list[tuple[int, int, str]]) -> None:
    text = canonical(raw)
    marked = [Marked(*span) for span in spans]
    for one, span in zip(marked, place(text, readings(raw), marked).spans, strict=True):
        if span is not None:
            assert 0 <= span[0] < span[1] <= len(text)
            if one.words and one.words.strip("\ufeff").split():
                assert (
                    text[span[0] : span[1]].casefold().replace("\ufeff", "").split() == one.words.casefold().replace("\ufeff", "").split()
                )


def test_words_in_another_case_or_trimmed_are_still_those_words() -> None:
    assert place("We Dug.", readings("We Dug."), [Marked(3, 7, "dug."), Marked(2, 6, "Dug")]).spans == [(3, 7), (2, 6)]
