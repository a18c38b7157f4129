"""What REFI-QDA has no place for, kept in notes of the project, so that our own export comes back as it was.

Turns, roles, times and pages, curated quotes, the dimension and origin of a tag: other programs show these notes as memos
and keep or drop them. A detail is used only where it still fits what the project itself says: the text by its SHA-256, a
coding by its GUID, positions and code.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from pydantic import Field, ValidationError

from corpus.importers.base import Parsed
from corpus.models import Attributes, CuratedQuote, Frozen, Interview, Source, Tag, Turn, Unanchored
from corpus.projects.codebook import Code
from corpus.projects.refi.markup import child, children, guid_of, text_in

NAMESPACE = uuid.UUID("7c1d3a52-0a0e-5f0b-9a5e-2f6b1c9d4e80")
MARK = "whatsworking"
VERSION = 1


def guid(*parts: str) -> str:
    """The GUID of a thing by its kind and name: the same export always has the same GUIDs."""
    return str(uuid.uuid5(NAMESPACE, json.dumps(parts)))


class RecordedCode(Frozen):
    """A code as it was. ``listed`` is False for one that the codebook lacks and only tags use."""

    name: str
    code: Code
    listed: bool = True


class SourceDetails(Frozen):
    """An interview but for its words, and its tags by the GUIDs of their codings."""

    text_sha256: str
    source_name: str
    turns: tuple[Turn, ...]
    quotes: tuple[CuratedQuote, ...] = ()
    conversation: bool = True
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    warnings: tuple[str, ...] = ()
    attributes: Attributes = Field(default_factory=dict)
    unanchored: tuple[Unanchored, ...] = ()
    page_starts: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()
    title: str
    tags: dict[str, Tag] = Field(default_factory=dict)


class Details(Frozen):
    """All details of a project: by the GUIDs of its sources, and of its codes in the codebook's order."""

    sources: dict[str, SourceDetails] = Field(default_factory=dict)
    codes: dict[str, RecordedCode] = Field(default_factory=dict)


def details_of(interview: Interview, tags: Mapping[str, Tag]) -> SourceDetails:
    """The details of one interview."""
    shared = set(SourceDetails.model_fields) & set(Interview.model_fields) - {"tags"}
    fields: dict[str, Any] = {name: getattr(interview, name) for name in shared}
    return SourceDetails(text_sha256=interview.text_sha256, source_name=interview.source.name, tags=dict(tags), **fields)


def spans_fit(parsed: Parsed) -> bool:
    """Whether all turns, quotes and tags lie in the text and in order; a note that somebody edited may say otherwise."""
    source = Source(name="", format="", sha256="")
    try:
        Interview(id="-", title="", source=source, **{name: getattr(parsed, name) for name in ("text", "turns", "quotes", "tags")})
    except ValidationError:
        return False
    return True


def as_note(kind: str, key: str, details: Frozen | Mapping[str, Frozen]) -> str:
    """The text of a note: JSON in ASCII, which any program can carry."""
    content = details.model_dump(mode="json") if isinstance(details, Frozen) else {k: v.model_dump(mode="json") for k, v in details.items()}
    return json.dumps({MARK: VERSION, "kind": kind, "guid": key, "details": content})


def read_details(project: Element) -> Details:
    """The details in a project's notes; what is damaged or from a later version is left out."""
    sources: dict[str, SourceDetails] = {}
    codes: dict[str, RecordedCode] = {}
    for note in children(child(project, "Notes"), "Note"):
        content = note_content(note)
        try:
            if content.get("kind") == "source":
                sources[str(content["guid"])] = SourceDetails.model_validate(content["details"])
            elif content.get("kind") == "codebook":
                codes = {key: RecordedCode.model_validate(value) for key, value in dict(content["details"]).items()}
        except (ValidationError, KeyError, TypeError, ValueError):
            continue
    return Details(sources=sources, codes=codes)


def note_content(note: Element) -> Mapping[str, Any]:
    """The details in one note; empty where it is a note of people."""
    text = text_in(note, "PlainTextContent") or ""
    if MARK not in text[:40]:
        return {}
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) and content.get(MARK) == VERSION else {}


def is_ours(note: Element) -> bool:
    """Whether a note was written by this program."""
    return bool(note_content(note)) and bool(guid_of(note))
