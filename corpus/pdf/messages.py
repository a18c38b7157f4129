"""What the process that reads PDFs is sent and answers: byte strings with their length before them."""

import struct
from typing import IO, NamedTuple

_LENGTH = struct.Struct(">Q")


class Failure(NamedTuple):
    """Why a PDF cannot be read, as the end of a sentence that begins with its name."""

    reason: str


class End(NamedTuple):
    """All pages were sent."""


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message; None where the other side closed or died."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None
