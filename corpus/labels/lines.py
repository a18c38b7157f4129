"""The lines of a text, one at a time and only their beginnings, so that a text of any size costs no second copy."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from corpus.labels.marks import LONGEST_HEAD, Line, Mark, Style, marks_of

# A printed transcript may number its lines; told from the first of them.
SAMPLE_LINES = 200
MOST_NUMBERED = 0.9
_NUMBER = re.compile(r"[ \t]*(\d{1,5})[.:)]?[ \t]+(?=\S)")
_CONTINUES = re.compile(r"(?:[^\W\d_]|[,;\-–—&(])$")


def read_lines(text: str) -> Iterator[tuple[Mark, ...]]:
    """The readings of every line that may begin a turn, in order."""
    numbered = _has_line_numbers(text)
    after_time, number_at = False, -1
    for line in _lines(text):
        head = line.head
        if not head:
            number_at = -1
            continue
        if numbered:
            number = _NUMBER.match(head)
            line = line._replace(head=" " * number.end() + head[number.end() :]) if number else line
        marks = tuple(marks_of(line))
        if after_time and not line.after_blank:
            marks = tuple(mark._replace(timed=True) if mark.style is Style.ALONE else mark for mark in marks)
        if number_at >= 0 and marks and marks[0].timed and "-->" in head:  # the number of a caption belongs to its time
            marks = tuple(mark._replace(line=number_at) for mark in marks)
        if marks:
            yield marks
        after_time = bool(marks) and marks[0].style is Style.TIME and marks[0].gap == "\n"
        number_at = line.start if len(head) < 8 and head.strip().isdecimal() else -1


def _lines(text: str) -> Iterator[Line]:
    """All lines; of a blank one the head is empty."""
    start, first, after_blank, after_sentence = 0, True, True, True
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
            after_sentence = not _CONTINUES.search(text[max(start, end - 20) : end].rstrip())
        start = end + 1


def _has_line_numbers(text: str) -> bool:
    """Whether nearly all lines begin with numbers that count up by one."""
    heads = [line.head for line in islice(_lines(text), SAMPLE_LINES) if line.head]
    numbers = [int(found[1]) for found in map(_NUMBER.match, heads) if found]
    if len(numbers) < 5 or len(numbers) < MOST_NUMBERED * len(heads):
        return False
    return sum(second - first == 1 for first, second in pairwise(numbers)) >= MOST_NUMBERED * (len(numbers) - 1) - 1
