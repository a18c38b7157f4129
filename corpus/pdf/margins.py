"""Running headers, footers and page numbers of a PDF: told only where it is safe, so that no one's words are lost.

A line is one when it is the highest or lowest of its page (or next to another such line) and stands with the same words at
the same height on many pages, or begins or ends there with a number that counts the pages. A speaker's label never is one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.pdf.model import Line, Page
from corpus.transcripts.speakers import is_role_word

FEWEST_PAGES = 3
SHARE_OF_PAGES = 0.4  # left and right pages may differ, and a chapter's first page have none
LINES_AT_EDGE = 3
SAME_HEIGHT = 3.0  # points
# A number at a line's beginning or end, perhaps with the number of all pages behind it.
_NUMBER = re.compile(r"^\W*(?P<first>\d{1,4})(?!\d)|(?<!\d)(?P<last>\d{1,4})(?:\s*(?:of|/|von|de|di|van|av|af|z)\s*\d{1,4})?\W*$", re.I)
_PAGE_OF = re.compile(r"(page|p\.|seite|página|pagina|pág\.|side|sida|strona)\s*\d{1,4}(\s*(of|/|von|de|di|van|av|af|z)\s*\d{1,4})?", re.I)


class _Mark(NamedTuple):
    """What headers of several pages have in common: edge, height, words, and how far their number is from the page's."""

    top: bool
    height: int
    words: str
    offset: int | None


def running_lines(pages: Sequence[Page]) -> list[frozenset[int]]:
    """For each page, the positions of its lines that are running headers, footers or page numbers."""
    marks = [list(_marks(index, page)) for index, page in enumerate(pages)]
    counts = Counter(mark for found in marks for mark in {mark for _, mark in found})
    inside = _texts_inside(pages)
    enough = max(FEWEST_PAGES, SHARE_OF_PAGES * sum(bool(page.lines) for page in pages))
    running = []
    for page, found in zip(pages, marks, strict=True):
        hits = {position for position, mark in found if _near(counts, mark) >= enough and inside[mark.words] < counts[mark]}
        running.append(frozenset(_from_the_edge(page, hits | _numbered(page))))
    return running


def _edges(page: Page) -> tuple[list[int], list[int]]:
    """The positions of the highest and of the lowest lines, from the edge inwards; a short page has them only once."""
    order = sorted(range(len(page.lines)), key=lambda position: -page.lines[position].baseline)
    return order[:LINES_AT_EDGE], order[::-1][:LINES_AT_EDGE]


def _marks(index: int, page: Page) -> Iterator[tuple[int, _Mark]]:
    for top, positions in zip((True, False), _edges(page), strict=True):
        for position in positions:
            line = page.lines[position]
            if _is_label(line.text):
                continue
            height = round(line.baseline / SAME_HEIGHT)
            yield position, _Mark(top, height, line.text, None)
            for found in _NUMBER.finditer(line.text):
                begin, end = found.span("first" if found["first"] else "last")
                words = f"{line.text[:begin]}#{line.text[end:]}"
                yield position, _Mark(top, height, words, int(line.text[begin:end]) - index)


def _is_label(text: str) -> bool:
    label, colon, words = text.partition(":")
    return bool(colon) and (not words.strip() or is_role_word(label))


def _near(counts: Counter[_Mark], mark: _Mark) -> int:
    """On how many pages a mark stands, at its height or a rounding away."""
    return sum(counts[mark._replace(height=mark.height + step)] for step in (-1, 0, 1))


def _texts_inside(pages: Iterable[Page]) -> Counter[str]:
    """How often each text is a line that is not at an edge: "Interviewer:" on top of many pages is no header."""
    texts: Counter[str] = Counter()
    for page in pages:
        top, bottom = _edges(page)
        at_edge = {*top, *bottom}
        texts.update(line.text for position, line in enumerate(page.lines) if position not in at_edge)
    return texts


def _numbered(page: Page) -> set[int]:
    """The outermost lines that say "Page 3 of 12" and nothing else."""
    outermost = {positions[0] for positions in _edges(page) if positions}
    return {position for position in outermost if _PAGE_OF.fullmatch(page.lines[position].text.strip("-–— "))}


def _from_the_edge(page: Page, hits: set[int]) -> Iterator[int]:
    """Those lines that have nothing but running lines between them and the edge; several may stand at one height."""
    for positions in _edges(page):
        reached: Line | None = None
        for position in positions:
            line = page.lines[position]
            level = reached is not None and abs(line.baseline - reached.baseline) <= SAME_HEIGHT
            if position not in hits and not level:
                break
            if position in hits:
                yield position
                reached = line
