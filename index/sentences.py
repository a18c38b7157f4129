"""Sentences of a text, as exact spans."""

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from corpus.models import Span

# A "sentence" beyond this many words is speech without full stops; it is cut at commas or line ends, or else between words.
LONGEST_SENTENCE = 90
PIECE = 45
_PIECE_END = re.compile(r"[,;:–—-]\s|\n")


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """The sentences of ``text`` in order, without white space at their edges; together they hold all its words."""
    spans: list[Span] = []
    for boundary in get_sentence_boundaries(language, text):
        for start, end in _pieces(text, boundary["start_index"], boundary["end_index"]):
            words = text[start:end]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                spans.append(Span(start=left, end=left + len(words.strip())))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, or where it runs on without a stop, parts of about ``PIECE`` words."""
    words = [m.start() for m in re.finditer(r"\S+", text[start:end])]
    if len(words) <= LONGEST_SENTENCE:
        yield start, end
        return
    position = 0
    while len(words) > LONGEST_SENTENCE:
        earliest, latest = words[PIECE], words[LONGEST_SENTENCE]
        stop = _PIECE_END.search(text, start + earliest, start + latest)
        cut = (stop.end() - start) if stop else earliest
        yield start + position, start + cut
        position = cut
        words = [w for w in words if w >= cut]
    yield start + position, end
