"""Moving tags and curated quotes to where their exact words stand in a changed text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from corpus.models import CuratedQuote, Interview, Span, Tag, Unanchored

# Characters before and after some words that tell one occurrence of them from another.
CONTEXT = 200

_Spanned = TypeVar("_Spanned", bound=Span)


@dataclass(frozen=True)
class Reanchored:
    """An interview with what a person put on its former text, and what found no place there this time."""

    interview: Interview
    lost: tuple[Unanchored, ...]


def carry_over(before: Interview, after: Interview) -> Reanchored:
    """Put the tags and curated quotes of ``before`` on the words of ``after``, where these stand there exactly.

    What came with the source file is taken from the file again, not from ``before``. What lost its words earlier is tried
    again. Words that stand in several places are told apart by what surrounds them.
    """
    finder = _Finder(before.text, after.text)
    tags, quotes, lost = list(after.tags), list(after.quotes), []
    for tag in (tag for tag in before.tags if not tag.imported):
        place = finder.place(tag)
        if place:
            tags.append(tag.model_copy(update={"start": place.start, "end": place.end}))
        else:
            lost.append(_unanchored_tag(tag, before.words_of(tag)))
    for quote in (quote for quote in before.quotes if not quote.imported):
        place = finder.place(quote)
        if place:
            quotes.append(quote.model_copy(update={"start": place.start, "end": place.end}))
        else:
            lost.append(Unanchored(words=before.words_of(quote), coder=quote.curator))
    still_lost = []
    for gone in before.unanchored:
        place = finder.only(gone.words)
        if place is None:
            still_lost.append(gone)
        elif gone.dimension is None:
            quotes.append(CuratedQuote(start=place.start, end=place.end, curator=gone.coder))
        else:
            tags.append(_tag(gone, place))
    changes = {"tags": _distinct(tags), "quotes": _distinct(quotes), "unanchored": (*still_lost, *lost)}
    return Reanchored(after.model_copy(update=changes), tuple(lost))


class _Finder:
    def __init__(self, before: str, after: str) -> None:
        self._before = before
        self._after = after

    def place(self, span: Span) -> Span | None:
        """Where the words of a span of the former text stand now."""
        words = self._before[span.start : span.end]
        if not words:
            return None
        places = self._places(words)
        if not places:
            return None
        best = max(places, key=lambda at: (self._likeness(span, at, len(words)), -abs(at - span.start)))
        return Span(start=best, end=best + len(words))

    def only(self, words: str) -> Span | None:
        """Where words stand, if they stand in one place only."""
        places = self._places(words)
        return Span(start=places[0], end=places[0] + len(words)) if len(places) == 1 else None

    def _places(self, words: str) -> list[int]:
        places, at = [], self._after.find(words)
        while at >= 0:
            places.append(at)
            at = self._after.find(words, at + 1)
        return places

    def _likeness(self, span: Span, at: int, length: int) -> int:
        """How many characters before and after are the same without a break."""
        left = self._before[max(0, span.start - CONTEXT) : span.start], self._after[max(0, at - CONTEXT) : at]
        right = self._before[span.end : span.end + CONTEXT], self._after[at + length : at + length + CONTEXT]
        return _common(left[0][::-1], left[1][::-1]) + _common(*right)


def _common(one: str, other: str) -> int:
    """Length of the common beginning of two texts."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _unanchored_tag(tag: Tag, words: str) -> Unanchored:
    return Unanchored(
        words=words, dimension=tag.dimension, value=tag.value, confidence=tag.confidence, coder=tag.coder, framework=tag.framework
    )


def _tag(gone: Unanchored, place: Span) -> Tag:
    return Tag(
        start=place.start,
        end=place.end,
        dimension=gone.dimension or "",
        value=gone.value or "",
        confidence=gone.confidence,
        coder=gone.coder,
        framework=gone.framework,
    )


def _distinct(spans: Iterable[_Spanned]) -> tuple[_Spanned, ...]:
    return tuple(sorted(dict.fromkeys(spans), key=lambda span: (span.start, span.end)))
