"""Bytes to text: the encoding found, line ends made line feeds, nothing else changed."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from corpus.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text file has: all but tab, line feed, vertical tab, form feed, carriage return and escape.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL_SHARE = 0.01
SAMPLE_CHARACTERS = 100_000


class Decoded(NamedTuple):
    """A canonical text and the encoding that it was read with."""

    text: str
    encoding: str


def decode(name: str, data: bytes) -> Decoded:
    """Decode a text file.

    Args:
        name: How to call the file in an error.
        data: The file's bytes.

    Raises:
        InputError: The bytes are no text, or in no encoding that is recognised.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(name, _strictly(name, data[len(bom) :], encoding), encoding)
    try:
        return _checked(name, data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guessed(name, data)


def normalise_line_ends(text: str) -> str:
    """Make every carriage return, alone or with a line feed, one line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is marked as {encoding} but is not, from byte {error.start}; save it again as UTF-8") from error


def _guessed(name: str, data: bytes) -> Decoded:
    if data.count(0) > len(data) * MOST_CONTROL_SHARE and not _looks_like_utf16(data):
        raise _binary(name)
    best = from_bytes(data).best()
    if best is None:
        raise _binary(name)
    return _checked(name, str(best), best.encoding)


def _looks_like_utf16(data: bytes) -> bool:
    """Latin text in UTF-16 has a zero in nearly every second byte."""
    return max(data[::2].count(0), data[1::2].count(0)) > len(data) * 0.4


def _checked(name: str, text: str, encoding: str) -> Decoded:
    sample = text[:SAMPLE_CHARACTERS]
    if len(_BINARY.findall(sample)) > len(sample) * MOST_CONTROL_SHARE:
        raise _binary(name)
    return Decoded(normalise_line_ends(text), encoding)


def _binary(name: str) -> InputError:
    return InputError(f"{name}: is not a text file; export the interview as plain text (UTF-8) or JSON and ingest that")
