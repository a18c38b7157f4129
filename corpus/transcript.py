"""Turns of a transcript's text: by its speaker labels, or by its paragraphs where nobody is named.

Every format whose words become one running text (plain text, Word, PDF, HTML …) finds its turns here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.labels import Label, find_labels
from corpus.models import Frozen, Role, Turn
from corpus.speakers import identify

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![ \t]*(?:\n|$)))*")


class Transcript(Frozen):
    """The turns of a text, and what a reader should be told about them."""

    turns: tuple[Turn, ...]
    warnings: tuple[str, ...] = ()


def read_transcript(text: str, page_starts: Sequence[int] = ()) -> Transcript:
    """Find the turns of a canonical text.

    Args:
        text: The canonical text; all offsets count in it.
        page_starts: Where each page begins, ascending; empty where the source has no pages.
    """
    labels = find_labels(text)
    warnings = []
    if labels:
        turns = _labelled_turns(text, labels)
        before = len(text[: labels[0].line].split())
        if before:
            warnings.append(f"{before} words before the first speaker are kept in the text but belong to no turn")
    else:
        turns = _paragraph_turns(text)
        warnings.append("no speaker labels found; read as one unknown speaker, a turn for each paragraph")
    return Transcript(turns=tuple(on_pages(turns, page_starts)), warnings=tuple(warnings))


def on_pages(turns: Sequence[Turn], page_starts: Sequence[int]) -> Sequence[Turn]:
    """The turns with the page on which each begins."""
    if not page_starts:
        return turns
    return [turn.model_copy(update={"page": max(1, bisect_right(page_starts, turn.start))}) for turn in turns]


def _labelled_turns(text: str, labels: Sequence[Label]) -> tuple[Turn, ...]:
    speakers = identify(label.speaker for label in labels)
    ends = [following.line for _, following in pairwise(labels)] + [len(text)]
    turns = []
    for index, (label, end) in enumerate(zip(labels, ends, strict=True)):
        start, stop = _trimmed(text, label.words, end)
        speaker = speakers[label.speaker]
        turns.append(Turn(index=index, start=start, end=stop, speaker=speaker.name, role=speaker.role, time=label.time))
    return tuple(turns)


def _paragraph_turns(text: str) -> tuple[Turn, ...]:
    spans: Iterator[tuple[int, int]] = (_trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    return tuple(Turn(index=k, start=start, end=end, role=Role.UNKNOWN) for k, (start, end) in enumerate(spans))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges; an empty span stands at ``start``."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return start, start
    start += len(words) - len(words.lstrip())
    return start, start + len(stripped)
