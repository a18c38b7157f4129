"""No quote is shown that is not, at that moment, the stored words of one turn."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.builtin import builtin_interview
from corpus.catalog import Catalog
from corpus.citation import cite
from corpus.models import Interview, Role, Span, sha256_of
from corpus.quote import Quote, Verifier
from tests.corpus.interviews import an_interview

INTERVIEW = an_interview(("Ben", "How did it begin?"), ("Ada", "We asked every household first. 水 😀 Door by door."), ("Ben", "And then?"))
ADA = INTERVIEW.turns[1]


@pytest.fixture
def catalog(catalog: Catalog) -> Catalog:
    catalog.put(INTERVIEW)
    return catalog


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path_factory.mktemp("page") / "catalog.sqlite3")
    catalog.put(builtin_interview())
    yield catalog
    catalog.close()


def span_of(words: str, interview: Interview = INTERVIEW) -> Span:
    start = interview.text.index(words)
    return Span(start=start, end=start + len(words))


def ask(verifier: Verifier, span: Span, turn: int = 1, words: str | None = None, interview: str = "visit") -> Quote | None:
    claimed = INTERVIEW.words_of(span) if words is None else words
    return verifier.quote(interview, turn, span, sha256_of(claimed), rank=1, score=0.5)


def assert_refused(verifier: Verifier, quote: Quote | None, caplog: pytest.LogCaptureFixture, reason: str) -> None:
    assert quote is None
    assert verifier.refused == 1
    (record,) = [record for record in caplog.records if record.name == "corpus.quote"]
    assert record.levelno == logging.ERROR
    assert reason in record.getMessage()
    assert "household" not in record.getMessage()


def test_a_quote_is_the_words_of_its_span_with_their_citation(catalog: Catalog) -> None:
    verifier = Verifier(catalog)
    span = span_of("every household first. 水 😀")
    assert verifier.quote("visit", 1, span, sha256_of(INTERVIEW.words_of(span)), rank=3, score=0.12345678) == Quote(
        rank=3,
        score=0.123457,
        interview="visit",
        source="visit.txt",
        turn=1,
        start=span.start,
        end=span.end,
        speaker="Ada",
        role=Role.UNKNOWN,
        organisation=None,
        time=None,
        page=None,
        text="every household first. 水 😀",
        citation=cite(INTERVIEW.header, ADA),
    )
    assert verifier.refused == 0


def test_a_whole_turn_may_be_quoted(catalog: Catalog) -> None:
    quote = ask(Verifier(catalog), ADA)
    assert quote is not None
    assert (quote.start, quote.end, quote.text) == (ADA.start, ADA.end, INTERVIEW.words_of(ADA))


def test_a_quote_of_the_page_names_its_organisation(page: Catalog) -> None:
    interview = builtin_interview()
    turn = interview.turns[4]
    quote = Verifier(page).quote("whats-working", 4, turn, sha256_of(interview.words_of(turn)), rank=1, score=1)
    assert quote is not None
    assert (quote.organisation, quote.speaker, quote.source) == ("Zvandiri", None, interview.title)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_span_is_quoted_exactly_when_it_lies_in_its_turn(page: Catalog, data: st.DataObject) -> None:
    interview = builtin_interview()
    turn = data.draw(st.sampled_from(interview.turns))
    start = data.draw(st.integers(max(0, turn.start - 3), turn.end))
    end = data.draw(st.integers(start, min(len(interview.text), turn.end + 3)))
    quote = Verifier(page).quote("whats-working", turn.index, Span(start=start, end=end), sha256_of(interview.text[start:end]), 1, 0.0)
    if turn.start <= start < end <= turn.end:
        assert quote is not None
        assert quote.text == interview.text[start:end]
    else:
        assert quote is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(ADA.start - 1, ADA.end, id="begins before it"),
        pytest.param(ADA.start, ADA.end + 1, id="ends after it"),
        pytest.param(0, ADA.end, id="two turns"),
        pytest.param(0, 3, id="another turn"),
        pytest.param(ADA.start + 2, ADA.start + 2, id="no words"),
        pytest.param(ADA.start, len(INTERVIEW.text) + 9, id="beyond the text"),
    ],
)
def test_a_span_that_does_not_lie_in_its_turn_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture, start: int, end: int) -> None:
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, Span(start=start, end=end)), caplog, "does not lie in turn 1")


@pytest.mark.parametrize(
    "words", ["We asked every household last.", "we asked every household first.", "We asked every household first. ", ""]
)
def test_words_other_than_those_indexed_are_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture, words: str) -> None:
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, span_of("We asked every household first."), words=words), caplog, "not those that were indexed")


@pytest.mark.parametrize(("old", "new"), [("first", "third"), ("And then", "What now"), ("Door by door.", "")])
def test_a_text_altered_in_the_database_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture, old: str, new: str) -> None:
    with catalog._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE interviews SET text = replace(text, ?, ?)", (old, new))
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, span_of("We asked every household")), caplog, "does not have the SHA-256 recorded")


def test_an_interview_that_is_gone_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture) -> None:
    catalog.remove("visit")
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, ADA), caplog, "visit: the interview, or its turn")


def test_an_interview_that_goes_while_an_answer_is_made_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture) -> None:
    verifier = Verifier(catalog)
    assert ask(verifier, ADA) is not None
    catalog.remove("visit")
    assert_refused(verifier, ask(verifier, ADA), caplog, "its turn 1, is no longer stored")


def test_words_that_are_replaced_while_an_answer_is_made_are_refused(catalog: Catalog) -> None:
    verifier = Verifier(catalog)
    assert ask(verifier, ADA) is not None
    catalog.put(an_interview(("Ben", "How did it begin?"), ("Someone else", "-" * (ADA.end - ADA.start)), ("Ben", "And then?")))
    assert ask(verifier, ADA) is None


def test_an_interview_that_never_was_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture) -> None:
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, ADA, interview="well"), caplog, "well: the interview, or its turn")


@pytest.mark.parametrize("turn", [3, 99, -1])
def test_a_turn_that_does_not_exist_is_refused(catalog: Catalog, caplog: pytest.LogCaptureFixture, turn: int) -> None:
    verifier = Verifier(catalog)
    assert_refused(verifier, ask(verifier, ADA, turn=turn), caplog, f"its turn {turn}, is no longer stored")


def test_refusals_are_counted_and_do_not_stop_what_can_be_quoted(catalog: Catalog) -> None:
    verifier = Verifier(catalog)
    asked = [ask(verifier, ADA), ask(verifier, ADA, turn=9), ask(verifier, ADA, words="x"), ask(verifier, span_of("Door"))]
    assert [quote.text if quote else None for quote in asked] == [INTERVIEW.words_of(ADA), None, None, "Door"]
    assert verifier.refused == 2
