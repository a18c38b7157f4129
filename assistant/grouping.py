"""Laying quotes out under the insights."""

from collections.abc import Sequence

from assistant.answer import Group, InsightHeading
from corpus.quote import Quote

LEADING_QUOTES = 5


def without_latecomers(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those after the leading ones that would stand, in an earlier group, before better ones of a later group.

    Args:
        quotes: Best first. What is left out here can be asked for with "more".
    """
    shown = list(quotes[:LEADING_QUOTES])
    groups = dict.fromkeys(map(_number, shown))
    for quote in quotes[LEADING_QUOTES:]:
        number = _number(quote)
        if number not in groups or number == next(reversed(groups)):
            groups[number] = None
            shown.append(quote)
    return [quote.model_copy(update={"rank": rank}) for rank, quote in enumerate(shown, start=1)]


def group_quotes(quotes: Sequence[Quote]) -> tuple[Group, ...]:
    """Group quotes by their first insight.

    Args:
        quotes: Best first.

    Returns:
        The group with the strongest quote first; within a group the order of ``quotes``.
    """
    groups: dict[int | None, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(_number(quote), []).append(quote)
    return tuple(Group(insight=_heading(members[0]), quotes=tuple(members)) for members in groups.values())


def _number(quote: Quote) -> int | None:
    return quote.insights[0].number if quote.insights else None


def _heading(quote: Quote) -> InsightHeading | None:
    return InsightHeading(number=quote.insights[0].number, title=quote.insights[0].title) if quote.insights else None
