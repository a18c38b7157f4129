"""Clock times as seconds, and seconds as a citation prints them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.transcripts.times import format_time, parse_time


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("00:13", 13.0),
        ("0:13", 13.0),
        ("1:02:03:04", 3723.0),
        ("00:12:03-4", 723.4),
        ("#00:12:03-4#", 723.4),
        ("1h 02m 03s", 3723.0),
        ("2m 03s", 123.0),
        ("1h02m03s", 3723.0),
        ("12'03\"", 723.0),
        ("0:0:3.450", 3.45),
        ("90:00", 5400.0),
        ("1:02:03", 3723.0),
        ("00:01:02", 62.0),
        ("100:00:00", 360_000.0),
        ("00:01.5", 1.5),
        ("00:00:01,250", 1.25),
        (" 00:13 ", 13.0),
        ("12.5", 12.5),
        ("7", 7.0),
        (7, 7.0),
        (0, 0.0),
        (12.25, 12.25),
    ],
)
def test_a_time_is_read_as_seconds(written: object, seconds: float) -> None:
    assert parse_time(written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "0:60",
        "00:61:00",
        "1:2",
        "-1",
        "1e3",
        ".5",
        "5.",
        "00:13 Ada",
        -1,
        -0.5,
        float("nan"),
        float("inf"),
        True,
        False,
        None,
        [],
    ],
)
def test_what_is_no_time_is_none(written: object) -> None:
    assert parse_time(written) is None


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [
        (0, "0:00:00"),
        (0.99, "0:00:00"),
        (59.999, "0:00:59"),
        (60, "0:01:00"),
        (725, "0:12:05"),
        (3723.5, "1:02:03"),
        (360_000, "100:00:00"),
    ],
)
def test_seconds_are_printed_as_hours_minutes_and_whole_seconds(seconds: float, printed: str) -> None:
    assert format_time(seconds) == printed


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3_599_999))
def test_a_printed_time_reads_back(seconds: int) -> None:
    assert parse_time(format_time(seconds)) == seconds
