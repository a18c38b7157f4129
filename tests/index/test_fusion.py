"""Fusion, on arrays worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from index.fusion import Fusion
from index.snapshot import Snapshot
from index.unit_store import UnitRow


def snapshot(units: Sequence[tuple[str, int, bool]], words: int = 20) -> Snapshot:
    rows = [UnitRow(k + 1, i, turn, 0, 1, None, "unknown", words, "", int(conversation)) for k, (i, turn, conversation) in enumerate(units)]
    return Snapshot.build(rows, [row.number for row in rows], np.zeros((len(rows), 2), dtype=np.float32))


def everything(of: Snapshot) -> np.ndarray:
    return np.ones(len(of), dtype=np.bool_)


def test_a_turn_among_turns_that_fit_beats_the_same_turn_alone() -> None:
    units = snapshot([("a", k, True) for k in range(60)])
    dense = np.zeros(60)
    dense[[9, 10, 11]] = 1.0
    dense[40] = 1.0
    fused = Fusion(units).scores(dense, np.zeros(60), everything(units))
    assert fused[10] > fused[40] > fused[55]


def test_separate_quotations_take_nothing_from_their_neighbours() -> None:
    dense = np.zeros(30)
    dense[[9, 11, 20]] = 1.0
    apart = snapshot([("a", k, False) for k in range(30)])
    fused = Fusion(apart).scores(dense, np.zeros(30), everything(apart))
    assert fused[10] == pytest.approx(fused[25])
    assert fused[9] == pytest.approx(fused[20])


def test_context_does_not_reach_into_another_interview() -> None:
    dense = np.zeros(20)
    dense[:10] = 1.0
    units = snapshot([("a", k, True) for k in range(10)] + [("b", k, True) for k in range(10)])
    fused = Fusion(units).scores(dense, np.zeros(20), everything(units))
    assert fused[10] == pytest.approx(fused[19])


def test_a_unit_too_short_to_understand_is_worth_less() -> None:
    rows = [UnitRow(k + 1, "a", k, 0, 1, None, "unknown", words, "", 0) for k, words in enumerate((3, 20, 20))]
    units = Snapshot.build(rows, [1, 2, 3], np.zeros((3, 2), dtype=np.float32))
    fused = Fusion(units).scores(np.array([1.0, 1.0, 0.0]), np.zeros(3), everything(units))
    assert fused[1] > fused[0]


def test_both_legs_count() -> None:
    units = snapshot([("a", k, False) for k in range(4)])
    fused = Fusion(units).scores(np.array([1.0, 0, 1.0, 0]), np.array([0, 1.0, 1.0, 0]), everything(units))
    assert list(np.argsort(-fused)) == [2, 0, 1, 3]


def test_no_evidence_in_a_leg_is_no_division_by_zero() -> None:
    units = snapshot([("a", 0, True)])
    assert np.isfinite(Fusion(units).scores(np.zeros(1), np.zeros(1), everything(units))).all()


def test_short_interviews_long_ones_and_collections_compete_on_equal_terms() -> None:
    short = [(f"short{k:03}", turn, True) for k in range(200) for turn in range(3)]
    units = snapshot([("a", k, False) for k in range(600)] + [("b", k, True) for k in range(600)] + short)
    noise = np.random.default_rng(1).normal(size=len(units))
    fused = Fusion(units).scores(noise, np.zeros(len(units)), everything(units))
    spreads = [fused[start : start + 600].std() for start in (0, 600, 1200)]
    assert max(spreads) < 1.6 * min(spreads)


def test_an_empty_index_has_no_scores() -> None:
    units = snapshot([])
    assert len(Fusion(units).scores(np.zeros(0), np.zeros(0), everything(units))) == 0
