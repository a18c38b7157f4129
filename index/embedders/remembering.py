"""The vectors of the latest questions, so that what was asked, or is being typed, is embedded once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from index.embedders.base import Embedder, Vectors

MOST_TEXTS = 512


class QuestionMemory:
    """Embeds texts and remembers the latest of them, in memory only. A text that another thread is at is waited for."""

    def __init__(self, embedder: Callable[[], Embedder], most: int = MOST_TEXTS) -> None:
        """Remember up to ``most`` texts of the model that ``embedder`` loads."""
        self._load_embedder = embedder
        self._most = most
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts. Returns float32 of shape (len(texts), dimension), each row of length 1."""
        embedder = self._load_embedder()
        if not texts:
            return embedder.embed(texts)
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            if new:
                self._known.update(zip(new, embedder.embed(new), strict=True))
            found = np.stack([self._known[text] for text in texts])
            for text in texts:
                self._known.move_to_end(text)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
