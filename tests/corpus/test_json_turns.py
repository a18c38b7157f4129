"""JSON turn lists: every place and key, exact words, and errors that say where."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Parsed, importer_for
from corpus.models import Role


def read(data: Any) -> Parsed:
    raw = data if isinstance(data, str) else json.dumps(data)
    return importer_for("visit.json").read(Document("visit.json", raw.encode()))


def said(parsed: Parsed) -> list[tuple[str | None, str]]:
    return [(turn.speaker, parsed.text[turn.start : turn.end]) for turn in parsed.turns]


def refusal(data: Any) -> str:
    with pytest.raises(InputError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("visit.json: ")
    assert "\n" not in message
    return message.removeprefix("visit.json: ")


@pytest.mark.parametrize("place", [None, "meeting_transcripts", "turns", "segments", "utterances"])
@pytest.mark.parametrize("speaker", ["speaker", "name"])
@pytest.mark.parametrize("words", ["content", "text", "words"])
def test_turns_are_read_from_every_place_and_key(place: str | None, speaker: str, words: str) -> None:
    turns = [{speaker: "Ben", words: "Why?"}, {speaker: "Ada", words: "Thirst.", "id": 7}]
    parsed = read(turns if place is None else {"other": [], place: turns})
    assert said(parsed) == [("Ben", "Why?"), ("Ada", "Thirst.")]
    assert parsed.warnings == ()


def test_an_empty_list_gives_way_to_the_next_place() -> None:
    assert said(read({"turns": [], "segments": [{"text": "Thirst."}]})) == [(None, "Thirst.")]


def test_words_that_are_null_are_looked_for_under_the_next_key() -> None:
    assert said(read([{"content": None, "text": "Thirst.", "speaker": None, "name": "Ada"}])) == [("Ada", "Thirst.")]


def test_a_list_of_timed_words_beside_the_text_does_no_harm() -> None:
    assert said(read([{"text": "Thirst.", "words": [{"w": "Thirst."}]}])) == [(None, "Thirst.")]


@pytest.mark.parametrize(
    ("start", "seconds"),
    [
        (7, 7.0),
        (0, 0.0),
        (12.25, 12.25),
        ("00:01:02", 62.0),
        ("12.5", 12.5),
        ("1:02,250", 62.25),
        (None, None),
        (-1, None),
        ("soon", None),
        (True, None),
        ([], None),
    ],
)
def test_a_start_is_read_as_seconds_or_left_out(start: object, seconds: float | None) -> None:
    assert [turn.time for turn in read([{"text": "Thirst.", "start": start}]).turns] == [seconds]


@pytest.mark.parametrize("start", ["NaN", "Infinity", "-Infinity"])
def test_a_start_that_is_no_number_is_left_out(start: str) -> None:
    assert read(f'[{{"text": "Thirst.", "start": {start}}}]').turns[0].time is None


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("1" + "0" * 400, id="a number too large for a float"),
        pytest.param("1" + "0" * 5000, id="a number too long for Python"),
        pytest.param('"1' + "0" * 400 + '"', id="text of such a number"),
    ],
)
def test_a_start_beyond_all_numbers_is_left_out_or_refused(start: str) -> None:
    try:
        parsed = read(f'[{{"text": "Thirst.", "start": {start}}}]')
    except InputError:
        return
    assert parsed.turns[0].time is None


def test_blank_turns_keep_their_index() -> None:
    parsed = read([{"text": "Why?"}, {"text": ""}, {"speaker": "Ada"}, {"text": "  "}, {"text": "Thirst."}])
    assert [parsed.text[turn.start : turn.end] for turn in parsed.turns] == ["Why?", "", "", "  ", "Thirst."]
    assert [turn.index for turn in parsed.turns] == [0, 1, 2, 3, 4]


def test_line_ends_inside_words_become_line_feeds() -> None:
    assert said(read([{"text": "We dug.\r\nThen\rrain."}, {"text": "\r\n"}])) == [(None, "We dug.\nThen\nrain."), (None, "\n")]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [(1, "1"), (0, "0"), ("  Ada \n Obi ", "Ada Obi"), ("", None), (" ", None), (True, None), ({}, None), (None, None)],
)
def test_a_speaker_is_a_label_of_text_or_a_whole_number(label: object, speaker: str | None) -> None:
    assert said(read([{"speaker": label, "text": "Thirst."}])) == [(speaker, "Thirst.")]


def test_labels_are_told_apart_and_given_roles_as_in_plain_text() -> None:
    parsed = read(
        [
            {"speaker": "Interviewer", "text": "Why?"},
            {"speaker": "ADA", "text": "Thirst."},
            {"speaker": "Ada", "text": "Yes."},
            {"text": "-"},
        ]
    )
    assert [(turn.speaker, turn.role) for turn in parsed.turns] == [
        ("Interviewer", Role.INTERVIEWER),
        ("ADA", Role.INTERVIEWEE),
        ("ADA", Role.INTERVIEWEE),
        (None, Role.UNKNOWN),
    ]


def test_a_list_that_names_nobody_is_read_with_a_warning() -> None:
    assert read([{"text": "Thirst."}]).warnings == ("no turn names a speaker; all turns are by one unknown speaker",)


def test_title_and_date_are_taken_where_they_are_text() -> None:
    parsed = read({"title": " The well ", "date": "3 May", "turns": [{"text": "Thirst."}]})
    assert (parsed.title, parsed.date) == ("The well", "3 May")
    without = read({"title": 3, "date": " ", "turns": [{"text": "Thirst."}]})
    assert (without.title, without.date) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_byte_order_mark_is_read(encoding: str) -> None:
    raw = json.dumps([{"text": "Água."}], ensure_ascii=False).encode(encoding)
    assert said(importer_for("visit.json").read(Document("visit.json", raw))) == [(None, "Água.")]


def test_broken_json_is_refused_with_line_and_column() -> None:
    assert refusal('[\n {"text": "Why?"},\n {"text" "Thirst."}\n]').startswith("broken JSON at line 3, column 10 (")


@pytest.mark.parametrize("data", [{}, [], {"turns": []}, {"turns": "Why?"}, {"talk": [{"text": "Why?"}]}, "42", "null", '"Why?"'])
def test_a_file_without_a_list_of_turns_is_told_where_to_put_it(data: object) -> None:
    assert refusal(data).startswith("no turns found; put a list of turns at the top level or under meeting_transcripts, turns,")


@pytest.mark.parametrize("data", [[{"text": "Why?"}, "Thirst."], {"turns": [{"text": "Why?"}, None]}])
def test_a_turn_that_is_no_object_is_named_by_its_position(data: object) -> None:
    assert refusal(data).startswith("turn 1 is not an object")


@pytest.mark.parametrize("words", [7, ["Why?"], {"said": "Why?"}, False])
def test_words_that_are_no_text_are_refused_by_position(words: object) -> None:
    assert refusal([{"text": "Why?"}, {"text": "Oh."}, {"words": words}]).startswith("the words of turn 2 are not text")


@pytest.mark.parametrize("data", [[{"speaker": "Ada"}], [{"text": " "}, {"text": "\r\n"}], [{"said": "Why?"}]])
def test_a_list_without_any_words_is_refused(data: object) -> None:
    assert refusal(data).startswith("no turn has words under any of content, text, words")


def test_deep_nesting_is_refused() -> None:
    assert "nested too deeply" in refusal("[" * 100_000)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"a\ud800b", "a\ufffdb"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\ud83d\ude00 \udc00", "😀 \ufffd"),
        (r"\ufeffa\udfff", "\ufeffa\ufffd"),
    ],
)
def test_an_unpaired_surrogate_is_replaced_and_told(written: str, read_as: str) -> None:
    parsed = read(f'{{"title": "T\\ud800", "turns": [{{"speaker": "Ada\\ud800", "text": "{written}"}}, {{"text": "fine"}}]}}')
    assert [words for _, words in said(parsed)] == [read_as, "fine"]
    assert [warning for warning in parsed.warnings if "surrogates" in warning]
    assert parsed.title is None
    assert (parsed.text + str(parsed.turns[0].speaker)).encode("utf-8")


def test_a_pair_of_surrogates_is_one_character_and_no_warning() -> None:
    parsed = read(r'[{"speaker": "Ada", "text": "\ud83d\ude00"}]')
    assert said(parsed) == [("Ada", "😀")]
    assert parsed.warnings == ()


spoken = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
turn_lists = st.lists(st.tuples(st.sampled_from(["content", "text", "words"]), spoken), min_size=1, max_size=10)


@settings(max_examples=100, deadline=None)
@given(turn_lists.filter(lambda turns: any(words.strip() for _, words in turns)), st.booleans())
def test_the_words_of_any_list_of_turns_come_back_exactly(turns: list[tuple[str, str]], ascii_only: bool) -> None:
    parsed = read(json.dumps([{key: words, "speaker": "Ada"} for key, words in turns], ensure_ascii=ascii_only))
    assert [words for _, words in said(parsed)] == [words.replace("\r\n", "\n").replace("\r", "\n") for _, words in turns]
    assert [turn.index for turn in parsed.turns] == list(range(len(turns)))
