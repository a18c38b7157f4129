"""Headers and footers that a printed source repeats on its pages ("Interview 4 - page 2"); they are nobody's words."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

# How many lines from the edge of a page a header or footer may take, and on how many pages it must come back.
EDGE_LINES = 2
FEWEST_PAGES = 3
MOST_PAGES = 0.6
LONGEST = 200
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|\[(]*(?:(?:page|p\.|seite|página|pagina|side|sida|sivu)\s*)?\d{1,4}(?:\s*(?:of|/|von|de|di|van|av|sur)\s*\d{1,4})?[\s\-–—|\])]*",
    re.I,
)


def running_lines(text: str, page_starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The spans of lines at the edges of pages that come back on most pages but for their numbers, in order.

    Args:
        text: The canonical text.
        page_starts: Where each page begins, ascending; where it is empty, form feeds divide the pages.
    """
    starts = sorted({0, *page_starts}) if page_starts else [0, *(found.end() for found in re.finditer(r"(?<=\n)(?=\f)|(?<!\n)\f", text))]
    if len(starts) < FEWEST_PAGES:
        return ()
    where: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    pages: Counter[str] = Counter()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        edge = _edge_lines(text, start, end)
        for span in edge:
            where[_masked(text, span)].append(span)
        pages.update({_masked(text, span) for span in edge})
    least = max(FEWEST_PAGES, MOST_PAGES * len(starts))
    repeated = [span for line, spans in where.items() if pages[line] >= least for span in spans]
    return tuple(sorted(set(repeated)))


def before_running_lines(text: str, lines: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Where a stretch of text ends without the running lines at its end."""
    for first, last in reversed(lines):
        if first < start or text[last:end].strip():
            break
        end = first
    return end


def _edge_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return list(dict.fromkeys([*_lines_from(text, start, end), *_lines_back(text, start, end)]))


def _lines_from(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while start < end and len(found) < EDGE_LINES:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start : min(stop, start + LONGEST)].strip():
            found.append((start, stop))
        start = stop + 1
    return found


def _lines_back(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while end > start and len(found) < EDGE_LINES:
        begin = max(start, text.rfind("\n", start, end) + 1)
        if text[begin : min(end, begin + LONGEST)].strip():
            found.append((begin, end))
        end = begin - 1
    return found


def _masked(text: str, span: tuple[int, int]) -> str:
    line = text[span[0] : min(span[1], span[0] + LONGEST)]
    return "#" if _PAGE_NUMBER.fullmatch(line) else " ".join(re.sub(r"\d+", "#", line).split()).casefold()
