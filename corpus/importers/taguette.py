"""Taguette projects: an SQLite database (``.sqlite3``) with documents in HTML, highlights and tags.

Taguette counts the UTF-8 bytes of the text nodes of a document's HTML. Each highlight is checked against the snippet that
Taguette stores with it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.documents.markup_text import MarkedUp, read_markup
from corpus.errors import InputError
from corpus.importers.base import Container, Document, Member
from corpus.projects.codebook import Code, ProjectCode, codes_by_key, in_order
from corpus.projects.coded_source import Application, Names, coded_source, gather, original, title_of
from corpus.projects.offsets import Marked, Placed, Reading, place, readings
from corpus.projects.sqlite_bytes import Database, Row, as_int, as_text, open_bytes

PROGRAM = "Taguette"
NEEDED = frozenset({"projects", "documents", "highlights", "tags", "highlight_tags"})
OWN_UNIT = "UTF-8 bytes"


def members(document: Document) -> Iterator[Member]:
    """The documents of all projects in the database, each with its highlights.

    Raises:
        InputError: It is no Taguette database, is damaged, or holds no document.
    """
    project, names = _read(document), Names()
    if not project.documents:
        raise InputError(f"{document.name}: the project has no documents; add the transcripts to it in {PROGRAM}")
    for row in project.documents:
        yield _member(project, row, names)


def codes(document: Document) -> Sequence[Code]:
    """The codebook: all tags, in the order of their making."""
    return in_order(_read(document).codes.values())


@dataclass(frozen=True)
class _Project:
    documents: list[Row]
    folders: Mapping[int | None, str]
    codes: Mapping[str, Code]
    highlights: Mapping[int | None, list[Row]]
    tags: Mapping[int | None, list[int]]
    coders: Mapping[int, Mapping[int, str]]
    members: Mapping[int | None, list[str]]


def _read(document: Document) -> _Project:
    with open_bytes(document.name, document.data, PROGRAM) as database:
        if not database.tables >= NEEDED:
            raise InputError(
                f"{document.name}: is no {PROGRAM} database; export the project from {PROGRAM} as SQLite, or give another file"
            )
        projects = database.rows("projects", "id", "name", order="id")
        highlights: dict[int | None, list[Row]] = defaultdict(list)
        for row in database.rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet", order="start_offset"):
            highlights[as_int(row["document_id"])].append(row)
        tags: dict[int | None, list[int]] = defaultdict(list)
        for row in database.rows("highlight_tags", "highlight_id", "tag_id", order="tag_id"):
            tags[as_int(row["highlight_id"])].append(as_int(row["tag_id"]) or 0)
        members: dict[int | None, list[str]] = defaultdict(list)
        for row in database.rows("project_members", "project_id", "user_login"):
            members[as_int(row["project_id"])].append(as_text(row["user_login"]) or "")
        return _Project(
            documents=database.rows(
                "documents", "id", "name", "description", "filename", "project_id", "text_direction", "contents", order="id"
            ),
            folders={as_int(p["id"]): as_text(p["name"]) or f"project {p['id']}" for p in projects} if len(projects) > 1 else {},
            codes=_codebook(database),
            highlights=highlights,
            tags=tags,
            coders=_coders(database),
            members=members,
        )


def _codebook(database: Database) -> Mapping[str, Code]:
    rows = database.rows("tags", "id", "project_id", "path", "description", "parent_id", order="id")
    found: dict[str, Code] = {}
    for project in dict.fromkeys(as_int(row["project_id"]) for row in rows):
        own = [row for row in rows if as_int(row["project_id"]) == project]
        by_path = {path: str(as_int(row["id"])) for row in own if (path := as_text(row["path"]))}
        found |= codes_by_key(
            [ProjectCode(key, path, _parent(row, path, by_path), as_text(row["description"])) for row in own for path, key in _keys(row)]
        )
    return found


def _keys(row: Row) -> Iterator[tuple[str, str]]:
    path = as_text(row["path"])
    if path:
        yield path, str(as_int(row["id"]))


def _parent(row: Row, path: str, by_path: Mapping[str, str]) -> str | None:
    """The tag above: named by a newer version's column, else the part of the path before its last dot."""
    number = as_int(row["parent_id"])
    return str(number) if number is not None else by_path.get(path.rpartition(".")[0])


def _coders(database: Database) -> Mapping[int, Mapping[int, str]]:
    """Who put each tag on each highlight, from the log of commands: the first who set it and did not lose it since."""
    found: dict[int, dict[int, str]] = {}
    for row in database.rows("commands", "user_login", "payload", order="id"):
        payload, user = _payload(row["payload"]), as_text(row["user_login"])
        highlight = as_int(payload.get("highlight_id", payload.get("id")))
        tags = payload.get("tags")
        if payload.get("type") == "highlight_add" and highlight is not None and user and isinstance(tags, list):
            before = found.get(highlight, {})
            found[highlight] = {number: before.get(number, user) for tag in tags if (number := as_int(tag)) is not None}
    return found


def _payload(value: object) -> Mapping[str, object]:
    try:
        loaded = json.loads(str(value))
    except (ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _member(project: _Project, row: Row, names: Names) -> Member:
    key, number = as_int(row["id"]), as_int(row["project_id"])
    called = as_text(row["filename"]) or as_text(row["name"]) or f"document {key}"
    folder = project.folders.get(number)
    name = names.free(f"{folder.replace('/', ' ')}/{called}" if folder else called)
    html = as_text(row["contents"]) or ""
    marked_up = read_markup(html)
    if not marked_up.text.strip():
        return Member(name=name, data=html.encode(), failure=f"{name}: the document is empty; there is nothing to ingest")
    highlights = project.highlights.get(key, [])
    applications = [one for highlight in highlights for one in _applications(project, number, highlight)]
    attributes = gather([("description", as_text(row["description"])), ("text_direction", _direction(row["text_direction"]))])
    untagged = sum(not project.tags.get(as_int(h["id"])) for h in highlights)
    parsed = coded_source(
        marked_up.text,
        applications,
        _placed(marked_up, applications),
        title=as_text(row["name"]) or title_of(called),
        attributes=attributes,
        warnings=[f"highlights without a tag were not taken over: {untagged}"] if untagged else [],
    )
    return Member(name=name, data=original(html, applications, attributes), parsed=parsed)


def _direction(value: object) -> str | None:
    return "right to left" if value == "RIGHT_TO_LEFT" else None


def _applications(project: _Project, number: int | None, highlight: Row) -> Iterator[Application]:
    start, end, key = as_int(highlight["start_offset"]), as_int(highlight["end_offset"]), as_int(highlight["id"])
    words = read_markup(as_text(highlight["snippet"]) or "").nodes or None
    coders = project.coders.get(key or 0, {})
    members = project.members.get(number, [])
    fallback = next(iter(coders.values()), members[0] if len(members) == 1 else None)
    for tag in project.tags.get(key, []):
        marked = Marked(-1 if start is None else start, -1 if end is None else end, words)
        yield Application(marked, project.codes.get(str(tag)), coders.get(tag, fallback) or None)


def _placed(marked_up: MarkedUp, applications: Sequence[Application]) -> Placed:
    """Where highlights lie in the visible text; they are found and checked in the text nodes."""
    nodes = marked_up.nodes
    ways = sorted(readings(nodes), key=lambda reading: not reading.name.startswith(OWN_UNIT))
    lead = len(nodes) - len(nodes.lstrip())
    if lead:  # a parser of whole documents drops white space before the first element, one of fragments keeps it
        ways += [Reading(f"{way.name} after the leading white space", way.bounds - way.bounds[lead]) for way in ways]
    placed = place(nodes, ways, [one.marked for one in applications])
    shown = [span and marked_up.span(*span) for span in placed.spans]
    return Placed(shown, placed.reading, placed.usual, placed.unchecked)


CONTAINER = Container(name="Taguette project", suffixes=(".sqlite3", ".sqlite"), members=members, codes=codes, version=2)
