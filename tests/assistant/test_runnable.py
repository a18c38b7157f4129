"""The assistant as a LangChain Runnable."""

from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler

from assistant import Assistant
from assistant.runnable import AssistantRunnable
from corpus.errors import QuestionError, UsageError
from index import Filters

QUESTION = "How do we get government to own our programme?"


class Heard(BaseCallbackHandler):
    """Remembers what a run tells."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []

    def on_chain_start(self, serialized: Any, inputs: Any, *, run_id: UUID, **kwargs: Any) -> None:
        self.events.append(("start", kwargs.get("name")))

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **kwargs: Any) -> None:
        self.events.append(("end", outputs))

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        self.events.append(("error", error))


def test_invoke_and_batch_give_the_assistants_answers_and_call_back(builtin: Assistant) -> None:
    heard, runnable = Heard(), AssistantRunnable(builtin)
    answer = runnable.invoke(QUESTION, {"callbacks": [heard]})
    assert answer == builtin.ask(QUESTION)
    assert heard.events == [("start", "AssistantRunnable"), ("end", answer)]
    filtered = {"question": QUESTION, "filters": {"insights": [3]}}
    assert runnable.batch([QUESTION, filtered]) == [answer, builtin.ask(QUESTION, Filters(insights=(3,)))]


def test_stream_grows_group_by_group_to_the_whole_answer(builtin: Assistant) -> None:
    heard, whole = Heard(), builtin.ask(QUESTION)
    chunks = list(AssistantRunnable(builtin).stream({"input": QUESTION}, {"callbacks": [heard]}))
    assert [len(chunk.groups) for chunk in chunks] == list(range(1, len(whole.groups) + 1))
    assert chunks[-1] == whole
    assert heard.events[-1] == ("end", whole)


def test_it_stands_in_a_chain_that_streams(builtin: Assistant) -> None:
    chain = AssistantRunnable(builtin) | (lambda answer: answer.coverage.text)
    assert chain.invoke(QUESTION) == builtin.ask(QUESTION).coverage.text
    assert "".join(chain.stream(QUESTION)) == builtin.ask(QUESTION).coverage.text


def test_filters_of_the_runnable_hold_unless_the_question_brings_its_own(builtin: Assistant) -> None:
    runnable = AssistantRunnable(builtin, Filters(insights=(3,)))
    assert runnable.invoke(QUESTION).filters == Filters(insights=(3,))
    assert runnable.invoke({"question": QUESTION, "filters": Filters()}).filters == Filters()


def test_what_is_no_question_is_refused_by_name_and_told_to_callbacks(builtin: Assistant) -> None:
    heard, runnable = Heard(), AssistantRunnable(builtin)
    with pytest.raises(QuestionError):
        runnable.invoke("  ", {"callbacks": [heard]})
    assert heard.events[-1][0] == "error"
    with pytest.raises(UsageError, match='a mapping with "question"'):
        runnable.invoke({"query": "x"})
    with pytest.raises(UsageError, match='"filters" cannot be used: insights'):
        runnable.invoke({"question": "x", "filters": {"insights": "three"}})


async def _asked(runnable: AssistantRunnable) -> Any:
    return await runnable.ainvoke(QUESTION), [chunk async for chunk in runnable.astream(QUESTION)]


def test_it_works_in_asynchronous_programs(builtin: Assistant) -> None:
    import asyncio

    answer, chunks = asyncio.run(_asked(AssistantRunnable(builtin)))
    assert answer == chunks[-1] == builtin.ask(QUESTION)
