"""The suites on small worlds whose outcome is known. The talks are fictional."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from corpus.models import Interview, Source, Turn
from evals import Options, run_evaluation
from evals.benchmarks.corpus import LEAST_TURNS, sample_turns
from evals.datasets.base import Place
from evals.measures.citation_parts import missing_parts
from evals.measures.verbatim import quote_fault
from evals.peers.chunks import Chunk, as_turns, lay_out
from evals.reports.model import measures_by_key

GARDEN = ["We plant the beans in April when the frost has gone for good.", "Yes.", "The neighbours water them every Sunday for us."]
KILN = ["The kiln needs nine hours before it is hot enough for glaze.", "We fire it with wood from the old orchard and never with gas."]


def transcripts(folder: Path) -> Path:
    folder.mkdir()
    for name, turns, query, span in (
        ("Bed001.json", GARDEN, "When are the beans planted?", ["0", "1"]),
        ("ES2001a.json", KILN, "How many hours does the kiln need?", ["0", "0"]),
    ):
        data = {
            "meeting_transcripts": [{"speaker": f"Person {k}", "content": words} for k, words in enumerate(turns)],
            "specific_query_list": [{"query": query, "relevant_text_span": [span]}],
        }
        (folder / name).write_text(json.dumps(data))
    return folder


def test_retrieval_is_measured_within_a_transcript_and_over_all(tmp_path: Path) -> None:
    data = transcripts(tmp_path / "q")
    found = run_evaluation(["retrieval", "refusal"], Options(data=data, data_dir=tmp_path / "kept"))
    measures = measures_by_key(found.suites)
    for variant in ("scoped", "pooled"):
        assert measures[f"retrieval/{variant}/nDCG@10"].value == 1.0
        assert measures[f"retrieval/{variant}/nDCG@10"].cases == 2
    assert measures["refusal/ROC AUC"].value == 1.0
    assert list(found.environment.corpora) == ["QMSum q"]
    again = run_evaluation(["retrieval"], Options(data=data, data_dir=tmp_path / "kept"))
    assert again.environment.corpora == found.environment.corpora
    assert again.suites[0].cases == found.suites[0].cases


def test_own_questions_are_asked_of_own_interviews(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "kiln.txt").write_text("Ann Lee: " + "\nBo Ray: ".join(KILN) + "\n")
    (tmp_path / "talks" / "broken.json").write_text("{")
    gold = tmp_path / "gold.csv"
    gold.write_text('question,expected,no_answer\nHow many hours does the kiln need?,nine hours,\n"Who won the cup?",,yes\n')
    found = run_evaluation(["all"], Options(gold=gold, data=tmp_path / "talks", limit=3))
    suites = {suite.suite: suite for suite in found.suites}
    measures = measures_by_key(found.suites)
    assert measures["answers/expected quote in the first three"].value == 1.0
    assert measures["answers/unanswerable questions refused"].value == 1.0
    assert measures["retrieval/nDCG@10"].value == 1.0
    assert measures["citations/quotes verbatim"].value == 1.0
    assert suites["grouping"].missing[0].startswith("not run: no quote is tagged with an insight by a person")
    assert "broken.json" in suites["retrieval"].failed[0]


def test_own_questions_can_be_asked_of_the_data_folder(tmp_path: Path) -> None:
    Assistant.open(tmp_path / "mine").close()
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"question": "Why work with partners?", "expected": ["Partnership is crucial"], "insight": 1}\n')
    found = run_evaluation(["answers"], Options(gold=gold, data_dir=tmp_path / "mine"))
    assert found.suites[0].cases[0].won
    with pytest.raises(UsageError, match="needs questions with an answer and questions without"):
        run_evaluation(["refusal"], Options(gold=gold, data_dir=tmp_path / "mine"))
    with pytest.raises(UsageError, match="needs your questions: --gold FILE"):
        run_evaluation(["answers"])


def test_conversations_are_held_and_what_is_missing_is_said() -> None:
    suite = run_evaluation(["conversation"]).suites[0]
    measures = {measure.name: measure for measure in suite.measures}
    wrong = [case for case in suite.cases if case.kind != "opening" and not case.won]
    assert measures["follow-ups right in everything"].value == pytest.approx(
        1 - len(wrong) / measures["follow-ups right in everything"].cases
    )
    for line in suite.missing:
        assert "are not understood" in line
    for case in suite.cases:
        assert case.won == all(value == 1.0 for value in case.scores.values())
        assert ("Wrong:" in case.note) == (not case.won) or "could not be asked" in case.note


def test_a_quote_that_was_altered_or_moved_is_found_out(builtin: Assistant) -> None:
    interview = builtin.interview(BUILTIN_ID)
    assert interview is not None
    quote = builtin.search("Why work with partners?", limit=1)[0]
    assert quote_fault(quote, interview) is None
    assert missing_parts(quote, interview) == []
    faults = {
        "the words are not those": {"text": quote.text.replace("crucial", "vital") + " "},
        "does not lie in turn": {"turn": quote.turn + 1},
        "there is no turn 99": {"turn": 99},
        "the speaker is": {"speaker": "Somebody Else"},
    }
    for message, update in faults.items():
        assert message in (quote_fault(quote.model_copy(update=update), interview) or "")
    assert "is not stored" in (quote_fault(quote, None) or "")
    assert missing_parts(quote.model_copy(update={"citation": "a talk"}), interview)[:2] == ["the speaker", "the interview"]


def _talk() -> Interview:
    words = ["Good morning all.", "The kiln is hot enough now.", "We use orchard wood."]
    turns, start = [], 0
    for k, said in enumerate(words):
        turns.append(Turn(index=k, start=start, end=start + len(said), speaker=f"P{k}"))
        start += len(said) + 1
    return Interview(id="t", title="t", source=Source(name="t", format="f", sha256="0"), text="\n".join(words), turns=tuple(turns))


def test_a_chunk_stands_for_the_turn_that_is_best_for_the_peer() -> None:
    layout = lay_out(_talk())
    assert layout.text == "P0: Good morning all.\nP1: The kiln is hot enough now.\nP2: We use orchard wood.\n"
    every = Chunk(interview="t", start=0, end=len(layout.text))
    relevant = [Place(interview="t", turn=0), Place(interview="t", turn=2)]
    turns = [place.turn for place in as_turns([every, every, every, every], {"t": layout}, relevant)]
    assert turns == [2, 0, 1, 1]  # the relevant ones first, each once; then what it holds most of
    assert as_turns([every], {"t": layout}, []) == [Place(interview="t", turn=1)]


def test_a_chunk_can_be_quoted_only_where_it_lies_in_the_words_of_one_turn() -> None:
    layout = lay_out(_talk())
    start = layout.text.index("The kiln")
    assert layout.within_one_turn(Chunk(interview="t", start=start, end=start + 12))
    assert not layout.within_one_turn(Chunk(interview="t", start=start - 4, end=start + 12))
    assert not layout.within_one_turn(Chunk(interview="t", start=start, end=len(layout.text)))


def test_the_peer_is_measured_by_the_same_judge(tmp_path: Path) -> None:
    pytest.importorskip("langchain_chroma")
    pytest.importorskip("langchain_text_splitters")
    found = run_evaluation(["peers"], Options(data=transcripts(tmp_path / "q")))
    measures = measures_by_key(found.suites)
    assert measures["peers/scoped, ours/nDCG@10"].value == 1.0
    assert measures["peers/scoped, LangChain/success@5"].value == 1.0
    assert measures["peers/LangChain/chunks that are the words of one turn"].value == 0.0
    assert measures["peers/pooled/nDCG@10, ours less theirs"].note.startswith("p = ")


def test_a_small_corpus_is_joined_anew_until_it_can_be_timed(builtin: Assistant) -> None:
    turns = sample_turns(builtin)
    assert len(turns.words) == LEAST_TURNS
    assert len(set(turns.words)) == LEAST_TURNS
    assert sample_turns(builtin) == turns


@pytest.mark.slow
def test_speed_is_measured_beside_the_bare_minimum() -> None:
    measures = measures_by_key(run_evaluation(["speed"], Options(limit=5)).suites)
    for name in ("query, times a bare one", "indexing, times a bare one", "turns ingested", "turns indexed"):
        assert (measures[f"speed/{name}"].value or 0.0) > 0.0
