"""A conversation: what was asked and what was shown, in order, and what it is about now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.question import as_written, clean_question
from assistant.request import Place, Request
from assistant.understanding import NameReader, Topic, resolve, take_off
from index import Filters

Near = Callable[[str, str], float]


@dataclass(frozen=True)
class _Understood:
    """What a message asks, what it is about, and which filters were given and taken off with it."""

    request: Request
    topic: Topic
    given: Filters | None
    off: tuple[str, ...]


class Conversation:
    """Asks questions one after another, remembers the answers, and understands what leans on them."""

    def __init__(self, answer: Callable[[Request], Answer], names: Callable[[], NameReader], near: Near, longest: int) -> None:
        """A new conversation.

        Args:
            answer: Answers a question that stands on its own.
            names: The reader of the corpus' names, as it is now.
            near: How near two texts are to each other in meaning.
            longest: Most characters of a question.
        """
        self._answer = answer
        self._names = names
        self._near = near
        self._longest = longest
        self._answers: list[Answer] = []
        self._topics: list[Topic] = []
        self._given: list[Filters | None] = []
        self._off: list[tuple[str, ...]] = []

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers so far."""
        return tuple(self._answers)

    @property
    def shown(self) -> frozenset[Place]:
        """Interview, start and end of every quote that was shown."""
        quotes = [quote for answer in self._answers for quote in answer.quotes]
        quotes += [counter.quote for answer in self._answers for counter in answer.counter]
        return frozenset((quote.interview, quote.start, quote.end) for quote in quotes)

    def ask(self, question: str, filters: Filters | None = None, without: Iterable[str] = ()) -> Answer:
        """Answer a message: a question, or what leans on those before it ("And in Kenya?", "more", "no, I meant …").

        Args:
            question: As typed.
            filters: Chosen beside the question; without any, those of the question before it stay for its follow-ups.
            without: Filters that the words must not set, by key, value or words.

        Raises:
            QuestionError: It is empty or too long; the conversation stays as it was.
            UsageError: A filter names what the corpus does not have; the conversation stays as it was.
        """
        understood = self._understand(question, filters, without)
        return self._keep(self._answer(understood.request), understood.topic, understood.given, understood.off)

    def read_ahead(self, question: str, filters: Filters | None = None) -> Answer:
        """What `ask` would answer to a question that is still being typed; the conversation stays as it was.

        Raises:
            QuestionError: It is empty or too long.
            UsageError: A filter names what the corpus does not have.
        """
        return self._answer(self._understand(question, filters, ()).request)

    def _understand(self, question: str, filters: Filters | None, without: Iterable[str]) -> "_Understood":
        written = as_written(question)
        clean = clean_question(written, self._longest)
        topic, names = self._topics[-1] if self._topics else None, self._names()
        resolved = resolve(clean, topic, self._topics[:-1], names, self._near)
        given = filters if filters is not None or resolved.kind == "new" else self._given[-1]
        off = tuple(dict.fromkeys((*without, *(self._off[-1] if self._off and resolved.kind != "new" else ()))))
        off = tuple(key for key in off if key in without or not _named_again(clean, key, names))
        request = Request(
            question=written,
            standalone=resolved.standalone,
            filters=given,
            without=off,
            exclude=self.shown if resolved.fresh else frozenset(),
            kind=resolved.kind,
        )
        topic = resolved.topic
        if off:
            topic = replace(topic, base=take_off(topic.base, names, off), standalone=take_off(topic.standalone, names, off))
        return _Understood(request, topic, given, off)

    def ask_again(self, standalone: str, filters: Filters | None = None, without: Iterable[str] = ()) -> Answer:
        """Answer the last message anew with its standalone question edited; the new answer takes the place of the last one.

        Raises:
            QuestionError: It is empty or too long; the conversation stays as it was.
        """
        clean = clean_question(as_written(standalone), self._longest)
        question = self._answers[-1].question if self._answers else as_written(standalone)
        given = filters if filters is not None or not self._given else self._given[-1]
        off = tuple(without)
        answer = self._answer(Request(question=question, standalone=clean, filters=given, without=off, kind="correction"))
        for kept in (self._answers, self._topics, self._given, self._off):
            del kept[-1:]
        bare = take_off(clean, self._names(), off) if off else clean
        return self._keep(answer, Topic(bare, bare), given, off)

    def _keep(self, answer: Answer, topic: Topic, given: Filters | None, off: tuple[str, ...]) -> Answer:
        self._answers.append(answer)
        self._topics.append(topic)
        self._given.append(given)
        self._off.append(off)
        return answer


def _named_again(message: str, key: str, names: NameReader) -> bool:
    """Whether a message names a filter that was taken off, and so wants it back."""
    return any(f"{n.name.kind}:{n.name.label}" == key for n in names.read(message, loose=True).named)
