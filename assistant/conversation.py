"""A conversation: what was asked and what was shown, in order."""

from collections.abc import Callable

from assistant.answer import Answer
from index import Filters


class Conversation:
    """Asks questions one after another and remembers the answers."""

    def __init__(self, ask: Callable[[str, Filters | None], Answer]) -> None:
        self._ask = ask
        self._answers: list[Answer] = []

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers so far."""
        return tuple(self._answers)

    @property
    def shown(self) -> frozenset[tuple[str, int, int]]:
        """Interview, start and end of every quote that was shown."""
        quotes = (quote for answer in self._answers for group in answer.groups for quote in group.quotes)
        return frozenset((quote.interview, quote.start, quote.end) for quote in quotes)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answer a question and remember it.

        Raises:
            QuestionError: It is empty or too long; the conversation stays as it was.
        """
        answer = self._ask(question, filters)
        self._answers.append(answer)
        return answer
