"""Kept quotes: places with the sum of their words, verified against the catalog whenever they are opened."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from corpus.catalog import Catalog
from corpus.models import Frozen, Interview, Span, sha256_of
from corpus.quote import Quote, Verifier

Why = Literal["withdrawn", "changed"]
_WORD_BEGINS = re.compile(r"(?<!\S)\S")


class Mark(Frozen):
    """Which words are meant, without the words."""

    interview: str
    turn: int
    start: int
    end: int
    words_sha256: str

    @classmethod
    def of(cls, quote: Quote) -> "Mark":
        """The mark of a quote that was just verified."""
        return cls(interview=quote.interview, turn=quote.turn, start=quote.start, end=quote.end, words_sha256=sha256_of(quote.text))

    @classmethod
    def read(cls, kept: Mapping[Any, Any]) -> "Mark":
        """The mark among the columns or fields of what was kept."""
        return cls(**{name: kept[name] for name in cls.model_fields})


class Gone(Frozen):
    """A kept quote that can no longer be shown: its interview was withdrawn, or its words are no longer in it."""

    interview: str
    start: int
    end: int
    why: Why

    @property
    def message(self) -> str:
        """One line for people, without any of the words."""
        if self.why == "withdrawn":
            return f"A quote was withdrawn: the interview {self.interview} is no longer stored."
        return f"A quote is not shown: its words are no longer in the interview {self.interview}."


class Reopener:
    """Opens marks against the catalog as it is now. Make one an opening: it reads each interview once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._verifier = Verifier(catalog)
        self._interviews: dict[str, Interview | None] = {}

    def open(self, mark: Mark, rank: int = 1, score: float = 0.0) -> Quote | Gone:
        """The quote of a mark; where a changed source has the same words elsewhere, the quote from there.

        Args:
            mark: What was kept.
            rank: Position of the quote in what it is shown in, from 1.
            score: The score that it came with.
        """
        interview = self._interview(mark.interview)
        if interview is None:
            return _gone(mark, "withdrawn")
        place = self._where(mark, interview)
        if place is None:
            return _gone(mark, "changed")
        turn, span = place
        return self._verifier.quote(mark.interview, turn, span, mark.words_sha256, rank, score) or _gone(mark, "changed")

    def stored(self, interview: str) -> bool:
        """Whether the catalog has an interview."""
        return self._interview(interview) is not None

    def _interview(self, key: str) -> Interview | None:
        if key not in self._interviews:
            self._interviews[key] = self._catalog.get(key)
        return self._interviews[key]

    @staticmethod
    def _where(mark: Mark, interview: Interview) -> tuple[int, Span] | None:
        for start in _candidates(mark, interview.text):
            span = Span(start=start, end=start + mark.end - mark.start)
            if sha256_of(interview.words_of(span)) == mark.words_sha256:
                turn = next((t.index for t in interview.turns if t.start <= span.start and span.end <= t.end), None)
                if turn is not None:
                    return turn, span
        return None


def _candidates(mark: Mark, text: str) -> Iterator[int]:
    """Where the words may begin: where they did, else wherever a word begins, the nearest first."""
    yield mark.start
    length = mark.end - mark.start
    begins = [match.start() for match in _WORD_BEGINS.finditer(text) if match.start() + length <= len(text)]
    yield from sorted(begins, key=lambda at: abs(at - mark.start))


def _gone(mark: Mark, why: Why) -> Gone:
    return Gone(interview=mark.interview, start=mark.start, end=mark.end, why=why)
