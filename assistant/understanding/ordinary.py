"""Which words are ordinary: spelled as words are, so that none of them is taken for a mistyped name."""

from functools import cache

from corpus.errors import ModelError
from index.embedders.minilm import model_folder


@cache
def ordinary_words() -> frozenset[str]:
    """The whole words that the packaged model knows, about 20,000 of English; empty where it is not installed."""
    try:
        lines = (model_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    except (ModelError, OSError):
        return frozenset()
    return frozenset(word for word in lines if word.isalpha() and len(word) > 1)
