"""The lines of a text, one at a time and only their beginnings, so that a text of any size costs no second copy."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from corpus.transcripts.labels.marks import LONGEST_HEAD, Line, Mark, Style, marks_of

# A printed transcript may number its lines; told from the first of them.
SAMPLE_LINES = 200
MOST_NUMBERED = 0.9
# Where it numbers its paragraphs instead: how many there must be without a break, and of how many lines.
FEWEST_PARAGRAPHS, NUMBERED_PARAGRAPHS = 10, 0.2
FEWEST_LABELLED = 4  # where the number stands before what may be a label
_LINE_START = re.compile(r"\n[ \t]*([^\W\d_])")
_LABELLED = re.compile(r"[^\W\d_][^\n:]{0,30}:[ \t\n]")
_NUMBER = re.compile(r"[ \t]*(\d{1,5})(?:[.:)]?[ \t]+(?=\S)|[ \t]*$)")
# A line that is shorter than this was not broken because it was full.
SHORTEST_FULL_LINE = 50


def read_lines(text: str) -> Iterator[tuple[Mark, ...]]:
    """The readings of every line that may begin a turn, in order."""
    numbered = _has_line_numbers(text)
    before: tuple[Mark, ...] = ()  # the readings of the line directly before
    number_at = -1
    for line in _lines(text):
        marks = tuple(marks_of(_without_number(line) if numbered else line)) if line.head else ()
        if number_at >= 0 and marks and marks[0].timed and "-->" in line.head:  # the number of a caption belongs to its time
            marks = tuple(mark._replace(line=number_at) for mark in marks)
        if _is_time_alone(before):
            marks = tuple(mark._replace(after_time=True) for mark in marks)
        if before:
            yield tuple(mark._replace(before_time=True) for mark in before) if _is_time_alone(marks) else before
        before = marks
        number_at = line.start if 0 < len(line.head) < 8 and line.head.strip().isdecimal() else -1
    if before:
        yield before


def _without_number(line: Line) -> Line:
    number = _NUMBER.match(line.head)
    return line._replace(head=" " * number.end() + line.head[number.end() :]) if number else line


def _is_time_alone(marks: tuple[Mark, ...]) -> bool:
    return bool(marks) and marks[0].style is Style.TIME and marks[0].gap == "\n"


def _lines(text: str) -> Iterator[Line]:
    """All lines; of a blank one the head is empty."""
    start, first, after_blank, after_sentence = 0, True, True, True
    breaks_lines = _breaks_full_lines(text)
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        head = text[start : min(end, start + LONGEST_HEAD)]
        if not head.strip() and (len(head) < LONGEST_HEAD or not text[start:end].strip()):
            yield Line(start, end, "", after_blank, after_sentence, first)
            after_blank = after_sentence = True
        else:
            yield Line(start, end, head, after_blank, after_sentence, first)
            first = after_blank = False
            last = text[max(start, end - 20) : end].rstrip()[-1:]
            after_sentence = not breaks_lines or end - start < SHORTEST_FULL_LINE or not (last.isalpha() or last in tuple(",;-–—&("))
        start = end + 1


def _breaks_full_lines(text: str) -> bool:
    """Whether lines are broken where they are full: then some line goes on in small letters."""
    starts = (found for found in _LINE_START.finditer(text) if found[1].islower())
    return any(text.rfind("\n", max(0, found.start() - SHORTEST_FULL_LINE), found.start()) < 0 for found in starts)


def _has_line_numbers(text: str) -> bool:
    """Whether nearly all lines, or the paragraphs of wrapped lines, begin with numbers that count up by one."""
    heads = [line.head for line in islice(_lines(text), SAMPLE_LINES) if line.head]
    found = [number for number in map(_NUMBER.match, heads) if number]
    numbers = [int(number[1]) for number in found]
    rising = sum(second - first == 1 for first, second in pairwise(numbers))
    labelled = sum(_LABELLED.match(number.string, number.end()) is not None for number in found) >= MOST_NUMBERED * len(found)
    if len(numbers) >= (FEWEST_LABELLED if labelled else FEWEST_PARAGRAPHS) and numbers[0] <= 2 and rising == len(numbers) - 1:
        return len(numbers) >= NUMBERED_PARAGRAPHS * len(heads)
    return len(numbers) >= 5 and len(numbers) >= MOST_NUMBERED * len(heads) and rising >= MOST_NUMBERED * (len(numbers) - 1) - 1
