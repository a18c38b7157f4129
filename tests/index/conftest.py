"""An index on a small corpus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.data_folder import DataFolder
from corpus.framework import load_framework
from corpus.ingest import Ingest, IngestOptions
from corpus.settings import Settings
from index import Index, load_embedder
from tests.transcripts import CLINIC, SEEDS, write

OpenIndex = Callable[[], tuple[DataFolder, Index]]


@pytest.fixture
def open_index(tmp_path: Path) -> Iterator[OpenIndex]:
    """Opens the same data folder again and again, as a new process would."""
    opened: list[tuple[DataFolder, Index]] = []

    def open_again() -> tuple[DataFolder, Index]:
        folder = DataFolder(Settings(data_dir=tmp_path / "data", builtin_corpus=False))
        index = Index(folder, lambda: load_embedder("minilm"), load_framework())
        opened.append((folder, index))
        return folder, index

    yield open_again
    for folder, index in opened:
        index.close()
        folder.close()


@pytest.fixture
def two_interviews(open_index: OpenIndex, tmp_path: Path) -> tuple[DataFolder, Index]:
    """Two interviews, ingested and indexed."""
    folder, index = open_index()
    Ingest(folder.catalog, IngestOptions(max_file_mb=64)).run([write(tmp_path / "files", clinic=CLINIC, seeds=SEEDS)])
    index.sync()
    return folder, index
