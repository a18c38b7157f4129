"""The lines of a text, one at a time and only their beginnings, so that a text of any size costs no second copy."""

from collections.abc import Iterator

from corpus.labels.marks import LONGEST_HEAD, Line, Mark, marks_of


def read_lines(text: str) -> Iterator[tuple[Mark, ...]]:
    """The readings of every line that may begin a turn, in order."""
    start, first, after_blank, number_at = 0, True, True, -1
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        head = text[start : min(end, start + LONGEST_HEAD)]
        if head.isspace() or not head:
            after_blank = after_blank or end - start <= LONGEST_HEAD or not text[start:end].strip()
            number_at = -1
        else:
            marks = tuple(marks_of(Line(start, end, head, after_blank, first)))
            if number_at >= 0 and marks and marks[0].timed and "-->" in head:  # the number of a caption belongs to its time
                marks = tuple(mark._replace(line=number_at) for mark in marks)
            if marks:
                yield marks
            number_at = start if len(head) < 8 and head.strip().isdecimal() else -1
            first, after_blank = False, False
        start = end + 1
