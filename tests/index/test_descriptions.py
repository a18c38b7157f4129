"""What is written about quotes is searched beside their words, and shown nowhere."""

from importlib.resources import files

import numpy as np
import pytest

from assistant import Assistant
from corpus.framework import load_quote_page
from corpus.models import sha256_of
from index import load_embedder
from index.descriptions import Descriptions
from index.known_texts import VECTORS, elsewhere, embed_known, glosses, known_texts, packed


def test_every_built_in_quote_is_described() -> None:
    assert set(glosses()) == {quote.sha256 for quote in load_quote_page().quotes}
    assert min(map(len, glosses().values())) >= 3


def test_no_description_repeats_a_quote_or_a_question_about_everything_else() -> None:
    texts = [text for several in glosses().values() for text in several]
    assert len(set(texts)) == len(texts)
    assert not set(texts) & set(elsewhere())


@pytest.mark.slow
def test_the_packaged_vectors_are_those_of_the_texts_as_they_are() -> None:
    fresh = packed(load_embedder("minilm"))
    with (files("index") / "data" / VECTORS).open("rb") as file, np.load(file) as stored:
        assert list(stored["keys"]) == list(fresh["keys"]), "run python -m evals.training.known"
        near = (stored["vectors"].astype(np.float32) * fresh["vectors"].astype(np.float32)).sum(axis=1)
    assert near.min() > 0.999


def test_packaged_vectors_serve_their_own_model_only() -> None:
    class Other:
        name, dimension = "another", 2

        def embed(self, texts: list[str]) -> np.ndarray:
            return np.tile(np.float32([1, 0]), (len(texts), 1))

    assert embed_known(known_texts()[:3], Other()).tolist() == [[1, 0]] * 3  # type: ignore[arg-type]
    assert embed_known([], Other()).shape == (0, 2)  # type: ignore[arg-type]


def test_a_described_unit_is_as_near_as_its_words_and_its_nearest_description() -> None:
    class Plane:
        name, dimension = "plane", 2

        def embed(self, texts: list[str]) -> np.ndarray:
            return np.array([[1, 0] if "east" in text else [0, 1] for text in texts], dtype=np.float32)

    about = Descriptions.made([1, 3], [["east"], ["north", "east wind"]], Plane())  # type: ignore[arg-type]
    cosines = np.zeros(4, dtype=np.float32)
    mixed = about.mix(cosines, np.float32([0, 1]))
    assert mixed[[0, 2]].tolist() == [0, 0]
    assert mixed[3] > mixed[1]
    assert [about.about(stem).tolist() for stem in ("east", "north", "west")] == [[1, 3], [3], []]


def test_words_that_nobody_described_have_no_description() -> None:
    none = Descriptions.of_words(["Words that nobody wrote about."], load_embedder("minilm"))
    cosines = np.float32([0.5])
    assert none.mix(cosines, np.zeros(384, dtype=np.float32)) is cosines
    assert none.about("word").tolist() == []


def test_a_situation_in_other_words_finds_its_quote(builtin: Assistant) -> None:
    answer = builtin.ask("Two colleagues left this year because the suffering that they see every day wore them out.")
    shown = list(answer.quotes)
    assert any("resilient" in quote.text for quote in shown[:3])


def test_a_description_is_never_shown(builtin: Assistant) -> None:
    written = {text for several in glosses().values() for text in several}
    answer = builtin.ask("How do we hand our programme over to the state for good?")
    for group in answer.groups:
        for quote in group.quotes:
            assert quote.text not in written
            assert sha256_of(quote.text) in glosses()
