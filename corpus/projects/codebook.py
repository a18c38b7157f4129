"""The codebook: what codes there are, what they mean, and which dimension and value a code's name stands for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from corpus.models import Frozen

CODE = "code"
PATH = " / "
KNOWN_DIMENSIONS = frozenset(
    """insight issue_area issue community_served community population strategy geography country region sector
    organisation theme""".split()
)


class Code(Frozen):
    """A code of a codebook. Its tags carry the same dimension and value.

    Attributes:
        dimension: "code", or a known dimension that the code's name begins with ("issue_area: Health").
        value: The code's name where it is unique in its project, else its path ("Barriers / Money").
        description: What the code means, in its makers' words.
        parent: Value of the code or category that it stands under.
        colour: As ``#rrggbb``.
        codable: False for a category that only holds other codes.
    """

    dimension: str = Field(default=CODE, min_length=1)
    value: str = Field(min_length=1)
    description: str | None = None
    parent: str | None = None
    colour: str | None = None
    codable: bool = True


@dataclass(frozen=True)
class ProjectCode:
    """A code or category as a project stores it; keys are the project's own."""

    key: str
    name: str
    parent: str | None = None
    description: str | None = None
    colour: str | None = None
    codable: bool = True


def dimension_and_value(name: str) -> tuple[str, str]:
    """What a code's name stands for: "Issue area: Health" is ("issue_area", "Health"), any other name is a "code".

    The part before the colon must be a known dimension, so that "Money: none" stays one code.
    """
    before, colon, after = name.partition(":")
    dimension = "_".join(before.split()).casefold()
    if colon and after.strip() and dimension in KNOWN_DIMENSIONS:
        return dimension, after.strip()
    return CODE, name


def code_name(dimension: str, value: str) -> str:
    """The name under which a tag's value stands in another program's codebook."""
    return value if dimension == CODE else f"{dimension}: {value}"


def codes_by_key(project: Sequence[ProjectCode]) -> dict[str, Code]:
    """The codes of a project, by the project's own keys.

    A name that only one code has is kept as it is; names that several have become paths ("Parent / Child").
    """
    by_key = {one.key: one for one in project}
    counts = Counter(one.name for one in project if one.codable)
    taken: set[str] = set()
    values: dict[str, str] = {}
    for one in sorted(project, key=lambda code: not code.codable):  # codes have the first claim on a name
        unique = counts[one.name] <= 1 and one.name not in taken
        values[one.key] = _free(one.name if unique else _path(one, by_key), taken)
        taken.add(values[one.key])
    return {one.key: _code(one, values) for one in project}


def in_order(codes: Iterable[Code]) -> list[Code]:
    """Codes, each dimension and value once, the first of equals."""
    seen: dict[tuple[str, str], Code] = {}
    for code in codes:
        seen.setdefault((code.dimension, code.value), code)
    return list(seen.values())


def _code(one: ProjectCode, values: Mapping[str, str]) -> Code:
    dimension, value = dimension_and_value(values[one.key])
    parent = values.get(one.parent or "")
    return Code(
        dimension=dimension,
        value=value,
        description=one.description,
        parent=dimension_and_value(parent)[1] if parent else None,
        colour=one.colour,
        codable=one.codable,
    )


def _path(one: ProjectCode, by_key: Mapping[str, ProjectCode]) -> str:
    names: list[str] = []
    seen: set[str] = set()
    step: ProjectCode | None = one
    while step is not None and step.key not in seen:
        seen.add(step.key)
        names.append(step.name)
        step = by_key.get(step.parent or "")
    return PATH.join(reversed(names))


def _free(value: str, taken: set[str]) -> str:
    """A name that is not taken; two codes of one path are told apart by a number."""
    number, candidate = 1, value
    while candidate in taken:
        number += 1
        candidate = f"{value} ({number})"
    return candidate
