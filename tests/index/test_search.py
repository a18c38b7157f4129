"""Search: both legs, exact filters, one quote a turn."""

import itertools
from pathlib import Path

import pytest

from corpus.data_folder import DataFolder
from corpus.errors import UsageError
from corpus.ingest import Ingest
from corpus.models import Origin, Role, Tag
from index import Filters, Index, TagFilter
from tests.transcripts import write

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


def _change(folder: DataFolder, key: str, turns: dict[int, dict[str, object]] | None = None, **fields: object) -> None:
    """Store an interview again with other fields."""
    interview = folder.catalog.get(key)
    assert interview is not None
    changed = tuple(turn.model_copy(update=(turns or {}).get(turn.index, {})) for turn in interview.turns)
    folder.catalog.put(interview.model_copy(update={**fields, "turns": changed}))


def _found(index: Index, **filters: object) -> set[tuple[str, int]]:
    return {(h.interview, h.turn) for h in index.search("money and seeds", Filters(**filters), limit=50).hits}  # type: ignore[arg-type]


def test_metadata_of_interviews_and_speakers_can_be_filtered_by(two_interviews: Opened) -> None:
    folder, index = two_interviews
    _change(
        folder,
        "seeds",
        {2: {"organisation": "Seed Commons", "participant": "T. A. Lind"}},
        date="May 2021",
        attributes={"region": ("North",)},
    )
    _change(folder, "clinic", date="2023-02-01", attributes={"region": ("South", "East")})
    assert _found(index, organisations=("seed commons",)) == {("seeds", 2)}
    assert _found(index, speakers=("t. a. lind",)) == {("seeds", 2)}
    assert _found(index, tags=(TagFilter(dimension="region", value="east"),)) == {("clinic", 1), ("clinic", 3)}
    assert _found(index, since="2021-05", until="2021") == {("seeds", 1), ("seeds", 2)}
    assert _found(index, since="2022") == {("clinic", 1), ("clinic", 3)}
    assert _found(index, roles=(Role.INTERVIEWER,)) == {("clinic", 0), ("seeds", 0)}
    assert _found(index, roles=(Role.INTERVIEWEE,), since="2022", speakers=("Amara Okoye",)) == {("clinic", 1), ("clinic", 3)}


def test_an_insight_may_have_to_be_a_persons_tag(two_interviews: Opened) -> None:
    folder, index = two_interviews
    assert _found(index, insights=(2,), human_only=True) == set()
    turn = folder.catalog.get("seeds").turns[1]  # type: ignore[union-attr]
    tag = Tag(start=turn.start, end=turn.end, dimension="insight", value="2")
    _change(folder, "seeds", tags=(tag,))
    assert _found(index, insights=(2,), human_only=True) == {("seeds", 1)}


def test_a_filtered_search_ranks_as_one_over_everything_does(two_interviews: Opened) -> None:
    _, index = two_interviews
    everything = [(h.interview, h.turn) for h in index.search("who pays the drivers", limit=50).hits]
    filtered = [(h.interview, h.turn) for h in index.search("who pays the drivers", Filters(interviews=("clinic",)), limit=50).hits]
    assert filtered == [hit for hit in everything if hit[0] == "clinic"]


def test_a_long_monologue_gives_more_than_one_quote(two_interviews: Opened, tmp_path: Path) -> None:
    folder, index = two_interviews
    topics = ("water pumps", "school meals", "road building", "night classes")
    told = " ".join(
        f"In year {k} we learned about {topics[k % 4]}, and what we learned about {topics[k % 4]} stayed with us." for k in range(60)
    )
    Ingest(folder.catalog).run([write(tmp_path / "long", monologue=f"Interviewer: Please begin.\nIda Berg: {told}\n")])
    hits = [h for h in index.search("school meals", Filters(interviews=("monologue",))).hits if h.turn == 1]
    assert len(hits) >= 3
    spans = sorted((h.start, h.end) for h in hits)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_the_words_of_a_speaker_whom_the_question_names_come_first(two_interviews: Opened) -> None:
    _, index = two_interviews
    assert index.search("What did Tomas Lind say about what they learned?").hits[0].interview == "seeds"
    assert index.search("What did Amara Okoye say about what they learned?").hits[0].interview == "clinic"


def test_a_question_matches_interviews_in_their_own_language(two_interviews: Opened, tmp_path: Path) -> None:
    folder, index = two_interviews
    Ingest(folder.catalog).run(
        [write(tmp_path / "fr", ferme="Aïcha Diallo: Les agricultrices partageaient leurs semences avec les voisines.\n")]
    )
    _change(folder, "ferme", language="fr")
    (hit, *_) = index.search("partager une semence").hits
    assert (hit.interview, hit.matched) == ("ferme", ("partag", "semenc"))


def test_what_nobody_says_is_reported(two_interviews: Opened) -> None:
    support = two_interviews[1].search("What about zeppelins and drivers?").support
    assert support is not None
    assert support.unheard == ("zeppelins",)
    drives, *others = sorted(standing.missing for standing in support.interviews)
    assert 0 < drives < 1
    assert others == [1]


def test_a_tag_by_hand_changes_the_suggestion_for_words_like_it_in_the_next_search(two_interviews: Opened, tmp_path: Path) -> None:
    folder, index = two_interviews
    write(
        tmp_path / "bees",
        bees="Ida Berg: Bees taught our valley to share hives.\nIda Berg: The hives are shared by the whole valley, bees too.\n",
    )
    Ingest(folder.catalog).run([tmp_path / "bees"])
    only = Filters(interviews=("bees",))
    before = {hit.turn: hit.insights for hit in index.search("hives", only).hits}
    turn = folder.catalog.get("bees").turns[0]  # type: ignore[union-attr]
    _change(folder, "bees", tags=(Tag(start=turn.start, end=turn.end, dimension="insight", value="7"),))
    after = {hit.turn: hit.insights for hit in index.search("hives", only).hits}
    assert [(label.number, label.origin) for label in after[0]] == [(7, Origin.HUMAN)]
    assert [label.number for label in before[1]] != [7]
    assert [(label.number, label.origin) for label in after[1]] == [(7, Origin.SUGGESTED)]
