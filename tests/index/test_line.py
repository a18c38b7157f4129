"""Averages over what stands around a unit."""

import numpy as np
import pytest

from index.line import Line


def line(conversation: list[int], words: int = 20) -> Line:
    return Line(np.array(conversation), np.full(len(conversation), words))


def test_an_average_of_equal_values_is_that_value_even_at_the_ends() -> None:
    assert np.allclose(line([0] * 50).average(np.full(50, 3.0, dtype=np.float32), 4.0), 3.0, atol=1e-5)


def test_nothing_reaches_into_another_conversation() -> None:
    values = np.concatenate([np.ones(20), np.zeros(20)]).astype(np.float32)
    units = line([0] * 20 + [1] * 20)
    assert np.allclose(units.average(values, 10.0), values, atol=1e-5)
    assert np.allclose(units.beside(values, 5.0, after=False)[20:], 0)
    assert np.allclose(units.highest(values, 10)[20:], 0)


def test_separate_quotations_keep_their_own_values() -> None:
    values = np.random.default_rng(1).normal(size=30).astype(np.float32)
    apart = line(list(range(30)))
    assert np.allclose(apart.average(values, 4.0), values, atol=1e-5)
    assert np.allclose(apart.highest(values, 10), values)
    assert np.allclose(apart.beside(values, 5.0, after=True), 0)


def test_what_comes_before_and_after_is_told_apart() -> None:
    values = np.zeros(21, dtype=np.float32)
    values[10] = 1
    units = line([0] * 21)
    before, after = units.beside(values, 3.0, after=False), units.beside(values, 3.0, after=True)
    assert before[11] > 0
    assert before[9] == before[10] == 0
    assert after[9] > 0
    assert after[11] == after[10] == 0


def test_short_interjections_weigh_less_than_what_is_said_at_length() -> None:
    units = Line(np.zeros(3, dtype=np.int64), np.array([3, 20, 40]))
    short_first = units.average(np.array([1, 0, 0], dtype=np.float32), 2.0)[1]
    long_last = units.average(np.array([0, 0, 1], dtype=np.float32), 2.0)[1]
    assert long_last > 2 * short_first


def test_a_mean_vector_points_where_its_neighbours_do() -> None:
    rng = np.random.default_rng(2)
    vectors = rng.normal(size=(12, 5)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    units = line([0] * 12)
    units.prepare(vectors, (3.0,))
    question = vectors[4]
    summed = np.stack([units.total(column * units.weights, 3.0) for column in vectors.T], axis=1)
    exact = (summed @ question) / np.linalg.norm(summed, axis=1)
    assert np.allclose(units.around(vectors @ question, 3.0), exact, atol=1e-2)


def test_a_part_of_a_line_sees_only_its_own_units() -> None:
    units = line([0] * 40)
    chosen = np.array([3, 4, 5, 20, 21, 22])
    part = units.part(chosen)
    values = np.array([1, 1, 1, 0, 0, 0], dtype=np.float32)
    assert part.average(values, 4.0) == pytest.approx([1, 1, 1, 0, 0, 0], abs=1e-5)


def test_an_empty_line_has_no_values() -> None:
    empty = line([])
    assert len(empty.average(np.zeros(0, dtype=np.float32), 4.0)) == 0
