"""Plain text and Markdown, with or without speaker labels. The canonical text is the whole file's text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.labels import Label, find_labels
from corpus.models import Role, Turn
from corpus.speakers import identify

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![ \t]*(?:\n|$)))*")


def read(document: Document) -> Parsed:
    """Read a transcript in plain text; without speaker labels, each paragraph is a turn of one unknown speaker.

    Raises:
        InputError: The file is no text, or holds no words.
    """
    decoded = decode(document.name, document.data)
    text = decoded.text
    if not text.strip():
        raise InputError(f"{document.name}: is empty; there is nothing to ingest")
    warnings = [] if decoded.encoding == "utf-8" else [f"read as {decoded.encoding}"]
    labels = find_labels(text)
    if labels:
        turns = _labelled_turns(text, labels)
        before = len(text[: labels[0].line].split())
        if before:
            warnings.append(f"{before} words before the first speaker are kept in the text but belong to no turn")
    else:
        turns = _paragraph_turns(text)
        warnings.append("no speaker labels found; read as one unknown speaker, a turn for each paragraph")
    return Parsed(text=text, turns=turns, warnings=tuple(warnings))


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


IMPORTER = Importer(name="plain text", suffixes=(".txt", ".md"), read=read)
