"""Which column of a table holds the speaker, the words, the time."""

import pytest

from corpus.tables.columns import Columns, header_kind, speaker_cell, time_cell, which_columns

LONG, SHORT = "We began with a borrowed lorry", "And where did you go?"


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param([["Speaker", "Text"]], Columns(1, 0, header=True), id="English"),
        pytest.param([["#", "Start time (hh:mm:ss)", "Speaker name", "Transcript"]], Columns(3, 2, 1, header=True), id="longer names"),
        pytest.param([["start_ms", "end_ms", "who", "content"]], Columns(3, 2, 0, 1, header=True, unit=0.001), id="milliseconds"),
        pytest.param([["Zeit", "Sprecher:in", "Äußerung"]], Columns(2, 1, 0, header=True), id="German"),
        pytest.param([["Heure", "Intervenant", "Propos"]], Columns(2, 1, 0, header=True), id="French"),
        pytest.param([["Tiempo", "Hablante", "Transcripción"]], Columns(2, 1, 0, header=True), id="Spanish"),
        pytest.param([["Início", "Fim", "Falante", "Texto"]], Columns(3, 2, 0, 1, header=True), id="Portuguese"),
        pytest.param([["Rol", "Spreker", "Tekst"]], Columns(2, 1, role=0, header=True), id="Dutch"),
        pytest.param([["Ada", LONG], ["Jo", SHORT], ["Ada", LONG], ["Jo", SHORT]], Columns(1, 0), id="names that come back"),
        pytest.param([["00:12", "Ada", "Yes."], ["00:14", "Jo", "No."]], Columns(2, 1, 0), id="beside times"),
        pytest.param([["Q", "How did you begin this?"], ["A", LONG]], Columns(1, 0), id="parts"),
        pytest.param([["00:12", LONG], ["00:20", SHORT]], Columns(1, None, 0), id="times only"),
        pytest.param([["Date", "3 May"], ["Place", "Leeds"], ["Interviewer", "Jo Bell"]], None, id="facts"),
        pytest.param([["Interviewer", "Jo Bell"], ["Interviewee", "Ada Obi"]], None, id="names of parts"),
        pytest.param([], None, id="nothing"),
        pytest.param([["", ""]], None, id="empty"),
    ],
)
def test_columns_are_told_by_their_header_or_by_what_stands_in_them(rows: list[list[str]], columns: Columns | None) -> None:
    assert which_columns(rows) == columns


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Time out", "end"),
        ("Speaker role", "role"),
        ("In", "time"),
        ("startTime", "time"),
        ("What was said", "words"),
        ("File name", None),
        ("", None),
    ],
)
def test_a_header_cell_announces_one_thing(cell: str, kind: str | None) -> None:
    assert header_kind(cell) == kind


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        ("[0:12]", (12.0, None)),
        ("00:00:01,500 --> 00:00:03,000", (1.5, 3.0)),
        ("00:12 – 00:15", (12.0, 15.0)),
        ("00:00:01:12", (1.0, None)),
        ("12.5", (12.5, None)),
        ("12:15 is late", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_time_cell_is_a_time_or_a_span(cell: str, times: tuple[float | None, float | None]) -> None:
    assert time_cell(cell) == times


@pytest.mark.parametrize(
    ("cell", "label", "time"), [("INT:", "INT", None), ("Ada Obi\n(00:12)", "Ada Obi", 12.0), ("[1:02] Jo", "Jo", 62.0), (" ", None, None)]
)
def test_a_speakers_cell_may_hold_a_time(cell: str, label: str | None, time: float | None) -> None:
    assert speaker_cell(cell) == (label, time)
