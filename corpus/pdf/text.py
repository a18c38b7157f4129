"""The canonical text of a PDF's lines, and which of its line ends only wrap a paragraph."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.pdf.model import Line
from corpus.spans import Stretch
from corpus.tables.columns import CLOCK

PARAGRAPH_GAP = 1.3  # times the usual distance of two lines
SLACK = 2.0  # points by which a line may end before the margin and still be full
SPACE = 0.2  # of a line's height, between two words
EVERYWHERE = -1
COLUMN_WIDTH = 20.0  # points within which lines that begin there are of one column
FEWEST_LINES = 10  # that tell a column's right margin
WIDEST_LINES = 0.02  # share of the lines that may stick out beyond the margin
_SENTENCE_ENDS = tuple(".?!…:\"”’')]»。？！：」』）؟")
_TIME_ALONE = re.compile(rf"\s*(?:#{CLOCK}(?:-\d)?#|[\[(]{CLOCK}[\])])\s*")
_TIME_BEHIND = re.compile(rf"\S.*(?:#{CLOCK}(?:-\d)?#|[\[(]{CLOCK}[\])])\s*")
SAME_COLUMN = 1.0  # points
TAB_GAP = 1.2  # of a line's height: no space between words, even justified ones
LAST_TAB = 70  # characters from a line's beginning


class Break(Enum):
    """What a line end is: that of a paragraph, a mere wrap, or either (a full line that ends a sentence)."""

    PARAGRAPH = 0
    WRAP = 1
    EITHER = 2


class PdfLayout(NamedTuple):
    """A canonical text and how it lies on its pages.

    Attributes:
        unwrapped: The text, of the same length, with a space for each line end that only wraps a paragraph, and a tab for the
            space where a wide gap stands behind a line's first words.
        line_starts: Where each of ``lines`` begins in the text.
    """

    text: str
    unwrapped: str
    lines: Sequence[Line]
    line_starts: Sequence[int]
    page_starts: Sequence[int]
    paragraphs: Sequence[tuple[Stretch, int]]


def lay_out_pages(pages: Sequence[Sequence[Line]]) -> PdfLayout:
    """Write the lines of all pages one below the other, an empty line where paragraphs stand apart on a page."""
    gap = PARAGRAPH_GAP * _usual_distance(pages)
    margins = _right_margins(pages)
    parts: list[str] = []
    breaks: list[tuple[int, Break]] = []
    lines: list[Line] = []
    line_starts: list[int] = []
    page_starts: list[int] = []
    position = 0
    for page in pages:
        page_starts.append(position)
        for number, line in enumerate(page):
            if lines:
                apart = number > 0 and bool(gap) and lines[-1].baseline - line.baseline > gap
                breaks.append((position - 1, Break.PARAGRAPH if apart else _break(lines[-1], line, margins)))
                if apart:
                    parts.append("\n")
                    position += 1
            lines.append(line)
            line_starts.append(position)
            parts.append(f"{line.text}\n")
            position += len(line.text) + 1
    text = "".join(parts)[:-1]
    starts = [at for at in page_starts if at <= len(text)]
    unwrapped = _unwrapped(text, breaks, lines, line_starts)
    return PdfLayout(text, unwrapped, lines, line_starts, starts, list(_paragraphs(text, breaks, lines, line_starts)))


def with_labels_opened(layout: PdfLayout, speakers: Collection[str]) -> str:
    """The unwrapped text, with a line end again before each known speaker's label.

    A speaker who is interrupted at the very end of a full line leaves nothing else to tell that the next line is a label.
    """
    if not speakers:
        return layout.unwrapped
    names = "|".join(re.escape(name) for name in sorted(speakers, key=len, reverse=True))
    time = rf"[\[(]?{CLOCK}[\])]?"
    label = re.compile(rf"(?:{time}\W*)?(?:{names})(?:[ \u00a0]*:|[ \u00a0]+{time}(?:[ \u00a0]*:|$))", re.I)
    characters = list(layout.unwrapped)
    for start, line in zip(layout.line_starts, layout.lines, strict=True):
        if start and characters[start - 1] == " " and label.match(line.text):
            characters[start - 1] = "\n"
    return "".join(characters)


def _break(line: Line, following: Line, margins: dict[int, float]) -> Break:
    """Whether the next line's first word would still have fitted on the line: then a paragraph ends here."""
    margin = margins.get(_column(line), margins[EVERYWHERE])
    if _are_rows(line, following):
        return Break.PARAGRAPH
    if line.right + SPACE * line.height + following.first_width < margin - SLACK:
        return Break.PARAGRAPH
    if not line.text.endswith(_SENTENCE_ENDS):
        return Break.WRAP
    return Break.PARAGRAPH if following.bold and line.bold < len(line.text) else Break.EITHER


def _are_rows(line: Line, following: Line) -> bool:
    """Whether two lines have cells below each other, apart from what is left of them: the rows of a table."""
    pairs = list(zip(line.segments, following.segments, strict=False))[:2]
    return len(pairs) == 2 and all(abs(above.left - below.left) <= SAME_COLUMN for above, below in pairs)


def _unwrapped(text: str, breaks: Iterable[tuple[int, Break]], lines: Sequence[Line], line_starts: Sequence[int]) -> str:
    characters = list(text)
    for start, line in zip(line_starts, lines, strict=True):
        for before, segment in pairwise(line.segments):
            gap = start + segment.offset - 1
            if segment.offset <= LAST_TAB and segment.left - before.right > TAB_GAP * line.height and characters[gap] == " ":
                characters[gap] = "\t"
    times = _wrapped_times(lines, line_starts)
    for position, kind in breaks:
        if kind is Break.WRAP or (kind is Break.EITHER and position + 1 in times):
            characters[position] = " "
    return "".join(characters)


def _wrapped_times(lines: Sequence[Line], line_starts: Sequence[int]) -> frozenset[int]:
    """Where lines begin that hold nothing but the time at the end of a paragraph, which found no room beside its last words."""
    alone = [start for start, line in zip(line_starts, lines, strict=True) if _TIME_ALONE.fullmatch(line.text)]
    behind = sum(_TIME_BEHIND.fullmatch(line.text) is not None for line in lines) if alone else 0
    return frozenset(alone) if len(alone) < behind else frozenset()


def _paragraphs(
    text: str, breaks: Iterable[tuple[int, Break]], lines: Sequence[Line], line_starts: Sequence[int]
) -> Iterator[tuple[Stretch, int]]:
    bold = {start: line.bold for start, line in zip(line_starts, lines, strict=True)}
    ends = [position for position, kind in breaks if kind is Break.PARAGRAPH]
    start = 0
    for end in [*ends, len(text)]:
        begins = next((at for at in (start, start + 1) if at in bold), start)  # behind an empty line
        yield Stretch(start=begins, end=max(begins, end)), bold.get(begins, 0)
        start = end + 1


def _usual_distance(pages: Iterable[Sequence[Line]]) -> float:
    """The usual distance of a line to the next below it, in points; 0 where no line has one below it."""
    distances = [a.baseline - b.baseline for page in pages for a, b in pairwise(page) if a.baseline > b.baseline]
    return median(distances) if distances else 0.0


def _right_margins(pages: Iterable[Sequence[Line]]) -> dict[int, float]:
    """Where full lines end, in points from the left edge: by where they begin (a page may have columns), and everywhere.

    A column has lines below each other; names in the middle of the page, each above words at the margin, are none.
    """
    rights: dict[int, list[float]] = {EVERYWHERE: []}
    for page in pages:
        rights[EVERYWHERE].extend(line.right for line in page)
        for before, line, after in zip([None, *page], page, [*page[1:], None], strict=False):
            if any(other and _column(other) == _column(line) for other in (before, after)):
                rights.setdefault(_column(line), []).append(line.right)
    margins = {}
    for column, ends in rights.items():
        if column == EVERYWHERE or len(ends) >= FEWEST_LINES:
            ends.sort()
            margins[column] = ends[-1 - int(len(ends) * WIDEST_LINES)] if ends else 0.0
    return margins


def _column(line: Line) -> int:
    return max(0, int(line.left // COLUMN_WIDTH))
