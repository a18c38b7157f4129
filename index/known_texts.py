"""Vectors of the program's own texts, computed once and packaged, so that opening a corpus does not embed them each time."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from corpus.framework import load_framework, load_quote_page
from corpus.models import sha256_of
from index.embedders import Embedder, Vectors

VECTORS = "known_texts.npz"


@cache
def glosses() -> Mapping[str, tuple[str, ...]]:
    """What built-in quotes are about, in our words, by the SHA-256 of their own words."""
    by_id = _read("glosses.yaml")["glosses"]
    return {quote.sha256: tuple(by_id.get(quote.id, ())) for quote in load_quote_page().quotes}


@cache
def elsewhere() -> tuple[str, ...]:
    """Questions about everything else."""
    return tuple(_read("elsewhere.yaml")["questions"])


def known_texts() -> list[str]:
    """All texts that are packaged with their vectors, each once."""
    insights = load_framework().insights
    framework = [text for insight in insights for text in (described(insight.title, insight.summary), *insight.examples)]
    quotes = [quote.text for quote in load_quote_page().quotes]
    return list(dict.fromkeys([*framework, *quotes, *(text for texts in glosses().values() for text in texts), *elsewhere()]))


def described(title: str, summary: str) -> str:
    """An insight as one text."""
    return f"{title}. {summary}"


def embed_known(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """The vectors of texts: packaged ones where there are any for this model, else computed.

    Returns:
        float32 of shape (len(texts), dimension), each row of length 1.
    """
    found = _packaged(embedder.name, embedder.dimension)
    keys = [_key(text) for text in texts]
    new = [text for key, text in zip(keys, texts, strict=True) if key not in found]
    if new:  # of another model, or of a framework of one's own: kept, as every change of the catalog asks for them again
        found.update(zip(map(_key, new), embedder.embed(new), strict=True))
    return np.stack([found[key] for key in keys]) if keys else np.empty((0, embedder.dimension), dtype=np.float32)


def packed(embedder: Embedder) -> dict[str, np.ndarray]:
    """The arrays of the packaged file, for writing it anew."""
    texts = known_texts()
    keys = np.array([_key(text) for text in texts])
    return {"model": np.array(embedder.name), "keys": keys, "vectors": embedder.embed(texts).astype(np.float16)}


@cache
def _packaged(model: str, dimension: int) -> dict[str, Vectors]:
    """Packaged vectors by key; none for another model than they were made with."""
    with (files("index") / "data" / VECTORS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        vectors = arrays["vectors"].astype(np.float32)
        if str(arrays["model"]) != model or vectors.shape[1] != dimension:
            return {}
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return dict(zip(map(str, arrays["keys"]), vectors, strict=True))


def _key(text: str) -> str:
    return sha256_of(text)[:24]


def _read(name: str) -> dict:  # type: ignore[type-arg]
    return yaml.safe_load((files("index") / "data" / name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]
