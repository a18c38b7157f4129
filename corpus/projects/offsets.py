"""Positions counted by other programs, made into offsets of a canonical text, and checked against the words that they mark.

A program may count code points, UTF-16 units (Qt, JavaScript, Java) or UTF-8 bytes; a line end of two characters as two or
as one; a byte-order mark or not. Each of these is a `Reading`. Where a program also stored the marked words, the reading
under which most of them agree decides, and a position whose words agree under no reading is not used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.decoding import normalise_line_ends

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Qt writes these for the ends of paragraphs and lines of a selection.
_LINE_ENDS = str.maketrans({"\N{PARAGRAPH SEPARATOR}": "\n", "\N{LINE SEPARATOR}": "\n", "\N{NO-BREAK SPACE}": " ", BOM: None})

# Without stored words, another way to count must fit this many stretches more, and this many times as many.
FEWEST_BETTER, TIMES_BETTER = 3, 1.25
SHORTEST_HINT = 8  # characters; fewer may begin a stretch by chance

Spans = list[tuple[int, int] | None]


@dataclass(frozen=True)
class Marked:
    """A marked stretch as a program stored it.

    Attributes:
        start, end: Positions in the program's own units.
        words: The marked words, where the program stored them; they must be found there.
        hint: What may be those words, or their beginning, but may be something else (a selection's name).
    """

    start: int
    end: int
    words: str | None = None
    hint: str | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """One way to count the positions of a text.

    Attributes:
        name: What is counted, for warnings.
        bounds: The position of every offset of the canonical text, its end included, ascending.
    """

    name: str
    bounds: NDArray[np.int64]

    def span(self, text: str, marked: Marked) -> tuple[int, int] | None:
        """Where a marked stretch lies in the canonical text; None where it is out of range or cuts a character apart."""
        start, end = self._offset(text, marked.start, after=False), self._offset(text, marked.end, after=True)
        return None if start is None or end is None or end <= start else (start, end)

    def _offset(self, text: str, position: int, after: bool) -> int | None:
        if not 0 <= position <= int(self.bounds[-1]):
            return None
        found = int(np.searchsorted(self.bounds, position))
        if int(self.bounds[found]) == position:
            return found
        if found and text[found - 1] == "\n":  # between the two characters of one line end
            return found if after else found - 1
        return 0 if found == 0 else None  # before the text: within the byte-order mark


@dataclass(frozen=True)
class Placed:
    """What became of marked stretches.

    Attributes:
        spans: Where each lies, in order; None where its words agree under no reading.
        reading: The reading that most agree with.
        usual: Whether that is the first that was offered.
        unchecked: How many had no words to check.
    """

    spans: Spans
    reading: Reading
    usual: bool
    unchecked: int


def canonical(raw: str) -> str:
    """The canonical text of a text as a program stored it: line ends made line feeds, no byte-order mark."""
    return normalise_line_ends(raw.removeprefix(BOM))


def readings(raw: str) -> list[Reading]:
    """The ways in which positions of a stored text may have been counted, the plainest first; equal ones once."""
    body = raw.removeprefix(BOM)
    points = np.frombuffer(canonical(raw).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    twins = _two_character_line_ends(body, len(points))
    units = {
        "code points": (np.ones(len(points), dtype=np.int64), 1),
        "UTF-16 units": (1 + (points > 0xFFFF).astype(np.int64), 1),
        "UTF-8 bytes": (1 + (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF), len(BOM.encode())),
    }
    found: list[Reading] = []
    for name, (widths, mark) in units.items():
        for line_ends, extra in ((", a line end of two characters counted as two", twins), ("", None)):
            if extra is not None and not extra.any():
                continue
            for lead, shift in (("", 0), (", with the byte-order mark", mark if body != raw else 0)):
                if lead and not shift:
                    continue
                bounds = _bounds(widths if extra is None else widths + extra, shift)
                if not any(np.array_equal(bounds, other.bounds) for other in found):
                    found.append(Reading(name + line_ends + lead, bounds))
    return found


def place(text: str, candidates: Sequence[Reading], marked: Sequence[Marked]) -> Placed:
    """Find where marked stretches lie in a canonical text.

    Readings are ranked by how many stored words agree under them; each stretch takes the first reading under which its own
    words agree. One without stored words takes the best reading. Where no words are stored at all, the first reading counts,
    unless under another more hints agree, or clearly more stretches begin and end at the borders of words.
    """
    spans = [[reading.span(text, one) for one in marked] for reading in candidates[:1]]
    if not all(_same(text, span, one, strict=True) for span, one in zip(spans[0], marked, strict=True)):
        spans += [[reading.span(text, one) for one in marked] for reading in candidates[1:]]
    ranked = _ranked(text, spans, marked)
    chosen = [_choose(text, [spans[k][n] for k in ranked], one) for n, one in enumerate(marked)]
    return Placed(chosen, candidates[ranked[0]], ranked[0] == 0, sum(not _has_words(one) for one in marked))


def _ranked(text: str, spans: Sequence[Spans], marked: Sequence[Marked]) -> list[int]:
    order = range(len(spans))
    if any(_has_words(one) for one in marked):
        agreeing = [sum(_same(text, span, one, strict=True) for span, one in zip(row, marked, strict=True)) for row in spans]
        return sorted(order, key=lambda k: -agreeing[k])
    hinted = [sum(_hinted(text, span, one) for span, one in zip(row, marked, strict=True)) for row in spans]
    if max(hinted) > hinted[0]:
        return sorted(order, key=lambda k: -hinted[k])
    fitting = [sum(_fits(text, span) for span in row) for row in spans]
    clearly = max(fitting) >= max(fitting[0] + FEWEST_BETTER, fitting[0] * TIMES_BETTER)
    return sorted(order, key=lambda k: -fitting[k]) if clearly and not hinted[0] else list(order)


def _bounds(widths: NDArray[np.int64], shift: int) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(widths, dtype=np.int64))) + shift


def _two_character_line_ends(body: str, length: int) -> NDArray[np.int64]:
    """One for each canonical line feed that was a carriage return and a line feed, else zero."""
    extra = np.zeros(length, dtype=np.int64)
    position = body.find("\r\n")
    shortened = 0
    while position >= 0:
        extra[position - shortened] = 1
        shortened += 1
        position = body.find("\r\n", position + 2)
    return extra


def _choose(text: str, found: Spans, marked: Marked) -> tuple[int, int] | None:
    if not _has_words(marked):
        return found[0]
    exact = (span for span in found if span and _same(text, span, marked, strict=True))
    alike = (span for span in found if span and _same(text, span, marked, strict=False))
    return next(exact, None) or next(alike, None)


def _has_words(marked: Marked) -> bool:
    return bool(marked.words)


def _same(text: str, span: tuple[int, int] | None, marked: Marked, strict: bool) -> bool:
    if span is None or not marked.words:
        return False
    here, there = text[span[0] : span[1]], marked.words
    if strict:
        return here == there or _plain(here) == _plain(there)
    return _loose(here) == _loose(there) != ""


def _plain(words: str) -> str:
    return normalise_line_ends(words).translate(_LINE_ENDS)


def _loose(words: str) -> str:
    """Words whose white space and case do not count; a program may store a selection trimmed or as it was searched for."""
    return " ".join(words.translate(_LINE_ENDS).split()).casefold()


def _hinted(text: str, span: tuple[int, int] | None, marked: Marked) -> bool:
    if span is None or not marked.hint:
        return False
    here, hint = _loose(text[span[0] : span[1]]), _loose(marked.hint.rstrip(".…"))
    return here == hint != "" or (len(hint) >= SHORTEST_HINT and here.startswith(hint))


def _fits(text: str, span: tuple[int, int] | None) -> bool:
    return span is not None and not _inside_a_word(text, span[0]) and not _inside_a_word(text, span[1])


def _inside_a_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
