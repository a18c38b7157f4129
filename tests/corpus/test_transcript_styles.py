"""Every way of writing a transcript gives back the turns, the speakers and the times that were written."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.transcripts.labels import find_labels
from corpus.transcripts.speakers import identify
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcript import read_transcript
from tests.corpus.styles import ALL, TIMED, Said

TALK = [
    Said("Interviewer", "How did the mobile clinic begin?", 3),
    Said("Ada Obi", "We began with one van: an old one. At 10:30 each day we left; see https://example.org for the map.", 9),
    Said("Interviewer", "And the ministry?", 41),
    Said("Ada Obi", "I said: wait. Nine years of meetings [inaudible 00:01:02] and then they paid.", 45),
    Said("Ben Okri", "For example, the drivers.", 64),
    Said("Interviewer", "Okay.", 3671),
    Said("Ben Okri", "That was all. Thank you.", 3675),
    Said("Ada Obi", "Yes.", 3680),
]


def check(name: str, said: list[Said]) -> None:
    text = ALL[name](said)
    turns = read_transcript(text).turns
    assert [text[turn.start : turn.end] for turn in turns] == [one.words for one in said]
    people = identify(one.speaker for one in said)
    assert [(turn.speaker or "").casefold() for turn in turns] == [(people[one.speaker].name or "").casefold() for one in said]
    if name.startswith("timed"):
        assert [int(turn.time) if turn.time is not None else None for turn in turns] == [one.time for one in said]


@pytest.mark.parametrize("name", ALL)
def test_a_short_interview_reads_back_in_every_style(name: str) -> None:
    check(name, TALK)


PEOPLE = st.sampled_from(["Ada Obi", "Ben Okri", "Ngozi van der Berg", "Interviewer", "Speaker 2", "José d’Ávila"])
WORDS = st.lists(
    st.sampled_from(
        "we dug the well and waited for rain in Jos last year because nobody came: really? [laughs] (pause) 14 £ über qué 水".split()
    ),
    min_size=2,
    max_size=12,
).map(lambda words: "and " + " ".join(words) + ".")
TALKS = st.lists(st.tuples(PEOPLE, WORDS), min_size=2, max_size=14).map(
    lambda pairs: [Said(speaker, words, 7 * k + 2) for k, (speaker, words) in enumerate([*pairs, *pairs])]
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(ALL)), TALKS.filter(lambda said: len({one.speaker for one in said}) > 1))
def test_any_talk_whose_speakers_come_back_reads_back_in_every_style(name: str, said: list[Said]) -> None:
    check(name, said)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_public_transcripts_read_back_in_every_style(name: str, shared: Path) -> None:
    for path in sorted((shared / "data" / "qmsum" / "val").glob("*.json"))[:12]:
        turns = json.loads(path.read_text())["meeting_transcripts"]
        check(name, [Said(t["speaker"], " ".join(t["content"].split()), 7 * k) for k, t in enumerate(turns) if t["content"].strip()])


@pytest.mark.parametrize("name", TIMED)
def test_every_time_of_a_style_is_one_that_is_read(name: str) -> None:
    assert all(parse_time(written) is not None for written in ("00:00:03", "0:03", "00:03.5", "00:00:03:12"))
    assert all(turn.time is not None for turn in read_transcript(TIMED[name](TALK)).turns)


PIECES = st.sampled_from(
    ["Ada: ", "Ben:\n", "Ada 00:13\n", "[00:12] Ben: ", "00:00:12\n", "we dug ", "\n", "\n\n", "\t", "10:30 ", "Note: x", "— ", "**Ada:** ",
     "Ada\n", "[Ada] ", "INT\t", "#00:12:03-4#", "00:12 --> 00:14\n", "é😀 ", "\x00", "\u202e", "\u00a0", "：", "https://a.b: ", "(", "[", "|"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), min_size=1, max_size=30).map("".join))
def test_turns_of_any_text_are_ordered_apart_and_trimmed(text: str) -> None:
    end = 0
    for index, turn in enumerate(read_transcript(text).turns):
        words = text[turn.start : turn.end]
        assert (turn.index, words) == (index, words.strip())
        assert end <= turn.start <= turn.end <= len(text)
        end = turn.end


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(ALL)), TALKS.filter(lambda said: len({one.speaker for one in said}) > 1))
def test_between_turns_there_is_nothing_but_labels_and_times(name: str, said: list[Said]) -> None:
    text = ALL[name](said)
    turns = read_transcript(text).turns
    for before, after in pairwise(turns):
        assert len(text[before.end : after.start]) < 120


@pytest.mark.parametrize(("written", "speaker"), [("**1047**:", "1047"), ("1047:", "1047"), ("#1047:", "#1047")])
def test_a_number_for_a_person_is_told_without_its_emphasis(written: str, speaker: str) -> None:
    text = "".join(f"{written} We walked to the river, and it was cold.\nInterviewer: What then?\n" for _ in range(4))
    assert {label.speaker for label in find_labels(text)} == {speaker, "Interviewer"}
