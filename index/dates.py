"""Dates as sources write them: "2024-03-19", "19 March 2024", "March 2024", "Spring 2021", "2019–2021"."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from corpus.errors import UsageError

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(1[89]\d\d|20\d\d)"
_ISO = re.compile(rf"(?<!\d){_YEAR}(?:-(\d{{1,2}})(?:-(\d{{1,2}}))?)?(?![\d-])")
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(?:{_DAY},?\s+)?{_YEAR}", re.I)
_NUMERIC = re.compile(rf"(?<!\d)(\d{{1,2}})[./](\d{{1,2}})[./]{_YEAR}")


class Period(NamedTuple):
    """The first and the last day that a date may mean."""

    first: date
    last: date

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether a day of it lies between two days, both included."""
        return (since is None or self.last >= since) and (until is None or self.first <= until)


def period_of(text: str) -> Period | None:
    """What a date says, from its first to its last day, or None where no year stands in it.

    "19/3/2024" is a day of March; where both numbers may be a month, the period is the whole year.
    """
    found = [period for period in (*_spelled(text), *_numeric(text)) if period]
    if not found:
        found = [period for m in _ISO.finditer(text) if (period := _period(m[1], m[2], m[3]))]
    return Period(min(p.first for p in found), max(p.last for p in found)) if found else None


def parse_bound(text: str, end: bool) -> date:
    """The day that a bound of a search names: "2021" is its first day, or its last where it is the end.

    Raises:
        UsageError: No date can be read.
    """
    period = period_of(text)
    if period is None:
        raise UsageError(f"{text!r} is no date; write a year, a month or a day, as 2021, 2021-05 or 2021-05-30")
    return period.last if end else period.first


def _spelled(text: str) -> list[Period | None]:
    found = [_period(m[3], str(_MONTHS[m[2].casefold()]), m[1]) for m in _DAY_FIRST.finditer(text)]
    return found or [_period(m[3], str(_MONTHS[m[1].casefold()]), m[2]) for m in _MONTH_FIRST.finditer(text)]


def _numeric(text: str) -> list[Period | None]:
    found: list[Period | None] = []
    for match in _NUMERIC.finditer(text):
        one, two = int(match[1]), int(match[2])
        if one > 12 or one == two:
            found.append(_period(match[3], match[2], match[1]))
        else:
            found.append(_period(match[3], match[1], match[2]) if two > 12 else _period(match[3], None, None))
    return found


def _period(year: str, month: str | None, day: str | None) -> Period | None:
    try:
        if not month:
            return Period(date(int(year), 1, 1), date(int(year), 12, 31))
        if not day:
            return Period(date(int(year), int(month), 1), date(int(year), int(month), calendar.monthrange(int(year), int(month))[1]))
        exact = date(int(year), int(month), int(day))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Period(exact, exact)
