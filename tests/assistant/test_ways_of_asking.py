"""Ways of asking: which layout a question wants, in many wordings, and what stands in it."""

import pytest

from assistant import Answer, Assistant
from assistant.understanding import read_intent
from corpus.models import Role

WORDINGS = [
    ("How do we get government to own our programme?", "find"),
    ("What helps girls stay in school?", "find"),
    ("How often does a well need repair?", "find"),
    ("Who gives their data away for free?", "find"),
    ("How many girls did the programme reach?", "find"),
    ("Tell me about trust", "find"),
    ("Compare funders and founders on trust", "compare"),
    ("funders versus founders on unrestricted funding", "compare"),
    ("Funders vs founders: trust", "compare"),
    ("Trust: funders vs. founders", "compare"),
    ("How do funders and founders differ on risk?", "compare"),
    ("What is the difference between Kenya and Uganda on schooling?", "compare"),
    ("What's the difference between funders and founders when it comes to risk?", "compare"),
    ("What do funders say about risk compared to founders?", "compare"),
    ("Compare what funders and founders say about risk", "compare"),
    ("Contrast Kenya with India on government", "compare"),
    ("Where do funders and founders disagree on reporting?", "compare"),
    ("2019 vs 2021 on funding", "compare"),
    ("How many interviewees mention government?", "count"),
    ("how many people talk about trust", "count"),
    ("How many of the interviewees mentioned fees?", "count"),
    ("In how many interviews is corruption mentioned?", "count"),
    ("How often is funding mentioned?", "count"),
    ("How many times do they mention trust?", "count"),
    ("Count the organisations that mention data", "count"),
    ("What is the number of interviews that mention climate?", "count"),
    ("how many founders mention rent", "count"),
    ("How many interviews are there?", "count"),
    ("Who said that government is slow?", "who"),
    ("who talks about corruption?", "who"),
    ("Who has mentioned climate?", "who"),
    ("Which organisations mention climate?", "who"),
    ("Which founders talk about rent?", "who"),
    ("Name the people who mention trust", "who"),
    ('Who said "we trust the people we fund"?', "who"),
    ('exact words: "we gave the money back"', "exact"),
    ("Exact words: school fees", "exact"),
    ('"school fees"', "exact"),
    ("Give me the exact words on unrestricted funding", "exact"),
    ("find the exact phrase “budget line”", "exact"),
    ("Summarise the interview with Ada Obi", "summary"),
    ("Give me a short summary of Ada Obi on schools", "summary"),
    ("What are the key points of the interview with Ada Obi?", "summary"),
    ("What did Ada Obi say overall?", "summary"),
    ("What is missing on gender?", "missing"),
    ("What's missing about climate?", "missing"),
    ("What does nobody say about climate?", "missing"),
    ("What are the gaps on climate?", "missing"),
    ("Where is the evidence thin on climate?", "missing"),
    ("Who disagrees about open data?", "disagree"),
    ("Does anyone disagree with that?", "disagree"),
    ("Is there any counter-evidence on open data?", "disagree"),
    ("What speaks against open data?", "disagree"),
]


@pytest.mark.parametrize(("question", "way"), WORDINGS)
def test_a_wording_is_known_for_its_way_of_asking(question: str, way: str) -> None:
    assert read_intent(question).way == way


def people(answer: Answer) -> list[str]:
    return [item.label for item in answer.count.items] if answer.count else []


def test_a_comparison_has_a_column_for_each_side_with_only_its_words(fiction: Assistant) -> None:
    answer = fiction.ask("funders versus founders on unrestricted funding")
    assert [column.label for column in answer.columns] == ["Funders", "Founders"]
    interviews = [{q.interview for g in column.groups for q in g.quotes} for column in answer.columns]
    assert interviews[0] <= {"cleo", "eva"}
    assert interviews[1] <= {"ada", "ben", "fay"}
    assert all(interviews)
    assert {(q.interview, q.start) for c in answer.columns for g in c.groups for q in g.quotes} == {
        (q.interview, q.start) for q in answer.quotes
    }


def test_three_sides_give_three_columns(fiction: Assistant) -> None:
    answer = fiction.ask("Compare Kenya, Uganda and India on government")
    assert [column.label for column in answer.columns] == ["Kenya", "Uganda", "India"]


def test_years_can_be_compared(fiction: Assistant) -> None:
    answer = fiction.ask("2019 vs 2021 on government")
    assert [[f.key for f in column.filters] for column in answer.columns] == [["date:2019"], ["date:2021"]]


def test_a_side_that_says_nothing_says_so(fiction: Assistant) -> None:
    answer = fiction.ask("Compare Brazil and Kenya on school fees")
    assert answer.columns[0].refusal is not None
    assert answer.columns[1].groups


@pytest.mark.parametrize(
    ("question", "number", "listed"),
    [
        ("How many interviewees mention government?", 6, ["Ada Obi", "Ben Kato", "Cleo Danso", "Dev Rao", "Fay Obi", "Gus Marin"]),
        ("How many interviewees mention school fees?", 1, ["Ada Obi"]),
        ("How many people mention mothers?", 2, ["Ben Kato", "Dev Rao"]),
        ("How many people mention mothers or parents?", 3, ["Ada Obi", "Ben Kato", "Dev Rao"]),
        ("how many founders mention government", 3, ["Ada Obi", "Ben Kato", "Fay Obi"]),
        ("How many interviewees in Kenya mention government?", 2, ["Ada Obi", "Fay Obi"]),
        ("How many interviewees mention trusting?", 1, ["Cleo Danso"]),
        ("How many interviewees mention yes?", 1, ["Fay Obi"]),
        ("How many interviewees mention governance of oceans?", 0, []),
        ("How many organisations mention wells?", 1, ["Blue Well Trust"]),
        ("In how many interviews is climate mentioned?", 1, ["Eva Lind on giving"]),
        ("How many interviews are there?", 7, None),
        ('How many interviewees mention "government budget"?', 1, ["Cleo Danso"]),
        ("How many interviewees since 2021 mention government?", 4, ["Ben Kato", "Cleo Danso", "Fay Obi", "Gus Marin"]),
        ("How often is government mentioned?", 10, None),
    ],
)
def test_counts_are_exact_and_their_list_is_whole(fiction: Assistant, question: str, number: int, listed: list[str] | None) -> None:
    answer = fiction.ask(question)
    assert answer.intent == "count"
    assert answer.count is not None
    assert answer.count.number == number
    assert listed is None or people(answer) == listed
    assert "All turns" in answer.count.rule or not answer.count.words


def test_a_count_shows_a_quote_with_the_word_for_each_line(fiction: Assistant) -> None:
    answer = fiction.ask("How many interviewees mention mothers?")
    assert answer.count is not None
    assert all(item.quote and "mothers" in item.quote.text for item in answer.count.items)


def test_an_interviewers_words_do_not_count(fiction: Assistant) -> None:
    answer = fiction.ask("How many interviewees mention hard?")  # only an interviewer says it
    assert answer.count is not None
    assert answer.count.number == 0
    assert answer.status == "no_evidence"


def test_who_said_lists_people_before_their_words(fiction: Assistant) -> None:
    answer = fiction.ask("Who talks about unrestricted funding?")
    assert {"Cleo Danso", "Eva Lind", "Ada Obi"} <= {voice.speaker for voice in answer.voices}
    assert sum(voice.quotes for voice in answer.voices) == len(answer.quotes)


def test_exact_words_are_found_word_for_word_whatever_case_and_apostrophe(fiction: Assistant) -> None:
    answer = fiction.ask("exact words: GOVERNMENT budget line")
    assert [q.interview for q in answer.quotes] == ["cleo"]
    assert "government budget line" in answer.quotes[0].text


def test_words_that_nobody_says_exactly_are_refused_with_the_nearest(fiction: Assistant) -> None:
    answer = fiction.ask('exact words: "governments budget lines"')
    assert answer.status == "no_evidence"
    assert answer.refusal is not None
    assert answer.refusal.reason.startswith("Nobody says “governments budget lines” word for word")


def test_an_interview_is_summarised_by_its_own_quotes(fiction: Assistant) -> None:
    answer = fiction.ask("Summarise the interview with Fay Obi")
    assert answer.intent == "summary"
    assert {q.interview for q in answer.quotes} == {"fay"}
    assert len(answer.quotes) >= 3


def test_a_summary_of_no_known_interview_falls_back_to_finding(fiction: Assistant) -> None:
    answer = fiction.ask("Summarise what is said on unrestricted funding")
    assert (answer.intent, answer.status) == ("find", "answered")
    assert len({q.interview for q in answer.quotes}) > 1


def test_what_is_missing_names_insights_and_organisations_that_are_silent(fiction: Assistant) -> None:
    answer = fiction.ask("What is missing on climate?")
    kinds = {gap.kind for gap in answer.gaps}
    assert {"insight", "organisation"} <= kinds
    assert "Open Door" in {gap.name for gap in answer.gaps}
    assert {q.interview for q in answer.quotes} <= {"eva", "fay"}


def test_how_often_words_are_said_together_counts_each_place_once(fiction: Assistant) -> None:
    said = sum(
        interview.words_of(turn).casefold().count("school fee")
        for entry in fiction.folder.catalog.entries()
        if (interview := fiction.interview(entry.id))
        for turn in interview.turns
        if turn.role is not Role.INTERVIEWER
    )
    answer = fiction.ask("How often is school fees mentioned?")
    assert answer.count is not None
    assert answer.count.number == said > 1
    twice = fiction.ask("How often is fees or fee mentioned?").count
    once = fiction.ask("How often is fees mentioned?").count
    assert twice is not None
    assert once is not None
    assert twice.number == once.number


@pytest.mark.parametrize("question", ["What is missing on school fees?", "Summarise the interview with Ada"])
def test_more_shows_nothing_twice_whatever_was_asked(fiction: Assistant, question: str) -> None:
    conversation = fiction.conversation()
    first = {(q.interview, q.start, q.end) for q in conversation.ask(question).quotes}
    more = conversation.ask("Show me more")
    assert first
    assert not first & {(q.interview, q.start, q.end) for q in more.quotes}


def test_a_date_within_quotation_marks_stays_when_a_filter_is_taken_off(fiction: Assistant) -> None:
    answer = fiction.ask('Who said "in 2019 we stopped" in Kenya?', without=["place:Kenya"])
    assert "in 2019 we stopped" in answer.standalone_question
