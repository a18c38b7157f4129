"""Data folders that the tests of what people keep share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.coverage import cover
from assistant.grouping import group_quotes
from corpus.ingest import Ingest, IngestOptions
from corpus.settings import Settings
from tests.assistant.fiction import write_corpus
from tests.transcripts import CLINIC, SEEDS, write

QUESTION = "How do we get government to own our programme?"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Assistant]:
    """An assistant on a fresh folder with the built-in quotes; nothing is indexed, so it is quick."""
    assistant = Assistant(Settings(data_dir=tmp_path / "data"))
    yield assistant
    assistant.close()


@pytest.fixture
def answer(builtin: Assistant) -> Answer:
    """An answer with six quotes of the built-in corpus, whatever the assistant thinks strong enough."""
    groups = group_quotes(builtin.search(QUESTION, limit=6))
    coverage = cover(groups, builtin.framework, builtin.folder.catalog.counts())
    return builtin.ask(QUESTION).model_copy(update={"groups": groups, "coverage": coverage})


@pytest.fixture
def answer_of_many(builtin: Assistant) -> Answer:
    """An answer with at least three quotes of the built-in corpus."""
    return builtin.ask("Why does flexible funding matter?")


@pytest.fixture
def refusal(builtin: Assistant) -> Answer:
    """A refusal with the nearest quotes."""
    return builtin.ask("What does a solar panel cost?")


@pytest.fixture
def bring(kept: Assistant, tmp_path: Path) -> Callable[..., None]:
    """Brings interviews into the folder, again and again."""

    def put(**texts: str) -> None:
        files = write(tmp_path / "files", **(texts or {"clinic": CLINIC, "seeds": SEEDS}))
        Ingest(kept.folder.catalog, IngestOptions(max_file_mb=64)).run([files])

    return put


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
