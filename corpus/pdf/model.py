"""What the text layer of a PDF consists of."""

from typing import NamedTuple


class Segment(NamedTuple):
    """Words of a line without a wide gap between them: offset in the line, left and right end in points from the page's edge."""

    offset: int
    left: float
    right: float


class Line(NamedTuple):
    """A line of text.

    Attributes:
        first_width: Of its first word, in points.
        baseline: Points from the page's lower edge.
        height: Of its font, in points.
        bold: How many characters at its beginning are bold.
    """

    text: str
    segments: tuple[Segment, ...]
    first_width: float
    baseline: float
    height: float
    bold: int = 0

    @property
    def left(self) -> float:
        """Points from the page's left edge to the line's first word."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Points from the page's left edge to the end of the line's last word."""
        return self.segments[-1].right


class Page(NamedTuple):
    """A page's lines in reading order, lines without words left out.

    Attributes:
        picture: Whether the page has no text but a picture, as a scanned page has.
    """

    lines: tuple[Line, ...]
    picture: bool = False
