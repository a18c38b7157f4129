"""A conversation remembers."""

import threading

import pytest

from assistant import Answer, Assistant
from corpus.errors import QuestionError


def test_a_conversation_remembers_what_was_asked_and_shown(builtin: Assistant) -> None:
    conversation = builtin.conversation()
    first = conversation.ask("Why publish data openly?")
    conversation.ask("What is the capital of Mongolia?")
    assert [answer.question for answer in conversation.answers] == ["Why publish data openly?", "What is the capital of Mongolia?"]
    assert conversation.shown == {(q.interview, q.start, q.end) for g in first.groups for q in g.quotes}


def test_a_question_that_cannot_be_asked_leaves_the_conversation_as_it_was(builtin: Assistant) -> None:
    conversation = builtin.conversation()
    with pytest.raises(QuestionError):
        conversation.ask(" ")
    assert conversation.answers == ()


def test_reading_ahead_answers_as_asking_would_and_leaves_the_conversation_as_it_was(builtin: Assistant) -> None:
    conversation = builtin.conversation()
    conversation.ask("Why publish data openly?")
    ahead = conversation.read_ahead("And what did women say?")
    assert len(conversation.answers) == 1
    assert conversation.ask("And what did women say?") == ahead
    with pytest.raises(QuestionError):
        conversation.read_ahead(" ")


def test_two_conversations_do_not_see_each_other(builtin: Assistant) -> None:
    one, other = builtin.conversation(), builtin.conversation()
    one.ask("Why publish data openly?")
    assert other.answers == ()


def test_many_threads_get_the_same_answer(builtin: Assistant) -> None:
    question = "Are people close to the problem also close to the solution?"
    expected = builtin.ask(question)
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(builtin.ask(question))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8
