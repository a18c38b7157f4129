"""From bytes to what they say: one reading for a file, several for an archive or a coding project."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.catalog.files import MEMBER
from corpus.errors import InputError
from corpus.importers import Container, Document, Importer, Member, Parsed, importer_for, importers, why_left_out
from corpus.metadata import TABLE_SUFFIXES, TableRow, read_metadata_table

# An archive in an archive in an archive is taken for an attack, or a mistake.
DEEPEST = 2


@dataclass(frozen=True)
class Reading:
    """One source that was read.

    Attributes:
        path: Where it lies; for a member, the container's path, "!/" and its name there.
        name: Its file name.
        data: Its bytes.
        format: Name of the importer, or of the container that knew what it holds.
    """

    path: str
    name: str
    data: bytes
    format: str
    importer_version: int
    parsed: Parsed

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Failure:
    """A source that could not be read, or (``failed`` is False) is of no format that is read and was left out."""

    path: str
    message: str
    failed: bool = True


@dataclass(frozen=True)
class TableFound:
    """A metadata table in a container."""

    path: str
    rows: tuple[TableRow, ...]


def read_source(path: str, document: Document, depth: int = 0) -> Iterator[Reading | Failure | TableFound]:
    """Read a file, and where it is a container all that is in it.

    Args:
        path: Where it lies.
        document: Its name and bytes.
        depth: How many containers it is in.

    Raises:
        InputError: The file itself cannot be read.
    """
    importer = importer_for(document.name)
    if isinstance(importer, Importer):
        yield _reading(path, document, importer)
        return
    if depth == DEEPEST:
        raise InputError(f"{document.name}: is an archive in an archive in an archive; unpack it and ingest the folder")
    for member in importer.members(document):
        where = f"{path}{MEMBER}{member.name}" if member.name else path
        yield from _of_member(where, PurePosixPath(member.name or document.name).name, importer, member, depth)


def metadata_rows(document: Document, depth: int = 0) -> list[TableRow]:
    """The rows of all metadata tables in an archive; none for any other file."""
    importer = importer_for(document.name)
    if not isinstance(importer, Container) or not importer.archive or depth == DEEPEST:
        return []
    rows: list[TableRow] = []
    for member in importer.members(document):
        inner = Document(name=PurePosixPath(member.name).name, data=member.data)
        rows += _table(inner) or []
        if PurePosixPath(inner.name).suffix.lower() in importers():
            rows += metadata_rows(inner, depth + 1)
    return rows


def _reading(path: str, document: Document, importer: Importer) -> Reading:
    parsed = importer.read(document)
    return Reading(path, PurePosixPath(document.name).name, document.data, importer.name, importer.version, parsed)


def _of_member(path: str, name: str, container: Container, member: Member, depth: int) -> Iterator[Reading | Failure | TableFound]:
    document = Document(name=name, data=member.data)
    if member.failure:
        yield Failure(path, member.failure)
    elif member.parsed is not None:
        yield Reading(path, document.name, member.data, container.name, container.version, member.parsed)
    elif (rows := _table(document)) is not None:
        yield TableFound(path, tuple(rows))
    elif PurePosixPath(document.name).suffix.lower() not in importers():
        yield Failure(path, why_left_out(document.name), failed=False)
    else:
        try:
            yield from read_source(path, document, depth + 1)
        except InputError as error:
            yield Failure(path, str(error))


def _table(document: Document) -> list[TableRow] | None:
    return read_metadata_table(document) if document.name.lower().endswith(TABLE_SUFFIXES) else None
