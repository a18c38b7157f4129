"""Each measure against values worked out by hand."""

import math

import pytest

from corpus.errors import UsageError
from evals.measures.accuracy import top_k_hits
from evals.measures.calibration import calibrate
from evals.measures.citation_support import CitedStatement, holds_the_words, score_citations
from evals.measures.confusion import confusion
from evals.measures.interval import mean_interval, resampled_interval
from evals.measures.paired import compare_paired
from evals.measures.ranking import DEPTH, document_id, score_rankings
from evals.measures.refusal import score_refusals
from evals.measures.separation import separate
from evals.measures.span_gain import to_long_ideal
from evals.measures.timing import interleaved


def test_ranking_measures_are_those_of_the_textbook() -> None:
    qrels = {"q": frozenset({"a", "b", "c"})}
    values = score_rankings(qrels, {"q": ["x", "a", "y", "b", "z"]})
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert values["nDCG@10"]["q"] == pytest.approx(gained / ideal)
    assert values["success@5"]["q"] == 1.0
    assert values["recall@20"]["q"] == pytest.approx(2 / 3)
    assert values["MAP"]["q"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert values["MRR@10"]["q"] == 0.5


def test_the_ideal_ranking_holds_ten_relevant_turns_at_most() -> None:
    relevant = [f"d{k}" for k in range(25)]
    assert score_rankings({"q": frozenset(relevant)}, {"q": relevant[5:15]})["nDCG@10"]["q"] == pytest.approx(1.0)


def test_a_question_without_an_answer_or_without_relevant_turns_scores_zero() -> None:
    qrels = {"answered": frozenset({"a"}), "silent": frozenset({"b"}), "missing": frozenset({"c"}), "unjudged": frozenset()}
    values = score_rankings(qrels, {"answered": ["a"], "silent": [], "unjudged": ["x"]})
    for name, of in values.items():
        assert of == {"answered": 1.0, "silent": 0.0, "missing": 0.0, "unjudged": 0.0}, name
    assert set(score_rankings({"q": frozenset({"a"})}, {})["MAP"].values()) == {0.0}


def test_a_run_over_other_questions_is_refused() -> None:
    with pytest.raises(UsageError, match="a question that nobody judged: 'other'"):
        score_rankings({"q": frozenset({"a"})}, {"q": ["a"], "other": ["a"]})


def test_a_turn_found_twice_counts_once() -> None:
    once = score_rankings({"q": frozenset({"a", "b"})}, {"q": ["a", "a", "a", "b"]})
    assert once["nDCG@10"]["q"] == pytest.approx(1.0)
    deep = score_rankings({"q": frozenset({"last"})}, {"q": [*(f"d{k}" for k in range(DEPTH)), "last"]})
    assert deep["MAP"]["q"] == 0.0
    assert document_id("talk", 3) == "talk:3"


def test_the_interval_of_a_mean_holds_it_and_is_always_the_same() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0]
    low, high = mean_interval(values) or (0.0, 0.0)
    assert 0.0 < low < 5 / 8 < high <= 1.0
    assert mean_interval(values) == (low, high)
    assert mean_interval([0.5] * 9) == (0.5, 0.5)
    assert mean_interval([1.0]) is None


def test_the_interval_of_a_mean_is_about_two_standard_errors_each_side() -> None:
    values = [float(k % 2) for k in range(400)]
    low, high = mean_interval(values) or (0.0, 0.0)
    error = 0.5 / math.sqrt(400)
    assert low == pytest.approx(0.5 - 1.96 * error, abs=0.01)
    assert high == pytest.approx(0.5 + 1.96 * error, abs=0.01)


def test_an_interval_leaves_out_draws_on_which_the_figure_is_not_defined() -> None:
    assert resampled_interval(lambda drawn: 0.25, 10) == (0.25, 0.25)
    assert resampled_interval(lambda drawn: None, 10) is None


def test_a_difference_has_the_exact_p_value_of_all_sign_flips() -> None:
    before = dict.fromkeys("abcde", 0.0)
    found = compare_paired(before, dict.fromkeys("abcde", 1.0))
    assert found.difference == 1.0
    assert found.p == pytest.approx(2 / 2**5)  # of 32 flips only all plus and all minus are as extreme
    assert not found.significant
    assert compare_paired(dict.fromkeys("abcdefg", 0.0), dict.fromkeys("abcdefg", 0.5)).significant


def test_questions_that_do_not_move_do_not_change_the_p_value_but_the_mean() -> None:
    before, after = {"a": 0.0, "b": 0.5, "c": 0.5}, {"a": 1.0, "b": 0.5, "c": 0.5}
    found = compare_paired(before, after)
    assert found.difference == pytest.approx(1 / 3)
    assert found.p == 1.0
    assert compare_paired(before, before).p == 1.0


def test_runs_over_different_questions_are_not_compared() -> None:
    with pytest.raises(UsageError, match="different questions: 'b' is in one only"):
        compare_paired({"a": 1.0}, {"a": 1.0, "b": 0.0})
    with pytest.raises(UsageError, match="share no question"):
        compare_paired({}, {})


def test_accuracy_counts_the_first_k_suggestions() -> None:
    expected, ranked = [[1], [2], [3, 4], []], [[1, 2], [1, 2], [5, 4], []]
    assert top_k_hits(expected, ranked, 1) == [1.0, 0.0, 0.0, 1.0]
    assert top_k_hits(expected, ranked, 2) == [1.0, 1.0, 1.0, 1.0]


def test_the_calibration_error_is_the_weighted_distance_over_the_bins() -> None:
    found = calibrate([0.9, 0.9, 0.3, 0.3], [True, False, True, False])
    # bin (0.8, 1.0]: accuracy 0.5 against 0.9; bin (0.2, 0.4]: 0.5 against 0.3
    assert found.error == pytest.approx(0.5 * 0.4 + 0.5 * 0.2)
    assert [b.cases for b in found.bins] == [2, 2]
    assert calibrate([1.0, 0.0], [True, False]).error == 0.0
    assert calibrate([], []).error == 0.0


def test_a_confusion_matrix_has_the_expected_in_rows() -> None:
    assert confusion([1, 2, 3], [1, 1, 2], [1, 3, 2]) == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]


def test_the_area_under_the_roc_curve_is_the_share_of_pairs_in_order() -> None:
    found = separate([True, True, False, False], [0.9, 0.4, 0.5, 0.1])
    assert found.area == pytest.approx(3 / 4)
    assert found.points[0] == (0.0, 0.0)
    assert found.points[-1] == (1.0, 1.0)
    assert separate([True, False], [0.5, 0.5]).area == 0.5
    with pytest.raises(UsageError, match="answerable and unanswerable"):
        separate([True, True], [0.1, 0.2])


def test_refusals_are_scored_with_the_unanswerable_as_positive() -> None:
    found = score_refusals(unanswerable=[True, True, True, False, False], refused=[True, True, False, True, False])
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.wrongly_refused == 0.5
    assert score_refusals([True, False], [False, False]).precision == 1.0


def test_citation_recall_and_precision_follow_alce() -> None:
    support = {("A and B", ("A", "B")), ("A and B", ("A", "B", "C")), ("A", ("A",)), ("A", ("A", "D"))}

    def judge(statement: str, passages: tuple[str, ...]) -> bool:
        return (statement, tuple(passages)) in support

    # C is irrelevant: it does not support by itself, and A with B does without it. A and B are needed by each other.
    joint = CitedStatement(text="A and B", citations=("A", "B", "C"))
    assert score_citations([joint], judge).recall == 1.0
    assert score_citations([joint], judge).precision == pytest.approx(2 / 3)
    wrong, bare = CitedStatement(text="X", citations=("A",)), CitedStatement(text="Y")
    whole = score_citations([joint, wrong, bare, CitedStatement(text="A", citations=("A", "D"))], judge)
    assert whole.recall == pytest.approx(2 / 4)  # joint and the last
    assert whole.precision == pytest.approx((2 + 0 + 1) / 6)  # D is irrelevant, a citation of an unsupported statement is not precise


def test_an_answer_without_statements_has_no_citation_scores() -> None:
    assert score_citations([], holds_the_words).recall is None
    assert score_citations([CitedStatement(text="Y")], holds_the_words).precision is None


def test_a_quote_supports_itself_and_altered_words_do_not() -> None:
    assert holds_the_words("we listen first", ["Yes, we listen first.", "no"])
    assert not holds_the_words("we listened first", ["Yes, we listen first."])


def test_two_functions_are_timed_alternately() -> None:
    order: list[str] = []
    first, second = interleaved(lambda k: order.append(f"a{k}"), lambda k: order.append(f"b{k}"), [0, 1, 2])
    assert order == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert len(first) == len(second) == 3


def test_short_turns_of_a_span_count_when_found_but_are_not_asked_for() -> None:
    # Relevant: two long turns and one short. Found: the short one first, then a long one.
    values = score_rankings({"q": frozenset({"long 1", "long 2", "short"})}, {"q": ["short", "long 1"]})
    gained, ideal_of_two = 1 + 1 / math.log2(3), 1 + 1 / math.log2(3)
    assert to_long_ideal(values["nDCG@10"]["q"], 3, 2) == pytest.approx(gained / ideal_of_two)
    assert to_long_ideal(0.7, 30, 12) == pytest.approx(0.7)  # the ideal holds ten either way
    assert to_long_ideal(0.7, 3, 0) == 0.0
