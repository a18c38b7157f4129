"""The vector store: Chroma, embedded, telemetry off. The only module that imports it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from corpus.errors import DataFolderError
from index.embedders.base import Vectors

COLLECTION = "units"
PAGE = 5000
# Vectors have length 1, so the inner product is the cosine, and what is stored comes back as it was put in.
_CONFIGURATION: Any = {"hnsw": {"space": "ip"}}


class ChromaStore:
    """Vectors of units by their number, with the id of their interview."""

    def __init__(self, folder: Path) -> None:
        """Open the store, creating it where it does not exist.

        Raises:
            DataFolderError: Chroma cannot open it.
        """
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        self._folder = folder
        try:
            self._client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
            self._collection = self._open_collection()
        except Exception as error:  # Chroma's bindings raise bare exceptions of their own for a damaged store
            self._forget()
            raise self._as_error(error) from error

    @property
    def collection_id(self) -> str:
        """Changes whenever the collection is made anew."""
        return str(self._collection.id)

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._call(self._collection.count))

    def add(self, numbers: Sequence[int], interview: str, vectors: Vectors) -> None:
        """Store the vectors of an interview's units, replacing those of the same numbers."""
        size = self._client.get_max_batch_size()
        for at in range(0, len(numbers), size):
            chosen = slice(at, at + size)
            self._call(
                self._collection.upsert,
                ids=[str(number) for number in numbers[chosen]],
                embeddings=vectors[chosen],
                metadatas=[{"interview": interview} for _ in numbers[chosen]],
            )

    def remove(self, interview: str) -> None:
        """Delete all vectors of an interview."""
        self._call(self._collection.delete, where={"interview": interview})

    def vectors(self, dimension: int) -> tuple[list[int], Vectors]:
        """All vectors, with the numbers of their units, in no particular order."""
        numbers: list[int] = []
        pages: list[Vectors] = [np.empty((0, dimension), dtype=np.float32)]
        for offset in range(0, self.count(), PAGE):
            page = self._call(self._collection.get, limit=PAGE, offset=offset, include=["embeddings"])
            if page["ids"]:
                numbers += [int(key) for key in page["ids"]]
                pages.append(np.asarray(page["embeddings"], dtype=np.float32))
        return numbers, np.concatenate(pages)

    def clear(self) -> None:
        """Delete everything and begin a new collection."""
        self._call(self._client.delete_collection, COLLECTION)
        self._collection = self._call(self._open_collection)

    def close(self) -> None:
        """Let go of the files, so that another client of this process reads them afresh."""
        cast(Client, self._client).close()

    def _forget(self) -> None:
        """Drop what Chroma remembers of a store that failed to open; it would hand the same failure out again."""
        SharedSystemClient._identifier_to_system.pop(str(self._folder), None)
        SharedSystemClient._identifier_to_refcount.pop(str(self._folder), None)

    def _open_collection(self) -> Any:
        try:
            return self._client.get_collection(COLLECTION, embedding_function=None)
        except NotFoundError:
            return self._client.create_collection(COLLECTION, configuration=_CONFIGURATION, embedding_function=None)

    def _call(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except (ChromaError, RuntimeError) as error:
            raise self._as_error(error) from error

    def _as_error(self, error: Exception) -> DataFolderError:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        if "disk is full" in message or "No space left" in message:
            return DataFolderError(f"{self._folder}: the disk is full; free some space and run it again, what was stored before is kept")
        return DataFolderError(f"{self._folder}: the vector store failed ({message}); run 'whatsworking index rebuild'")
