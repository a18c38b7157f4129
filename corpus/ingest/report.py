"""What became of a file, and what was understood of it."""

from enum import StrEnum

from corpus.catalog import Entry
from corpus.metadata import FIELDS
from corpus.models import Attributes, Frozen, Interview, Role
from corpus.transcripts.speakers import speaker_key

FIRST_TURNS = 3
FIRST_WORDS = 200


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    REMOVED = "removed"
    METADATA = "metadata"
    LEFT_OUT = "left out"
    FAILED = "failed"


class SpeakerReport(Frozen):
    """A speaker of a file; ``name`` is None for turns whose speaker the source does not name."""

    name: str | None
    participant: str | None
    role: Role
    turns: int
    words: int


class FileReport(Frozen):
    """What was understood of one file, or of one member of an archive or project.

    Attributes:
        encoding: How its bytes were decoded, where the format leaves that open.
        times: Turns that have a time.
        pages: Pages of the last turn, where the source has pages.
        tags: Codes and tags on its words.
        speakers: Labels in the order in which they first speak.
        people: The same speakers with role, turns and words.
        first: The first turns, shortened, as "Speaker: words".
        about: In a dry run, what is known of it beside its words, by name: its title, date, organisation, ….
        message: Why a file failed or was left out, or what else became of it.
        consent_refused: Whether nothing of it may be kept, because its metadata says that consent is refused.
    """

    path: str
    status: Status
    interview: str | None = None
    format: str | None = None
    encoding: str | None = None
    turns: int = 0
    words: int = 0
    times: int = 0
    pages: int = 0
    tags: int = 0
    speakers: tuple[str, ...] = ()
    people: tuple[SpeakerReport, ...] = ()
    first: tuple[str, ...] = ()
    about: Attributes = {}  # noqa: RUF012  # pydantic copies it
    warnings: tuple[str, ...] = ()
    message: str | None = None
    consent_refused: bool = False


def describe(path: str, status: Status, interview: Interview, encoding: str | None, with_about: bool = False) -> FileReport:
    """What was understood of an interview that was read; ``with_about`` also what is known beside its words."""
    people = _people(interview)
    return FileReport(
        path=path,
        status=status,
        interview=interview.id,
        format=interview.source.format,
        encoding=encoding,
        turns=len(interview.turns),
        words=sum(person.words for person in people),
        times=sum(turn.time is not None for turn in interview.turns),
        pages=max((turn.page or 0 for turn in interview.turns), default=0),
        tags=len(interview.tags),
        speakers=tuple(person.name for person in people if person.name),
        people=people,
        first=tuple(_first(interview)),
        about=_about(interview) if with_about else {},
        warnings=interview.warnings,
    )


def _about(interview: Interview) -> Attributes:
    fields = ((name, getattr(interview, name)) for name in FIELDS)
    return {**{name: (value,) for name, value in fields if value}, **interview.attributes}


def unchanged(path: str, known: Entry, status: Status, message: str | None) -> FileReport:
    """What the catalog has of a file that was not read again."""
    return FileReport(
        path=path,
        status=status,
        interview=known.id,
        format=known.source_format,
        turns=known.turns,
        speakers=known.speakers,
        message=message,
    )


def failed(path: str, message: str) -> FileReport:
    """A file that could not be used, and why."""
    return FileReport(path=path, status=Status.FAILED, message=message)


def left_out(path: str, message: str) -> FileReport:
    """A file that was passed over, and why."""
    return FileReport(path=path, status=Status.LEFT_OUT, message=message)


def _people(interview: Interview) -> tuple[SpeakerReport, ...]:
    found: dict[str, SpeakerReport] = {}
    for turn in interview.turns:
        key = speaker_key(turn.speaker or "")
        words = len(interview.words_of(turn).split())
        before = found.get(key)
        found[key] = SpeakerReport(
            name=before.name if before else turn.speaker,
            participant=turn.participant or (before.participant if before else None),
            role=turn.role,
            turns=(before.turns if before else 0) + 1,
            words=(before.words if before else 0) + words,
        )
    return tuple(found.values())


def _first(interview: Interview) -> list[str]:
    lines = []
    for turn in interview.turns[:FIRST_TURNS]:
        words = " ".join(interview.words_of(turn).split())
        short = words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS]}…"
        lines.append(f"{turn.speaker or 'not named'}: {short}")
    return lines
