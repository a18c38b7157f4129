"""What a suite is given and what they share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from assistant import Answer, Assistant
from corpus.quote import Quote
from evals.datasets.base import Dataset, Place, Question
from evals.reports.model import Passage, SuiteReport
from index import Filters

WORDS_SHOWN = 280

Progress = Callable[[int, int], None]


@dataclass
class World:
    """An open corpus and the questions to it, shared by the suites that ask the same data set.

    Attributes:
        failed: Inputs that could not be brought in, each in one line.
        progress: Told how many questions are done, of how many.
    """

    assistant: Assistant
    dataset: Dataset
    questions: Sequence[Question]
    failed: tuple[str, ...] = ()
    progress: Progress | None = None
    _answers: dict[tuple[str, str | None], Answer] = field(default_factory=dict)
    _words: dict[Place, str] = field(default_factory=dict)

    def ask(self, question: Question) -> Answer:
        """The answer to a question; asked once, however many suites want it."""
        key = question.text, question.within
        if key not in self._answers:
            self._answers[key] = self.assistant.ask(question.text, filters_of(question))
        return self._answers[key]

    def passage(self, place: Place) -> Passage:
        """A turn that was expected, with its first words."""
        if place not in self._words:
            found = self.assistant.folder.catalog.place(place.interview, place.turn)
            self._words[place] = shortened(found.text[found.turn.start : found.turn.end]) if found else ""
        return Passage(interview=place.interview, turn=place.turn, words=self._words[place])

    def each(self, questions: Sequence[Question]) -> Iterable[Question]:
        """The questions one by one, with progress told."""
        for k, question in enumerate(questions, start=1):
            yield question
            if self.progress:
                self.progress(k, len(questions))


@dataclass(frozen=True)
class Suite:
    """A suite by its name on the command line.

    Attributes:
        title: What it measures, in a few words.
        run: Runs it; raises `UsageError` where the data set lacks what it needs.
        transcripts: It is meant for transcripts, where the user named some in the environment.
        fixed: It brings its own questions to the built-in quotes; other data make no sense for it.
    """

    name: str
    title: str
    run: Callable[[World], SuiteReport]
    transcripts: bool = False
    fixed: bool = False


def filters_of(question: Question) -> Filters:
    """The filters that a question is asked with."""
    return Filters(interviews=(question.within,)) if question.within else Filters()


def nearest_quotes(answer: Answer) -> list[Quote]:
    """The quotes that a refusal shows as nearest."""
    return [near.quote for near in answer.refusal.nearest] if answer.refusal else []


def place_of(quote: Quote) -> Place:
    """The turn that a quote is from."""
    return Place(interview=quote.interview, turn=quote.turn)


def as_passages(quotes: Sequence[Quote], right: Sequence[Place]) -> tuple[Passage, ...]:
    """Quotes that were shown, each with whether it was expected."""
    return tuple(Passage(interview=q.interview, turn=q.turn, words=shortened(q.text), right=place_of(q) in right) for q in quotes)


def shortened(words: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS_SHOWN else f"{line[: WORDS_SHOWN - 1]}…"
