"""Transcripts in plain text: who speaks, where their words begin and end, and what is no speaker."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Parsed, importer_for
from corpus.models import Role


def read(text: str, name: str = "visit.txt") -> Parsed:
    return importer_for(name).read(Document(name, text.encode()))


def said(parsed: Parsed) -> list[tuple[str | None, str]]:
    return [(turn.speaker, parsed.text[turn.start : turn.end]) for turn in parsed.turns]


def timed(parsed: Parsed) -> list[tuple[str | None, float | None, str]]:
    return [(turn.speaker, turn.time, parsed.text[turn.start : turn.end]) for turn in parsed.turns]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            "Ada: We dug.\nBen: How deep?\nAda: Ten metres.", [("Ada", "We dug."), ("Ben", "How deep?"), ("Ada", "Ten metres.")], id="names"
        ),
        pytest.param("Ada: We dug.\nBen: How deep?", [("Ada", "We dug."), ("Ben", "How deep?")], id="each speaks once"),
        pytest.param("interviewer: Why?\nrespondent: Thirst.", [("interviewer", "Why?"), ("respondent", "Thirst.")], id="small letters"),
        pytest.param("Q: Why?\nA: Thirst.", [("Q", "Why?"), ("A", "Thirst.")], id="Q and A"),
        pytest.param("Speaker 1: Why?\nSpeaker 2: Thirst.", [("Speaker 1", "Why?"), ("Speaker 2", "Thirst.")], id="numbered"),
        pytest.param("Ada:\nWe dug.\n\nBen:\nHow deep?", [("Ada", "We dug."), ("Ben", "How deep?")], id="label alone"),
        pytest.param("Ada:We dug.\nAda: No.\nAda: Yes.", [("Ada", "We dug."), ("Ada", "No."), ("Ada", "Yes.")], id="no space, but again"),
        pytest.param(
            "  Ada:\tWe dug.\r\nBen :  How deep?\r\nAda: -", [("Ada", "We dug."), ("Ben", "How deep?"), ("Ada", "-")], id="odd spaces"
        ),
        pytest.param(
            "Ngozi van der Berg: Yes.\nJosé Ávila: Sim.\n", [("Ngozi van der Berg", "Yes."), ("José Ávila", "Sim.")], id="long names"
        ),
        pytest.param("李明: 好。\n王芳: 是。\n李明: 对。", [("李明", "好。"), ("王芳", "是。"), ("李明", "对。")], id="another script"),
    ],
)
def test_labels_that_begin_a_line_begin_a_turn(text: str, turns: list[tuple[str, str]]) -> None:
    assert said(read(text)) == turns


@pytest.mark.parametrize("name", ["José d’Ávila", "Noor al-Rashid", "Femke ten Hoorn"])
def test_a_name_with_a_small_letter_that_speaks_once_has_its_own_turn(name: str) -> None:
    assert said(read(f"Interviewer: How?\n{name}: We dug.\nBen: And waited.")) == [
        ("Interviewer", "How?"),
        (name, "We dug."),
        ("Ben", "And waited."),
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Ada Obi  00:13\nWe dug.\n\nBen  1:02:03\nWhy?\n", [("Ada Obi", 13.0, "We dug."), ("Ben", 3723.0, "Why?")]),
        ("Ada [00:13]\nWe dug.\nBen (00:20)\nWhy?\n", [("Ada", 13.0, "We dug."), ("Ben", 20.0, "Why?")]),
        ("[00:01:02] Ada: We dug.\n[00:01:09] Ben: Why?", [("Ada", 62.0, "We dug."), ("Ben", 69.0, "Why?")]),
        ("00:12 Ada: We dug.\n00:15 - Ben: Why?", [("Ada", 12.0, "We dug."), ("Ben", 15.0, "Why?")]),
        ("Ada (00:12): We dug.\nBen [00:15.5]: Why?", [("Ada", 12.0, "We dug."), ("Ben", 15.5, "Why?")]),
        ("Ada: We dug.\nBen (0:15): Why?", [("Ada", None, "We dug."), ("Ben", 15.0, "Why?")]),
    ],
)
def test_a_time_at_a_label_is_the_start_of_the_turn(text: str, turns: list[tuple[str, float | None, str]]) -> None:
    assert timed(read(text)) == turns


def test_paragraphs_up_to_the_next_label_are_one_turn() -> None:
    text = "Ada: We dug.\n\nThen we waited.\nA whole week.\n\n\nBen: And then?\n\nAda: Rain."
    assert said(read(text)) == [("Ada", "We dug.\n\nThen we waited.\nA whole week."), ("Ben", "And then?"), ("Ada", "Rain.")]


def test_two_blocks_of_one_speaker_in_a_row_stay_two_turns() -> None:
    assert said(read("Ada: We dug.\nAda: We waited.")) == [("Ada", "We dug."), ("Ada", "We waited.")]


def test_a_label_without_words_is_an_empty_turn_that_keeps_its_index() -> None:
    parsed = read("Ada: We dug.\nBen:\nAda: We waited.")
    assert said(parsed) == [("Ada", "We dug."), ("Ben", ""), ("Ada", "We waited.")]
    assert [turn.index for turn in parsed.turns] == [0, 1, 2]


def test_labels_that_differ_in_case_or_spacing_are_one_speaker_named_as_first_spelled() -> None:
    parsed = read("Ada  Obi: One.\nADA OBI: Two.\nada obi: Three.\nBen: Four.")
    assert [turn.speaker for turn in parsed.turns] == ["Ada Obi", "Ada Obi", "Ada Obi", "Ben"]


@pytest.mark.parametrize("asks", ["Interviewer", "MODERATOR", "Interviewer 2", "Facilitator", "Q", "host"])
def test_where_one_is_marked_as_interviewer_the_unmarked_others_answer(asks: str) -> None:
    parsed = read(f"{asks}: Why?\nAda: Thirst.\nBen: And heat.")
    assert [turn.role for turn in parsed.turns] == [Role.INTERVIEWER, Role.INTERVIEWEE, Role.INTERVIEWEE]


def test_where_nobody_is_marked_all_roles_are_unknown() -> None:
    assert {turn.role for turn in read("Ada: Why?\nBen: Thirst.\nAda: Ah.").turns} == {Role.UNKNOWN}


def test_one_marked_as_answering_does_not_make_the_others_interviewers() -> None:
    assert [turn.role for turn in read("Ada: Why?\nRespondent: Thirst.").turns] == [Role.UNKNOWN, Role.INTERVIEWEE]


@pytest.mark.parametrize(
    "line",
    [
        "What we learned is simple: ask first.",
        "there are three of them: sand, stone and time.",
        "https://example.org: the page of the well",
        "http://example.org/wells",
        "10:30 was when the rain came.",
        "At 10:30 the rain came, and at 11:45 it went.",
        "Note: the pump is loud here.",
        "NOTES: two pumps",
        "Date: 3 May",
        "“Ada: no,” he said.",
        "It was late; Ben: tired, all of us: wet.",
        "One day a man I had never met before said: dig.",
        "Cf.: The Other Well",
        "The Old Man Of The Far North Well: he knew.",
        "ratio 3:1",
        pytest.param(
            "We began at 10:30",
        ),
        pytest.param(
            "[00:12] The point is: we stayed.",
        ),
    ],
)
def test_a_colon_that_follows_no_speaker_makes_none(line: str) -> None:
    assert said(read(f"Interviewer: How?\nAda: So.\n{line}\nInterviewer: Ah.")) == [
        ("Interviewer", "How?"),
        ("Ada", f"So.\n{line}"),
        ("Interviewer", "Ah."),
    ]


def test_a_sentence_that_begins_alike_twice_makes_no_speaker() -> None:
    text = "Interviewer: How?\nAda: So.\nwhat we learned is: ask first.\nwhat we learned is: dig deep."
    assert [speaker for speaker, _ in said(read(text))] == ["Interviewer", "Ada"]


def test_a_name_of_which_one_word_may_be_a_heading_is_a_speaker() -> None:
    assert said(read("Interviewer: How?\nAlicia Key: So.")) == [("Interviewer", "How?"), ("Alicia Key", "So.")]


@pytest.mark.parametrize(
    "text",
    [
        "We dug the well ourselves.\n\nThe lesson was simple: ask first.",
        "Note: the names are changed.\n\nThe clinic opened at 9:30 and closed at 17:00.",
        "A page at https://example.org: it tells more.\n\nAnd so on.",
        "We dug.\n\nBen: this line stands alone, far from the start.",
    ],
)
def test_without_labels_each_paragraph_is_a_turn_of_nobody_with_a_warning(text: str) -> None:
    parsed = read(text)
    assert said(parsed) == [(None, paragraph) for paragraph in text.split("\n\n")]
    assert [warning for warning in parsed.warnings if "no speaker labels" in warning] == list(parsed.warnings)
    assert len(parsed.warnings) == 1


def test_lines_of_one_paragraph_stay_together_and_blank_lines_of_spaces_divide() -> None:
    parsed = read("\n\nWe dug\nthe well. \n \t \n  Then it rained.\n\n\n")
    assert [words for _, words in said(parsed)] == ["We dug\nthe well.", "Then it rained."]


def test_what_stands_before_the_first_label_belongs_to_no_turn_and_is_told() -> None:
    parsed = read("A visit to the well\nDate: 3 May\n\nInterviewer: How?\nAda: So.\n")
    assert said(parsed) == [("Interviewer", "How?"), ("Ada", "So.")]
    assert parsed.text.startswith("A visit to the well\nDate: 3 May\n\n")
    assert parsed.warnings == ("8 words before the first speaker are kept in the text but belong to no turn",)


@pytest.mark.parametrize("key", ["Interviewer: A\nRespondent: B", "Interviewer: A.\nRespondent: B."])
def test_a_key_of_single_letters_that_label_the_talk_is_no_part_of_it(key: str) -> None:
    parsed = read(f"{key}\n\nA: How?\nB: So.\nA: And then?\nB: Rain.\n")
    assert said(parsed)[:2] == [("A", "How?"), ("B", "So.")]
    assert len(parsed.warnings) == 1


def test_short_first_words_are_words_where_nobody_of_that_name_speaks() -> None:
    turns = [("Interviewer", "B"), ("Respondent", "B A"), ("Ada", "Eh"), ("Interviewer", "C"), ("Respondent", "So"), ("Ada", "Oh")]
    assert said(read("\n".join(f"{speaker}: {words}" for speaker, words in turns))) == turns


def test_a_labelled_file_without_preamble_has_no_warning() -> None:
    assert read("\n\nInterviewer: How?\nAda: So.\n").warnings == ()


def test_an_encoding_other_than_utf_8_is_told() -> None:
    parsed = importer_for("visit.md").read(Document("visit.md", "Ada: Água.\nBen: Sim.".encode("utf-16")))
    assert said(parsed) == [("Ada", "Água."), ("Ben", "Sim.")]
    assert parsed.warnings == ("read as utf-16-le",)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\r\n\r\n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^visit\.txt: is empty; [^\n]+$"):
        read(text)


names = st.sampled_from(["Ada", "Ben", "Chidi Obi", "Interviewer", "Speaker 2", "Ngozi van der Berg"])
words = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=":"), max_size=30).map(str.strip)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(names, words), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_sequence_of_labelled_lines_reads_back_the_same(turns: list[tuple[str, str]], line_end: str) -> None:
    parsed = read(line_end.join(f"{name}: {line}" for name, line in turns))
    assert said(parsed) == turns
    assert [turn.index for turn in parsed.turns] == list(range(len(turns)))


pieces = st.sampled_from(
    ["Ada: ", "Ben:\n", "Ada 00:13\n", "[00:12] Ben: ", "we dug ", "\n", "\n\n", "\t", "10:30 ", "Note: x", "\r\n", "é😀 ", "https://a.b: "]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(pieces | st.text(max_size=5).filter(lambda text: text.isprintable()), min_size=1, max_size=25).map("".join))
def test_turns_of_any_text_follow_each_other_and_begin_and_end_with_words(text: str) -> None:
    try:
        parsed = read(text)
    except InputError:
        assert not text.removeprefix("\ufeff").strip()
        return
    end = 0
    for turn in parsed.turns:
        assert end <= turn.start <= turn.end <= len(parsed.text)
        assert parsed.text[turn.start : turn.end] == parsed.text[turn.start : turn.end].strip()
        end = turn.end
    assert parsed.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
