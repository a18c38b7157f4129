"""The index in memory: units as arrays, with their vectors. Immutable, so that many searches may share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.models import Role
from corpus.speakers import speaker_key
from index.embedders import Vectors
from index.unit_store import UnitRow

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


class MissingVectorsError(Exception):
    """Units of these interviews have no vector: the vector store lost what it had recorded as written."""

    def __init__(self, interviews: Sequence[str]) -> None:
        super().__init__(", ".join(interviews))
        self.interviews = tuple(interviews)


@dataclass(frozen=True)
class Snapshot:
    """All units, ordered by interview, turn and place. Arrays have one row a unit unless said otherwise.

    Attributes:
        rows: The units as stored.
        numbers: Their numbers in the stores.
        interviews: Ids of the interviews, each once.
        interview: Position in ``interviews``.
        turn: Position of the unit's turn among all turns that have units.
        turn_interview: One row a turn: position in ``interviews``.
        turn_conversation: One row a turn: whether its neighbours are its context.
        interviewer: Whether an interviewer speaks.
        speaker: Key of the speaker's label, "" where nobody is named.
        words: Length in words.
        vectors: float32, shape (units, dimension), rows of length 1.
    """

    rows: Sequence[UnitRow]
    numbers: Integers
    interviews: tuple[str, ...]
    interview: Integers
    turn: Integers
    turn_interview: Integers
    turn_conversation: Booleans
    interviewer: Booleans
    speaker: npt.NDArray[np.str_]
    words: Integers
    vectors: Vectors

    @classmethod
    def build(cls, rows: Sequence[UnitRow], numbers: Sequence[int], vectors: Vectors) -> Self:
        """Join stored units with stored vectors by number.

        Raises:
            MissingVectorsError: Some units have no vector.
        """
        place = {number: k for k, number in enumerate(numbers)}
        missing = {row.interview for row in rows if row.number not in place}
        if missing:
            raise MissingVectorsError(sorted(missing))
        order = np.fromiter((place[row.number] for row in rows), dtype=np.int64, count=len(rows))
        interviews = tuple(dict.fromkeys(row.interview for row in rows))
        of_interview = {key: k for k, key in enumerate(interviews)}
        interview = np.array([of_interview[row.interview] for row in rows], dtype=np.int64)
        turn, first = _turn_positions(rows)
        return cls(
            rows=rows,
            numbers=np.array([row.number for row in rows], dtype=np.int64),
            interviews=interviews,
            interview=interview,
            turn=turn,
            turn_interview=interview[first],
            turn_conversation=np.array([rows[k].conversation for k in first], dtype=np.bool_),
            interviewer=np.array([row.role == Role.INTERVIEWER.value for row in rows], dtype=np.bool_),
            speaker=np.array([speaker_key(row.speaker or "") for row in rows], dtype=np.str_),
            words=np.array([row.words for row in rows], dtype=np.int64),
            vectors=vectors[order],
        )

    def __len__(self) -> int:
        return len(self.rows)

    def positions(self, numbers: Integers) -> tuple[Integers, Booleans]:
        """Where units of given numbers stand in the arrays, and which of the numbers are in this snapshot at all."""
        order = np.argsort(self.numbers, kind="stable")
        at = np.searchsorted(self.numbers, numbers, sorter=order)
        at = order[np.minimum(at, len(order) - 1)] if len(order) else np.zeros_like(at)
        known = self.numbers[at] == numbers if len(order) else np.zeros(len(numbers), dtype=np.bool_)
        return at, known


def _turn_positions(rows: Sequence[UnitRow]) -> tuple[Integers, Integers]:
    """For each unit the position of its turn, and for each turn its first unit."""
    turns = np.zeros(len(rows), dtype=np.int64)
    first: list[int] = []
    for k, row in enumerate(rows):
        if k == 0 or (row.interview, row.turn) != (rows[k - 1].interview, rows[k - 1].turn):
            first.append(k)
        turns[k] = len(first) - 1
    return turns, np.array(first, dtype=np.int64)
