"""Stretches of a text while it is being laid out, and without the white space at their edges."""

from typing import NamedTuple


class Stretch(NamedTuple):
    """A range ``[start, end)`` of a text; lighter than a model, since a document has one for each paragraph."""

    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges; an empty span stands at ``start``."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return start, start
    start += len(words) - len(words.lstrip())
    return start, start + len(stripped)
