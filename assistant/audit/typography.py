"""Words and typography: what makes two ways of printing the same words equal, and where the words of a text stand."""

import re
import unicodedata
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

QUOTE_MARKS = "\"'“”„‟‘’‚‛«»‹›″′`´ʼ＂「」『』"
DASHES = "-‐‑‒–—―−﹘－"
# Invisible characters that change no word: soft hyphen, zero-width characters, marks of writing direction.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_TABLE = str.maketrans(
    {**dict.fromkeys(QUOTE_MARKS, "'"), **dict.fromkeys(DASHES, "-"), **dict.fromkeys(INVISIBLE, ""), **_LIGATURES, "…": "..."}
)
_SPACED_DOTS = re.compile(r"\.\s+\.\s+\.")
_SPACE = re.compile(r"\s+")
_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)")
_LOOSE = re.compile(r"\s*(-+|'+)\s*")
_BEFORE_MARK = re.compile(r"\s+(?=[?!:;,.])")
# Scripts without spaces between words: each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_IN_WORD = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_LETTERS = rf"[^\W_{_UNSPACED}]+(?:[{_IN_WORD}]+[^\W_{_UNSPACED}]*)*"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’ʼ‘`´]{_LETTERS})*")
_SPLIT = re.compile(f"({_WORD.pattern})")


class Word(NamedTuple):
    """A word's form for comparison (case, accents' encoding and invisible characters folded) and where it stands."""

    form: str
    start: int
    end: int


def fold(text: str) -> str:
    """A text without what is only typography.

    Quotation marks, dashes, ellipses, ligatures, white space, invisible characters, Markdown's emphasis and escapes become one
    form. Words, their case, and all other punctuation stay.
    """
    folded = _EMPHASIS.sub("", _ESCAPED.sub("", unicodedata.normalize("NFC", text))).translate(_TABLE)
    folded = _SPACE.sub(" ", _SPACED_DOTS.sub("...", folded))
    folded = _LOOSE.sub(lambda found: found[1][0], folded)
    return _BEFORE_MARK.sub("", folded).strip()


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(word_form(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def split_words(text: str) -> tuple[list[str], NDArray[np.int64]]:
    """The words of a text as they are written, and where each begins and ends; three times as fast as `words_of`."""
    parts = _SPLIT.split(text)
    edges = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))
    return parts[1::2], np.stack([edges[:-1:2], edges[1::2]], axis=1)


def word_form(word: str) -> str:
    """The form in which one word is compared."""
    if word.isascii():
        return word.lower().replace("`", "'")
    return unicodedata.normalize("NFC", word).translate(_TABLE).casefold()
