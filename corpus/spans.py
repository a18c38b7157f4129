"""Spans of a text without the white space at their edges."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges; an empty span stands at ``start``."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return start, start
    start += len(words) - len(words.lstrip())
    return start, start + len(stripped)
