"""Evaluations are saved, compared, held to floors and shown on a page that asks nothing of anybody."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.errors import UsageError
from evals import Case, Evaluation, Measure, SuiteReport, compare
from evals.reports.files import load, save
from evals.reports.floors import Floor, missed_floors, parse_floor, read_floors
from evals.reports.model import Environment, Passage, Plot, Series, mean_measure
from evals.reports.page import render_page, worst
from evals.reports.svg import draw, table_of

NASTY = '</q><script>alert("1")</script> & <b>bold</b>'


def evaluation(scores: list[float], corpus: str = "one", words: str = "Was it hot?", shown: bool = True) -> Evaluation:
    passage = Passage(interview="kiln", turn=3, words=f"It was hot. {NASTY}", right=True)
    cases = tuple(
        Case(
            id=f"q{k}",
            question=words,
            variant="scoped",
            kind=NASTY,
            won=score > 0.5,
            scores={"nDCG@10": score},
            expected=(passage,),
            shown=(passage,) if shown or k else (),
        )
        for k, score in enumerate(scores)
    )
    plots = (
        Plot(
            kind="bars", title="Spread", x="nDCG", y="share", labels=("a", "b"), series=(Series(name=NASTY, points=((0, 0.25), (1, 0.75))),)
        ),
        Plot(
            kind="bars",
            title="Kinds",
            x="kind",
            y="share",
            labels=("a rather long label", NASTY),
            series=(Series(name="s", points=((0, 0.2),)),),
        ),
        Plot(kind="line", title="ROC curve", x="x", y="y", series=(Series(name="s", points=((0, 0), (0.5, 1), (1, 1))),), diagonal=True),
        Plot(
            kind="matrix", title="Matrix", x="x", y="y", labels=("1", "2"), series=(Series(name="1", points=((0, 2), (1, 1))),), share=False
        ),
    )
    suite = SuiteReport(
        suite="retrieval",
        title="Rankings",
        data="two questions",
        measures=(
            mean_measure("nDCG@10", scores, "scoped"),
            Measure(name="time", value=3.0, unit="ratio", higher_is_better=False),
            Measure(name="absent", value=None, note="no cases"),
        ),
        plots=plots,
        cases=cases,
        missing=(f"not there {NASTY}",),
    )
    environment = Environment(
        date="2026-01-01T00:00:00+00:00",
        program="1",
        python="3",
        platform="p",
        packages={},
        model="m",
        corpora={"kilns": corpus},
        settings={"a": "1"},
    )
    return Evaluation(environment=environment, suites=(suite,))


def test_a_saved_evaluation_is_read_back_equal(tmp_path: Path) -> None:
    save(evaluation([0.0, 1.0]), tmp_path / "a.json")
    assert load(tmp_path / "a.json") == evaluation([0.0, 1.0])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "has version None"),
        ('{"schema_version": 99}', "has version 99"),
        ('{"schema_version": 1}', "environment: Field required"),
    ],
)
def test_a_file_that_is_no_evaluation_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(UsageError, match=message) as error:
        load(tmp_path / "a.json")
    assert "a.json" in str(error.value)
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.json")
    with pytest.raises(UsageError, match="cannot be written"):
        save(evaluation([1.0]), tmp_path / "none" / "a.json")


def test_a_comparison_names_what_was_won_and_lost() -> None:
    before, after = evaluation([1.0, 0.0, 0.2, 1.0]), evaluation([0.0, 1.0, 0.3, 1.0], corpus="two", shown=False)
    found = compare(before, after)
    change = found.changes[0]
    assert change.key == "retrieval/scoped/nDCG@10"
    assert change.test is not None
    assert change.test.difference == pytest.approx(0.025)
    assert change.better is True
    assert found.changes[1].test is None
    assert [moved.key for moved in found.won] == ["retrieval/scoped/q1"]
    assert [moved.key for moved in found.lost] == ["retrieval/scoped/q0"]
    assert [moved.lost[0].turn for moved in found.quotes_lost] == [3]
    assert found.notes[0].startswith("the corpus 'kilns' changed")


def test_runs_over_different_questions_are_not_compared() -> None:
    with pytest.raises(UsageError, match="'scoped/q2' is in the second only"):
        compare(evaluation([1.0, 0.0]), evaluation([1.0, 0.0, 0.0]))
    with pytest.raises(UsageError, match="has other words in the second run"):
        compare(evaluation([1.0]), evaluation([1.0], words="Was it cold?"))
    other = evaluation([1.0])
    other = other.model_copy(update={"suites": (other.suites[0].model_copy(update={"suite": "speed"}),)})
    with pytest.raises(UsageError, match="share no suite: retrieval against speed"):
        compare(evaluation([1.0]), other)


@pytest.mark.parametrize("name", ["ndcg@10", "NDCG@10", "scoped/ndcg@10", "retrieval/ndcg@10", "retrieval/scoped/nDCG@10"])
def test_a_floor_is_found_by_any_part_of_its_name(name: str) -> None:
    run = evaluation([0.5, 0.5])
    assert missed_floors(run, [Floor(measure=name, value=0.5)]) == []
    (missed,) = missed_floors(run, [Floor(measure=name, value=0.51)])
    assert missed.message == "retrieval/scoped/nDCG@10 is 0.5000, the floor is 0.51"


def test_a_floor_is_a_ceiling_where_lower_is_better_and_missed_where_nothing_was_measured() -> None:
    run = evaluation([0.5])
    assert missed_floors(run, [Floor(measure="time", value=3.0)]) == []
    assert [m.key for m in missed_floors(run, [Floor(measure="time", value=2.9)])] == ["retrieval/time"]
    assert "was not measured" in missed_floors(run, [Floor(measure="absent", value=0.0)])[0].message


def test_a_floor_that_names_nothing_is_an_error() -> None:
    with pytest.raises(UsageError, match="no measure is called 'ncdg'; there is retrieval/scoped/nDCG@10"):
        missed_floors(evaluation([0.5]), [Floor(measure="ncdg", value=0.5)])
    for text in ("ndcg@10", "=0.4", "ndcg@10=high", "ndcg@10=nan"):
        with pytest.raises(UsageError, match="is not MEASURE=VALUE"):
            parse_floor(text)
    assert parse_floor("won, a=b=0.5") == Floor(measure="won, a=b", value=0.5)


def test_floors_of_suites_that_did_not_run_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    file.write_text("floors:\n  retrieval/ndcg@10: 0.9\n  speed/query: 1\n")
    assert [m.key for m in missed_floors(evaluation([0.5]), read_floors(file))] == ["retrieval/scoped/nDCG@10"]
    for content in ("floors: 3", "floors: {ndcg: 1}", "floors: {a/b: high}", "a: [", "- x"):
        file.write_text(content)
        with pytest.raises(UsageError, match=r"floors\.yaml"):
            read_floors(file)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_runs_nothing_fetches_nothing_and_escapes_every_word() -> None:
    page = render_page(evaluation([0.0, 1.0, 0.2]))
    tags = _Tags()
    tags.feed(page)
    assert not {"script", "link", "img", "iframe", "b"} & {tag for tag, _ in tags.seen}
    assert "://" not in page
    assert not re.search(r"url\(|@import", page)
    assert all(not name.startswith("on") for _, attributes in tags.seen for name in attributes)
    assert "&lt;script&gt;" in page


def test_every_plot_has_a_table_beside_it() -> None:
    page = render_page(evaluation([0.0, 1.0]))
    assert page.count("The same as a table") == 3  # the matrix is a table
    assert page.count("<figure>") == 4
    for plot in evaluation([0.0, 1.0]).suites[0].plots:
        head, rows = table_of(plot)
        assert all(len(row) == len(head) for row in rows)
        if plot.kind != "matrix":
            assert draw(plot).startswith("<svg")


def test_the_worst_questions_come_first_and_kinds_take_turns() -> None:
    cases = tuple(Case(id=f"{kind}{k}", question="q", kind=kind, won=False, scores={"nDCG@10": k / 10}) for kind in "ab" for k in (2, 1, 0))
    suite = SuiteReport(suite="s", title="t", data="d", measures=(), cases=(*cases, Case(id="won", question="q", won=True)))
    assert [case.id for case in worst(suite)] == ["a0", "b0", "a1", "b1", "a2", "b2"]
