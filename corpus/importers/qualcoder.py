"""QualCoder projects: ``data.qda``, the SQLite database in a project's folder.

Text sources, their codes and coders, cases and attributes are read; all schema versions, because only the columns that are
there are asked for. Positions of codes are checked against the coded words that QualCoder stores beside them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import InputError
from corpus.importers.base import Container, Document, Member
from corpus.projects.codebook import Code, ProjectCode, codes_by_key, in_order
from corpus.projects.coded_source import Application, Names, coded_source, gather, original, title_of
from corpus.projects.offsets import Marked, Reading, canonical, place, readings
from corpus.projects.sqlite_bytes import Database, Row, as_int, as_text, open_bytes

PROGRAM = "QualCoder"
NEEDED = frozenset({"source", "code_name", "code_text"})
MEMO = "memo"
# Pictographs, symbols that are shown as such, and what joins and varies them.
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\u20e3]")


def members(document: Document) -> Iterator[Member]:
    """The text sources of a project, each with its codes, attributes and cases.

    Raises:
        InputError: It is no QualCoder project, is damaged, or holds no text source.
    """
    project = _read(document)
    texts = [source for source in project.sources if as_text(source["fulltext"])]
    if not texts:
        raise InputError(f"{_called(document)}: the project has no text source; add the transcripts to it in {PROGRAM}")
    told, names = _told_of_project(project), Names()
    for source in texts:
        yield _member(project, source, told, names)
        told = ()


def codes(document: Document) -> Sequence[Code]:
    """The codebook: codes and categories, in the order of their making."""
    return in_order(_read(document).codes.values())


@dataclass(frozen=True)
class _Project:
    sources: list[Row]
    codes: Mapping[str, Code]
    codings: Mapping[int, list[Row]]
    attributes: Mapping[int, list[tuple[str | None, str | None]]]
    whole_cases: Mapping[int, list[str]]
    part_cases: Mapping[int, list[str]]
    annotations: Mapping[int, int]
    left: Mapping[str, int]


def _read(document: Document) -> _Project:
    with open_bytes(_called(document), document.data, PROGRAM) as database:
        if not database.tables >= NEEDED:
            raise InputError(f"{_called(document)}: is no {PROGRAM} project; give the data.qda of a project's folder")
        sources = database.rows("source", "id", "name", "fulltext", "mediapath", "memo", order="id")
        whole, part = _cases(database, sources)
        return _Project(
            sources=sources,
            codes=_codebook(database),
            codings=_grouped(database.rows("code_text", "cid", "fid", "pos0", "pos1", "seltext", "owner", "memo", order="pos0"), "fid"),
            attributes=_attributes(database, whole, part),
            whole_cases=whole,
            part_cases=part,
            annotations={key: len(rows) for key, rows in _grouped(database.rows("annotation", "fid"), "fid").items()},
            left=_left(database),
        )


def _called(document: Document) -> str:
    return f"{document.folder}/{document.name}" if document.folder else document.name


def _grouped(rows: Iterable[Row], key: str) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        number = as_int(row[key])
        if number is not None:
            found[number].append(row)
    return found


def _codebook(database: Database) -> Mapping[str, Code]:
    categories = [
        ProjectCode(f"category {row['catid']}", name, _category(row["supercatid"]), as_text(row["memo"]), codable=False)
        for row in database.rows("code_cat", "catid", "name", "memo", "supercatid", order="catid")
        if (name := as_text(row["name"]))
    ]
    made = [
        ProjectCode(f"code {row['cid']}", name, _parent(row), as_text(row["memo"]), as_text(row["color"]))
        for row in database.rows("code_name", "cid", "name", "memo", "catid", "color", "supercid", order="cid")
        if (name := as_text(row["name"]))
    ]
    return codes_by_key([*categories, *made])


def _parent(row: Row) -> str | None:
    over = as_int(row["supercid"])  # codes under codes, in newer versions
    return f"code {over}" if over is not None else _category(row["catid"])


def _category(value: object) -> str | None:
    number = as_int(value)
    return None if number is None else f"category {number}"


def _cases(database: Database, sources: Sequence[Row]) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """The names of the cases that each source belongs to as a whole, and of those that only a part of it belongs to."""
    names = {as_int(row["caseid"]): as_text(row["name"]) for row in database.rows("cases", "caseid", "name")}
    lengths = {as_int(row["id"]): len(canonical(as_text(row["fulltext"]) or "").rstrip()) for row in sources}
    whole: dict[int, list[str]] = defaultdict(list)
    part: dict[int, list[str]] = defaultdict(list)
    for row in database.rows("case_text", "caseid", "fid", "pos0", "pos1"):
        source, name = as_int(row["fid"]), names.get(as_int(row["caseid"]))
        if source is None or name is None:
            continue
        covers = (as_int(row["pos0"]) or 0) <= 1 and (as_int(row["pos1"]) or 0) >= lengths.get(source, 0) - 1
        into = whole if covers else part
        if name not in into[source]:
            into[source].append(name)
    return whole, part


def _attributes(
    database: Database, whole: Mapping[int, list[str]], part: Mapping[int, list[str]]
) -> Mapping[int, list[tuple[str | None, str | None]]]:
    """Attributes by source: its own, and those of the cases that it belongs to."""
    of_files: dict[int, list[tuple[str | None, str | None]]] = defaultdict(list)
    of_cases: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    names = {as_int(row["caseid"]): as_text(row["name"]) for row in database.rows("cases", "caseid", "name")}
    for row in database.rows("attribute", "name", "attr_type", "value", "id", order="attrid"):
        owner, pair = as_int(row["id"]), (as_text(row["name"]), as_text(row["value"]))
        case = names.get(owner)
        if row["attr_type"] == "file" and owner is not None:
            of_files[owner].append(pair)
        elif row["attr_type"] == "case" and case:
            of_cases[case].append(pair)
    for source in set(whole) | set(part):
        for case in [*whole.get(source, ()), *part.get(source, ())]:
            of_files[source] += [("case", case), *of_cases[case]]
    return of_files


def _left(database: Database) -> Mapping[str, int]:
    """What the project holds that is not taken over, counted by what it is."""
    counts = {
        "own memos and those of its cases": sum(
            as_text(row["memo"]) is not None for table in ("project", "cases") for row in database.rows(table, "memo")
        ),
        "journal entries": len(database.rows("journal", "jid")),
        "codings of images": len(database.rows("code_image", "imid")),
        "codings of recordings": len(database.rows("code_av", "avid")),
    }
    return {what: number for what, number in counts.items() if number}


def _told_of_project(project: _Project) -> tuple[str, ...]:
    wordless = [as_text(s["name"]) or "?" for s in project.sources if not as_text(s["fulltext"])]
    told = [f"the project's {what} were not taken over: {number}" for what, number in project.left.items()]
    if wordless:
        told.append(f"{len(wordless)} of the project's sources have no words (images, recordings) and were left out: {', '.join(wordless)}")
    known = {as_int(source["id"]) for source in project.sources}
    orphans = sum(len(rows) for key, rows in project.codings.items() if key not in known)
    if orphans:
        told.append(f"{orphans} codings belong to sources that are not in the project and were left out")
    return tuple(told)


def _member(project: _Project, source: Row, told: Sequence[str], names: Names) -> Member:
    key = as_int(source["id"]) or 0
    name, raw = as_text(source["name"]) or f"source {key}", str(source["fulltext"])
    rows = project.codings.get(key, [])
    applications = [one for row in rows if (one := _application(project, row))]
    attributes = gather([*project.attributes.get(key, []), (MEMO, as_text(source["memo"]))])
    text = canonical(raw)
    parsed = coded_source(
        text,
        applications,
        place(text, [*readings(raw), *_automatic(text)], [one.marked for one in applications]),
        title=title_of(name),
        attributes=attributes,
        warnings=[*_told(project, key, rows, applications), *told],
    )
    return Member(name=names.free(name), data=original(raw, applications, attributes), parsed=parsed)


def _automatic(text: str) -> list[Reading]:
    """How automatic coding counts: code points, and those of every emoji, joined ones too, twice."""
    counted = [2 if EMOJI.match(character) else 1 for character in text] if EMOJI.search(text) else []
    return [Reading("code points, those of emoji twice", np.concatenate(([0], np.cumsum(counted))))] if counted else []


def _application(project: _Project, row: Row) -> Application | None:
    start, end = as_int(row["pos0"]), as_int(row["pos1"])
    if start is None or end is None:
        return None
    words = row["seltext"] if isinstance(row["seltext"], str) else None
    return Application(Marked(start, end, words), project.codes.get(f"code {as_int(row['cid'])}"), as_text(row["owner"]))


def _told(project: _Project, key: int, rows: Sequence[Row], applications: Sequence[Application]) -> Iterator[str]:
    if len(applications) < len(rows):
        yield f"{len(rows) - len(applications)} codings have no positions and were left out"
    memos = sum(as_text(row["memo"]) is not None for row in rows)
    if memos:
        yield f"memos on codings were not taken over: {memos}"
    if project.annotations.get(key):
        yield f"annotations were not taken over: {project.annotations[key]}"
    if project.part_cases.get(key):
        yield f"only a part of this source belongs to {', '.join(project.part_cases[key])}; attributes stand for the whole"


CONTAINER = Container(name="QualCoder project", suffixes=(".qda",), members=members, codes=codes, version=2)
