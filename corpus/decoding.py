"""Bytes to text: the encoding found, line ends made line feeds, nothing else changed."""

import codecs
import re
import unicodedata
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
MOST_ZEROS, FEW_ZEROS = 0.8, 0.05
# A guesser tells the single-byte encodings of a text with few accents apart by chance ("£" becomes "Ł", "ä" becomes "ð").
# What is no UTF-8 was mostly written by an old Windows editor, so cp1252 is taken where it gives plausible words, unless
# the text is in another script or in one of the languages that really use another encoding.
_OTHER_LATIN = frozenset("Czech Slovak Hungarian Croatian Slovene Romanian Turkish Lithuanian Latvian".split())
_SYMBOL_IN_WORD = re.compile(r"[^\W\d_][¡¢£¤¥¦§¨©¬®¯±²³´µ¶¸¹¼½¾¿]|[¤¥¦¨¬¯¶¸¹³¾¼][^\W\d_]")


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
    wide = _unmarked_utf16(data)
    if wide:
        return _checked(name, _strictly(name, data, wide), wide)
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
    if data.count(0) > len(data) * MOST_CONTROL_SHARE:
        raise _binary(name)
    best = from_bytes(data).best()
    if best is None:
        raise _binary(name)
    western = _as_western(data)
    if western and not _is_another_script(str(best)) and best.language not in _OTHER_LATIN and best.encoding != "mac_roman":
        return _checked(name, western, "cp1252")
    if best.encoding == "cp1252" and western is None:  # symbols in words: the Central European neighbour
        return _checked(name, data.decode("cp1250", "replace"), "cp1250")
    return _checked(name, str(best), best.encoding)


def _is_another_script(text: str) -> bool:
    """Whether most letters beyond ASCII belong to a script other than Latin."""
    beyond = [c for c in text[:SAMPLE_CHARACTERS] if c > "\x7f" and c.isalpha()]
    return sum(not unicodedata.name(c, "").startswith("LATIN") for c in beyond) * 2 > len(beyond)


def _as_western(data: bytes) -> str | None:
    """The text in cp1252, or None where that puts symbols into words, as it does with Polish."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _SYMBOL_IN_WORD.search(text) else text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a zero in nearly every second byte, and hardly one in the others."""
    if len(data) < 2 or len(data) % 2:
        return None
    even, odd = data[::2].count(0) / (len(data) // 2), data[1::2].count(0) / (len(data) // 2)
    if odd > MOST_ZEROS and even < FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even > MOST_ZEROS and odd < FEW_ZEROS else None


def _checked(name: str, text: str, encoding: str) -> Decoded:
    sample = text[:SAMPLE_CHARACTERS]
    if len(_BINARY.findall(sample)) > len(sample) * MOST_CONTROL_SHARE:
        raise _binary(name)
    return Decoded(normalise_line_ends(text), encoding)


def _binary(name: str) -> InputError:
    return InputError(f"{name}: is not a text file; export the interview as plain text (UTF-8) or JSON and ingest that")
