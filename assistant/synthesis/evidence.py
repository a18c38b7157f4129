"""The quotes that a paragraph may rest on, ready to be compared with what a model writes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.answer import Answer
from assistant.audit.judging import Judge
from assistant.audit.matching import Matcher
from assistant.audit.names import is_anonymous, name_parts
from assistant.audit.word_index import WordIndex
from assistant.synthesis.model import SourceNumber
from corpus.models import Interview, Role, Source, Turn
from corpus.quote import Quote


class NumberedQuote(NamedTuple):
    """A quote with the number by which it is cited."""

    number: int
    quote: Quote

    @property
    def speaker(self) -> str | None:
        """Who said it, where the source names a person."""
        return None if is_anonymous(self.quote.speaker) else self.quote.speaker

    @property
    def said_by(self) -> str:
        """All names that a sentence may give to it: speaker and organisation."""
        return " ".join(filter(None, (self.quote.speaker, self.quote.organisation)))


def numbered_quotes(answer: Answer) -> list[list[NumberedQuote]]:
    """The quotes of each group of an answer, numbered from 1 in the order in which they are shown."""
    number = 0
    groups: list[list[NumberedQuote]] = []
    for group in answer.groups:
        groups.append([NumberedQuote(number + k, quote) for k, quote in enumerate(group.quotes, 1)])
        number += len(group.quotes)
    return groups


def source_numbers(quotes: Iterable[NumberedQuote]) -> tuple[SourceNumber, ...]:
    """What each citation's number stands for."""
    return tuple(SourceNumber(number=n, interview=q.interview, start=q.start, end=q.end) for n, q in quotes)


class Evidence:
    """The quotes of one group, and the names that stand anywhere in the answer or the corpus."""

    def __init__(self, quotes: Sequence[NumberedQuote], people: Iterable[str] = (), topic: str = "") -> None:
        """Take the quotes.

        Args:
            quotes: Those that the model was shown.
            people: Names of people and organisations who are in the corpus; they count as names however they are written.
            topic: The question and the insight, whose words a sentence may use too.
        """
        self.by_number: Mapping[int, NumberedQuote] = {quote.number: quote for quote in quotes}
        self.topic = topic
        names = [*people, *(q.said_by for q in quotes)]
        self.name_parts = frozenset(part for name in names if not is_anonymous(name) for part in name_parts(name) if len(part) > 2)

    def cited(self, numbers: Iterable[int]) -> list[NumberedQuote]:
        """The quotes of these numbers; unknown ones are left out."""
        return [self.by_number[number] for number in dict.fromkeys(numbers) if number in self.by_number]

    def others(self, numbers: Iterable[int]) -> list[NumberedQuote]:
        """The quotes of all other numbers."""
        return [quote for number, quote in self.by_number.items() if number not in set(numbers)]


def judge_of(quotes: Sequence[NumberedQuote]) -> Judge:
    """A judge of quotations to whom these quotes are the whole corpus."""
    return Judge(Matcher(WordIndex(_as_interview(quote) for quote in quotes)))


def _as_interview(numbered: NumberedQuote) -> Interview:
    quote = numbered.quote
    turn = Turn(index=0, start=0, end=len(quote.text), speaker=quote.speaker, role=Role.UNKNOWN, organisation=quote.organisation)
    source = Source(name=quote.source, format="quote", sha256="")
    return Interview(id=str(numbered.number), title=quote.source, source=source, text=quote.text, turns=(turn,))
