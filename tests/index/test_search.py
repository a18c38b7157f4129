"""Search: both legs, exact filters, one quote a turn."""

import pytest

from corpus.data_folder import DataFolder
from corpus.errors import UsageError
from corpus.models import Origin, Tag
from index import Filters, Index, TagFilter

Opened = tuple[DataFolder, Index]


def test_interviewers_are_not_quoted_unless_asked_for(two_interviews: Opened) -> None:
    _, index = two_interviews
    question = "How did the mobile clinic begin?"
    assert ("clinic", 0) not in {(h.interview, h.turn) for h in index.search(question).hits}
    asked = index.search(question, Filters(include_interviewers=True)).hits
    assert (asked[0].interview, asked[0].turn) == ("clinic", 0)


def test_filters_are_exact_and_combine(two_interviews: Opened) -> None:
    _, index = two_interviews
    assert {h.interview for h in index.search("money", Filters(interviews=("seeds",))).hits} == {"seeds"}
    assert {h.interview for h in index.search("money", Filters(speakers=("AMARA  okoye",))).hits} == {"clinic"}
    assert index.search("money", Filters(speakers=("Amara Okoye",), interviews=("seeds",))).allowed == 0


def test_a_filter_on_a_persons_tag_lets_only_those_words_through(two_interviews: Opened) -> None:
    folder, index = two_interviews
    interview = folder.catalog.get("seeds")
    assert interview is not None
    turn = interview.turns[2]
    tag = Tag(start=turn.start, end=turn.end, dimension="topic", value="Money", origin=Origin.HUMAN)
    folder.catalog.put(interview.model_copy(update={"tags": (tag,)}))
    hits = index.search("anything at all", Filters(tags=(TagFilter(dimension="topic", value="money"),))).hits
    assert [(h.interview, h.turn) for h in hits] == [("seeds", 2)]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(speakers=("Amara Okoy",)), "no speaker is called 'Amara Okoy'; there is amara okoye"),
        (Filters(tags=(TagFilter(dimension="topic", value="x"),)), "no quote is tagged topic=x"),
        (Filters(insights=(99,)), "the framework has no insight 99; it has 1, 2, 3, 4, 5, 6, 7, 8, 9"),
    ],
)
def test_a_filter_that_the_corpus_does_not_have_is_named(two_interviews: Opened, filters: Filters, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        two_interviews[1].search("money", filters)


def test_a_suggested_insight_can_be_filtered_by(two_interviews: Opened) -> None:
    _, index = two_interviews
    hits = index.search("money", Filters(insights=(2,))).hits
    assert all([label.number for label in hit.insights] == [2] for hit in hits)
    assert ("clinic", 3) in {(hit.interview, hit.turn) for hit in hits}


def test_each_turn_is_returned_once_and_never_more_than_the_limit(two_interviews: Opened) -> None:
    hits = two_interviews[1].search("seeds money ministry", limit=2).hits
    assert len(hits) == len({(h.interview, h.turn) for h in hits}) == 2


def test_the_topic_words_of_a_question_are_reported_with_where_they_stand(two_interviews: Opened) -> None:
    result = two_interviews[1].search("What did the drivers say about zeppelins?")
    assert set(result.terms) == {"driver", "zeppelin"}
    assert result.terms["zeppelin"] == max(result.terms.values())
    assert any("driver" in hit.matched for hit in result.hits)
    assert not any("zeppelin" in hit.matched for hit in result.hits)


@pytest.mark.parametrize("question", ['"', "NEAR(", "a OR b AND -c*", "^ { } ( ) :", "ünïcödé 🙂", "' ; DROP TABLE units"])
def test_no_character_of_a_question_is_read_as_query_language(two_interviews: Opened, question: str) -> None:
    assert two_interviews[1].search(question).allowed > 0


def test_an_empty_corpus_gives_no_hits(open_index) -> None:  # type: ignore[no-untyped-def]
    _, index = open_index()
    result = index.search("anything")
    assert result.hits == ()
    assert result.allowed == 0
