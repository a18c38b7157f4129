"""Rich Text Format cut into groups, control words, bytes and text (Microsoft's RTF specification 1.9.1)."""

import codecs
import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z'])"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n\x00]+)|[\r\n\x00]+|\\"
)
# Character sets of fonts (\fcharset) and code pages that Python calls otherwise.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {10000: "mac_roman", 936: "gbk", 65001: "utf-8"}


class Kind(Enum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    SYMBOL = 3
    BYTE = 4
    TEXT = 5


class Token(NamedTuple):
    """A token: a control word's or symbol's name, a number that follows it, or the bytes of a text."""

    kind: Kind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data is skipped, line ends of the file itself mean nothing."""
    position = 0
    while found := _TOKEN.match(data, position):
        position = found.end()
        if found["text"] is not None:
            yield Token(Kind.TEXT, data=found["text"])
        elif found["word"] is not None:
            number = int(found["number"]) if found["number"] else None
            name = found["word"].decode("ascii")
            if name == "bin":
                position += max(number or 0, 0)
            else:
                yield Token(Kind.WORD, name, number)
        elif found["group"] is not None:
            yield Token(Kind.OPEN if found["group"] == b"{" else Kind.CLOSE)
        elif found["byte"] is not None:
            yield Token(Kind.BYTE, data=bytes.fromhex(found["byte"].decode("ascii")))
        elif found["symbol"] is not None:
            yield Token(Kind.SYMBOL, found["symbol"].decode("latin-1"))


def charset_codec(charset: int) -> str | None:
    """The codec of a font's character set; None for the document's own."""
    return _CHARSETS.get(charset)


def code_page_codec(page: int) -> str | None:
    """The codec of a Windows code page, or None where there is none."""
    name = _CODE_PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
