"""What the corpus is made of: its organisations with what they do first of all, and counts by each value of a dimension."""

from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.catalog import Catalog
from corpus.models import Attributes, Frozen, Origin

# What the database of an organisation's work asks for; "primary_issue_area" and so on, where given, win over frequency.
PRIMARY = ("issue_area", "community_served", "strategy")
ORGANISATION = "organisation"


class OrganisationProfile(Frozen):
    """An organisation and the first of its issue areas, communities and strategies; None where nothing says so.

    Attributes:
        interviews: Ids of the interviews that name it.
    """

    name: str
    interviews: tuple[str, ...]
    issue_area: str | None = None
    community_served: str | None = None
    strategy: str | None = None
    geographies: tuple[str, ...] = ()


class ValueCount(Frozen):
    """How much of the corpus bears a value of a dimension.

    Attributes:
        organisations: Organisations with it as an attribute of one of their interviews.
        primary: Organisations whose primary value it is.
        interviews: Interviews with it as an attribute, or with a tag of it.
        tags: Tags that people put on words.
    """

    value: str
    organisations: int
    primary: int
    interviews: int
    tags: int


def organisation_profiles(catalog: Catalog) -> list[OrganisationProfile]:
    """All organisations that metadata or turns name, in alphabetical order."""
    attributes = catalog.attributes()
    of_organisation: dict[str, list[str]] = {name: [] for name in catalog.organisations()}
    for interview, said in attributes.items():
        for name in said.get(ORGANISATION, ()):
            of_organisation.setdefault(name, []).append(interview)
    return [_profile(name, keys, attributes) for name, keys in sorted(of_organisation.items(), key=lambda item: item[0].casefold())]


def value_counts(catalog: Catalog, dimension: str) -> list[ValueCount]:
    """The values of a dimension, attributes and tags together, the most frequent first."""
    profiles = organisation_profiles(catalog)
    attributes = catalog.attributes()
    interviews: dict[str, set[str]] = {}
    tags: Counter[str] = Counter()
    for key, said in attributes.items():
        for value in said.get(dimension, ()):
            interviews.setdefault(value, set()).add(key)
    for key, tag in catalog.tags():
        if tag.dimension == dimension and tag.origin is Origin.HUMAN:
            interviews.setdefault(tag.value, set()).add(key)
            tags[tag.value] += 1
    counts = [
        ValueCount(
            value=value,
            organisations=sum(any(value in attributes[key].get(dimension, ()) for key in p.interviews) for p in profiles),
            primary=sum(getattr(p, dimension, None) == value for p in profiles) if dimension in PRIMARY else 0,
            interviews=len(found),
            tags=tags[value],
        )
        for value, found in interviews.items()
    ]
    return sorted(counts, key=lambda count: (-count.interviews, -count.tags, count.value.casefold()))


def dimensions(catalog: Catalog) -> dict[str, int]:
    """Every dimension of tags and attributes with how many values it has."""
    values: dict[str, set[str]] = {}
    for said in catalog.attributes().values():
        for name, found in said.items():
            values.setdefault(name, set()).update(found)
    for _, tag in catalog.tags():
        values.setdefault(tag.dimension, set()).add(tag.value)
    return {name: len(found) for name, found in sorted(values.items())}


def _profile(name: str, interviews: Iterable[str], attributes: Mapping[str, Attributes]) -> OrganisationProfile:
    keys = tuple(dict.fromkeys(interviews))
    primary = {dimension: _primary(dimension, keys, attributes) for dimension in PRIMARY}
    places = tuple(dict.fromkeys(value for key in keys for value in attributes[key].get("geography", ())))
    return OrganisationProfile(name=name, interviews=keys, geographies=places, **primary)


def _primary(dimension: str, interviews: Iterable[str], attributes: Mapping[str, Attributes]) -> str | None:
    said = [attributes[key] for key in interviews]
    named = [value for one in said for value in one.get(f"primary_{dimension}", ())]
    counted = Counter(named or [value for one in said for value in one.get(dimension, ())])
    return counted.most_common(1)[0][0] if counted else None
