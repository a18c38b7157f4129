"""What an importer is given, what it returns, and how one is found. A new format is one new module in this folder."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from pydantic import Field

from corpus.errors import InputError
from corpus.models import Attributes, CuratedQuote, Frozen, Tag, Turn, Unanchored
from corpus.projects.codebook import Code


@dataclass(frozen=True)
class Document:
    """A source's name and bytes.

    Attributes:
        name: File name, for errors and titles.
        folder: Name of the folder that it lies in, where that matters (the project of a "data.qda"); else empty.
    """

    name: str
    data: bytes
    folder: str = ""


class Parsed(Frozen):
    """What an importer understood of a document. Offsets of turns, tags and quotes count in ``text``.

    Attributes:
        language: ISO 639-1 code, where the document says it; else it is told from its words.
        encoding: How the bytes were decoded, where the format leaves that open.
        attributes: Metadata that stands in the document itself (front matter, properties).
        tags: Codes of a coding project, on their exact spans.
        quotes: Spans that a person chose as quotations.
        page_starts, seams: As in `Interview`.
        exported: Whether this program wrote it; then ``conversation``, ``publisher``, ``url`` and ``unanchored`` are as in
            the `Interview` that was exported, and its tags and quotes as a person left them.
    """

    text: str
    turns: tuple[Turn, ...]
    title: str | None = None
    date: str | None = None
    language: str | None = None
    encoding: str | None = None
    attributes: Attributes = Field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    quotes: tuple[CuratedQuote, ...] = ()
    warnings: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()
    exported: bool = False
    conversation: bool = True
    publisher: str | None = None
    url: str | None = None
    unanchored: tuple[Unanchored, ...] = ()


@dataclass(frozen=True)
class Importer:
    """A reader of one format.

    Attributes:
        name: What the format is called in tables and in the catalog.
        suffixes: File suffixes in lower case, with the dot.
        read: Turns a document into its text and turns; raises `InputError` when it cannot.
        version: Raised when ``read`` understands more, so that unchanged files are read again.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Document], Parsed]
    version: int = 1


@dataclass(frozen=True)
class Member:
    """One source of a container.

    Attributes:
        name: Its name in the container, folders included ("round 2/ada.docx"); empty where the file holds only this one.
        data: Its bytes, kept as the original.
        parsed: What it holds, where the container itself knows (a coding project); None where the importer of the
            member's own suffix reads it.
        failure: Why this member cannot be used, in one line; the others go on.
    """

    name: str
    data: bytes
    parsed: Parsed | None = None
    failure: str | None = None


@dataclass(frozen=True)
class Container:
    """A reader of a format that holds several sources: an archive, or a coding project.

    Attributes:
        name: What the format is called in tables and in the catalog.
        suffixes: File suffixes in lower case, with the dot.
        members: The sources in it, one after another; raises `InputError` when the container itself cannot be read.
        archive: Whether it only packs files together, among which may be a table of metadata about the others.
        version: Raised when ``members`` understands more, so that unchanged files are read again.
        codes: Its codebook, where it has one; read after the members.
    """

    name: str
    suffixes: tuple[str, ...]
    members: Callable[[Document], Iterator[Member]]
    archive: bool = False
    version: int = 1
    codes: Callable[[Document], Sequence[Code]] | None = None


# Formats that many people have and that are not read themselves, with what to do.
_INSTEAD = {
    ".doc": "open it in a word processor and save it as .docx",
    ".dot": "open it in a word processor and save it as .docx",
    ".wps": "open it in a word processor and save it as .docx",
    ".wpd": "open it in a word processor and save it as .docx",
    ".pages": "open it in Pages and export it as Word (.docx)",
    ".sxw": "open it in LibreOffice and save it as .odt",
    ".fodt": "open it in LibreOffice and save it as .odt",
    ".mht": "open it in a browser and save it as a web page (.html)",
    ".mhtml": "open it in a browser and save it as a web page (.html)",
}


@cache
def importers() -> dict[str, Importer | Container]:
    """All importers and containers by suffix: the ``IMPORTER`` or ``CONTAINER`` of every module in this folder."""
    package = importlib.import_module("corpus.importers")
    found: dict[str, Importer | Container] = {}
    for module in pkgutil.iter_modules(package.__path__):
        content = importlib.import_module(f"corpus.importers.{module.name}")
        for candidate in (getattr(content, "IMPORTER", None), getattr(content, "CONTAINER", None)):
            if isinstance(candidate, Importer | Container):
                found.update(dict.fromkeys(candidate.suffixes, candidate))
    return found


def why_left_out(name: str) -> str:
    """Why a file in a folder or an archive is passed over, and what to do where it may hold words all the same."""
    instead = _INSTEAD.get(PurePath(name).suffix.lower())
    return f"not a format that is read; {instead}" if instead else "not a format that is read"


def importer_for(name: str) -> Importer | Container:
    """The importer or container for a file name.

    Raises:
        InputError: None reads files of that suffix.
    """
    suffix = PurePath(name).suffix.lower()
    found = importers().get(suffix)
    if found is None and suffix in _INSTEAD:
        raise InputError(f"{name}: files ending in {suffix} are not read; {_INSTEAD[suffix]}")
    if found is None:
        known = ", ".join(sorted(importers()))
        raise InputError(f"{name}: files ending in {suffix or 'nothing'} are not read; the formats are {known}")
    return found
