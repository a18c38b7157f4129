"""What the scripts of the page say with an event: words from a browser, which can be anything."""

from collections.abc import Mapping
from typing import Any

from corpus.errors import UsageError
from corpus.models import Interview, Span

MOST_DIGITS = 15


def number(data: Mapping[str, Any], key: str) -> int | None:
    """The whole number that an event names; None where it names none."""
    text = str(data.get(key, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def whole(data: Mapping[str, Any], key: str) -> int:
    """The place in a text that an event names.

    Raises:
        UsageError: It names none.
    """
    found = number(data, key)
    if found is None:
        raise UsageError(f"{key}: {data.get(key)!r} is no place in a text; select the words again")
    return found


def span_in(interview: Interview, data: Mapping[str, Any]) -> Span:
    """The span from "start" to "end" of an event, as far as it lies in the interview's text."""
    length = len(interview.text)
    start = min(number(data, "start") or 0, length)
    return Span(start=start, end=min(max(number(data, "end") or 0, start), length))
