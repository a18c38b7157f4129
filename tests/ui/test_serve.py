"""Finding a port."""

import socket

import pytest

from corpus.errors import UsageError
from ui.serve import begin_on_free_port, free_port


def test_a_port_in_use_gives_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) <= port + 50


def test_a_port_that_another_takes_in_the_same_moment_is_left_to_it() -> None:
    tried: list[int] = []
    others: list[socket.socket] = []

    def begin(port: int) -> None:
        if not tried:  # the other one was quicker
            others.append(socket.create_server(("127.0.0.1", port)))
        tried.append(port)
        others.append(socket.create_server(("127.0.0.1", port)))

    try:
        chosen = begin_on_free_port(begin, "127.0.0.1", 7860)
        assert len(tried) == 2
        assert tried[0] < tried[1] == chosen
    finally:
        for other in others:
            other.close()


def test_a_machine_that_gives_no_port_at_all_is_not_tried_for_ever() -> None:
    tried: list[int] = []

    def begin(port: int) -> None:
        tried.append(port)
        raise PermissionError("not here")

    with pytest.raises(PermissionError):
        begin_on_free_port(begin, "127.0.0.1", 7860)
    assert 1 < len(tried) < 20


@pytest.mark.parametrize("host", ["999.1.1.1", "no such host"])
def test_a_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(UsageError, match="is not an address of this machine"):
        free_port(host, 7860)
