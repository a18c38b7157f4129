"""The index in memory: units as arrays, with their vectors. Immutable, so that many searches may share it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.models import Role
from corpus.transcripts.speakers import speaker_key
from index.embedders import Vectors
from index.features import AROUND
from index.line import Line
from index.postings import Integers, Postings
from index.unit_store import UnitRow

Booleans = npt.NDArray[np.bool_]


class MissingVectorsError(Exception):
    """Units of these interviews have no vector: the vector store lost what it had recorded as written."""

    def __init__(self, interviews: Sequence[str]) -> None:
        super().__init__(", ".join(interviews))
        self.interviews = tuple(interviews)


@dataclass(frozen=True)
class Coded:
    """A text a unit, kept as a number: ``values[codes[position]]``, "" where there is none."""

    values: tuple[str, ...]
    codes: Integers

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> Self:
        """Number texts by their key: case and spacing do not count."""
        known: dict[str, int] = {"": 0}
        keys: dict[str | None, int] = {None: 0}
        codes = [
            keys[text] if text in keys else keys.setdefault(text, known.setdefault(speaker_key(text or ""), len(known))) for text in texts
        ]
        return cls(tuple(known), np.array(codes, dtype=np.int64))

    def among(self, wanted: Iterable[str]) -> Booleans:
        """Which units have one of the keys."""
        chosen = set(wanted)
        return np.array([value in chosen for value in self.values], dtype=np.bool_)[self.codes]


@dataclass(frozen=True)
class Snapshot:
    """All units, ordered by interview, turn and place. Arrays have one row a unit unless said otherwise.

    Attributes:
        rows: The units as stored.
        interviews: Ids of the interviews, each once.
        interview: Position in ``interviews``.
        turn: Position of the unit's turn among all turns that have units.
        starts: Where the unit begins in its interview; ``ends`` likewise.
        conversation: Number of the conversation; a separate quotation is one of its own.
        role: Roles of the speakers.
        speaker: Keys of the speakers' labels; ``participant`` and ``organisation`` of whom metadata names.
        asks: 1 for a unit that ends with a question mark.
        words: Length in words.
        vectors: float32, shape (units, dimension), rows of length 1.
        line: The units with what stands around each of them.
        postings: The lexical leg.
    """

    rows: Sequence[UnitRow]
    interviews: tuple[str, ...]
    interview: Integers
    turn: Integers
    starts: Integers
    ends: Integers
    conversation: Integers
    role: Coded
    speaker: Coded
    participant: Coded
    organisation: Coded
    asks: npt.NDArray[np.float32]
    words: Integers
    vectors: Vectors
    line: Line
    postings: Postings

    @classmethod
    def build(cls, rows: Sequence[UnitRow], numbers: Sequence[int], vectors: Vectors) -> Self:
        """Join stored units with stored vectors by number.

        Raises:
            MissingVectorsError: Some units have no vector.
        """
        ordered = _in_order(rows, numbers, vectors)
        interviews = tuple(dict.fromkeys(row.interview for row in rows))
        of_interview = {key: k for k, key in enumerate(interviews)}
        words = _integers(row.words for row in rows)
        conversation = _conversations(rows)
        line = Line(conversation, words)
        line.prepare(ordered, AROUND)
        return cls(
            rows=rows,
            interviews=interviews,
            interview=_integers(of_interview[row.interview] for row in rows),
            turn=_counted((row.interview, row.turn) for row in rows),
            starts=_integers(row.start for row in rows),
            ends=_integers(row.end for row in rows),
            conversation=conversation,
            role=Coded.of(row.role for row in rows),
            speaker=Coded.of(row.speaker for row in rows),
            participant=Coded.of(row.participant for row in rows),
            organisation=Coded.of(row.organisation for row in rows),
            asks=np.array([row.asks for row in rows], dtype=np.float32),
            words=words,
            vectors=ordered,
            line=line,
            postings=Postings.build([row.stems for row in rows], [row.language for row in rows]),
        )

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def interviewer(self) -> Booleans:
        """Whether an interviewer speaks."""
        return self.role.among((Role.INTERVIEWER.value,))


def _in_order(rows: Sequence[UnitRow], numbers: Sequence[int], vectors: Vectors) -> Vectors:
    place = {number: k for k, number in enumerate(numbers)}
    missing = {row.interview for row in rows if row.number not in place}
    if missing:
        raise MissingVectorsError(sorted(missing))
    return vectors[_integers(place[row.number] for row in rows)]


def _conversations(rows: Sequence[UnitRow]) -> Integers:
    """Numbers of the conversations: an interview, or where its turns are separate quotations, each turn."""
    return _counted((row.interview, 0 if row.conversation else row.turn) for row in rows)


def _counted(keys: Iterable[tuple[str, int]]) -> Integers:
    """The number of each run of equal keys."""
    numbers: list[int] = []
    last, count = None, -1
    for key in keys:
        count += key != last
        last = key
        numbers.append(count)
    return np.array(numbers, dtype=np.int64)


def _integers(values: Iterable[int]) -> Integers:
    return np.fromiter(values, dtype=np.int64)
