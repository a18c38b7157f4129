"""Exact filters over quotes. What is given of one kind is joined by "or", the kinds by "and"."""

from pydantic import Field

from corpus.models import Frozen


class TagFilter(Frozen):
    """A value of a tag dimension."""

    dimension: str = Field(min_length=1)
    value: str = Field(min_length=1)


class Filters(Frozen):
    """Which quotes a search may return; an empty one lets all through but those of interviewers.

    Attributes:
        interviews: Ids.
        speakers: Labels; case and spacing do not count.
        insights: Numbers in the framework, tagged by a person or, where nobody has, suggested.
        tags: Values that a person tagged.
        include_interviewers: Quote interviewers too.
    """

    interviews: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    insights: tuple[int, ...] = ()
    tags: tuple[TagFilter, ...] = ()
    include_interviewers: bool = False
