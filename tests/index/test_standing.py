"""What each interview says by itself is what a search of it alone would have found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.descriptions import Descriptions
from index.postings import Matches
from index.standing import standings

NOTHING = Descriptions(np.array([], np.int64), np.array([], np.int64), np.empty((0, 3), np.float32), ())


@st.composite
def corpora(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[Matches], np.ndarray]:
    """Interview of each unit, cosines with many equals, terms with their units, and which units are allowed."""
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    interview = np.repeat(np.arange(len(sizes)), sizes)
    count = len(interview)
    cosines = np.array(draw(st.lists(st.sampled_from([-0.5, 0.0, 0.25, 0.5]), min_size=count, max_size=count)), np.float32)
    chosen = st.sets(st.integers(0, count - 1))
    terms = draw(st.lists(st.tuples(st.floats(0.1, 3), chosen), max_size=3))
    matches = [_match(f"t{k}", weight, sorted(units)) for k, (weight, units) in enumerate(terms)]
    allowed = np.zeros(count, np.bool_)
    allowed[list(draw(st.sets(st.integers(0, count - 1), min_size=1)))] = True
    return interview, cosines, matches, allowed


def _match(term: str, weight: float, units: list[int]) -> Matches:
    return Matches(term=term, word=term, weight=weight, units=np.array(units, np.int64), counts=np.ones(len(units), np.float32))


@settings(max_examples=200, deadline=None)
@given(corpora())
def test_every_interview_is_summed_up_by_its_allowed_units_alone(corpus: tuple[np.ndarray, np.ndarray, list[Matches], np.ndarray]) -> None:
    interview, cosines, matches, allowed = corpus
    total = sum(match.weight for match in matches) or 1
    heard = np.zeros(len(interview))
    for match in matches:
        heard[match.units] += match.weight / total
    found = standings(cosines, heard, matches, allowed, interview, NOTHING)
    numbers = sorted(set(interview[allowed].tolist()))
    assert len(found) == len(numbers)
    for standing, number in zip(found, numbers, strict=True):
        units = np.flatnonzero(allowed & (interview == number))
        highest = sorted(cosines[units].tolist(), reverse=True)[:3]
        absent = sum(match.weight for match in matches if not set(match.units.tolist()) & set(units.tolist()))
        assert standing.units == len(units)
        assert standing.best == highest[0]
        assert standing.leading == pytest.approx(sum(highest) / len(highest))
        assert standing.covered == heard[units].max()
        assert standing.missing == pytest.approx(absent / total)


def test_a_word_that_is_written_about_an_interview_is_not_missing_from_it() -> None:
    interview, allowed = np.array([0, 1]), np.ones(2, np.bool_)
    described = Descriptions(np.array([1]), np.array([0]), np.ones((1, 3), np.float32), (frozenset({"rain"}),))
    silent, about = standings(np.zeros(2, np.float32), np.zeros(2), [_match("rain", 1.0, [])], allowed, interview, described)
    assert (silent.missing, about.missing) == (1.0, 0.0)
