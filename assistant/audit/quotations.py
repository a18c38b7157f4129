"""The quotations of a draft: in marks, and as Markdown block quotes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.audit.marks import MarkedSpan, marked_spans
from assistant.audit.typography import words_of

# Marks within a block that hold this share of its words are the quotation; else the block is.
BLOCK_IS_MARKED = 0.5
_BLOCK_LINE = re.compile(r"^[ \t]{0,3}>+[ \t]?(?:>[ \t]?)*", re.M)
_BLOCK = re.compile(r"(?:^[ \t]{0,3}>.*(?:\n|\Z))+", re.M)
_FENCE = re.compile(r"^(```+|~~~+)[^\n]*\n.*?(?:^\1|\Z)", re.M | re.S)
# The line below a block's words that says whose they are: "— Ada Obi, Valley Clinics".
_SIGNATURE = re.compile(r"\n\s*(?:[—–―]|--+|-(?=\s*[^\W\d_]))\s*(?P<who>[^\n]{1,160})\s*\Z")
_ALERT = re.compile(r"\A\s*\[!\w+\][^\n]*\n?")


class Quotation(NamedTuple):
    """A quotation of a draft.

    Attributes:
        start: Where it begins in the draft, marks included.
        end: Where it ends, marks included.
        text: Its words without outer marks; paragraphs are an empty line apart.
        block: Whether it is a block quote.
        depth: 0, or how many quotations it stands in.
        signature: Who signs a block quote, in its last line.
        closed: Whether its closing mark is there.
    """

    start: int
    end: int
    text: str
    block: bool = False
    depth: int = 0
    signature: str = ""
    closed: bool = True


def find_quotations(draft: str) -> list[Quotation]:
    """All quotations of a draft in order; those within another follow it."""
    masked = _FENCE.sub(lambda code: re.sub(r"\S", " ", code[0]), draft)
    found: list[Quotation] = []
    prose = list(masked)
    for block in _BLOCK.finditer(masked):
        found += _of_block(masked, block.start(), block.end())
        prose[block.start() : block.end()] = "\n" * len(block[0])
    found += [_of_span(masked, span) for span in marked_spans("".join(prose))]
    return sorted((q for q in found if words_of(q.text)), key=lambda q: (q.start, -q.end))


def _of_span(text: str, span: MarkedSpan, offset: int = 0, depth: int = 0) -> Quotation:
    words = "\n\n".join(text[start + offset : end + offset] for start, end in span.inner)
    return Quotation(span.start + offset, span.end + offset, words, depth=span.depth + depth, closed=span.closed)


def _of_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    """A block quote: a quotation of its own, or where its words stand in marks, those."""
    raw = text[start:end]
    plain = _BLOCK_LINE.sub(lambda marks: " " * len(marks[0]), raw)  # of the same length, so that offsets hold
    alert = _ALERT.match(plain)
    if alert:
        plain = " " * alert.end() + plain[alert.end() :]
    signature = _SIGNATURE.search(plain)
    body = plain[: signature.start()] if signature else plain
    spans = marked_spans(body)
    outer = [span for span in spans if span.depth == 0 and body[span.start] not in "‘‚'"]
    in_marks = sum(len(words_of(body[a:b])) for span in outer for a, b in span.inner)
    who = signature["who"] if signature else ""
    if in_marks >= BLOCK_IS_MARKED * len(words_of(body)) > 0:
        for span in spans:
            yield _of_span(body, span)._replace(start=start + span.start, end=start + span.end, signature=who)
        return
    lead = len(body) - len(body.lstrip())
    yield Quotation(start + lead, start + len(body.rstrip()), _tidy(body), block=True, signature=who)
    for span in spans:
        yield _of_span(body, span, depth=1)._replace(start=start + span.start, end=start + span.end)


def _tidy(body: str) -> str:
    """A block's words, its lines without what indents them."""
    lines = [line.strip() for line in body.strip().split("\n")]
    return re.sub(r"\n\n+", "\n\n", "\n".join(lines))
