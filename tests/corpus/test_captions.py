"""Captions of every flavour: who speaks, where a turn begins, exact words, and files that are odd or broken."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Parsed, importer_for
from corpus.models import Role

Said = tuple[str | None, str, float | None]


def read(text: str | bytes, name: str = "visit.vtt") -> Parsed:
    return importer_for(name).read(Document(name, text.encode() if isinstance(text, str) else text))


def vtt(*payloads: str, header: str = "WEBVTT") -> Parsed:
    return read(f"{header}\n\n" + "".join(f"{at(3 * k)} --> {at(3 * k + 2)}\n{payload}\n\n" for k, payload in enumerate(payloads)))


def srt(*payloads: str) -> Parsed:
    cues = (f"{k + 1}\n{at(3 * k, ',')} --> {at(3 * k + 2, ',')}\n{payload}\n\n" for k, payload in enumerate(payloads))
    return read("".join(cues), "visit.srt")


def at(seconds: float, point: str = ".") -> str:
    milliseconds = round(seconds * 1000)
    return (
        f"{milliseconds // 3_600_000:02d}:{milliseconds // 60_000 % 60:02d}:{milliseconds // 1000 % 60:02d}{point}{milliseconds % 1000:03d}"
    )


def said(parsed: Parsed) -> list[tuple[str | None, str]]:
    return [(turn.speaker, parsed.text[turn.start : turn.end]) for turn in parsed.turns]


def timed(parsed: Parsed) -> list[Said]:
    return [(turn.speaker, parsed.text[turn.start : turn.end], turn.time) for turn in parsed.turns]


# voices


def test_each_voice_of_a_cue_is_a_turn_with_the_cues_time() -> None:
    parsed = vtt("<v Ben Li>Why?</v>", "<v Ada>Thirst.</v> <v Ben Li>Oh.</v>")
    assert timed(parsed) == [("Ben Li", "Why?", 0.0), ("Ada", "Thirst.", 3.0), ("Ben Li", "Oh.", 3.0)]
    assert parsed.warnings == ()


@pytest.mark.parametrize("voice", ["<v Ada>", "<v.loud Ada>", "<v.loud.first Ada>", "<V Ada>", "<v  Ada >", "<v\tAda>"])
def test_a_voice_is_read_with_classes_and_without_its_end(voice: str) -> None:
    assert said(vtt(f"{voice}We dug.")) == [("Ada", "We dug.")]


def test_two_cues_of_one_voice_stay_two_turns() -> None:
    assert said(vtt("<v Ada>We dug.</v>", "<v Ada>Then it rained.</v>")) == [("Ada", "We dug."), ("Ada", "Then it rained.")]


def test_a_cue_without_a_voice_goes_on_with_the_turn_before() -> None:
    parsed = vtt("<v Ada>We asked every", "household.", "<v Ben>And?")
    assert timed(parsed) == [("Ada", "We asked every\nhousehold.", 0.0), ("Ben", "And?", 6.0)]


def test_entities_in_a_name_are_decoded_and_a_voice_without_a_name_is_nobody() -> None:
    assert said(vtt("<v Ada &amp; Sons>Hello", "<v>Yes</v>")) == [("Ada & Sons", "Hello\nYes")]


def test_a_voice_that_says_nothing_is_a_blank_turn() -> None:
    assert said(vtt("<v Ada></v>", "<v Ben>Well?</v>")) == [("Ada", ""), ("Ben", "Well?")]


# labels in the text


@pytest.mark.parametrize("form", ["{}: {}", "- {}: {}", ">> {}: {}", ">>{}: {}", "[{}] {}", "[{}]: {}", "({}): {}", "[{}:] {}", "{}:\n{}"])
def test_labels_in_the_text_are_read_in_every_form(form: str) -> None:
    for read_as in (vtt, srt):
        parsed = read_as(*(form.format(*pair) for pair in [("Ben Li", "Why?"), ("ADA", "Thirst."), ("Ben Li", "Oh."), ("ADA", "Yes.")]))
        assert said(parsed) == [("Ben Li", "Why?"), ("ADA", "Thirst."), ("Ben Li", "Oh."), ("ADA", "Yes.")]


def test_several_speakers_in_one_cue_are_several_turns() -> None:
    assert said(srt("- Ben: Why?\n- Ada: Thirst.", "Ada: Every day.", "Ben: Oh.")) == [
        ("Ben", "Why?"),
        ("Ada", "Thirst."),
        ("Ada", "Every day."),
        ("Ben", "Oh."),
    ]


def test_numbered_speakers_of_a_transcriber_are_labels() -> None:
    assert said(srt("[SPEAKER_00]: Why?", "[SPEAKER_01]: Thirst.")) == [("SPEAKER_00", "Why?"), ("SPEAKER_01", "Thirst.")]


def test_an_interviewer_makes_the_others_interviewees() -> None:
    assert [turn.role for turn in vtt("Interviewer: Why?", "Ada: Thirst.").turns] == [Role.INTERVIEWER, Role.INTERVIEWEE]


def test_a_cue_without_a_label_goes_on_with_the_turn_before_and_one_before_all_labels_is_nobodys() -> None:
    parsed = srt("Good morning.", "Ben: Why did", "you begin?", "Ada: Thirst.", "Ben: Oh.")
    assert said(parsed) == [(None, "Good morning."), ("Ben", "Why did\nyou begin?"), ("Ada", "Thirst."), ("Ben", "Oh.")]


def test_chevrons_and_dashes_without_a_name_begin_a_turn_of_nobody() -> None:
    assert said(vtt(">> Why?", ">> Thirst.", "Every day.")) == [(None, "Why?"), (None, "Thirst.\nEvery day.")]
    assert said(srt("- Why?\n- Thirst.")) == [(None, "Why?"), (None, "Thirst.")]


@pytest.mark.parametrize("line", ["[Music]", "[laughs] We dug.", "(laughter)", "Look: it was dry.", "- but then", "At 10:30 it rained."])
def test_sounds_colons_and_times_make_no_speaker(line: str) -> None:
    parsed = vtt(*["We went on."] * 40, line, line, "We asked all.")
    assert {turn.speaker for turn in parsed.turns} == {None}
    assert line in parsed.text


# paragraphs


def test_cues_that_name_nobody_become_paragraphs_of_whole_sentences() -> None:
    halves = [f"We asked every household in the valley number {k // 2}" if k % 2 == 0 else "one door after the other." for k in range(8)]
    cues = "".join(f"{at(2 * k)} --> {at(2 * k + 2)}\n{half}\n\n" for k, half in enumerate(halves))
    parsed = read(f"WEBVTT\n\n{cues}")
    assert timed(parsed) == [(None, "\n".join(halves[:6]), 0.0), (None, "\n".join(halves[6:]), 12.0)]
    assert parsed.warnings == ("no turn names a speaker; all turns are by one unknown speaker",)


def test_a_pause_ends_a_paragraph() -> None:
    parsed = read("WEBVTT\n\n00:00.000 --> 00:02.000\nwe dug\n\n00:02.500 --> 00:03.000\nand dug\n\n00:05.100 --> 00:06.000\nthen rain")
    assert timed(parsed) == [(None, "we dug\nand dug", 0.0), (None, "then rain", 5.1)]


def test_speech_without_any_full_stop_is_cut_before_it_grows_too_long() -> None:
    cues = "".join(f"{at(2 * k)} --> {at(2 * k + 2)}\nand then we went to house {k} in the next row\n\n" for k in range(60))
    lengths = [turn.end - turn.start for turn in read(f"WEBVTT\n\n{cues}").turns]
    assert len(lengths) == 5
    assert max(lengths) < 700


# rolling captions


def test_the_repeated_lines_of_rolling_captions_are_dropped() -> None:
    parsed = read("""WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
 
we<00:00:00.400><c> asked</c><00:00:00.900><c> every</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
we asked every
 

00:00:02.010 --> 00:00:04.000 align:start position:0%
we asked every
household<00:00:02.500><c> twice</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
household twice
 

00:00:04.010 --> 00:00:06.000 align:start position:0%
household twice
and<00:00:04.500><c> dug</c>
""")  # noqa: W293
    assert timed(parsed) == [(None, "we asked every\nhousehold twice\nand dug", 0.0)]


def test_what_a_person_says_twice_is_kept() -> None:
    parsed = read(
        "WEBVTT\n\n" + "".join(f"{at(k)} --> {at(k + 1)}\n{words}\n\n" for k, words in enumerate(["No.", "No.", "Wait.", "We dug.", "So."]))
    )
    assert parsed.text == "No.\nNo.\nWait.\nWe dug.\nSo."


# markup and structure


@pytest.mark.parametrize(
    ("payload", "visible"),
    [
        ("<i>We</i> <b>dug</b>", "We dug"),
        ("<c.yellow.bg_blue>We</c> dug", "We dug"),
        ("We <00:00:01.000>dug", "We dug"),
        ("<lang en-GB>We</lang> dug", "We dug"),
        ("<ruby>We<rt>us</rt></ruby> dug", "Weus dug"),
        ("R&amp;D &lt;i&gt; &quot;we&quot; &#233;", 'R&D <i> "we" é'),
        ("We&nbsp;dug", "We\u00a0dug"),
        ("AT&T & co; &nothing;", "AT&T & co; &nothing;"),
        ("We <3 wells, 5 > 4, a < b", "We <3 wells, 5 > 4, a < b"),
        ("We   dug", "We   dug"),
        ("We\ndug", "We\ndug"),
        ("عن الماء\u202e", "عن الماء\u202e"),
    ],
)
def test_markup_goes_and_the_visible_words_stay(payload: str, visible: str) -> None:
    assert said(vtt(payload)) == [(None, visible)]


@pytest.mark.parametrize(
    ("payload", "visible"),
    [
        ('<font color="#ff0000">We</font> <i>dug</i>', "We dug"),
        ("{\\an8}We dug", "We dug"),
        ("We <laughs> dug, 3 < 4", "We <laughs> dug, 3 < 4"),
        ("We &amp; you", "We & you"),
        ("{really}", "{really}"),
    ],
)
def test_html_in_subrip_goes_and_other_brackets_stay(payload: str, visible: str) -> None:
    assert said(srt(payload)) == [(None, visible)]


def test_notes_styles_regions_settings_and_names_of_cues_are_not_words() -> None:
    parsed = read("""\ufeffWEBVTT - Our visit
Kind: captions

STYLE
::cue { color: red }

REGION
id:one
width:40%

NOTE
made by hand

an introduction
01:02.500 --> 01:03.000 line:0 position:20% align:start region:one
<v Ada>We dug.

NOTE the end""")
    assert timed(parsed) == [("Ada", "We dug.", 62.5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings_do_not_matter(end: str, encoding: str) -> None:
    text = end.join(["1", "00:00:01,000 --> 00:00:02,000", "Zoë: É água", "", "2", "00:00:03,000 --> 00:00:04,000", "Ben: Sim, é"])
    assert timed(read(text.encode(encoding), "visit.srt")) == [("Zoë", "É água", 1.0), ("Ben", "Sim, é", 3.0)]


def test_numbers_may_be_missing_and_points_be_commas() -> None:
    parsed = read(
        "00:00:01.000 --> 00:00:02.000\nAda: One.\n\n0:00:03,5 --> 0:00:04,5\nBen: Two.\n\n00:05 --> 00:06\nAda: Three.", "visit.srt"
    )
    assert timed(parsed) == [("Ada", "One.", 1.0), ("Ben", "Two.", 3.5), ("Ada", "Three.", 5.0)]


def test_blank_lines_may_be_missing_between_cues_or_stand_inside_one() -> None:
    parsed = read(
        "1\n00:00:01,000 --> 00:00:02,000\nAda: In\n1984\n2\n00:00:02,000 --> 00:00:03,000\nBen: Oh.\n\nReally?\n\n3\n00:00:04,000 --> 00:00:05,000\nAda: Yes.",
        "visit.srt",
    )
    assert said(parsed) == [("Ada", "In\n1984"), ("Ben", "Oh.\nReally?"), ("Ada", "Yes.")]


def test_a_number_said_before_the_next_cue_is_kept() -> None:
    assert srt("In the year\n1984", "we dug.").text == "In the year\n1984\nwe dug."


def test_times_out_of_order_are_kept_and_negative_or_endless_ones_left_out() -> None:
    parsed = read(
        "00:00:09,000 --> 00:00:10,000\nAda: One.\n\n-00:00:03,000 --> 00:00:04,000\nBen: Two.\n\n00:00:01,000 --> 00:00:00,000\nAda: Three.\n\n"
        "99999:00:00,000 --> 99999:00:01,000\nBen: Four.",
        "visit.srt",
    )
    assert [turn.time for turn in parsed.turns] == [9.0, None, 1.0, None]


def test_a_zero_byte_inside_is_kept_as_it_is() -> None:
    assert said(vtt("<v Ada>We\0dug and dug and dug " + "on " * 40))[0][1].startswith("We\0dug")


@pytest.mark.parametrize("name", ["visit.vtt", "visit.srt"])
@pytest.mark.parametrize(
    "text", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "Ada: We dug.\n", "{}", "\n\n", "00:01 -> 00:02\nWe dug."]
)
def test_a_file_without_captions_is_refused_in_one_line(name: str, text: str) -> None:
    with pytest.raises(InputError, match=rf"^{name}: has no captions with words; put words under lines such as 00:00:01") as caught:
        read(text, name)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match=r"^visit\.vtt: "):
        read(bytes(range(256)) * 40)


# whatever is written comes back

# Visible words as captions can hold them: lines without edges of space, no blank lines, nothing that is an arrow or a digit line.
line = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>&:[]()-–—{}\\\u2028\u2029"), min_size=1, max_size=30)
spoken = line.map(str.strip).filter(lambda text: any(c.isalpha() for c in text))
speakers = st.sampled_from(["Ada Obi", "BEN", "Interviewer", "Zoë van der Berg", "Speaker 1"])
starts = st.integers(0, 10**7).map(lambda milliseconds: milliseconds / 1000)
scripts = st.lists(st.tuples(speakers, st.lists(spoken, min_size=1, max_size=3).map("\n".join), starts), min_size=1, max_size=8)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(max_examples=100, deadline=None)
@given(scripts, st.booleans())
def test_any_voices_come_back(script: list[tuple[str, str, float]], closed: bool) -> None:
    cues = (f"{at(start)} --> {at(start + 2)}\n<v {who}>{escaped(words)}{'</v>' * closed}\n\n" for who, words, start in script)
    parsed = read("WEBVTT\n\n" + "".join(cues))
    assert [words for _, words, _ in timed(parsed)] == [words for _, words, _ in script]
    assert [(who, when) for who, _, when in timed(parsed)] == [(who, start) for who, _, start in script]


@settings(max_examples=100, deadline=None)
@given(scripts, st.sampled_from(["vtt", "srt"]), st.sampled_from(["{}: {}", "- {}: {}", ">> {}: {}", "[{}]: {}"]))
def test_any_labelled_lines_come_back(script: list[tuple[str, str, float]], suffix: str, form: str) -> None:
    said_twice = [*script, *script]  # a name that comes back is sure to be a speaker
    cues = "".join(
        f"{k}\n{at(start, ',' if suffix == 'srt' else '.')} --> {at(start + 2)}\n{form.format(who, escaped(words))}\n\n"
        for k, (who, words, start) in enumerate(said_twice)
    )
    parsed = read(f"WEBVTT\n\n{cues}" if suffix == "vtt" else cues, f"visit.{suffix}")
    assert timed(parsed) == said_twice


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_no_text_under_a_time_breaks_the_reader(text: str) -> None:
    for name in ("visit.vtt", "visit.srt"):
        with suppress(InputError):
            parsed = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}", name)
            ends = [0, *(turn.end for turn in parsed.turns)]
            assert all(end <= turn.start <= turn.end <= len(parsed.text) for end, turn in zip(ends, parsed.turns, strict=False))


def test_webex_names_who_speaks_beside_the_number_of_a_cue() -> None:
    text = (
        'WEBVTT\n\n1 "Mara Quill" (2324)\n00:00:01.000 --> 00:00:02.000\nHow did it begin?\n\n'
        '2 "Ilse Brandt" (2325)\n00:00:03.000 --> 00:00:04.000\nWith a well.\n'
    )
    parsed = importer_for("talk.vtt").read(Document(name="talk.vtt", data=text.encode()))
    assert [(turn.speaker, turn.time) for turn in parsed.turns] == [("Mara Quill", 1.0), ("Ilse Brandt", 3.0)]
