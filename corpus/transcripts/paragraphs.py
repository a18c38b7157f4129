"""Paragraphs of a text that names no speakers."""

from collections.abc import Iterator

# Where nearly all lines end a sentence, each line is a paragraph; wrapped text breaks lines anywhere.
ENDS_SENTENCE = 0.8
_FINAL = tuple('.?!…"”»)]。？！')


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans between blank lines; the lines themselves where the text has no blank line and its lines end sentences."""
    lines = list(_lines(text))
    spans = [(start, end) for start, end, blank in lines if not blank]
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    divided = any(blank and first < start < last for start, _, blank in lines)
    if not divided and len(spans) > 2:
        final = sum(text[max(start, end - 20) : end].rstrip().endswith(_FINAL) for start, end in spans)
        if final >= ENDS_SENTENCE * len(spans):
            yield from spans
            return
    begin = end_before = -1
    for start, end, blank in lines:
        if blank and begin >= 0:
            yield begin, end_before
            begin = -1
        elif not blank:
            begin = start if begin < 0 else begin
            end_before = end
    if begin >= 0:
        yield begin, end_before


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end, not text[start : min(end, start + 200)].strip() and not text[start:end].strip()
        start = end + 1
