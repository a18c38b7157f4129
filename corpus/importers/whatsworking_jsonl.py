"""JSON lines: our own export, with everything in it; any other file of that suffix is read as one turn a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydantic import ValidationError

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.exporters.json_lines import MARK, VERSION
from corpus.importers import json_turns
from corpus.importers.base import Container, Document, Member, Parsed
from corpus.models import Interview
from corpus.projects.codebook import Code
from corpus.projects.coded_source import Names

TURN_LINES = "corpus.importers.json_lines"


def members(document: Document) -> Iterator[Member]:
    """The interviews of an export of this program, or the one interview of a list of turns.

    Raises:
        InputError: The file's first line is no JSON, or it is an export of a later version.
    """
    lines, header = _opened(document)
    if header is None:
        yield _turn_list(document, lines)
        return
    names = Names()
    for number, line in lines[1:]:
        try:
            interview = _interview(document.name, number, line)
        except InputError as error:
            yield Member(name=names.free(f"line {number}"), data=line.encode(), failure=str(error))
        else:
            yield Member(name=names.free(interview.source.name), data=line.encode(), parsed=_parsed(interview))


def codes(document: Document) -> Sequence[Code]:
    """The codebook of an export of this program; none for a list of turns.

    Raises:
        InputError: The codebook is damaged.
    """
    _, header = _opened(document)
    try:
        return [Code.model_validate(code) for code in (header or {}).get("codes", [])]
    except (ValidationError, TypeError) as error:
        raise InputError(f"{document.name}: line 1: the codebook cannot be read; export it again") from error


def read_interviews(document: Document) -> list[Interview]:
    """The interviews of an export exactly as they were, ids and sources included.

    Raises:
        InputError: It is no export of this program, or a line of it is damaged.
    """
    lines, header = _opened(document)
    if header is None:
        raise InputError(f"{document.name}: is no export of this program; its first line says {MARK}")
    return [_interview(document.name, number, line) for number, line in lines[1:]]


def _opened(document: Document) -> tuple[list[tuple[int, str]], Mapping[str, Any] | None]:
    """The lines that are not blank, with their numbers, and the header where the first one is ours."""
    text = decode(document.name, document.data).text
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise InputError(f"{document.name}: is empty; there is nothing to ingest")
    if MARK not in lines[0][1]:
        return lines, None
    first = _object(document.name, *lines[0])
    if MARK not in first:
        return lines, None
    if first[MARK] != VERSION:
        raise InputError(f"{document.name}: is an export of another version ({first[MARK]!r}); use a newer version of this program")
    return lines, first


def _object(name: str, number: int, line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: line {number} is no JSON; mend or remove the line") from error
    if not isinstance(found, dict):
        raise InputError(f"{name}: line {number} is no JSON object; mend or remove the line")
    return found


def _interview(name: str, number: int, line: str) -> Interview:
    try:
        return Interview.model_validate(_object(name, number, line))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name}: line {number} is no interview ({where}: {first['msg']}); export it again") from error


def _parsed(interview: Interview) -> Parsed:
    shared = set(Parsed.model_fields) & set(Interview.model_fields)
    return Parsed(exported=True, **{field: getattr(interview, field) for field in shared})


def _turn_list(document: Document, lines: Sequence[tuple[int, str]]) -> Member:
    """A file that is not ours: read by the importer of turns on lines, or as a JSON list of them."""
    if find_spec(TURN_LINES):
        return Member(name="", data=document.data, parsed=import_module(TURN_LINES).read(document))
    turns = [_object(document.name, number, line) for number, line in lines]
    parsed = json_turns.read(Document(name=document.name, data=json.dumps(turns).encode(), folder=document.folder))
    return Member(name="", data=document.data, parsed=parsed)


CONTAINER = Container(name="json lines", suffixes=(".jsonl",), members=members, codes=codes)
