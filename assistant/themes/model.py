"""A theme, as every surface shows it."""

from corpus.models import Frozen
from corpus.quote import Quote


class Theme(Frozen):
    """A topic that recurs in the interviews.

    Attributes:
        number: Position in the list, from 1, those that were dropped last; the same for the same corpus and decisions.
        key: Stands for its quotes: another while they are others, the same whatever is decided of other themes.
        phrases: Key phrases, as they are said, the most telling first.
        size: Quotes that belong to it.
        interviews: Conversations in which it comes up; a separate quotation is one of its own.
        sources: Stored interviews in which it comes up; a source of many separate quotations is one.
        people: Named speakers.
        cohesion: Mean cosine of its quotes to its centre, from 0 to 1.
        quotes: The quotes nearest to its centre, verified.
        accepted: The name under which it was accepted as a tag; None where nobody decided.
        dropped: Whether somebody dropped it.
    """

    number: int
    key: str
    phrases: tuple[str, ...]
    size: int
    interviews: int
    sources: int
    people: int
    cohesion: float
    quotes: tuple[Quote, ...]
    accepted: str | None = None
    dropped: bool = False

    @property
    def title(self) -> str:
        """Its first phrases on one line."""
        return ", ".join(self.phrases[:3])
