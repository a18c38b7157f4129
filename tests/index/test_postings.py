"""The lexical leg."""

import numpy as np
import pytest

from index.postings import Postings
from index.question import Term


def term(**stems: str) -> Term:
    return Term(word=next(iter(stems.values())), stems=stems)


def test_rare_terms_weigh_more_and_long_units_less() -> None:
    postings = Postings.build(["seed money", "seed", "seed water road bridge river", "water"], ["en"] * 4)
    money, seed = postings.matches([term(en="money"), term(en="seed")])
    assert money.weight > seed.weight
    scores = postings.bm25([seed])
    assert scores[1] > scores[0] > scores[2] > scores[3] == 0


def test_a_term_is_looked_for_in_each_interview_in_its_own_language() -> None:
    postings = Postings.build(["gift", "gift", "cadeau"], ["en", "de", "fr"])
    (both,) = postings.matches([term(en="gift", fr="cadeau")])
    assert list(both.units) == [0, 2]
    (german,) = postings.matches([term(de="gift")])
    assert list(german.units) == [1]


def test_a_term_that_nobody_says_matches_nothing_and_weighs_most() -> None:
    postings = Postings.build(["a b", "b"], ["en", "en"])
    absent, present = postings.matches([term(en="zeppelin"), term(en="a")])
    assert len(absent.units) == 0
    assert absent.weight > present.weight
    assert np.array_equal(postings.bm25([absent]), [0, 0])


def test_bm25_is_that_of_the_formula() -> None:
    postings = Postings.build(["seed seed", "road"], ["en", "en"])
    (seed,) = postings.matches([term(en="seed")])
    weight = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    assert postings.bm25([seed])[0] == pytest.approx(weight * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 1.5)))


def test_an_empty_index_has_no_scores() -> None:
    postings = Postings.build([], [])
    assert len(postings.bm25(postings.matches([term(en="a")]))) == 0
