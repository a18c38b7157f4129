"""Pieces of speech put together: to turns where the captions name speakers, to paragraphs where they do not."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.transcripts.utterances import Utterance

# A paragraph of unnamed speech: long enough to be read by itself, short enough to be quoted whole (25 to 90 words of English).
# In characters, because some scripts have no spaces between words.
FEWEST_CHARACTERS, MOST_CHARACTERS = 150, 540
# A longer silence ends a paragraph, in seconds.
PAUSE = 2.0
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*\Z")


class Piece(NamedTuple):
    """A part of a cue.

    Attributes:
        label: Who speaks, where a label stands before the words.
        changes: Whether another speaker begins here without being named ("- ", ">> ").
        start: Of the cue, in seconds.
        end: Of the cue, in seconds.
    """

    label: str | None
    changes: bool
    words: str
    start: float | None
    end: float | None


def as_turns(pieces: Iterable[Piece], joint: str = "\n") -> Iterator[Utterance]:
    """A turn for each labelled piece; pieces without a label go on with the turn before. ``joint`` stands between two pieces."""
    label: str | None = None
    start: float | None = None
    words: list[str] | None = None
    for piece in pieces:
        if words is None or piece.label or piece.changes:
            if words is not None:
                yield Utterance(label, joint.join(words), start)
            label, start, words = piece.label, piece.start, []
        if piece.words:
            words.append(piece.words)
    if words is not None:
        yield Utterance(label, joint.join(words), start)


def as_paragraphs(pieces: Iterable[Piece], joint: str = "\n") -> Iterator[Utterance]:
    """Paragraphs that end where another speaker begins, before a pause, with a sentence, or when they grow too long."""
    words: list[str] = []
    start = end = None
    size = 0
    for piece in pieces:
        if not piece.words:
            continue
        paused = piece.start is not None and end is not None and piece.start - end > PAUSE
        ended = size >= MOST_CHARACTERS or (size >= FEWEST_CHARACTERS and _SENTENCE_END.search(words[-1]))
        if words and (piece.changes or paused or ended):
            yield Utterance(None, joint.join(words), start)
            words, size = [], 0
        if not words:
            start = piece.start
        words.append(piece.words)
        size += len(piece.words)
        end = piece.end
    if words:
        yield Utterance(None, joint.join(words), start)
