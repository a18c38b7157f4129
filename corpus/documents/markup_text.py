"""The visible text of an HTML document, and where each character of its text nodes went.

Programs that mark words in HTML count in the text nodes, one after another, without the tags. People read something else:
blocks on lines of their own, runs of white space as one space. `MarkedUp` has both, and the way from the one to the other.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from html.parser import HTMLParser

from corpus.decoding import normalise_line_ends
from corpus.transcripts.labels import find_labels

PARAGRAPH, LINE = 2, 1  # line breaks between two blocks
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre ul ol table hr article section".split())
_LINES = frozenset("div li tr dt dd dl tbody thead caption figure figcaption header footer main body html".split())
_CELLS = frozenset("td th".split())
_UNSEEN = frozenset("script style head title template".split())
_SPACE = re.compile(r"[ \t\n\f]+")


@dataclass(frozen=True)
class MarkedUp:
    """An HTML document's text.

    Attributes:
        text: What is to be read.
        nodes: The text nodes joined, which positions of the program count in.
    """

    text: str
    nodes: str
    _shown: tuple[int, ...]
    _at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters of ``nodes[start:end]`` stand in the text; None where none of them is visible."""
        first, last = bisect_left(self._shown, start), bisect_left(self._shown, end) - 1
        return (self._at[first], self._at[last] + 1) if first <= last else None


def read_markup(html: str) -> MarkedUp:
    """Read an HTML document or a part of one. Unclosed and stray tags are read as browsers do; nothing is loaded or run."""
    reader = _Reader()
    reader.feed(normalise_line_ends(html))
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    """Collects text nodes and what is visible of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._nodes: list[str] = []
        self._length = 0
        self._text: list[str] = []
        self._shown: list[int] = []
        self._at: list[int] = []
        self._soft: list[int] = []
        self._breaks = 0
        self._space: tuple[int, str] | None = None
        self._preformatted = 0
        self._unseen = 0
        self._after_pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._breaks += 1
        self._border(tag)
        self._preformatted += tag == "pre"
        self._after_pre = tag == "pre"
        self._unseen += tag in _UNSEEN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._breaks += tag == "br"
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        self._after_pre = False
        self._border(tag)
        self._preformatted -= tag == "pre" and self._preformatted > 0
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if self._after_pre:  # HTML leaves out a line break right behind the tag
            data = data.removeprefix("\n")
        self._after_pre = False
        start = self._length
        self._nodes.append(data)
        self._length += len(data)
        if self._unseen:
            return
        if self._preformatted:
            self._show(start, data)
            return
        position = 0
        for run in _SPACE.finditer(data):
            self._show(start + position, data[position : run.start()])
            self._pause(start + run.start(), run[0])
            position = run.end()
        self._show(start + position, data[position:])

    def result(self) -> MarkedUp:
        text = "".join(self._text)
        lines = {label.line for label in find_labels(text)}
        characters = list(text)
        for position in self._soft:  # a line end in the markup is a space, unless somebody else begins to speak there
            if position + 1 not in lines:
                characters[position] = " "
        return MarkedUp("".join(characters), "".join(self._nodes), tuple(self._shown), tuple(self._at))

    def _border(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._unseen = 0  # an unclosed title or head ends where the words begin
            self._breaks = max(self._breaks, PARAGRAPH)
        elif tag in _LINES:
            self._breaks = max(self._breaks, LINE)
        elif tag in _CELLS and self._space is None and not self._breaks:
            self._space = (-1, " ")

    def _pause(self, position: int, run: str) -> None:
        if self._space is None or (self._space[1] == " " and "\n" in run):
            self._space = (position, "\n" if "\n" in run else " ")

    def _show(self, start: int, words: str) -> None:
        if not words:
            return
        self._separate()
        at = len(self._text)
        self._text += words
        self._shown += range(start, start + len(words))
        self._at += range(at, at + len(words))

    def _separate(self) -> None:
        """Write the white space that stands before visible words: line breaks between blocks, else one space."""
        if self._text and self._breaks:
            self._text += "\n" * self._breaks
        elif self._text and self._space:
            position, space = self._space
            if position >= 0:
                self._shown.append(position)
                self._at.append(len(self._text))
            if space == "\n":
                self._soft.append(len(self._text))
            self._text.append(space)
        self._breaks, self._space = 0, None
