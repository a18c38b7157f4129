"""What answers can be narrowed to: menus of what the corpus has with counts, and what is chosen as chips."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import Assistant
from corpus.catalog.facets import read_facts, read_organisation_turns, read_voices
from corpus.facets import dimensions, value_counts
from corpus.framework import Framework
from corpus.models import Role
from index import Filters, TagFilter
from index.dates import period_of

MOST_VALUES = 400
# Attributes that say how a file is kept, not what is in it.
_NO_FACET = frozenset({"insight", "organisation", "consent", "licence", "participant"})
_DATES = ("since", "until")
_NUMBER = re.compile(r"[0-9]{1,4}")
_SWITCHES = {"human_only": "only insights that a person tagged", "include_interviewers": "interviewers too"}


@dataclass(frozen=True)
class Value:
    """One thing to choose, with how much of the corpus has it; ``kind`` and ``value`` name it to the server."""

    kind: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A menu. ``counts`` says what the numbers are; ``left_out`` how many values are not listed."""

    name: str
    counts: str
    values: tuple[Value, ...]
    left_out: int = 0

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(value.chosen for value in self.values)


@dataclass(frozen=True)
class Chip:
    """A filter that is set."""

    kind: str
    value: str
    label: str


def change(filters: Filters, kind: str, value: str, on: bool) -> Filters:
    """The filters with one value more or less; an unknown kind, or a value that cannot be one, changes nothing."""
    if kind == "all":
        return Filters()
    if kind in _SWITCHES:
        return filters.model_copy(update={kind: on})
    if kind in _DATES:
        return filters.model_copy(update={kind: value if on and _NUMBER.fullmatch(value) else None})
    if kind in ("interviews", "speakers", "organisations"):
        return filters.model_copy(update={kind: _toggled(getattr(filters, kind), value, on)})
    if kind == "insights" and _NUMBER.fullmatch(value):
        return filters.model_copy(update={kind: _toggled(filters.insights, int(value), on)})
    if kind == "roles" and value in list(Role):
        return filters.model_copy(update={kind: _toggled(filters.roles, Role(value), on)})
    if kind.startswith("tag:") and len(kind) > len("tag:") and value:
        return filters.model_copy(update={"tags": _toggled(filters.tags, TagFilter(dimension=kind[4:], value=value), on)})
    return filters


def chips(filters: Filters, framework: Framework) -> list[Chip]:
    """What is set, in words."""
    found = [Chip("interviews", key, f"interview: {key}") for key in filters.interviews]
    found += [Chip("speakers", name, f"speaker: {name}") for name in filters.speakers]
    found += [Chip("organisations", name, f"organisation: {name}") for name in filters.organisations]
    for number in filters.insights:
        insight = framework.insight(number)
        found.append(Chip("insights", str(number), f"insight {number}{f': {insight.title}' if insight else ''}"))
    found += [Chip(f"tag:{tag.dimension}", tag.value, f"{_spaced(tag.dimension)}: {tag.value}") for tag in filters.tags]
    found += [Chip("roles", role.value, f"role: {role.value}") for role in filters.roles]
    found += [Chip(kind, str(day), f"{'from' if kind == 'since' else 'until'} {day}") for kind in _DATES if (day := getattr(filters, kind))]
    return found + [Chip(kind, "", words) for kind, words in _SWITCHES.items() if getattr(filters, kind)]


def facets(assistant: Assistant, filters: Filters) -> list[Facet]:
    """The menus of what the corpus has; one with nothing to choose is left out."""
    catalog, framework = assistant.folder.catalog, assistant.framework
    tagged = {count.value: count.tags for count in value_counts(catalog, "insight")}
    menus = [
        _facet(
            "Insight",
            "quotes tagged by people",
            "insights",
            ((str(i.number), f"{i.number} {i.title}", tagged.get(str(i.number), 0)) for i in framework.insights),
            filters,
        ),
        _facet(
            "Organisation", "turns", "organisations", ((name, name, turns) for name, turns in read_organisation_turns(catalog)), filters
        ),
        _facet(
            "Speaker",
            "turns",
            "speakers",
            ((name, name, turns) for name, turns in read_voices(catalog)),
            filters,
        ),
    ]
    for dimension in dimensions(catalog):
        if dimension not in _NO_FACET:
            counted = ((count.value, count.value, count.interviews) for count in value_counts(catalog, dimension))
            menus.append(_facet(_spaced(dimension).capitalize(), "interviews", f"tag:{dimension}", counted, filters))
    entries = catalog.entries()
    if len(entries) > 1:
        menus.append(_facet("Interview", "turns", "interviews", ((e.id, e.title, e.turns) for e in entries), filters))
    return [menu for menu in menus if menu.values]


def years(assistant: Assistant) -> list[tuple[str, int]]:
    """The years of the interviews' dates with how many interviews each has, ascending."""
    periods = (period_of(facts.date or "") for facts in read_facts(assistant.folder.catalog).values())
    counted = Counter(str(period.first.year) for period in periods if period)
    return sorted(counted.items())


def _facet(name: str, counts: str, kind: str, counted: Iterable[tuple[str, str, int]], filters: Filters) -> Facet:
    chosen = {chip.value for chip in _chosen(filters, kind)}
    values = sorted((Value(kind, v, label, n, v in chosen) for v, label, n in counted), key=lambda v: (not v.chosen, -v.count))
    if kind == "insights":
        values = sorted(values, key=lambda v: int(v.value))
    return Facet(name, counts, tuple(values[:MOST_VALUES]), max(0, len(values) - MOST_VALUES))


def _chosen(filters: Filters, kind: str) -> list[Chip]:
    if kind.startswith("tag:"):
        return [Chip(kind, tag.value, "") for tag in filters.tags if tag.dimension == kind[4:]]
    return [Chip(kind, str(value), "") for value in getattr(filters, kind)]


def _toggled(values: Sequence[object], value: object, on: bool) -> tuple[object, ...]:
    others = tuple(other for other in values if other != value)
    return (*others, value) if on else others


def _spaced(dimension: str) -> str:
    return dimension.replace("_", " ")
