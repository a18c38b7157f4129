"""Chunks of a peer against the turns of an interview: which turn does a chunk stand for?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.models import Interview, Turn
from evals.datasets.base import Place

# Between the speaker and the words, and between two turns, in the text that a peer splits.
COLON, BREAK = ": ", "\n"


@dataclass(frozen=True)
class Chunk:
    """A part of the text that was split."""

    interview: str
    start: int
    end: int


class Peer(Protocol):
    """A way of searching that returns chunks."""

    chunks: list[Chunk]

    def search(self, question: str, limit: int, interview: str | None = None) -> list[Chunk]:
        """The nearest chunks, best first, of one interview or of all."""
        ...

    def close(self) -> None:
        """Release what it holds."""
        ...


@dataclass(frozen=True)
class Layout:
    """An interview as plain text with the speaker before each turn, and where each turn's words lie in it."""

    text: str
    turns: tuple[tuple[int, int, int], ...]

    def overlaps(self, chunk: Chunk) -> list[tuple[int, int]]:
        """The turns that a chunk touches, each with how many characters of their words it holds."""
        shared = ((index, min(end, chunk.end) - max(start, chunk.start)) for index, start, end in self.turns)
        return [(index, size) for index, size in shared if size > 0]

    def within_one_turn(self, chunk: Chunk) -> bool:
        """Whether a chunk is the words of one turn and nothing else, so that it could be quoted."""
        return any(start <= chunk.start and chunk.end <= end for _, start, end in self.turns)


def lay_out(interview: Interview) -> Layout:
    """Write an interview as a user would before splitting it."""
    parts: list[str] = []
    turns: list[tuple[int, int, int]] = []
    at = 0
    for turn in interview.turns:
        words = interview.words_of(turn)
        label = _label(turn)
        turns.append((turn.index, at + len(label), at + len(label) + len(words)))
        parts.append(f"{label}{words}{BREAK}")
        at += len(parts[-1])
    return Layout(text="".join(parts), turns=tuple(turns))


def as_turns(chunks: Sequence[Chunk], layouts: dict[str, Layout], relevant: Collection[Place]) -> list[Place]:
    """One turn for each chunk, in their order, chosen in the peer's favour.

    A relevant turn that the chunk touches and that no chunk before stood for comes first; else the turn that it holds most
    of. So a chunk that holds one relevant turn among five is credited in full, although a reader would have to find it.
    """
    credited: list[Place] = []
    for chunk in chunks:
        touched = sorted(layouts[chunk.interview].overlaps(chunk), key=lambda pair: -pair[1])
        places = [Place(interview=chunk.interview, turn=index) for index, _ in touched]
        fresh = [place for place in places if place not in credited]
        right = [place for place in fresh if place in relevant]
        credited += (right or fresh or places)[:1]
    return credited


def _label(turn: Turn) -> str:
    return f"{turn.speaker}{COLON}" if turn.speaker else ""
