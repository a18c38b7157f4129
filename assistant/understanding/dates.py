"""Dates that a question names, as the first and the last day of a range."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from index.dates import Period, period_of

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_WHEN = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd"
    rf"|th)?,?\s+)?(?:of\s+)?\d{{4}}|(?:19|20)\d\d(?:-\d\d){{0,2}})"
)
_THE_YEAR = r"(?:the\s+(?:year\s+|beginning of\s+|start of\s+|end of\s+)?)?"
_RANGE = re.compile(rf"\b(?:between|from)\s+(?P<a>{_WHEN})\s+(?:and|to|until|till|through|[-–])\s+(?P<b>{_WHEN})(?![\w%])", re.I)
_DASH = re.compile(r"\b(?:in|during|from|of)?\s*(?P<a>(?:19|20)\d\d)\s*[-–]\s*(?P<b>(?:19|20)\d\d)(?![\w%-])", re.I)
_SINCE = re.compile(
    rf"\b(?:ever\s+)?(?:since|starting (?:in|from)|from)\s+{_THE_YEAR}(?P<a>{_WHEN})(?:\s+(?:on|onwards?|or later))?(?![\w%])", re.I
)
_AFTER = re.compile(rf"\b(?:after|later than)\s+{_THE_YEAR}(?P<a>{_WHEN})(?![\w%])", re.I)
_BEFORE = re.compile(rf"\b(?:before|earlier than|prior to)\s+{_THE_YEAR}(?P<a>{_WHEN})(?![\w%])", re.I)
_UNTIL = re.compile(rf"\b(?:until|till|up to|no later than)\s+{_THE_YEAR}(?P<a>{_WHEN})(?![\w%])", re.I)
_IN = re.compile(rf"\b(?:only\s+)?(?:back\s+)?(?:in|during|of|dated|on|over)\s+{_THE_YEAR}(?P<a>{_WHEN})(?![\w%])", re.I)
_DECADE = re.compile(r"\b(?:in|during|of)\s+the\s+(?:(?:19|20)\d0)['’]?s\b", re.I)
_NOUN = re.compile(r"\b(?P<a>(?:19|20)\d\d)(?=\s+(?:interview|conversation|transcript|recording)s?\b)", re.I)


class NamedDate(NamedTuple):
    """A range of days that words name, and where the words stand."""

    since: str | None
    until: str | None
    start: int
    end: int


def find_date(text: str) -> NamedDate | None:
    """The range that a text names, or None. A number that is no date of an interview ("2000 people", "20%") is none."""
    if decade := _DECADE.search(text):
        year = int(re.sub(r"\D", "", decade[0]))
        return NamedDate(str(year), str(year + 9), *decade.span())
    for pattern, shape in _SHAPES:
        match = pattern.search(text)
        if match and (found := _read(shape, match)):
            return found
    return None


def _read(shape: str, match: re.Match[str]) -> NamedDate | None:
    first = _period(match["a"])
    if first is None or (re.fullmatch(r"\d\d00", match["a"]) and re.match(r"\s+\w", match.string[match.end() :])):
        return None
    if shape == "range":
        last = _period(match["b"])
        if last is None or last.last < first.first:
            return None
        return NamedDate(_short(first.first, match["a"]), _short(last.last, match["b"]), *match.span())
    day = timedelta(days=1)
    since, until = {
        "since": (_short(first.first, match["a"]), None),
        "after": ((first.last + day).isoformat(), None),
        "before": (None, (first.first - day).isoformat()),
        "until": (None, _short(first.last, match["a"])),
        "in": (_short(first.first, match["a"]), _short(first.last, match["a"])),
    }[shape]
    return NamedDate(since, until, *match.span())


def _period(words: str) -> Period | None:
    return period_of(re.sub(rf"({_MONTH})\s+of\s+", r"\1 ", words, flags=re.I))


def _short(day: date, words: str) -> str:
    """A year stays a year, so that the filter reads as it was asked."""
    return words if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", words) else day.isoformat()


_SHAPES = (
    (_RANGE, "range"), (_DASH, "range"), (_SINCE, "since"), (_AFTER, "after"), (_BEFORE, "before"), (_UNTIL, "until"),
    (_IN, "in"), (_NOUN, "in"),
)  # fmt: skip
