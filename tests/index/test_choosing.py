"""Which hits are shown."""

import itertools

import numpy as np

from index.choosing import choose
from tests.index.units import row, snapshot, talk


def test_the_best_comes_first_and_never_more_than_the_limit() -> None:
    units = snapshot(talk(30))
    scores = np.linspace(0, 3, 30)
    assert choose(units, np.arange(30), scores, 1) == [29]
    assert len(choose(units, np.arange(30), scores, 5)) == 5
    assert len(choose(units, np.arange(3), scores[:3], 5)) == 3


def test_the_first_five_come_from_more_than_one_place() -> None:
    units = snapshot(talk(200))
    scores = np.zeros(200)
    scores[50:60] = 3.0
    scores[150] = 2.5
    chosen = choose(units, np.arange(200), scores, 10)
    assert 150 in chosen[:5]
    assert set(chosen[:2]) < set(range(50, 60))


def test_a_short_turn_is_shown_once_however_many_units_it_has() -> None:
    units = snapshot([row(k, "a", 0, start=k * 50, end=k * 50 + 100, words=60) for k in range(3)] + [row(3, "a", 1)])
    assert choose(units, np.arange(4), np.array([3.0, 2.9, 2.8, 0.0]), 10) == [0, 3]


def test_a_long_turn_is_shown_again_where_other_words_of_it_fit() -> None:
    units = snapshot([row(k, "a", 0, start=k * 50, end=k * 50 + 100, words=80) for k in range(20)] + [row(20, "a", 1)])
    scores = np.concatenate([np.zeros(20), [-9.0]])
    scores[[4, 5, 15]] = 5.0, 4.9, 4.8
    chosen = choose(units, np.arange(21), scores, 2)
    assert chosen == [4, 15]
    everything = choose(units, np.arange(21), scores, 30)
    spans = sorted((int(units.starts[k]), int(units.ends[k])) for k in everything if k < 20)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
