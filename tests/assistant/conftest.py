"""A fictional corpus of several organisations, places, roles and dates, shared by the tests that only ask."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from corpus.ingest import Ingest
from corpus.settings import Settings
from tests.assistant.fiction import write_corpus


@pytest.fixture(scope="session")
def fiction(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant on the fictional interviews alone."""
    folder = tmp_path_factory.mktemp("fiction")
    assistant = Assistant(Settings(data_dir=folder / "data", builtin_corpus=False))
    with assistant.folder.writing():
        Ingest(assistant.folder.catalog).run([write_corpus(folder / "interviews")])
    assistant.ready()
    yield assistant
    assistant.close()
