"""Laying quotes out under the insights."""

from collections.abc import Sequence

from assistant.answer import Group, InsightHeading
from corpus.quote import Quote


def group_quotes(quotes: Sequence[Quote]) -> tuple[Group, ...]:
    """Group quotes by their first insight.

    Args:
        quotes: Best first.

    Returns:
        The group with the strongest quote first; within a group the order of ``quotes``.
    """
    groups: dict[int | None, list[Quote]] = {}
    for quote in quotes:
        number = quote.insights[0].number if quote.insights else None
        groups.setdefault(number, []).append(quote)
    return tuple(Group(insight=_heading(members[0]), quotes=tuple(members)) for members in groups.values())


def _heading(quote: Quote) -> InsightHeading | None:
    return InsightHeading(number=quote.insights[0].number, title=quote.insights[0].title) if quote.insights else None
