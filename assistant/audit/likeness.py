"""Whether words of a draft are words of a source: identical, alike but for typography, or not.

At the edges a quotation may end in its own full stop or comma, and begin with a capital; a question or exclamation mark, a
currency or a percent sign that the source does not have changes what was said.
"""

import re
import unicodedata
from enum import IntEnum

from assistant.audit.typography import QUOTE_MARKS, fold


class Likeness(IntEnum):
    """How alike two passages are; less is more alike."""

    IDENTICAL = 0
    TYPOGRAPHY = 1
    CAPITAL = 2
    PUNCTUATION = 3


_BEHIND = re.compile(rf"[^\w\s(\[{{]*(?:[{re.escape(QUOTE_MARKS)}]\s?[^\w\s(\[{{]*)*")
_UNIT = re.compile(r"\s?[%‰°$€£¥₹]")


def likeness(draft: str, span: tuple[int, int], source: str, place: tuple[int, int]) -> Likeness:
    """How alike two passages are that consist of the same words.

    Args:
        draft: A text.
        span: From the first word's beginning to the last one's end, in ``draft``.
        source: Another text.
        place: The same in ``source``.
    """
    ours, theirs = draft[span[0] : span[1]], source[place[0] : place[1]]
    if _edges(draft, *span) != _edges(source, *place) or not _stops_alike(draft[span[1] :], source[place[1] :]):
        return Likeness.PUNCTUATION
    if ours == theirs:
        return Likeness.IDENTICAL
    folded, other = fold(ours), fold(theirs)
    if folded == other:
        return Likeness.TYPOGRAPHY
    if folded[1:] == other[1:] and folded[:1].casefold() == other[:1].casefold():
        return Likeness.CAPITAL
    return Likeness.PUNCTUATION


def with_edges(draft: str, span: tuple[int, int], source: str, place: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """A place in a source, widened by the punctuation that the draft's words begin and end with too."""
    start, end = place
    before = draft[: span[0]]
    while start > within[0] and before and not before[-1].isspace() and fold(source[start - 1]) == fold(before[-1]) != "":
        start, before = start - 1, before[:-1]
    behind = draft[span[1] :]
    while end < within[1] and behind and not behind[0].isspace() and fold(source[end]) == fold(behind[0]) != "":
        end, behind = end + 1, behind[1:]
    return start, end


def _edges(text: str, start: int, end: int) -> tuple[str, str]:
    """Signs that belong to a number at the edge: a currency, plus or minus before it, a percent sign behind it."""
    before = text[:start].rstrip(" ")[-1:]
    front = before if before and unicodedata.category(before) == "Sc" else ""
    if text[start].isdigit() and before and before in "+-−" and text[start - 1] == before:
        front = {"−": "-"}.get(before, before)
        if text[max(0, start - 2) : start - 1].isalnum():  # "5-10": a dash
            front = ""
    unit = _UNIT.match(text, end) if text[end - 1].isdigit() else None
    return front, unit[0].strip() if unit else ""


def _stops_alike(ours: str, theirs: str) -> bool:
    """Whether a question or exclamation mark behind the draft's last word stands in the source as well."""
    marks = [_BEHIND.match(text) for text in (ours[:12], theirs[:12])]
    asked = {c for c in (marks[0][0] if marks[0] else "") if c in "?!¿¡"}
    return asked <= set(marks[1][0] if marks[1] else "")
