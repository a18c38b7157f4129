"""Sentences are exact spans."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import LONGEST_SENTENCE, sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We listen. Then we act!", ["We listen.", "Then we act!"]),
        ("Dr. Okoye paid 3.5 million, e.g. for fuel. Then she left.", ["Dr. Okoye paid 3.5 million, e.g. for fuel.", "Then she left."]),
        ("  Spaces at the edges.  ", ["Spaces at the edges."]),
        ("Emoji 🙂 count as one. Ünïcode too.", ["Emoji 🙂 count as one.", "Ünïcode too."]),
        ("no stop at all", ["no stop at all"]),
        ("", []),
    ],
)
def test_sentences_are_found_without_the_white_space_around_them(text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentence_spans(text)] == sentences


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_spans_ascend_do_not_overlap_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)


def test_speech_without_full_stops_is_cut_between_words() -> None:
    text = "and then we went on and on " * 60
    spans = sentence_spans(text)
    assert all(len(text[s.start : s.end].split()) <= LONGEST_SENTENCE for s in spans)
    assert " ".join(text[s.start : s.end] for s in spans).split() == text.split()
