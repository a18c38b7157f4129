"""Quotation marks of a text as spans: straight and curly, guillemets, low-high pairs, single marks that are no apostrophes.

A double quotation may run over paragraphs: each further one opens with the mark again, or none does; it ends at the closing
mark. Where a closing mark is missing, the quotation ends with its paragraph.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_PARAGRAPHS = 12
LONGEST = 10_000  # characters of a quotation over paragraphs
AHEAD = 4_000  # characters in which a closing mark is looked for
DEEPEST = 5  # quotations within quotations
_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ALIKE = ('"', "″", "''", "＂")
_PAIRS = frozenset("“„‟«‹「『＂")
_CLOSERS = {
    "“": ("”", '"'), "„": ("“", "”", "‟"), "‟": ("”",), "«": ("»",), "‹": ("›",), "「": ("」",), "『": ("』",), "＂": ("＂",),
    "”": ("”",), "»": ("«", "»"), "›": ("‹", "›"), '"': ('"', "”"), "″": ("″",), "``": ("''", "”", '"'), "''": ("''",),
    "‘": ("’", "'"), "‚": ("‘", "’"), "'": ("'", "’"),
}  # fmt: skip
_SINGLE_OPEN, _SINGLE_CLOSE = "‘‚'", "’'‘"
# A single mark before these is an apostrophe: 'em, 'tis, 'cause, '90s.
_ELISION = re.compile(r"(?:em|tis|twas|til|cause|bout|round|n|\d\ds?)\b", re.I)
_MARK = re.compile(r"``|''(?!\w)|[\"″“”„‟«»‹›「」『』＂‘’‚']")


class MarkedSpan(NamedTuple):
    """A quotation in marks: from its opening mark to behind its closing one.

    Attributes:
        inner: Where its words are; a piece for each paragraph, without marks that only open the paragraph again.
        depth: 0 outside, 1 in another quotation, and so on.
        closed: Whether it has a closing mark.
    """

    start: int
    end: int
    inner: tuple[tuple[int, int], ...]
    depth: int
    closed: bool = True


@dataclass
class _Open:
    mark: str
    start: int
    begin: int
    closers: tuple[str, ...]
    pieces: list[tuple[int, int]] = field(default_factory=list)


def marked_spans(text: str) -> list[MarkedSpan]:
    """All quotations in marks, in the order of their beginnings."""
    return sorted(_Scanner(text).scan(), key=lambda span: (span.start, -span.end))


class _Scanner:
    """Reads a text from mark to mark with a stack of open quotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[MarkedSpan] = []
        self.breaks = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)] + [(len(text), len(text))]
        self.starts = [start for start, _ in self.breaks]

    def scan(self) -> list[MarkedSpan]:
        position, paragraph = 0, 0
        for mark in _MARK.finditer(self.text):
            while mark.start() >= self.breaks[paragraph][1] and paragraph < len(self.breaks) - 1:
                self._end_paragraph(paragraph)
                paragraph += 1
            if mark.start() >= position:
                position = self._at(mark[0], mark.start(), mark.end())
        while paragraph < len(self.breaks):
            self._end_paragraph(paragraph)
            paragraph += 1
        return self.found

    def _at(self, mark: str, start: int, end: int) -> int:
        before = self.text[start - 1] if start else "\n"
        after = self.text[end] if end < len(self.text) else "\n"
        if self._reopens(mark, start, after):
            self.stack[-1].pieces.append((self.stack[-1].begin, self._trim_back(start)))
            self.stack[-1].begin = end
        elif self._closes(mark, end, before, after):
            self._close(mark, start, end)
        elif self._opens(mark, end, before, after) and len(self.stack) < DEEPEST:
            while mark in _ALIKE and any(opened.mark == mark for opened in self.stack):
                self._drop(start)  # a mark that looks the same on both sides holds no other of its kind: the last one was not closed
            self.stack.append(_Open(mark, start, end, _closers(mark)))
        return end

    def _reopens(self, mark: str, start: int, after: str) -> bool:
        """Whether the mark only says, at a line's beginning, that the quotation goes on."""
        if not self.stack or self.stack[-1].mark != mark or mark in _SINGLE_OPEN or after.isspace():
            return False
        line = self.text.rfind("\n", 0, start) + 1
        return self.stack[-1].start < line and not self.text[line:start].strip(" \t>*_")

    def _closes(self, mark: str, end: int, before: str, after: str) -> bool:
        depth = next((k for k in range(len(self.stack) - 1, -1, -1) if mark in self.stack[k].closers), None)
        if depth is None:
            return False
        if mark == '"' and self.stack[depth].mark == "“" and (before.isspace() or "”" in self._until("“", end)):
            return False  # a straight pair within a curly one
        if mark in _SINGLE_CLOSE and self.stack[depth].mark in _SINGLE_OPEN:
            return not after.isalnum() and not before.isspace() and not self._possessive(end, before, after, self.stack[depth].start)
        if mark == self.stack[depth].mark:  # the same sign opens and closes: behind a space and before a word it opens
            return not (before.isspace() and not after.isspace()) or (depth == len(self.stack) - 1 and not self._closer_ahead(mark, end))
        return True

    def _until(self, mark: str, begin: int) -> str:
        """The rest of the paragraph, or what of it stands before the next such mark."""
        return self._ahead(begin).partition(mark)[0]

    def _ahead(self, begin: int) -> str:
        return self.text[begin : min(begin + AHEAD, self._paragraph_end(begin))]

    def _closer_ahead(self, mark: str, end: int) -> bool:
        return self._ahead(end).count(mark) >= 2

    def _possessive(self, end: int, before: str, after: str, opened: int) -> bool:
        """Whether ’ behind an s stands for "of the farmers": a word goes on and a closing mark follows."""
        if before not in "sS" or not after.isspace():
            return False
        rest = self._ahead(end)
        following = re.search(r"(?<=[^\s])['’](?!\w)", rest)
        opening = re.search(r"(?<!\w)[‘'](?=\w)", rest)
        return bool(following) and (opening is None or (following is not None and following.start() < opening.start()))

    def _opens(self, mark: str, end: int, before: str, after: str) -> bool:
        boundary = not before.isalnum() and before not in ")]%"
        if mark in "‘‚'":
            if mark == "'" and (not boundary or not (after.isalnum() or after in "[…¿¡")):
                return False
            return boundary and not _ELISION.match(self.text, end) and self._single_closer_ahead(end)
        if mark in "’":
            return False
        if mark in ('"', "″", "``", "''"):
            return boundary and not after.isspace()
        if mark in "”»›":  # ”ord” and »Wort«
            ahead = self._ahead(end)
            return boundary and not after.isspace() and any(closer in ahead for closer in _closers(mark))
        return mark in _PAIRS

    def _single_closer_ahead(self, end: int) -> bool:
        return bool(re.search(r"(?<=[^\s])['’‘](?!\w)", self._ahead(end)))

    def _paragraph_end(self, position: int) -> int:
        return self.breaks[min(bisect_left(self.starts, position), len(self.starts) - 1)][0]

    def _close(self, mark: str, start: int, end: int) -> None:
        while self.stack and mark not in self.stack[-1].closers:
            self._drop(start)
        if self.stack:
            self._keep(self.stack.pop(), start, end, closed=True)

    def _keep(self, opened: _Open, inner_end: int, end: int, closed: bool) -> None:
        pieces = (*opened.pieces, (opened.begin, inner_end))
        self.found.append(MarkedSpan(opened.start, end, pieces, len(self.stack), closed))

    def _drop(self, end: int) -> None:
        """Give up an open quotation; one in double marks still is one, up to here."""
        opened = self.stack.pop()
        if opened.mark not in _SINGLE_OPEN and not self.stack:
            stop = self._trim_back(end)
            self._keep(opened, stop, stop, closed=False)

    def _trim_back(self, end: int) -> int:
        while end and self.text[end - 1] in " \t\n>":
            end -= 1
        return end

    def _end_paragraph(self, paragraph: int) -> None:
        """At a paragraph's end what is open goes on into the next only where that one reads so."""
        end, begin = self.breaks[paragraph]
        while self.stack and not (len(self.stack) == 1 and self._goes_on(self.stack[0], begin)):
            self._drop(end)

    def _goes_on(self, opened: _Open, begin: int) -> bool:
        if begin >= len(self.text) or opened.mark in _SINGLE_OPEN or begin - opened.start > LONGEST:
            return False
        rest = self.text[begin : begin + AHEAD].lstrip(" \t>*_")
        if rest.startswith(opened.mark):
            return True
        for _, paragraph in zip(range(MOST_PARAGRAPHS), _PARAGRAPH.split(rest), strict=False):
            closing = next((m.start() for m in _MARK.finditer(paragraph) if m[0] in opened.closers or m[0] == opened.mark), None)
            if closing is not None:
                return paragraph[closing] in opened.closers and closing > 0 and not paragraph[closing - 1].isspace()
        return False


def _closers(mark: str) -> tuple[str, ...]:
    return _CLOSERS[mark]
