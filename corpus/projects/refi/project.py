"""A REFI-QDA project: users, codes, variables and cases, by the GUIDs with which its sources refer to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.errors import InputError
from corpus.projects.codebook import Code
from corpus.projects.refi.codebook import read_codes
from corpus.projects.refi.details import Details, is_ours, read_details
from corpus.projects.refi.markup import child, children, guid_of, tag_of, text_in

Pair = tuple[str | None, str | None]
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


@dataclass(frozen=True)
class Case:
    """A case: a person or group that sources or parts of sources belong to."""

    name: str
    values: list[Pair]


@dataclass(frozen=True)
class Project:
    """What is known of a project as a whole.

    Attributes:
        of_source, of_selection: Cases by the GUIDs of the sources, or parts of sources, that belong to them.
        left: What is not taken over, counted by what it is.
    """

    origin: str
    root: Element
    users: Mapping[str, str]
    codes: Mapping[str, Code]
    variables: Mapping[str, str]
    cases: Mapping[str, Case]
    details: Details
    of_source: Mapping[str, list[Case]]
    of_selection: Mapping[str, list[Case]]
    left: Mapping[str, int] = field(default_factory=dict)

    def values(self, element: Element) -> list[Pair]:
        """The variables of a source or a case, with their values."""
        return list(_values(element, self.variables))


def read_project(name: str, root: Element) -> Project:
    """Read what the sources of a project refer to.

    Raises:
        InputError: It is not a project.
    """
    if tag_of(root) != "Project":
        raise InputError(f"{name}: its XML is a {tag_of(root) or 'document'}, not a REFI-QDA project; export it again as one")
    variables = {guid_of(one): one.get("name") or "" for one in children(child(root, "Variables"), "Variable")}
    cases = {guid_of(one): Case(one.get("name") or "", list(_values(one, variables))) for one in children(child(root, "Cases"), "Case")}
    details = read_details(root)
    return Project(
        origin=root.get("origin") or "",
        root=root,
        users={guid_of(one): one.get("name") or one.get("id") or "" for one in children(child(root, "Users"), "User")},
        codes=read_codes(child(root, "CodeBook"), details.codes),
        variables=variables,
        cases=cases,
        details=details,
        of_source=_belonging(root, cases, "SourceRef"),
        of_selection=_belonging(root, cases, "SelectionRef"),
        left=_left(root),
    )


def _values(element: Element, variables: Mapping[str, str]) -> Iterator[Pair]:
    for value in children(element, "VariableValue"):
        name = variables.get(guid_of(child(value, "VariableRef"), "targetGUID"))
        yield name, next((text for kind in _VALUES if (text := text_in(value, kind))), None)


def _belonging(root: Element, cases: Mapping[str, Case], reference: str) -> Mapping[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for one in children(child(root, "Cases"), "Case"):
        for target in children(one, reference):
            found[guid_of(target, "targetGUID")].append(cases[guid_of(one)])
    return found


def _left(root: Element) -> Mapping[str, int]:
    notes = sum(not is_ours(note) for note in children(child(root, "Notes"), "Note"))
    counts = {
        "notes and memos": notes,
        "links": len(list(children(child(root, "Links"), "Link"))),
        "sets": len(list(children(child(root, "Sets"), "Set"))),
        "graphs": len(list(children(child(root, "Graphs"), "Graph"))),
    }
    return {what: number for what, number in counts.items() if number}
