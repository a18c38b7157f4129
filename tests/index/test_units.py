"""Units: quotable spans of one turn."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.builtin import builtin_interview
from corpus.models import sha256_of
from index.units import LEAST_WORDS, MOST_WORDS, units_of
from tests.transcripts import CLINIC, interview

SENTENCES = st.lists(st.integers(1, 40).map(lambda n: " ".join(["word"] * n).capitalize() + "."), min_size=1, max_size=12)


def test_a_short_turn_is_one_unit_with_its_exact_words() -> None:
    source = interview(CLINIC)
    units = list(units_of(source))
    assert [unit.text for unit in units] == [
        source.words_of(turn) for turn in source.turns if len(source.words_of(turn).split()) >= LEAST_WORDS
    ]


def test_turns_that_say_nothing_have_no_unit() -> None:
    assert [u.text for u in units_of(interview("Ann: Mm-hmm.\nBob: Yes.\nAnn: We did it together.\n"))] == ["We did it together."]


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_units_lie_in_their_turn_and_together_hold_every_sentence(turns: list[list[str]]) -> None:
    source = interview("".join(f"Speaker {k % 2 + 1}: {' '.join(turn)}\n" for k, turn in enumerate(turns)))
    units = list(units_of(source))
    for unit in units:
        turn = source.turns[unit.turn]
        assert turn.start <= unit.start < unit.end <= turn.end
        assert source.text[unit.start : unit.end] == unit.text
        assert unit.sha256 == sha256_of(unit.text)
        assert unit.words <= MOST_WORDS
    for turn in source.turns:
        if len(source.words_of(turn).split()) >= LEAST_WORDS:
            covered = {k for unit in units if unit.turn == turn.index for k in range(unit.start, unit.end)}
            missing = [k for k in range(turn.start, turn.end) if k not in covered and not source.text[k].isspace()]
            assert not missing


def test_long_turns_become_overlapping_runs_of_whole_sentences() -> None:
    sentences = [f"This is sentence number {k} of a long answer about seeds and money." for k in range(30)]
    units = list(units_of(interview(f"Ann: {' '.join(sentences)}\nBob: Go on, please do.\n")))
    runs = [unit for unit in units if unit.turn == 0]
    assert len(runs) > 3
    assert all(unit.text.startswith("This is") and unit.text.endswith("money.") for unit in runs)
    assert all(after.start < before.end for before, after in itertools.pairwise(runs))


def test_a_curated_quote_stays_whole_however_long() -> None:
    source = builtin_interview()
    assert [(u.start, u.end) for u in units_of(source)] == [(t.start, t.end) for t in source.turns]
    assert max(u.words for u in units_of(source)) > MOST_WORDS
