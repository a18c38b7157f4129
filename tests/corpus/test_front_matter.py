"""Front matter: read as metadata, never as words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.importers import Document, Parsed, importer_for
from corpus.transcripts.front_matter import read_front_matter

TALK = "Interviewer: How?\nAda: We dug.\n"


def read(text: str) -> Parsed:
    return importer_for("visit.md").read(Document("visit.md", text.encode()))


def test_front_matter_is_metadata_and_stays_in_the_text() -> None:
    text = f"---\ntitle: The Well\ndate: 2024-03-04\nlanguage: ha\nIssue Area: [water, health]\nOrganisation: One; Two\nempty:\nyes: true\n---\n\n{TALK}"
    parsed = read(text)
    assert (parsed.title, parsed.date, parsed.language) == ("The Well", "2024-03-04", "ha")
    assert parsed.attributes == {"issue_area": ("water", "health"), "organisation": ("One", "Two"), "true": ("true",)}
    assert parsed.text == text
    assert [text[turn.start : turn.end] for turn in parsed.turns] == ["How?", "We dug."]
    assert parsed.warnings == ()


@pytest.mark.parametrize("block", ["title: [a\nb: c", "title: a: b: c", "- a\n- b", "x: &a [*a]\n  y: 2"])
def test_broken_front_matter_is_a_warning_and_the_words_are_read(block: str) -> None:
    parsed = read(f"---\n{block}\n---\n{TALK}")
    assert [turn.speaker for turn in parsed.turns] == ["Interviewer", "Ada"]
    assert [w for w in parsed.warnings if "front matter" in w]


@pytest.mark.parametrize(
    "text", [TALK, f"---\n\n{TALK}", f"{TALK}---\na: b\n---\n", "---\nWe dug a well.\nThen rain.\n---\nAda: So.\n", "---"]
)
def test_a_rule_of_dashes_is_no_front_matter(text: str) -> None:
    assert read_front_matter(text).end == 0


def test_references_that_would_grow_without_end_are_not_followed() -> None:
    block = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + k)}: &{chr(98 + k)} [{','.join([f'*{chr(97 + k)}'] * 9)}]\n" for k in range(9)
    )
    assert read_front_matter(f"---\n{block}---\nAda: So.\n").attributes == {}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_block_is_read_or_left(block: str) -> None:
    found = read_front_matter(f"---\n{block}\n---\nAda: So.\n")
    assert 0 <= found.end <= len(block) + 9
