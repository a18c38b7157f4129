"""Transcripts as people and programs really write them: each of these once lost turns, speakers or times."""

import pytest

from corpus.models import Role
from corpus.transcripts.roles import assign_roles
from corpus.transcripts.speakers import identify
from corpus.transcripts.times import parse_time, with_colons
from corpus.transcripts.transcript import read_transcript

SAID = (
    "How did the well begin?", "We asked every household first.", "And who paid for it?", "The ministry did, after nine years.",
    "Were you ever close to giving up?", "Twice, and both times it rained.", "What would you do again?", "I would begin with the mayors.",
)  # fmt: skip
PAIR = ("Mara Quill", "Ilse Brandt")


def talk(shape: str, people: tuple[str, ...] = PAIR, between: str = "\n\n", start: int = 3) -> str:
    """The eight turns of ``SAID``, each written in one shape."""
    return between.join(
        shape.format(
            n=people[k % len(people)],
            w=words,
            k=k + 1,
            hms=f"00:{(start + 40 * k) // 60:02d}:{(start + 40 * k) % 60:02d}",
            dots=f"00.{(start + 40 * k) // 60:02d}.{(start + 40 * k) % 60:02d}",
            short=f"{(start + 40 * k) // 60:02d}.{(start + 40 * k) % 60:02d}",
        )
        for k, words in enumerate(SAID)
    )


def heard(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in read_transcript(text).turns]


def wanted(people: tuple[str, ...] = PAIR) -> list[tuple[str, str]]:
    return [(people[k % len(people)], words) for k, words in enumerate(SAID)]


@pytest.mark.parametrize(
    ("shape", "people"),
    [
        ("[{hms}] {n} {w}", PAIR),
        ("[{hms}] {n} {w}", ("Speaker 1", "Speaker 2")),
        ("{n}    {w}", PAIR),
        ("{n}.- {w}", ("Entrevistadora", "Doña Remedios")),
        ("{n}. {w}", ("Mr. QUILL", "Ms. BRANDT")),
        ("{n} – {w}", ("Dr. A. B. Smith, PhD", "Ilse Brandt")),
        ("**{n}** {w}", PAIR),
        ("{n}|{w}", PAIR),
        ("{n}>> {w}", PAIR),
        ("{k:03d} {n}: {w}", ("Interviewer", "Respondent")),
        ("{n}: {w}", ("Int", "1047")),
        ("{n}: {w}", ("Grace", "Will")),
        ("{n}: {w}", ("Me", "May")),
        ("{n}: {w}", ("The Interviewer", "The Farmer")),
        ("{hms}, {n}: {w}", PAIR),
        ("{n} at {hms}: {w}", PAIR),
        ("{n}\n{w}", PAIR),
    ],
)
def test_a_style_gives_its_turns_and_speakers(shape: str, people: tuple[str, ...]) -> None:
    assert heard(talk(shape, people)) == wanted(people)


@pytest.mark.parametrize("shape", ["[{dots}] {n}: {w}", "({dots}) {n}: {w}", "[{short}] {n}: {w}", "{n} [{short}]: {w}"])
def test_times_may_be_written_with_points(shape: str) -> None:
    text = talk(shape)
    assert heard(text) == wanted()
    assert [turn.time for turn in read_transcript(text).turns] == [3 + 40 * k for k in range(len(SAID))]


def test_numbers_with_points_that_are_no_times_stay_words() -> None:
    seconds = "[9.50] Ada: yes\n[10.75] Ben: no\n[11.20] Ada: yes\n"
    assert with_colons(seconds) == seconds
    assert parse_time("01.02.03") == 3723
    assert next(words for _, words in heard("Ada: It was [12.05] dollars.\nBen: Version 1.2.3 then.\nAda: Yes.\nBen: No.")).endswith(
        "dollars."
    )


def test_a_mistyped_word_for_a_part_is_who_it_stands_for() -> None:
    labels = ["Interviewer", "Interviewee"] * 5
    people = identify([*labels, "Intervewer", "Inteviewee", "Interview"])
    assert people["Intervewer"] == people["Interviewer"]
    assert people["Inteviewee"] == people["Interviewee"]
    assert people["Intervewer"].role is Role.INTERVIEWER


def test_names_and_numbers_that_differ_by_a_letter_stay_apart() -> None:
    people = identify(["Speaker 1", "Speaker 2", "Christina", "Christine", "Participant 11", "Participant 12"] * 4 + ["Speaker 3"])
    assert len({person.name for person in people.values()}) == 7


def test_numbers_of_turns_behind_labels_are_no_people() -> None:
    assert {p.name for p in identify([f"{n} ({k + 1})" for k, n in enumerate(["Interviewer", "Respondent"] * 4)]).values()} == {
        "Interviewer",
        "Respondent",
    }
    assert len({p.name for p in identify(["Participant (1)", "Participant (2)", "Participant (1)", "Participant (2)"]).values()}) == 2


def test_a_filled_in_form_before_the_talk_is_said_by_nobody() -> None:
    form = "Study Title: Keeping Water\nDepositor: M. Quill\nInterview number: 14\nDate of interview: 05/03/2014\nGender: F\n\n"
    assert heard(form + talk("{n}: {w}", ("I", "R"))) == wanted(("I", "R"))


def test_names_on_a_title_page_and_in_a_table_of_facts_are_no_turns() -> None:
    title = "Keeping Water\nIlse Brandt\ninterviewed by\nMara Quill\n\n"
    assert heard(title + talk("{n}: {w}")) == wanted()
    facts = "Interviewer\tMara Quill\nRespondent\tIlse Brandt\nDate\t5 March 2024\nDuration\t42:10\n"
    people = ("Interviewer", "Respondent")
    assert heard(facts + talk("{n}: {w}", people, "\n")) == wanted(people)


def test_a_heading_with_a_colon_and_points_of_a_list_name_nobody() -> None:
    turns = talk("{n}: {w}").split("\n\n")
    turns[3] += "\n- Cost: nothing\n- Risk: all of it\n• Staff: forty people"
    turns.insert(4, "Growth: the second decade")
    assert {speaker for speaker, _ in heard("\n\n".join(turns))} == set(PAIR)


def test_sentences_without_spaces_are_no_names() -> None:
    said = ["这件事是怎么开始的？", "最重要的是信任：没有别的。", "后来呢？", "那个时候没有人相信我们：真的。"] * 2
    text = "\n".join(f"{'访谈者' if k % 2 == 0 else '王芳'}：{words}" for k, words in enumerate(said))
    more = text.replace("没有别的。", "没有别的。\n最重要的是信任：没有别的。")
    assert [speaker for speaker, _ in heard(more)] == ["访谈者", "王芳"] * 4


def test_names_without_a_time_among_names_with_one_begin_turns_where_no_blank_line_is() -> None:
    people = iter(PAIR * 4)
    text = "\n".join(f"{next(people)}{'' if k % 3 == 1 else f'  0:{10 + k}'}\n{words}" for k, words in enumerate(SAID))
    assert heard(text) == wanted()


def test_lines_are_numbered_blank_ones_too_and_page_by_page() -> None:
    lines = [line for turn in talk("     {n}.   {w}", ("Q", "A")).split("\n\n") for line in (turn, "")] * 4
    pages = [lines[k : k + 20] for k in range(0, len(lines), 20)]
    numbered = ["\n".join(f"{n:>2}  {line}".rstrip() for n, line in enumerate(page, 1)) for page in pages]
    text = "\n\f".join(f"Brandt - direct        {n}\n\n{page}" for n, page in enumerate(numbered, 1))
    assert [speaker for speaker, _ in heard(text)] == ["Q", "A"] * 16


@pytest.mark.parametrize(
    "closing",
    [
        "Mara Quill stopped transcription",
        "Transcription ended after 00:42:07\n\nThis editable transcript was computer generated and may err.",
    ],
)
def test_what_a_program_writes_at_the_end_belongs_to_no_turn(closing: str) -> None:
    assert heard(talk("{n}: {w}") + "\n\n" + closing) == wanted()


def test_who_asks_is_told_in_a_short_talk_of_two() -> None:
    lines = talk("{n}: {w}", between="\n").split("\n")[:5]
    text = "\n".join(f"{line} We did it for a reason, and a long one at that." if k % 2 else line for k, line in enumerate(lines))
    roles = {turn.speaker: turn.role for turn in assign_roles(text, read_transcript(text).turns)}
    assert roles == {"Mara Quill": Role.INTERVIEWER, "Ilse Brandt": Role.INTERVIEWEE}


def test_a_time_that_a_line_end_cuts_is_a_time() -> None:
    text = "I: Wie fing es an? #00:00:03-1#\nB: Mit einem Brunnen. #00:01:16-\n6#\nI: Und dann? #00:02:00-0#"
    assert [turn.time for turn in read_transcript(text).turns] == [3.1, 76.6, 120.0]
