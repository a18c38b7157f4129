"""The codebook of a REFI-QDA project or of a codebook file."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from corpus.projects.codebook import Code, ProjectCode, codes_by_key, in_order
from corpus.projects.refi.details import RecordedCode
from corpus.projects.refi.markup import child, children, guid_of, text_in


def read_codes(root: Element | None, recorded: Mapping[str, RecordedCode] | None = None) -> Mapping[str, Code]:
    """The codes under a ``CodeBook`` element by GUID; of two codes with one GUID the first counts.

    Args:
        root: The ``CodeBook`` element.
        recorded: What our own export noted of codes; it counts where the code's name is still the same.
    """
    project: dict[str, ProjectCode] = {}
    for code in _elements(child(root, "Codes")):
        project.setdefault(code.key, code)
    found = codes_by_key(list(project.values()))
    for key, one in (recorded or {}).items():
        if key in project and project[key].name == one.name:
            found[key] = one.code
    return found


def listed_codes(codes: Mapping[str, Code], recorded: Mapping[str, RecordedCode]) -> Sequence[Code]:
    """The codes that belong to the codebook: ours in their order, then those that another program added."""
    ours = [codes[key] for key, one in recorded.items() if one.listed and key in codes]
    return in_order([*ours, *(code for key, code in codes.items() if key not in recorded)])


def _elements(codes: Element | None) -> Iterator[ProjectCode]:
    """All codes, parents before their children; without recursion, however deeply they are nested."""
    waiting: list[tuple[Element, str | None]] = []
    waiting += [(code, None) for code in children(codes, "Code")][::-1]
    while waiting:
        element, parent = waiting.pop()
        key = guid_of(element)
        name = element.get("name") or ""
        if key and name.strip():
            codable = (element.get("isCodable") or "true").strip().casefold() in ("true", "1")
            yield ProjectCode(key, name, parent, text_in(element, "Description"), element.get("color"), codable)
        waiting += [(inner, key or parent) for inner in children(element, "Code")][::-1]
