"""Ids that can be typed and stand in an address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.slug import MAX_LENGTH, slugify, unique_slug


@pytest.mark.parametrize(
    ("stem", "slug"),
    [
        ("visit", "visit"),
        ("The Well, day 1", "the-well-day-1"),
        ("  --Ada_Obi--  ", "ada-obi"),
        ("Água é vida", "água-é-vida"),
        ("A\u0301gua", "água"),
        ("Straße", "strasse"),
        ("水の話", "水の話"),
        ("ﬁle①", "file1"),
        ("...", "interview"),
        ("", "interview"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 100, "a" * MAX_LENGTH),
        ("a" * (MAX_LENGTH - 1) + " b", "a" * (MAX_LENGTH - 1)),
    ],
)
def test_a_stem_becomes_letters_and_digits_joined_by_hyphens(stem: str, slug: str) -> None:
    assert slugify(stem) == slug


@pytest.mark.parametrize(
    ("taken", "slug"),
    [(set(), "visit"), ({"well"}, "visit"), ({"visit"}, "visit-2"), ({"visit", "visit-2"}, "visit-3"), ({"visit", "visit-3"}, "visit-2")],
)
def test_a_taken_slug_gets_the_next_number(taken: set[str], slug: str) -> None:
    assert unique_slug("Visit!", taken) == slug


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=10) | st.sampled_from(["a", "A", "a-2", "a 2"]), max_size=8))
def test_any_stems_get_ids_that_differ_and_need_no_escape(stems: list[str]) -> None:
    taken: list[str] = []
    for stem in stems:
        taken.append(unique_slug(stem, taken))
    assert len(set(taken)) == len(stems)
    assert all(slug and slug == slug.strip("-") and slug.replace("-", "").isalnum() for slug in taken)
