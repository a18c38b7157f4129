"""What an embedding model is to the rest of the program."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, so that their inner product is the cosine of the angle between them.

    Attributes:
        name: Identifies the model and its weights; vectors of two names are never compared.
        dimension: Length of a vector.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts. Returns float32 of shape (len(texts), dimension), each row of length 1."""
        ...
