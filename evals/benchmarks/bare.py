"""The bare minimum that search by meaning takes: the model, and Chroma with its defaults. No leg, no filter, no check."""

import uuid
from collections.abc import Sequence

import chromadb
from chromadb.config import Settings

from index.embedders import Embedder

BATCH = 5000


class BareSearch:
    """Texts in a collection of Chroma in memory."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._client = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
        self._collection = self._client.create_collection(f"bare-{uuid.uuid4().hex}", embedding_function=None)

    def add(self, texts: Sequence[str]) -> None:
        """Embed and store texts."""
        vectors = self._embedder.embed(texts)
        for at in range(0, len(texts), BATCH):
            chosen = slice(at, at + BATCH)
            ids = [str(number) for number in range(at, at + len(texts[chosen]))]
            self._collection.add(ids=ids, embeddings=vectors[chosen], documents=list(texts[chosen]))

    def query(self, question: str, limit: int) -> None:
        """Find the nearest texts."""
        vector = self._embedder.embed([question])[0]
        self._collection.query(query_embeddings=[vector], n_results=limit)

    def close(self) -> None:
        """Drop the collection."""
        self._client.delete_collection(self._collection.name)
