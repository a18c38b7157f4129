"""The built-in questions are what they say, and the program holds its floors on them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.framework import load_quote_page
from evals import Evaluation, Options, run_evaluation
from evals.datasets.builtin import WORDINGS, Need, Single, load_fresh, load_needs, load_singles
from evals.reports.floors import missed_floors, read_floors
from evals.reports.model import measures_by_key
from evals.suites import ALL, SUITES
from evals.suites.conversation import load_scripts

FLOORS = Path(__file__).parents[2] / "evals" / "data" / "floors.yaml"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Some questions of each kind; 'make evaluate' asks them all and holds the program to its floors."""
    return run_evaluation(["builtin", "grouping", "citations"], Options(limit=12))


def test_at_least_sixty_questions_in_three_wordings_and_twenty_without_an_answer() -> None:
    needs = load_needs()
    ids = {quote.id for quote in load_quote_page().quotes}
    answerable = [need for need in needs if not need.unanswerable]
    assert len(answerable) >= 40
    assert sum(need.unanswerable for need in needs) >= 20
    assert {e for need in answerable for e in need.expected} == ids
    assert len({need.id for need in needs}) == len(needs)
    words = [getattr(need, wording) for need in needs for wording in WORDINGS] + [single.query for single in load_singles()]
    assert len({text.casefold() for text in words}) == len(words)


def test_the_questions_of_development_are_still_there() -> None:
    singles = load_singles()
    assert sum(not single.unanswerable for single in singles) == 60
    assert sum(single.unanswerable for single in singles) == 45


@pytest.mark.parametrize("fields", [{}, {"expected": ("1.1",), "unanswerable": True}])
def test_a_question_is_answerable_or_not_and_says_which(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="needs expected quotes, or unanswerable"):
        Single.model_validate({"id": "x", "query": "q", "wording": "natural", **fields})
    with pytest.raises(ValidationError, match="needs expected quotes, or unanswerable"):
        Need.model_validate({"id": "x", "natural": "q", "keywords": "q", "situation": "q", **fields})


def test_scripted_conversations_name_quotes_that_there_are() -> None:
    ids = {quote.id for quote in load_quote_page().quotes}
    scripts = load_scripts()
    assert len(scripts) >= 10
    assert {quote for script in scripts for step in script.steps for quote in step.quotes} <= ids
    assert all(script.steps[0].kind == "opening" for script in scripts)


def test_an_unknown_suite_is_named() -> None:
    with pytest.raises(UsageError, match="there is no suite 'nope'; there is builtin"):
        run_evaluation(["nope"])
    assert set(ALL) == set(SUITES) - {"peers", "answers"}


def test_floors_are_set_for_every_suite_that_is_measured_alike_everywhere(evaluation: Evaluation) -> None:
    floors = read_floors(FLOORS)
    assert {floor.measure.split("/")[0] for floor in floors} >= {"builtin", "grouping", "citations", "refusal", "conversation"}
    assert missed_floors(evaluation, [floor for floor in floors if floor.measure.startswith(("grouping", "citations"))]) == []


def test_every_quote_is_verbatim_and_completely_cited(evaluation: Evaluation) -> None:
    measures = measures_by_key(evaluation.suites)
    for name in ("quotes verbatim", "citations complete", "citation recall (ALCE)", "citation precision (ALCE)"):
        assert measures[f"citations/{name}"].value == 1.0


def test_measures_are_the_means_of_their_cases(evaluation: Evaluation) -> None:
    suite = next(s for s in evaluation.suites if s.suite == "builtin")
    for measure in suite.measures:
        if not measure.name.startswith("won, "):
            values = [c.scores[measure.name] for c in suite.cases if c.variant == measure.variant and measure.name in c.scores]
            assert measure.value == pytest.approx(sum(values) / len(values))
            assert measure.cases == len(values)
            assert measure.low is not None
            assert measure.high is not None
            assert measure.low <= (measure.value or 0.0) <= measure.high


def test_every_tagged_quote_is_left_out_once(evaluation: Evaluation) -> None:
    suite = next(s for s in evaluation.suites if s.suite == "grouping")
    assert len({case.id for case in suite.cases}) == len(suite.cases) == 27
    assert all(0.0 <= case.scores["confidence"] <= 1.0 for case in suite.cases)


def test_the_fresh_questions_are_others_and_name_quotes_that_there_are() -> None:
    fresh = load_fresh()
    ids = {quote.id for quote in load_quote_page().quotes}
    assert sum(not single.unanswerable for single in fresh) == 60
    assert {e for single in fresh for e in single.expected} <= ids
    known = {getattr(need, w).casefold() for need in load_needs() for w in WORDINGS} | {s.query.casefold() for s in load_singles()}
    assert not known & {single.query.casefold() for single in fresh}
