"""Understanding a question."""

import pytest

from index.question import understand


def about(text: str, *names: str) -> str:
    return understand(text, names, ("en",)).about


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Summarize the discussion about the school garden.", "the school garden"),
        ("What did the group think of the seed bank?", "the seed bank"),
        ("trust", "trust"),
        ("How do we get government to own our programme?", "how do we get government to own our programme"),
    ],
)
def test_what_a_question_is_about_is_told_from_how_it_asks(text: str, subject: str) -> None:
    assert about(text) == subject


def test_a_speaker_who_is_named_is_a_speaker_and_no_topic() -> None:
    question = understand("What did Ada Obi say about the drivers?", ("ada obi", "tomas lind"), ("en",))
    assert question.speakers == ("ada obi",)
    assert [term.word for term in question.terms] == ["drivers"]


def test_a_label_with_title_and_office_is_known_by_the_name() -> None:
    question = understand("What did Ada Obi say about wells?", ("hon. ada obi (north valley, water)", "dr. tomas lind"), ("en",))
    assert question.speakers == ("hon. ada obi (north valley, water)",)
    assert question.about == "wells"


def test_a_name_inside_another_word_is_not_that_speaker() -> None:
    assert understand("Is the adamant chairman right?", ("ada",), ("en",)).speakers == ()


def test_a_question_of_nothing_but_asking_words_is_kept_whole() -> None:
    question = understand("What was said?", (), ("en",))
    assert question.about == "What was said?"
    assert question.terms == ()


def test_a_question_about_the_talk_itself_keeps_its_words() -> None:
    assert [term.word for term in understand("summary of the meeting", (), ("en",)).terms] == ["summary", "meeting"]


def test_a_word_is_stemmed_in_every_language_of_the_interviews() -> None:
    (term,) = understand("gouvernements", (), ("en", "fr")).terms
    assert term.stems == {"en": "gouvern", "fr": "gouvern"}
    (term,) = understand("les gouvernements", (), ("fr",)).terms
    assert term.word == "gouvernements"


def test_a_question_for_whatever_somebody_said_has_no_subject() -> None:
    assert not understand("What did Ada Obi say?", ["ada obi"], ["en"]).topical
    assert understand("What did Ada Obi say about wells?", ["ada obi"], ["en"]).topical
    assert understand("What did people say?", ["ada obi"], ["en"]).speakers == ()
