"""Small snapshots made by hand."""

from collections.abc import Sequence

import numpy as np

from index.analysis import terms
from index.snapshot import Snapshot
from index.unit_store import UnitRow

DIMENSION = 4


def row(number: int, interview: str, turn: int, **fields: object) -> UnitRow:
    """A unit's row; what is not given is that of an unnamed speaker's twenty words."""
    known: dict[str, object] = {
        "start": turn * 100, "end": turn * 100 + 99, "speaker": None, "participant": None, "organisation": None, "role": "unknown",
        "words": 20, "asks": 0, "sha256": "", "stems": "", "conversation": 1, "language": "en",
    }  # fmt: skip
    return UnitRow(number=number, interview=interview, turn=turn, **{**known, **fields})  # type: ignore[arg-type]


def snapshot(rows: Sequence[UnitRow], vectors: np.ndarray | None = None) -> Snapshot:
    """A snapshot of rows; without vectors, all point the same way."""
    given = np.tile(np.eye(1, DIMENSION, dtype=np.float32), (len(rows), 1)) if vectors is None else vectors.astype(np.float32)
    return Snapshot.build(list(rows), [r.number for r in rows], given)


def talk(count: int, interview: str = "a", conversation: bool = True, start: int = 0, **fields: object) -> list[UnitRow]:
    """An interview of ``count`` turns."""
    return [row(start + k, interview, k, conversation=int(conversation), **fields) for k in range(count)]


def stems(text: str) -> str:
    """Stems as they are stored."""
    return " ".join(terms(text))
