"""A catalog and a folder of files, both empty; a test that needs more in them overrides the fixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalog import Catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    return folder
