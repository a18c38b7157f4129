"""Transcripts as tables: columns in any order and language, times in any unit, exact cells, and tables that hold no turns."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Parsed, importer_for
from corpus.models import Role
from tests.corpus.workbooks import workbook

Timed = tuple[str | None, str, float | None]


def read(data: str | bytes, name: str = "visit.csv") -> Parsed:
    return importer_for(name).read(Document(name, data.encode() if isinstance(data, str) else data))


def timed(parsed: Parsed) -> list[Timed]:
    return [(turn.speaker, parsed.text[turn.start : turn.end], turn.time) for turn in parsed.turns]


def refusal(data: str | bytes, name: str = "visit.csv") -> str:
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value).removeprefix(f"{name}: ")


@pytest.mark.parametrize(
    "header",
    [
        "Speaker,Text,Start",
        "SPEAKER,TRANSCRIPT,TIME",
        "Name,Words,Timestamp",
        "Sprecher,Wortlaut,Zeit",
        "Locuteur,Texte,Début",
        "Hablante,Texto,Hora",
    ],
)
def test_columns_are_found_by_their_usual_names(header: str) -> None:
    assert timed(read(f"{header}\nBen,Why?,0:00:05\nAda,Thirst.,00:01:02.5\n")) == [("Ben", "Why?", 5.0), ("Ada", "Thirst.", 62.5)]


def test_columns_may_stand_in_any_order_among_others() -> None:
    parsed = read("id;start;note;text;speaker\n1;0:05;x;Why, Ada?;Ben\n2;0:09;;Thirst.;Ada\n")
    assert timed(parsed) == [("Ben", "Why, Ada?", 5.0), ("Ada", "Thirst.", 9.0)]


def test_a_title_above_the_header_is_no_turn() -> None:
    assert timed(read("Transcript,,\nof our visit,,\n\nSpeaker,Time,Text\nBen,0:05,Why?\n")) == [("Ben", "Why?", 5.0)]


def test_a_table_without_a_header_is_read_by_what_stands_in_it() -> None:
    rows = "00:05\tBen\tWhy did you begin with the well?\n00:09\tAda\tBecause everyone was thirsty, every day.\n"
    assert timed(read(rows, "visit.tsv")) == [
        ("Ben", "Why did you begin with the well?", 5.0),
        ("Ada", "Because everyone was thirsty, every day.", 9.0),
    ]


def test_a_single_column_of_words_is_read_as_nobodys() -> None:
    parsed = read("text\nWhy?\nThirst.\n")
    assert timed(parsed) == [(None, "Why?", None), (None, "Thirst.", None)]
    assert parsed.warnings == ("no turn names a speaker; all turns are by one unknown speaker",)


def test_cells_come_back_exactly_with_lines_formulas_and_spaces() -> None:
    parsed = read('speaker,text\nBen,"Two\r\nlines, and ""quotes"""\nAda,  =1+1  \nBen,a\u202eb\n')
    assert [words for _, words, _ in timed(parsed)] == ['Two\nlines, and "quotes"', "  =1+1  ", "a\u202eb"]


def test_blank_words_keep_their_turn_and_blank_rows_at_the_end_do_not() -> None:
    parsed = read("speaker,text\nBen,Why?\nAda,\n,\nAda,Thirst.\n,\n,\n")
    assert timed(parsed) == [("Ben", "Why?", None), ("Ada", "", None), (None, "", None), ("Ada", "Thirst.", None)]
    assert [turn.index for turn in parsed.turns] == [0, 1, 2, 3]


def test_words_with_an_unquoted_comma_are_kept_whole_in_the_last_column() -> None:
    parsed = read("speaker,text\nBen,Why, Ada, why?\nAda,Thirst.\n")
    assert [words for _, words, _ in timed(parsed)] == ["Why, Ada, why?", "Thirst."]
    assert parsed.warnings == ()


def test_cells_beyond_the_header_are_told() -> None:
    parsed = read("text,speaker\nWhy?,Ben\nThirst.,Ada,and more\n")
    assert parsed.warnings == ("1 rows have more cells than the header; what stands beyond it was left out",)


def test_an_empty_speaker_is_nobody() -> None:
    assert [turn.speaker for turn in read("speaker,text\nBen,Why?\n,Hm.\n").turns] == ["Ben", None]


def test_a_column_of_roles_tells_who_asks() -> None:
    parsed = read("speaker,role,text\nBen,Interviewer,Why?\nAda,Respondent,Thirst.\nEve,observer,Hm.\n")
    assert [(turn.speaker, turn.role) for turn in parsed.turns] == [
        ("Ben", Role.INTERVIEWER),
        ("Ada", Role.INTERVIEWEE),
        ("Eve", Role.UNKNOWN),
    ]
    assert [turn.role for turn in read("role,text\nInterviewer,Why?\nParticipant,Thirst.\n").turns] == [Role.INTERVIEWER, Role.INTERVIEWEE]


LONG = "We asked every household in the valley, one door after the other."


@pytest.mark.parametrize(
    ("header", "starts", "seconds"),
    [
        ("start\tend\ttext", ("0\t4200", "4200\t9000"), [0.0, 4.2]),  # Whisper's own .tsv
        ("start\tend\ttext", ("0\t4", "4\t9"), [0.0, 4.0]),
        ("start\tend\ttext", ("0.0\t4.2", "4.2\t9.0"), [0.0, 4.2]),
        ("start_ms\tend_ms\ttext", ("0\t42", "42\t90"), [0.0, 0.042]),
        ("start\tend\ttext", ("00:00:00,000\t00:00:04,200", "00:00:04,200\t0:09"), [0.0, 4.2]),
        ("start\tend\ttext", ("soon\t", "-5\t"), [None, None]),
    ],
)
def test_seconds_milliseconds_and_clock_times_are_told_apart(header: str, starts: tuple[str, str], seconds: list[float | None]) -> None:
    parsed = read(f"{header}\n{starts[0]}\t{LONG}\n{starts[1]}\t{LONG}\n", "visit.tsv")
    assert [turn.time for turn in parsed.turns] == pytest.approx(seconds)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert timed(read("Sprecher;Text\nZoë;Ja, natürlich, für alle.\n".encode(encoding))) == [("Zoë", "Ja, natürlich, für alle.", None)]


# workbooks


def test_a_workbook_is_read_with_merged_speakers_but_merged_words_only_once() -> None:
    rows = [
        ["Visit", None, None],
        ["Who", "Time", "Text"],
        ["Ben", "0:05", "Why?"],
        ["Ada", "0:09", "Thirst."],
        [None, None, "Every day."],
        ["Eve", None, None],
    ]
    parsed = read(workbook(rows, merged=["A4:A5", "C5:C6", "A1:C1"]), "visit.xlsx")
    assert timed(parsed) == [("Ben", "Why?", 5.0), ("Ada", "Thirst.", 9.0), ("Ada", "Every day.", None), ("Eve", "", None)]


def test_numbers_in_a_workbook_are_words_too() -> None:
    assert timed(read(workbook([["speaker", "text"], ["Ben", 1984], [1, True]]), "visit.xlsx")) == [
        ("Ben", "1984", None),
        ("1", "TRUE", None),
    ]


# what holds no turns


@pytest.mark.parametrize(
    "table",
    [
        "file,organisation,date\na.txt,Oru Wells,2024\n",
        "File;Speaker;Role\na.txt;Ada;founder\nb.txt;Ben;director\n",
        "filename,title,comment\na.txt,Visit,fine\nb.txt,Call,short\n",
        "file,speaker,text\na.txt,Ada,a founder of wells\nb.txt,Ben,a director\n",
    ],
)
def test_a_table_that_describes_files_is_refused(table: str) -> None:
    assert refusal(table).startswith("describes files and holds no turns (it has a column ")
    rows = [line.replace(";", ",").split(",") for line in table.splitlines()]
    assert refusal(workbook(rows), "visit.xlsx").startswith("describes files and holds no turns")


def test_turns_of_a_table_that_repeats_its_file_are_read() -> None:
    assert len(read("file,speaker,text\na.mp3,Ben,Why?\na.mp3,Ada,Thirst.\n").turns) == 2


@pytest.mark.parametrize("table", ["a,b\n1,2\n3,4\n", "\n", ",,,\n", "price,amount\n3,4\n", '{"turns": [{"text": "Why?"}]}'])
def test_a_table_without_turns_is_told_what_to_name(table: str) -> None:
    assert refusal(table).startswith("no table of turns found; name one column text or words")


def test_a_table_with_a_header_only_is_refused() -> None:
    assert refusal("speaker,text\n").startswith("no row has words")


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refusal(bytes(range(256)) * 40)


# whatever is written comes back

spoken = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=30)
speakers = st.sampled_from(["Ada Obi", "Ben", "Interviewer", None])
starts = st.one_of(st.none(), st.integers(0, 10**7).map(lambda milliseconds: milliseconds / 1000))
scripts = st.lists(st.tuples(speakers, spoken, starts), min_size=1, max_size=8).filter(
    lambda script: any(words.strip() for _, words, _ in script)
)
ends_in_words = scripts.map(lambda script: [*script, ("Ada Obi", "The end.", None)])


def clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    milliseconds = round(seconds * 1000)
    return f"{milliseconds // 3_600_000}:{milliseconds // 60_000 % 60:02d}:{milliseconds // 1000 % 60:02d}.{milliseconds % 1000:03d}"


@settings(max_examples=100, deadline=None)
@given(ends_in_words, st.sampled_from([",", ";", "\t", "|"]), st.permutations(["speaker", "text", "start"]))
def test_any_turns_come_back_from_delimited_text(script: list[Timed], delimiter: str, order: list[str]) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow(order)
    for who, words, start in script:
        cells = {"speaker": who or "", "text": words, "start": clock(start)}
        writer.writerow([cells[column] for column in order])
    found = timed(read(target.getvalue()))
    assert [(who, words) for who, words, _ in found] == [(who, words) for who, words, _ in script]
    assert [time for _, _, time in found] == pytest.approx([time for _, _, time in script])


@settings(max_examples=40, deadline=None)
@given(ends_in_words)
def test_any_turns_come_back_from_a_workbook(script: list[Timed]) -> None:
    rows = [["start", "speaker", "text"], *([clock(start), who or "", words] for who, words, start in script)]
    found = timed(read(workbook(rows, as_text=True), "visit.xlsx"))
    kept = [(who, words, start) for who, words, start in script if who or words or start is not None]
    assert [(who, words) for who, words, _ in found] == [(who, words) for who, words, _ in kept]
