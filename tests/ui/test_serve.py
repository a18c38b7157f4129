"""Finding a port."""

import socket

import pytest

from corpus.errors import UsageError
from ui.serve import free_port


def test_a_port_in_use_gives_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) <= port + 50


@pytest.mark.parametrize("host", ["999.1.1.1", "no such host"])
def test_a_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(UsageError, match="is not an address of this machine"):
        free_port(host, 7860)
