"""Units: the spans that are indexed and shown. A short turn is one unit, a long one several overlapping runs of sentences."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.models import Frozen, Interview, Role, Span, Turn, sha256_of
from index.sentences import sentence_spans

# An excerpt has at most about this many words; a whole sentence may make it longer.
MOST_WORDS = 90
# Fewer words ("Mm-hmm.", "Yes, exactly.") say nothing that could be quoted.
LEAST_WORDS = 3


class Unit(Span):
    """A quotable span of one turn: whole sentences, exact offsets in the interview's canonical text."""

    interview: str
    turn: int
    speaker: str | None
    participant: str | None
    organisation: str | None
    role: Role
    words: int
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the words, checked again when they are shown."""
        return sha256_of(self.text)


class _Sentence(Frozen):
    start: int
    end: int
    words: int


def units_of(interview: Interview) -> Iterator[Unit]:
    """The units of an interview, in order. Turns of fewer than `LEAST_WORDS` words have none.

    A turn that a person chose as a quotation stays whole, however long.
    """
    curated = {(quote.start, quote.end) for quote in interview.quotes}
    for turn in interview.turns:
        whole = (turn.start, turn.end) in curated
        for part in [turn] if whole else _between_seams(turn, interview.seams):
            words = interview.words_of(part)
            if len(words.split()) >= LEAST_WORDS:
                for span in _spans(words, interview.language, whole):
                    yield _unit(interview, turn, Span(start=part.start + span.start, end=part.start + span.end))


def _between_seams(turn: Turn, seams: Sequence[int]) -> list[Span]:
    """The parts of a turn in which nothing of the source was left out."""
    inside = [seam for seam in seams[bisect_right(seams, turn.start) :] if seam < turn.end]
    borders = [turn.start, *inside, turn.end]
    return [Span(start=start, end=end) for start, end in pairwise(borders)]


def _spans(words: str, language: str, whole: bool) -> list[Span]:
    if whole or len(words.split()) <= MOST_WORDS:
        left = len(words) - len(words.lstrip())
        return [Span(start=left, end=left + len(words.strip()))]
    sentences = [_Sentence(start=s.start, end=s.end, words=len(words[s.start : s.end].split())) for s in sentence_spans(words, language)]
    return list(_windows(sentences))


def _windows(sentences: Sequence[_Sentence]) -> Iterator[Span]:
    """Runs of sentences of at most `MOST_WORDS` words, each beginning about half way through the one before."""
    first = 0
    while first < len(sentences):
        last, words = first, sentences[first].words
        while last + 1 < len(sentences) and words + sentences[last + 1].words <= MOST_WORDS:
            last += 1
            words += sentences[last].words
        yield Span(start=sentences[first].start, end=sentences[last].end)
        if last + 1 == len(sentences):
            return
        first = _half_way(sentences, first, last, words)


def _half_way(sentences: Sequence[_Sentence], first: int, last: int, words: int) -> int:
    passed = 0
    for k in range(first, last + 1):
        passed += sentences[k].words
        if passed * 2 >= words:
            return k + 1
    return last + 1


def _unit(interview: Interview, turn: Turn, span: Span) -> Unit:
    text = interview.words_of(span)
    return Unit(
        start=span.start,
        end=span.end,
        interview=interview.id,
        turn=turn.index,
        speaker=turn.speaker,
        participant=turn.participant,
        organisation=turn.organisation,
        role=turn.role,
        words=len(text.split()),
        text=text,
    )
