"""A quote ready to be shown: exact words, verified at that moment, with where they come from."""

import logging

from pydantic import Field

from corpus.catalog import Catalog
from corpus.citation import cite
from corpus.errors import VerificationError
from corpus.models import Frozen, Header, Origin, Role, Span, Turn, sha256_of

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
        time: Start of the turn in seconds, where the source has times.
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
    text: str
    insights: tuple[InsightLabel, ...] = ()
    citation: str


class Verifier:
    """Checks spans against the stored words. One answer uses one verifier; it counts what it had to refuse."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._checked: dict[str, tuple[Header, str]] = {}
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
            header, text = self._verified(interview)
            return _quote(header, self._turn(interview, turn), text, span, words_sha256, rank, score)
        except VerificationError as error:
            self.refused += 1
            logger.error("a quote was not shown: %s", error)
            return None

    def _verified(self, interview: str) -> tuple[Header, str]:
        if interview not in self._checked:
            header, stored = self._catalog.header(interview), self._catalog.stored_text(interview)
            if header is None or stored is None:
                raise VerificationError(f"{interview}: is no longer stored")
            text, recorded = stored
            if sha256_of(text) != recorded:
                raise VerificationError(f"{interview}: the stored text does not have the SHA-256 recorded when it came in")
            self._checked[interview] = header, text
        return self._checked[interview]

    def _turn(self, interview: str, index: int) -> Turn:
        turn = self._catalog.turn(interview, index)
        if turn is None:
            raise VerificationError(f"{interview}: there is no turn {index}")
        return turn


def _quote(header: Header, turn: Turn, text: str, span: Span, words_sha256: str, rank: int, score: float) -> Quote:
    words = text[span.start : span.end]
    if not (turn.start <= span.start < span.end <= turn.end):
        raise VerificationError(f"{header.id}: [{span.start}, {span.end}) does not lie in turn {turn.index}")
    if sha256_of(words) != words_sha256:
        raise VerificationError(f"{header.id}: the words at [{span.start}, {span.end}) are not those that were indexed")
    return Quote(
        rank=rank,
        score=round(score, 6),
        interview=header.id,
        source=header.source_name,
        turn=turn.index,
        start=span.start,
        end=span.end,
        speaker=turn.speaker,
        role=turn.role,
        organisation=turn.organisation,
        time=turn.time,
        text=words,
        citation=cite(header, turn),
    )
