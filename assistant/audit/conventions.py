"""What an author may do to a quotation if it is marked: leave words out (… [...]), put words in ([the ministry]), or change
the case of a letter ([I]t).
"""

import re
from typing import NamedTuple

_ELLIPSIS = re.compile(r"\\?\[\s*(?:…|\.{2,}|\.\s\.\s\.)\s*\\?\]|\(\s*(?:…|\.{3,}|\.\s\.\s\.)\s*\)|…|\.\s?\.\s?\.(?:\s?\.)?")
_LETTER = re.compile(r"\\?\[([^\W\d_])\\?\](?=\w)")
_WORD_CHANGED = re.compile(r"(?<![\w\]])\w*\\?\[\w+\\?\]\w+|\w+\\?\[\w+\\?\]\w*")
_INSERT = re.compile(r"\\?\[([^\[\]\n]{1,200}?)\\?\]")
_TOKEN = re.compile(f"(?P<gap>{_ELLIPSIS.pattern})|(?P<changed>{_WORD_CHANGED.pattern})|(?P<insert>{_INSERT.pattern})")
# Fewer words than these between two omissions, on average, can be put together from anything.
LEAST_WORDS_A_PIECE = 3


class Piece(NamedTuple):
    """A part of a quotation.

    Attributes:
        words: Words that must stand in the source; empty for a mark.
        start: Where they begin in the text of `Pieces`.
        gap: Whether it marks an omission.
        insert: What the author put in, or wrote in place of other words.
    """

    words: str = ""
    start: int = 0
    gap: bool = False
    insert: str = ""


class Pieces(NamedTuple):
    """A quotation taken apart at its marked omissions and insertions; ``text`` has bracketed letters without brackets."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        """Whether anything is marked."""
        return len(self.pieces) > 1 or any(piece.gap or piece.insert for piece in self.pieces)


def take_apart(text: str) -> Pieces:
    """Take a quotation apart at its marked omissions and insertions."""
    text = _LETTER.sub(r"\1", text)
    pieces: list[Piece] = []
    position = 0
    for token in _TOKEN.finditer(text):
        if text[position : token.start()].strip():
            pieces.append(Piece(text[position : token.start()], position))
        inserted = "" if token["gap"] else token[0]
        pieces.append(Piece(gap=bool(token["gap"]), insert=inserted))
        position = token.end()
    if text[position:].strip():
        pieces.append(Piece(text[position:], position))
    return Pieces(text, tuple(pieces))
