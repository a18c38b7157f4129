"""Writes the vectors of the program's own texts anew: ``python -m evals.training.known``, after one of them was changed."""

from importlib.resources import files
from pathlib import Path

import numpy as np

from index.embedders import PACKAGED, load_embedder
from index.known_texts import VECTORS, packed


def main() -> None:
    """Embed and write."""
    arrays = packed(load_embedder(PACKAGED))
    path = Path(str(files("index") / "data" / VECTORS))
    np.savez_compressed(path, model=arrays["model"], keys=arrays["keys"], vectors=arrays["vectors"])


if __name__ == "__main__":
    main()
