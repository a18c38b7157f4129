"""Embedding models: one file a provider, chosen by the setting."""

from functools import cache

from index.embedders.base import Embedder, Vectors

PACKAGED = "minilm"

__all__ = ["PACKAGED", "Embedder", "Vectors", "load_embedder"]


@cache
def load_embedder(setting: str) -> Embedder:
    """The embedder that a setting names: "minilm" for the packaged model, else a sentence-transformers name or path.

    Raises:
        ModelError: It is not on this machine, or its weights are not what they should be.
    """
    if setting == PACKAGED:
        from index.embedders.minilm import load_minilm

        return load_minilm()
    from index.embedders.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting, setting)
