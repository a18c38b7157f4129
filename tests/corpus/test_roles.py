"""Who asks and who answers, and when that is left open."""

import pytest

from corpus.models import Role, Turn
from corpus.transcripts.roles import assign_roles, unknown_names
from corpus.transcripts.transcript import read_transcript

I, A, U = Role.INTERVIEWER, Role.INTERVIEWEE, Role.UNKNOWN  # noqa: E741 - as transcripts abbreviate


def roles(text: str, interviewers: tuple[str, ...] = ()) -> dict[str | None, Role]:
    return {turn.speaker: turn.role for turn in assign_roles(text, read_transcript(text).turns, interviewers)}


def talk(*lines: str) -> str:
    return "\n".join(line.format(k=k) for k in range(7) for line in lines) + "\n"


ASKS = "Jane: What happened in year {k}?"
TELLS = "Ada: In year {k} we went from door to door, and people told us what they needed most."


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Interviewer", "Interviewee"),
        ("INT", "P03"),
        ("Enquêtrice", "Enquêté"),
        ("Entrevistador", "Entrevistada"),
        ("Pesquisadora", "Participante 2"),
        ("Fragesteller", "Befragte"),
        ("Intervistatrice", "Intervistato"),
        ("Intervjuare", "Informant"),
        ("Intervjuer", "Deltaker"),
        ("Vraag", "Antwoord"),
        ("Al-Muhawir", "Amina"),
        ("المحاور", "الضيف"),
        ("采访者", "受访者"),
        ("聞き手", "田中"),
        ("Q", "A"),
        ("I", "R"),
        ("I", "B"),
        ("D", "R"),
    ],
)
def test_labels_tell_the_roles_in_many_languages(asks: str, answers: str) -> None:
    assert roles(f"{asks}: Eh?\n{answers}: Oh.\n{asks}: Ah?\n{answers}: Mh.\n") == {asks: I, answers: A}


@pytest.mark.parametrize(
    "header",
    [
        "Interviewer: Jane Smith (JS)\nInterviewee: Ada Obi (AO)",
        "Interviewer: Jane Smith\nInterviewee: Ada Obi\nDate: 3 May 2024",
        "Participants: Jane Smith (interviewer), Ada Obi (interviewee)",
        "JS = Interviewer\nAO = Interviewee",
        "JS: Jane Smith (interviewer)\nAO: Ada Obi (interviewee)",
        "**Interviewer:** Jane Smith\n**Respondent:** Ada Obi",
        "Interviewer: JS\nRespondent: AO",
        "Interviewer: J.S.\nRespondent: A.O.",
    ],
)
def test_a_header_tells_the_roles_of_initials(header: str) -> None:
    assert roles(f"{header}\n\nJS: So.\n\nAO: We dug.\n\nJS: Ah.\n\nAO: Rain.") == {"JS": I, "AO": A}


def test_a_header_names_the_one_who_asks_by_first_name() -> None:
    assert roles("Date: 3 May\nInterviewer: Jane Smith\n\nJane: So.\nAda: We dug.\nJane: Ah.\nAda: Rain.") == {"Jane": I, "Ada": A}


def test_who_asks_and_who_tells_is_seen_where_it_is_plain() -> None:
    assert roles(talk(ASKS, TELLS)) == {"Jane": I, "Ada": A}


def test_two_who_tell_are_both_interviewees() -> None:
    third = "Ben: And then I wrote it all down in the big book so that nobody would forget it."
    assert roles(talk(ASKS, TELLS, third)) == {"Jane": I, "Ada": A, "Ben": A}


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((ASKS, TELLS + " Right?"), id="both ask"),
        pytest.param((ASKS + " Because in my time we went from door to door and nobody ever said a word. No?", TELLS), id="asks at length"),
        pytest.param(("Jane: So.", TELLS), id="nobody asks"),
        pytest.param((ASKS, TELLS, "Ben: Yes, in year {k} we did that for all of the people in the valley, all the time.",
                      "Chi: We did this and that for all of the people in the valley, all the time.",
                      "Dee: We did this and that for all of the people in the valley, all the time."), id="a meeting of five"),
    ],
)  # fmt: skip
def test_what_is_not_plain_stays_unknown(lines: tuple[str, ...]) -> None:
    assert set(roles(talk(*lines)).values()) == {U}


def test_the_user_says_who_asks_and_all_others_who_are_named_answer() -> None:
    text = talk("Ada: What?", "Ben: That.", "Interviewer: So.")
    assert roles(text, ("ada ", "BEN")) == {"Ada": I, "Ben": I, "Interviewer": A}


def test_turns_of_nobody_stay_unknown_and_nothing_but_roles_changes() -> None:
    turns = (Turn(index=0, start=0, end=2, speaker="Ada"), Turn(index=1, start=3, end=5))
    given = assign_roles("ab cd", turns, ("Ada",))
    assert [turn.role for turn in given] == [I, U]
    assert [turn.model_copy(update={"role": U}) for turn in given] == list(turns)
    assert assign_roles("", ()) == ()


def test_names_that_no_speaker_has_are_told() -> None:
    turns = read_transcript("Ada: So.\nBen: Yes.\nAda: Oh.").turns
    assert unknown_names(turns, ("ADA", "Cleo", " ben ")) == ("Cleo",)


def test_no_public_meeting_gets_an_interviewer(shared: object) -> None:
    from pathlib import Path

    from corpus.importers import Document, importer_for

    for path in sorted(Path(str(shared)).glob("data/qmsum/val/*.json")):
        parsed = importer_for(path.name).read(Document(path.name, path.read_bytes()))
        assert {turn.role for turn in assign_roles(parsed.text, parsed.turns)} == {U}, path.name
