"""A quote ready to be shown: exact words, verified at that moment, with where they come from."""

import logging
from bisect import bisect_right
from collections.abc import Iterable

from pydantic import Field

from corpus.catalog import Catalog, Place
from corpus.citation import cite
from corpus.errors import VerificationError
from corpus.models import Frozen, Origin, Role, Span, sha256_of

logger = logging.getLogger(__name__)


class InsightLabel(Frozen):
    """An insight that a quote stands under: tagged by a person, or suggested with a confidence from 0 to 1."""

    number: int
    title: str
    origin: Origin
    confidence: float | None = None


class Quote(Frozen):
    """One quote as every surface shows it. ``text`` is ``canonical[start:end]`` of the interview.

    Attributes:
        rank: Position in the result it came with, from 1.
        score: The search's score; comparable within one result only.
        interview: Id.
        source: File name or page title.
        turn: The turn's position in the source, from 0.
        speaker: The person behind the label where metadata names one, else the label; None where nobody is named.
        time: Start of the turn in seconds, where the source has times.
        page: Page of the source on which the quote begins, where it has pages.
    """

    rank: int = Field(ge=1)
    score: float
    interview: str
    source: str
    turn: int
    start: int
    end: int
    speaker: str | None
    role: Role
    organisation: str | None
    time: float | None
    page: int | None
    text: str
    insights: tuple[InsightLabel, ...] = ()
    citation: str


class Verifier:
    """Checks spans against the stored words. One answer uses one verifier; it counts what it had to refuse."""

    def __init__(self, catalog: Catalog, expected: Iterable[tuple[str, int]] = ()) -> None:
        """With the turns that are expected to be quoted, by interview and turn, these are read now, at once."""
        self._catalog = catalog
        wanted = tuple(expected)
        self._places = catalog.places(wanted) if wanted else {}
        self._sound: dict[str, str] = {}
        self.refused = 0

    def quote(self, interview: str, turn: int, span: Span, words_sha256: str, rank: int, score: float) -> Quote | None:
        """The quote for a span of one turn, or None (logged and counted) where it is not the stored words.

        Args:
            interview: Id.
            turn: Position in the source.
            span: What to quote, in the canonical text.
            words_sha256: SHA-256 of the words when they were indexed or chosen.
            rank: Position in the result.
            score: The search's score.
        """
        try:
            return _quote(self._place(interview, turn), span, words_sha256, rank, score)
        except VerificationError as error:
            self.refused += 1
            logger.error("a quote was not shown: %s", error)
            return None

    def _place(self, interview: str, turn: int) -> Place:
        place = self._places.get((interview, turn)) or self._catalog.place(interview, turn)
        if place is None:
            raise VerificationError(f"{interview}: the interview, or its turn {turn}, is no longer stored")
        if place.text is not self._sound.get(interview):  # one text that was read is summed once
            if sha256_of(place.text) != place.text_sha256:
                raise VerificationError(f"{interview}: the stored text does not have the SHA-256 recorded when it came in")
            self._sound[interview] = place.text
        return place


def _quote(place: Place, span: Span, words_sha256: str, rank: int, score: float) -> Quote:
    header, turn, words = place.header, place.turn, place.text[span.start : span.end]
    if not (turn.start <= span.start < span.end <= turn.end):
        raise VerificationError(f"{header.id}: [{span.start}, {span.end}) does not lie in turn {turn.index}")
    if sha256_of(words) != words_sha256:
        raise VerificationError(f"{header.id}: the words at [{span.start}, {span.end}) are not those that were indexed")
    if place.page_starts:
        turn = turn.model_copy(update={"page": bisect_right(place.page_starts, span.start)})
    return Quote(
        rank=rank,
        score=round(score, 6),
        interview=header.id,
        source=header.source_name,
        turn=turn.index,
        start=span.start,
        end=span.end,
        speaker=turn.participant or turn.speaker,
        role=turn.role,
        organisation=turn.organisation,
        time=turn.time,
        page=turn.page,
        text=words,
        citation=cite(header, turn),
    )
