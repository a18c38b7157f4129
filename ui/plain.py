"""Words as a terminal may safely show them."""

import unicodedata

from rich.text import Text

# Invisible characters that belong to words: zero-width joiners, soft hyphen, and the marks of Arabic and Hebrew text.
_JOINERS = "\u200c\u200d\u00ad\u200e\u200f\u061c\u2060"
_CONTROL_PICTURES = 0x2400


def plain(words: str, style: str = "") -> Text:
    """Text without markup; control characters become their visible symbols, so that no transcript steers the terminal."""
    return Text("".join(map(_visible, words)), style=style)


def _visible(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    if ord(character) < ord(" "):
        return chr(_CONTROL_PICTURES + ord(character))
    return character if character in _JOINERS else "\N{REPLACEMENT CHARACTER}"
