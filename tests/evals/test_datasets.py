"""Data sets are read as they are, and what is wrong with one is said with its line. All transcripts here are fictional."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from corpus.settings import Settings
from evals.datasets.base import Place, Question, checked, spread
from evals.datasets.beir import load_beir
from evals.datasets.choose import choose_dataset
from evals.datasets.gold import bind, load_gold
from evals.datasets.gold_file import read_rows
from evals.datasets.qmsum import OTHER_DOMAIN, SAME_DOMAIN, domain_of, load_qmsum

GARDEN = ["We plant the beans in April, when the frost has gone for good.", "Right.", "The neighbours water them on Sundays for us."]
KILN = ["The kiln needs nine hours before it is hot enough for the glaze.", "We fire it with wood from the old orchard, never with gas."]


def transcript(folder: Path, name: str, turns: list[str], queries: list[tuple[str, list[list[str]]]]) -> None:
    folder.mkdir(exist_ok=True)
    data = {
        "meeting_transcripts": [{"speaker": f"Person {k % 2}", "content": words} for k, words in enumerate(turns)],
        "specific_query_list": [{"query": q, "answer": "", "relevant_text_span": spans} for q, spans in queries],
    }
    (folder / name).write_text(json.dumps(data))


@pytest.fixture
def open_folder(tmp_path: Path) -> Callable[..., Assistant]:
    return lambda **kwargs: Assistant(Settings(data_dir=tmp_path / "corpus", **kwargs))


def test_qmsum_questions_have_the_long_turns_of_their_spans(tmp_path: Path, open_folder: Callable[..., Assistant]) -> None:
    transcript(tmp_path / "q", "Bed001.json", GARDEN, [("When are beans planted?", [["0", "2"]])])
    transcript(tmp_path / "q", "Bed002.json", KILN, [("How long must the kiln heat?", [["0", "0"]])])
    transcript(tmp_path / "q", "ES2001a.json", KILN, [("Which wood is burnt?", [["1", "9"]])])
    dataset = load_qmsum(tmp_path / "q")
    assistant = open_folder(builtin_corpus=False)
    assert dataset.fill(assistant) == []
    questions = {q.id: q for q in dataset.questions(assistant)}
    assistant.close()
    beans = questions["Bed001#0"]
    assert [place.turn for place in beans.relevant] == [0, 2]
    assert [place.turn for place in beans.also] == [1]
    assert [place.turn for place in questions["ES2001a#0"].relevant] == [1]  # a span that runs past the end is cut
    moved = {(q.reason, q.within) for key, q in questions.items() if key.startswith("Bed001#0@")}
    assert moved == {(OTHER_DOMAIN, "es2001a"), (SAME_DOMAIN, "bed002")}
    assert all(q.unanswerable and not q.relevant for key, q in questions.items() if "@" in key)


def test_the_domain_of_a_transcript_is_told_by_its_name() -> None:
    assert [domain_of(n) for n in ("Bmr003.json", "IS1002b.json", "covid_4.json", "education_1.json")] == [
        "academic",
        "product",
        "committee",
        "committee",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ('{"meeting_transcripts": []}', "it lacks 'specific_query_list'"),
        (
            '{"meeting_transcripts": [{"content": "x"}], "specific_query_list": [{"query": "q", "relevant_text_span": [["a", "b"]]}]}',
            "specific query 0 has no list",
        ),
    ],
)
def test_a_malformed_transcript_is_named(tmp_path: Path, open_folder: Callable[..., Assistant], content: str, message: str) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "Bed001.json").write_text(content)
    assistant = open_folder()
    with pytest.raises(UsageError, match=message) as error:
        _ask_for_questions(tmp_path / "t", assistant)
    assistant.close()
    assert "Bed001.json" in str(error.value)


def _ask_for_questions(folder: Path, assistant: Assistant) -> None:
    dataset = load_qmsum(folder)
    dataset.fill(assistant)
    dataset.questions(assistant)


def beir(folder: Path, qrels: str, corpus: str | None = None, queries: str | None = None) -> Path:
    (folder / "qrels").mkdir(parents=True)
    documents = [{"_id": f"d{k}", "title": "Pottery", "text": words} for k, words in enumerate(KILN + GARDEN)]
    (folder / "corpus.jsonl").write_text(corpus or "\n".join(map(json.dumps, documents)))
    (folder / "queries.jsonl").write_text(queries or '{"_id": "k", "text": "How long must the kiln heat?"}\n')
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{qrels}")
    return folder


def test_beir_documents_are_quotations_of_a_collection(tmp_path: Path, open_folder: Callable[..., Assistant]) -> None:
    dataset = load_beir(beir(tmp_path / "b", "k\td0\t2\nk\td2\t0\n"))
    assistant = open_folder(builtin_corpus=False)
    dataset.fill(assistant)
    (question,) = dataset.questions(assistant)
    assert question.relevant == (Place(interview="documents-1", turn=0),)
    best = assistant.search(question.text, limit=1)[0]
    assert best.text == f"Pottery\n\n{KILN[0]}"
    assistant.close()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"qrels": "x\td0\t1\n"}, "test.tsv, line 2: queries.jsonl has no question 'x'"),
        ({"qrels": "k\td99\t1\n"}, "test.tsv, line 2: corpus.jsonl has no document 'd99'"),
        ({"qrels": "k d0 1\n"}, "test.tsv, line 2: is not query-id"),
        ({"qrels": ""}, "holds no question"),
        (
            {"qrels": "", "corpus": '{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}'},
            "corpus.jsonl, line 2: the document 'a' is given twice",
        ),
        (
            {"qrels": "", "queries": '{"_id": "k", "text": "x"}\n\n{"_id": "k", "text": "y"}'},
            "queries.jsonl, line 3: the question 'k' is given twice",
        ),
        ({"qrels": "", "queries": "[1]"}, "queries.jsonl, line 1: is no object"),
    ],
)
def test_what_is_wrong_with_a_beir_folder_is_said_with_its_line(tmp_path: Path, given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        load_beir(beir(tmp_path / "b", **given))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_gold_is_read_from_a_table_whatever_the_spreadsheet_writes(tmp_path: Path, builtin: Assistant) -> None:
    rows = (
        "id;question;expected;insight;no answer;interview;turn\n"
        'a;"Who leads; them or us?";This isn’t a parallel program|You cannot do anything alone;2;;;\n'
        "b;Where is the station?;;;yes;;\n"
        "c;Which quote is this?;;;;whats-working;3|4\n"
        "d;Which insight?;;8|9;;;\n"
    )
    file = tmp_path / "gold.csv"
    file.write_bytes(rows.encode("cp1252"))
    first, second, third, fourth = bind(file, read_rows(file), builtin)
    assert [place.turn for place in first.relevant] == [4, 1]
    assert first.insights == (2,)
    assert second.unanswerable
    assert [place.turn for place in third.relevant] == [3, 4]
    assert fourth.insights == (8, 9)


def test_gold_is_read_from_json_lines_with_lists_and_offsets(tmp_path: Path, builtin: Assistant) -> None:
    interview = builtin.interview(BUILTIN_ID)
    assert interview is not None
    turn = interview.turns[5]
    lines = [
        {"question": "one?", "expected": ["Partnership is crucial"], "insight": 1},
        {"question": "two?", "interview": BUILTIN_ID, "start": turn.start + 2, "end": turn.start + 9},
        {"question": "three?", "interview": BUILTIN_ID, "turn": [0, 2], "within": BUILTIN_ID},
        {"question": "four?", "no_answer": True},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n\n".join(map(json.dumps, lines)))
    one, two, three, four = bind(file, read_rows(file), builtin)
    assert [p.turn for p in one.relevant] == [1]
    assert [p.turn for p in two.relevant] == [5]
    assert [p.turn for p in three.relevant] == [0, 2]
    assert three.within == BUILTIN_ID
    assert four.unanswerable
    assert one.id != two.id
    assert one.id == bind(file, read_rows(file)[:1], builtin)[0].id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no question"),
        ("question,expected\n", "holds no question"),
        ("answer\nx\n", "line 1: has no column 'question'"),
        ("question,colour\nq,red\n", "line 2: there is no column 'colour'"),
        ("question,expected\nq,nobody said this at all\n", "line 2: no turn of any interview holds the words “nobody said this at all”"),
        ("question,expected\nok,Partnership is crucial\nq,\n", "line 3: give what is expected"),
        ("question,expected,no_answer\nq,Partnership is crucial,yes\n", "line 2: give what is expected"),
        ("question,interview,turn\nq,nobody,1\n", "line 2: no interview is called 'nobody'"),
        ("question,interview,turn\nq,whats-working,28\n", "line 2: 'whats-working' has no turn 28; its turns are 0 to 27"),
        ("question,turn\nq,1\n", "line 2: a turn or offsets need the interview"),
        ("question,interview,start,end\nq,whats-working,9,3\n", "line 2: offsets need a start and a later end"),
        ("question,interview,start,end\nq,whats-working,9,\n", "line 2: offsets need a start and a later end"),
        ("question,interview,start,end\nq,whats-working,999999,9999999\n", "line 2: no turn of 'whats-working' lies at"),
        ("question,insight\nq,12\n", "line 2: the framework has no insight 12"),
        ("question,insight\nq,first\n", "line 2: insight.0: Input should be a valid integer"),
        ("question,no_answer\nq,perhaps\n", "line 2: no_answer"),
        ("id,question,insight\na,q,1\na,r,1\n", "line 3: the id 'a' stands in line 2 already"),
        ("question,insight\nq,1\nq,2\n", "line 3: the same question without an id stands in line 2 already"),
        ('question,insight\n"two\nlines",1\nq,12\n', "line 4: the framework has no insight 12"),
        ("question,insight\nq, with a comma,1\n", "line 2: has more cells than the first line"),
        ('question,insight\n"q" x,1\n', "is no line of a table"),
    ],
)
def test_what_is_wrong_with_a_gold_file_is_said_with_its_line(tmp_path: Path, builtin: Assistant, text: str, message: str) -> None:
    file = tmp_path / "gold.csv"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        load_gold(file).questions(builtin)
    assert message in str(error.value)
    assert "gold.csv" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"question": "q", "insight": 1}\n{"question"\n')
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 2: is not JSON"):
        read_rows(file)
    with pytest.raises(UsageError, match="cannot be read"):
        read_rows(tmp_path / "nowhere.csv")


def test_a_folder_that_holds_nothing_known_says_what_to_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="give --gold FILE as well"):
        choose_dataset(tmp_path, None, transcripts=True)
    with pytest.raises(UsageError, match="there is no such folder"):
        choose_dataset(tmp_path / "none", None, transcripts=True)
    assert choose_dataset(None, None, transcripts=True).name == "built-in quotes"
    transcript(tmp_path / "t", "Bed001.json", GARDEN, [("When are beans planted?", [["0", "0"]])])
    monkeypatch.setenv("WHATSWORKING_QMSUM", str(tmp_path / "t"))
    assert choose_dataset(None, None, transcripts=True).name == "QMSum t"
    assert choose_dataset(None, None, transcripts=False).name == "built-in quotes"


def test_a_limit_takes_questions_from_all_over_and_of_every_kind() -> None:
    questions = [Question(id=f"a{k}", text="q", relevant=(Place(interview="i", turn=0),)) for k in range(100)]
    questions += [Question(id=f"n{k}", text="q", unanswerable=True, reason="far") for k in range(3)]
    kept = [question.id for question in spread(questions, 5)]
    assert kept == ["a0", "a20", "a40", "a60", "a80", "n0", "n1", "n2"]
    assert spread(questions, None) == questions


def test_two_questions_of_one_id_are_refused() -> None:
    one = Question(id="a", text="q", unanswerable=True)
    with pytest.raises(UsageError, match="the id 'a' is given to two questions"):
        checked("set", [one, one])
    with pytest.raises(UsageError, match="holds no question"):
        checked("set", [])
