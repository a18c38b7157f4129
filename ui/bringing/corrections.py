"""The tables in which people put right what was understood of their files, and back again."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from corpus.errors import UsageError
from corpus.ingest import Correction, FileReport, Status
from corpus.metadata import metadata_of
from corpus.models import Role

SPEAKER_COLUMNS = ("File", "Speaker", "Role", "Person behind the label", "Turns", "Words")
FACT_COLUMNS = (
    "File",
    "Title",
    "Date",
    "Organisation",
    "Participant",
    "Issue area",
    "Community served",
    "Strategy",
    "Geography",
    "Consent",
)
_NAMES = tuple(column.lower().replace(" ", "_") for column in FACT_COLUMNS)
NOT_NAMED = "(not named)"
Row = Sequence[object]


def new_files(reports: Iterable[FileReport]) -> list[FileReport]:
    """The files that would come in."""
    return [report for report in reports if report.status in (Status.ADDED, Status.REPLACED)]


def speaker_rows(reports: Iterable[FileReport]) -> list[list[str]]:
    """A row a speaker of each file that would come in."""
    return [
        [short(r.path), person.name or NOT_NAMED, person.role.value, person.participant or "", str(person.turns), str(person.words)]
        for r in new_files(reports)
        for person in r.people
    ]


def fact_rows(reports: Iterable[FileReport]) -> list[list[str]]:
    """A row a file that would come in, with what is known of it beside its words."""
    return [[short(r.path), *("; ".join(r.about.get(name, ())) for name in _NAMES[1:])] for r in new_files(reports)]


def corrections_of(reports: Sequence[FileReport], speakers: Sequence[Row], facts: Sequence[Row]) -> dict[str, Correction]:
    """What people changed in the two tables, by the path that a file is reported with.

    Rows are taken by their place; what cannot be changed (file, label, counts) is read from the reports, not from the tables.

    Raises:
        UsageError: A role is none, or rows were added or taken away.
    """
    files = new_files(reports)
    told = _split(files, speakers)
    if len(facts) != len(files):
        raise UsageError("the table of files has more or fewer rows than there are files; look at the files again")
    found = {r.path: _correction(r, rows, row) for r, rows, row in zip(files, told, facts, strict=True)}
    return {path: correction for path, correction in found.items() if correction != Correction()}


def short(path: str) -> str:
    """A file's name, with that of its archive before it where it is in one."""
    file, inside, member = path.partition("!/")
    return PurePath(file).name + inside + member


def _split(files: Sequence[FileReport], rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each file's speakers."""
    if len(rows) != sum(len(report.people) for report in files):
        raise UsageError("the table of speakers has more or fewer rows than there are speakers; look at the files again")
    parts, at = [], 0
    for report in files:
        parts.append(rows[at : at + len(report.people)])
        at += len(report.people)
    return parts


def _correction(report: FileReport, speakers: Sequence[Row], facts: Row) -> Correction:
    roles: dict[str, Role] = {}
    people: dict[str, str] = {}
    for person, row in zip(report.people, speakers, strict=True):
        role, behind = _role(row[2], report, person.name), _text(row[3])
        roles[person.name or ""] = role
        if behind != (person.participant or ""):
            people[person.name or ""] = behind
    changed = {name: _text(cell) for name, cell in zip(_NAMES[1:], facts[1:], strict=True)}
    changed = {name: said for name, said in changed.items() if said != "; ".join(report.about.get(name, ()))}
    return Correction(
        metadata=metadata_of({name: said for name, said in changed.items() if said}),
        cleared=frozenset(name for name, said in changed.items() if not said),
        roles=roles if any(roles[p.name or ""] is not p.role for p in report.people) else {},
        people=people,
    )


def _role(cell: object, report: FileReport, speaker: str | None) -> Role:
    said = _text(cell).casefold()
    found = [role for role in Role if said and role.value.startswith(said)]
    exact = [role for role in found if role.value == said]
    if len(exact or found) != 1:
        raise UsageError(
            f"{short(report.path)}: the role of {speaker or NOT_NAMED} is {_text(cell)[:40]!r}; write interviewer, interviewee or unknown"
        )
    return (exact or found)[0]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
