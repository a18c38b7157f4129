"""REFI-QDA projects (``.qdpx``), which other programs for qualitative analysis read; what the standard lacks goes into notes.

Elements stand in the order of the standard's schema. Texts are UTF-8 with line feeds, positions count code points.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from corpus.exporters.base import Export, Exporter
from corpus.models import Interview, Tag
from corpus.projects.codebook import CODE, Code, code_name, in_order
from corpus.projects.refi.details import RecordedCode, SourceDetails, as_note, details_of, guid
from corpus.projects.refi.markup import PROJECT_NAMESPACE, writable

ORIGIN = "What's Working"
# Fixed, so that the same catalog gives the same file: the earliest time that ZIP can hold.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_COLOUR = re.compile("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")


def write(export: Export) -> bytes:
    """Interviews, codes and coders as a project; importing it gives equal interviews."""
    root = Element("Project", {"xmlns": PROJECT_NAMESPACE, "name": ORIGIN, "origin": ORIGIN})
    tagged = in_order(Code(dimension=t.dimension, value=t.value) for interview in export.interviews for t in interview.tags)
    codes = in_order([*export.codes, *tagged])
    _users(root, export.interviews)
    _codebook(root, codes)
    _variables(root, export.interviews)
    sources = [_source(interview) for interview in export.interviews]
    if sources:
        SubElement(root, "Sources").extend([element for element, _ in sources])
    _notes(root, [details for _, details in sources], export, codes)
    return _zipped(root, export.interviews)


def _key(interview: Interview) -> str:
    return guid("source", interview.id)


def _coder(name: str) -> str:
    return guid("user", name)


def _code(dimension: str, value: str) -> str:
    return guid("code", dimension, value)


def _variable(name: str) -> str:
    return guid("variable", name)


def _users(root: Element, interviews: Iterable[Interview]) -> None:
    names = dict.fromkeys(tag.coder for interview in interviews for tag in interview.tags if tag.coder)
    if names:
        users = SubElement(root, "Users")
        for name in names:
            SubElement(users, "User", {"guid": _coder(name), "name": writable(name)})


def _codebook(root: Element, codes: Sequence[Code]) -> None:
    if not codes:
        return
    top = SubElement(SubElement(root, "CodeBook"), "Codes")
    elements = {code: _code_element(code) for code in codes}
    for code, element in elements.items():
        parent = _parent(code, elements)
        (top if parent is None else elements[parent]).append(element)


def _code_element(code: Code) -> Element:
    name = writable(code_name(code.dimension, code.value))
    fields = {"guid": _code(code.dimension, code.value), "name": name, "isCodable": str(code.codable).lower()}
    if code.colour and _COLOUR.fullmatch(code.colour):
        fields["color"] = code.colour
    element = Element("Code", fields)
    if code.description:
        SubElement(element, "Description").text = writable(code.description)
    return element


def _parent(code: Code, known: Mapping[Code, Element]) -> Code | None:
    """The code that another stands under; None where there is none, or where the way up would be a circle."""
    by_value: dict[str, Code] = {}
    for one in known:
        if one.value not in by_value or one.dimension == CODE:
            by_value[one.value] = one
    above = by_value.get(code.parent or "")
    seen, step = {code}, above
    while step is not None:
        if step in seen:
            return None
        seen.add(step)
        step = by_value.get(step.parent or "")
    return above


def _variables(root: Element, interviews: Iterable[Interview]) -> None:
    names = dict.fromkeys(name for interview in interviews for name, values in interview.attributes.items() if values)
    if names:
        variables = SubElement(root, "Variables")
        for name in names:
            SubElement(variables, "Variable", {"guid": _variable(name), "name": writable(name), "typeOfVariable": "Text"})


def _source(interview: Interview) -> tuple[Element, SourceDetails]:
    key = _key(interview)
    element = Element("TextSource", {"guid": key, "name": writable(interview.title), "plainTextPath": f"internal://{key}.txt"})
    recorded: dict[str, Tag] = {}
    for position, tag in enumerate(interview.tags):
        coding = guid("coding", interview.id, str(position))
        recorded[coding] = tag
        element.append(_selection(tag, coding))
    SubElement(element, "NoteRef", {"targetGUID": guid("note", interview.id)})
    for name, values in interview.attributes.items():
        for value in values:
            variable = SubElement(element, "VariableValue")
            SubElement(variable, "VariableRef", {"targetGUID": _variable(name)})
            SubElement(variable, "TextValue").text = writable(value)
    return element, details_of(interview, recorded)


def _selection(tag: Tag, coding: str) -> Element:
    author = {"creatingUser": _coder(tag.coder)} if tag.coder else {}
    place = {"startPosition": str(tag.start), "endPosition": str(tag.end)}
    selection = Element("PlainTextSelection", {"guid": guid("selection", coding), **place, **author})
    element = SubElement(selection, "Coding", {"guid": coding, **author})
    SubElement(element, "CodeRef", {"targetGUID": _code(tag.dimension, tag.value)})
    return selection


def _notes(root: Element, details: Sequence[SourceDetails], export: Export, codes: Sequence[Code]) -> None:
    if not details and not codes:
        return
    notes = SubElement(root, "Notes")
    for interview, one in zip(export.interviews, details, strict=True):
        _note(notes, guid("note", interview.id), f"{ORIGIN}: {interview.title}", as_note("source", _key(interview), one))
    if codes:
        listed = set(export.codes)
        recorded = {
            _code(code.dimension, code.value): RecordedCode(
                name=writable(code_name(code.dimension, code.value)), code=code, listed=code in listed
            )
            for code in codes
        }
        key = guid("note", "codebook", "")
        _note(notes, key, f"{ORIGIN}: codebook", as_note("codebook", key, recorded))


def _note(notes: Element, key: str, name: str, text: str) -> None:
    SubElement(SubElement(notes, "Note", {"guid": key, "name": writable(name)}), "PlainTextContent").text = text


def _zipped(root: Element, interviews: Iterable[Interview]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _entry(archive, "project.qde", tostring(root, encoding="utf-8", xml_declaration=True))
        for interview in interviews:
            _entry(archive, f"Sources/{_key(interview)}.txt", interview.text.encode())
    return stream.getvalue()


def _entry(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


EXPORTER = Exporter("qdpx", ".qdpx", "a REFI-QDA project for other programs: texts, codes, coders, variables", write)
