"""Exact filters over quotes. What is given of one kind is joined by "or", the kinds by "and"."""

from pydantic import Field

from corpus.models import Frozen, Role


class TagFilter(Frozen):
    """A value of a tag dimension, or of an attribute that metadata gives an interview."""

    dimension: str = Field(min_length=1)
    value: str = Field(min_length=1)


class Filters(Frozen):
    """Which quotes a search may return; an empty one lets all through but those of interviewers.

    Attributes:
        interviews: Ids.
        speakers: Labels, or names behind a label; case and spacing do not count.
        roles: Roles of the speakers; asking for interviewers includes them.
        organisations: Whom the speakers speak for; case and spacing do not count.
        insights: Numbers in the framework, tagged by a person or, where nobody has, suggested.
        human_only: Let an insight count only where a person tagged it.
        tags: Values that a person tagged, or attributes of the interview; values of one dimension are joined by "or".
        since: First day of an interview's date, as "2021", "2021-05" or "2021-05-30".
        until: Last day, likewise; an interview without a date lies in no range.
        include_interviewers: Quote interviewers too.
    """

    interviews: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    organisations: tuple[str, ...] = ()
    insights: tuple[int, ...] = ()
    human_only: bool = False
    tags: tuple[TagFilter, ...] = ()
    since: str | None = None
    until: str | None = None
    include_interviewers: bool = False
