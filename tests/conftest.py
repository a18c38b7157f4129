"""What all tests share: no network but this machine, no settings of the person who runs them, data in temporary folders."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one process of several: their threads would wait for each other

from assistant import Assistant
from corpus.settings import ENV_PREFIX, Settings

TEST_SETTINGS = frozenset({f"{ENV_PREFIX}CHROMIUM", f"{ENV_PREFIX}BROWSER_REQUIRED", f"{ENV_PREFIX}TEST_MODEL"})
LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0")
ON_THE_PAGE = tuple(f"browser/test_{name}.py" for name in ("access", "asking", "page", "reading"))
SHARED = Path(__file__).parents[2] / "shared"


class FilesAndServer(LoadFileScheduling):
    """Gives out tests file by file, but those that ask the one page all to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "the page" if file.endswith(ON_THE_PAGE) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesAndServer:
    """What 'pytest -n 2' goes by."""
    return FilesAndServer(config, log)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in set(os.environ) - TEST_SETTINGS:
        if name.startswith(ENV_PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv(f"{ENV_PREFIX}DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(autouse=True, scope="session")
def _no_other_host() -> Iterator[None]:
    """Any connection that would leave this machine fails the test that makes it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    socket.socket.connect = local_only  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def builtin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant on a folder with the built-in corpus, shared by tests that only ask."""
    assistant = Assistant(Settings(data_dir=tmp_path_factory.mktemp("builtin")))
    assistant.ready()
    yield assistant
    assistant.close()


@pytest.fixture
def shared() -> Path:
    """The folder with the page and the public transcripts; tests that need it skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the public data that this test compares with is not on this machine")
    return SHARED
