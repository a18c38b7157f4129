"""Any sentence-transformers model, by name or path, read from this machine only."""

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import ModelError
from index.embedders.base import Vectors

BATCH = 32
FEW_CHARACTERS = 1000
"""Up to so many characters, as questions have, one thread is quicker than several that wait for each other."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the processor. Nothing is fetched: a model that is not on the machine is an error."""

    def __init__(self, location: str, name: str) -> None:
        """Load a model.

        Args:
            location: Folder of the model, or a name that is in the local cache of Hugging Face.
            name: How the index calls it.

        Raises:
            ModelError: No such model on this machine, or its files cannot be read.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer  # late: it takes seconds, and most commands do not need it
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            self._model = SentenceTransformer(location, device="cpu", local_files_only=not Path(location).is_dir())
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(
                f"embedding model {location!r} cannot be loaded from this machine; "
                "give the path of a sentence-transformers folder, or unset WHATSWORKING_EMBEDDING_MODEL"
            ) from error
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise ModelError(f"embedding model {location!r} does not say its dimension; choose another")
        self._dimension = int(dimension)
        self._name = name
        self._lock = threading.Lock()  # the tokenizer changes its own state while it works

    @property
    def name(self) -> str:
        """The model's name as the index records it."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts. Returns float32 of shape (len(texts), dimension), each row of length 1."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        with self._lock, _threads_for(texts):
            vectors = self._model.encode(
                list(texts), batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)


@contextlib.contextmanager
def _threads_for(texts: Sequence[str]) -> Iterator[None]:
    """One thread for few words; for more, as many as torch takes by itself."""
    import torch  # late, as above

    before = torch.get_num_threads()
    if sum(map(len, texts)) <= FEW_CHARACTERS:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
