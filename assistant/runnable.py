"""The assistant as a LangChain Runnable, so that answers drop into anyone's chain: invoke, batch, stream, callbacks."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ValidationError

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.errors import UsageError
from index import Filters

# A question, or a mapping with "question" (or LangChain's usual "input") and perhaps "filters".
Asked = str | Mapping[str, Any]


class AssistantRunnable(Runnable[Asked, Answer]):
    """Answers questions with verified quotes.

    ``invoke`` and ``batch`` give an `Answer`. ``stream`` gives the same answer growing: each chunk is an answer with one group
    more, the last one is whole; whoever takes the last chunk, as LangChain does for outputs that cannot be added, has all.

    Example:
        >>> chain = AssistantRunnable.open("my-data-folder") | (lambda answer: answer.coverage.text)
        >>> chain.invoke("What makes a solution last?")
    """

    def __init__(self, assistant: Assistant, filters: Filters | None = None) -> None:
        """Wrap an assistant; ``filters`` hold for questions that bring none of their own."""
        self.assistant = assistant
        self.filters = filters

    @classmethod
    def open(cls, data_dir: Path | str | None = None, filters: Filters | None = None) -> Self:
        """On a data folder; without one, on the folder of the settings."""
        return cls(Assistant.open(data_dir), filters)

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer a question.

        Raises:
            QuestionError: It is empty or too long.
            UsageError: The input is no question, or a filter names what the corpus does not have.
        """
        return self._call_with_config(self._answer, input, config, run_type="chain", **kwargs)

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any | None) -> Iterator[Answer]:
        """The answer to a question, growing group by group; the last is whole."""
        yield from self.transform(iter([input]), config, **kwargs)

    def transform(self, input: Iterator[Asked], config: RunnableConfig | None = None, **kwargs: Any | None) -> Iterator[Answer]:
        """The same for a question that a chain hands on in pieces."""
        yield from self._transform_stream_with_config(input, self._growing, config, run_type="chain", **kwargs)

    def _growing(self, pieces: Iterator[Asked]) -> Iterator[Answer]:
        asked = list(pieces)
        several = len(asked) > 1 and all(isinstance(piece, str) for piece in asked)
        answer = self._answer("".join(map(str, asked)) if several else asked[-1] if asked else "")
        for shown in range(1, len(answer.groups)):
            yield answer.model_copy(update={"groups": answer.groups[:shown]})
        yield answer

    def _answer(self, asked: Asked) -> Answer:
        question, filters = _read(asked)
        return self.assistant.ask(question, filters or self.filters)


def _read(asked: Asked) -> tuple[str, Filters | None]:
    if isinstance(asked, str):
        return asked, None
    question = asked.get("question", asked.get("input")) if isinstance(asked, Mapping) else None
    if not isinstance(question, str):
        raise UsageError('the assistant takes a question: a text, or a mapping with "question" and perhaps "filters"')
    filters = asked.get("filters")
    try:
        return question, Filters.model_validate(filters) if filters is not None else None
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f'"filters" cannot be used: {".".join(map(str, first["loc"]))}: {first["msg"]}') from error
