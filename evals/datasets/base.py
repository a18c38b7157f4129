"""What a data set is: interviews to search, and questions whose answers are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from assistant import Assistant
from corpus.errors import UsageError
from corpus.models import Frozen


class Place(Frozen):
    """A turn of an interview, by the interview's id and the turn's position from 0."""

    interview: str
    turn: int


class Question(Frozen):
    """A question and what would be right.

    Attributes:
        kind: Wording, or another group that it is reported under.
        relevant: Turns that answer it.
        also: Turns that a judge marked too but that are too short to be asked for; finding them is no mistake.
        insights: Insights under one of which the first group should stand.
        unanswerable: Nothing in the corpus answers it; a refusal is right.
        reason: Why it is unanswerable, to group by.
        within: Id of the interview that the question is asked of; None for the whole corpus.
    """

    id: str
    text: str = Field(min_length=1)
    kind: str = ""
    relevant: tuple[Place, ...] = ()
    also: tuple[Place, ...] = ()
    insights: tuple[int, ...] = ()
    unanswerable: bool = False
    reason: str = ""
    within: str | None = None


@dataclass(frozen=True)
class Dataset:
    """Interviews and questions.

    Attributes:
        name: For tables and files.
        builtin: The built-in quotes are part of the corpus.
        own_folder: The corpus is what the data folder holds already; nothing is put into it.
        fill: Puts the interviews into an assistant's data folder; returns inputs that failed, each in one line.
        questions: The questions, their turns found in the corpus as it is now.
    """

    name: str
    fill: Callable[[Assistant], list[str]]
    questions: Callable[[Assistant], list[Question]]
    builtin: bool = False
    own_folder: bool = False


def spread(questions: Sequence[Question], limit: int | None) -> list[Question]:
    """At most ``limit`` questions with an answer and as many of each kind without, evenly spread, in their order."""
    if limit is None:
        return list(questions)
    groups: dict[str, list[int]] = {}
    for k, question in enumerate(questions):
        groups.setdefault(question.reason if question.unanswerable else "", []).append(k)
    kept = sorted(members[int(k * len(members) / limit)] for members in groups.values() for k in range(limit) if len(members) > limit)
    kept += [k for members in groups.values() if len(members) <= limit for k in members]
    return [questions[k] for k in sorted(kept)]


def checked(name: str, questions: Sequence[Question]) -> list[Question]:
    """The questions, if there are any and no id is given twice.

    Raises:
        UsageError: There is none, or an id is repeated.
    """
    if not questions:
        raise UsageError(f"{name}: holds no question; an evaluation needs at least one")
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise UsageError(f"{name}: the id {question.id!r} is given to two questions; make each id unique")
        seen.add(question.id)
    return list(questions)


def files_of(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder, sorted by name.

    Raises:
        UsageError: There is no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder; give one with --data")
    return sorted(folder.glob(pattern))
