"""A quote ready to be shown: exact words, verified at that moment, with where they come from."""

import logging
from collections.abc import Callable

from pydantic import Field

from corpus.citation import cite
from corpus.errors import VerificationError
from corpus.models import Frozen, Interview, Origin, Role, Span, sha256_of

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

    def __init__(self, stored_text: Callable[[str], tuple[str, str] | None]) -> None:
        """``stored_text`` gives an interview's text and the SHA-256 recorded at ingest, or None where it is gone."""
        self._stored_text = stored_text
        self._checked: dict[str, str] = {}
        self.refused = 0

    def quote(self, interview: Interview, span: Span, turn: int, rank: int, score: float) -> Quote | None:
        """The quote for a span of one turn, or None (logged and counted) where it is not the stored words."""
        try:
            return self._quote(interview, span, turn, rank, score)
        except VerificationError as error:
            self.refused += 1
            logger.error("a quote was not shown: %s", error)
            return None

    def _quote(self, interview: Interview, span: Span, index: int, rank: int, score: float) -> Quote:
        text = self._verified_text(interview.id)
        if not 0 <= index < len(interview.turns):
            raise VerificationError(f"{interview.id}: there is no turn {index}")
        turn = interview.turns[index]
        words = text[span.start : span.end]
        if not (turn.start <= span.start < span.end <= turn.end) or not words.strip():
            raise VerificationError(f"{interview.id}: [{span.start}, {span.end}) does not lie in turn {index}")
        if words != interview.words_of(span):
            raise VerificationError(f"{interview.id}: the words at [{span.start}, {span.end}) are not the stored ones")
        return Quote(
            rank=rank,
            score=round(score, 6),
            interview=interview.id,
            source=interview.source.name,
            turn=index,
            start=span.start,
            end=span.end,
            speaker=turn.speaker,
            role=turn.role,
            organisation=turn.organisation,
            time=turn.time,
            text=words,
            citation=cite(interview, turn),
        )

    def _verified_text(self, interview_id: str) -> str:
        if interview_id not in self._checked:
            stored = self._stored_text(interview_id)
            if stored is None:
                raise VerificationError(f"{interview_id}: is no longer stored")
            text, recorded = stored
            if sha256_of(text) != recorded:
                raise VerificationError(f"{interview_id}: the stored text does not have the SHA-256 recorded when it came in")
            self._checked[interview_id] = text
        return self._checked[interview_id]
