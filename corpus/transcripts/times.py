"""Clock times in transcripts, read as seconds, and the marks that carry them."""

import re

# Spaces of every width, and the invisible marks that editors put around a label (direction, joiners).
BLANKS = " \\t\x0b\x0c\u00a0\u2007\u202f\u3000\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MINUTES = r"\d{1,3}\ ?m(?:in|ins|inutes?)?\ ?"
_UNITS = (
    rf"(?:\d{{1,3}}\ ?h(?:r|rs|ours?)?\ ?)?{_MINUTES}[0-5]?\d(?:\.\d{{1,3}})?\ ?s(?:ec|ecs|econds?)?\b"
    r"|\d{1,3}\ ?h\ ?[0-5]?\d\ ?m(?:in)?\b"
)
_CLOCK = (
    r"\d{1,3}:[0-5]?\d:[0-5]?\d(?:[.,]\d{1,6}|[:;]\d\d|-\d(?![\d:]))?"  # h:mm:ss with a fraction, frames or f4's tenth
    r"|\d{1,3}:[0-5]\d(?:[.,]\d{1,6}|-\d(?![\d:]))?"
    r"|\d{1,3}['′’][0-5]\d(?:\"|″|”|''|’’)"
)
CLOCK = rf"(?<![\w:])(?:{_CLOCK}|{_UNITS})(?![\d:])"
# With points, as in "[00.12.03]": only in brackets, for without them it is a date or a version.
_POINTED = r"\d{1,2}\.[0-5]\d\.[0-5]\d(?![\d.])"
_RANGE = rf"(?:[{BLANKS}]*(?:-->|→|[-–—/]|(?i:to|bis|à))[{BLANKS}]*(?:{_CLOCK}|{_UNITS}|{_POINTED}))?"
_WORD = rf"(?:(?<!\w)(?i:time[ -]?(?:stamp|code)?|tc|t)[{BLANKS}]*[:=]?[{BLANKS}]*)?"
_TIME = re.compile(_CLOCK)
_UNIT_PARTS = re.compile(r"(\d+(?:\.\d+)?)\s?([hms'′’\"″”])")
_POINTED_MINUTES = re.compile(r"(?m)(?<=[\[(])(\d{1,3})\.(\d{1,3})(?=[\])])")
# Such times are looked for in the beginning of a text; from so many on they are a habit.
SAMPLE, FEWEST_POINTED = 20_000, 3
# No recording lasts a year: what is beyond is no time.
LONGEST = 366 * 24 * 3600.0


def mark(group: str) -> str:
    """The pattern of a time mark, perhaps in brackets or a range; the first time is caught under a group name.

    The group with ``_open`` behind its name is the opening bracket, the one with ``_noon`` tells a time of day.
    """
    noon = rf"(?P<{group}_noon>(?:[{BLANKS}]?(?:AM|PM|[ap]\.m\.)|am|pm)(?!\w))?"
    time = rf"(?P<{group}>{CLOCK}|(?({group}_open){_POINTED}|(?!)))"
    return rf"(?:(?P<{group}_open>[\[({{<#|])[{BLANKS}]*)?{_WORD}{time}{noon}{_RANGE}(?({group}_open)[{BLANKS}]*[\])}}>#|]|)"


def with_colons(text: str) -> str:
    """The text, of the same length, with colons in its times where it writes them with points: "[12.05] Ada: …".

    They are times only where all such numbers in brackets could be, and never go back; "[0.5]" and "[12.75]" are seconds.
    """
    found = _POINTED_MINUTES.findall(text[:SAMPLE])
    times = [(int(minutes), int(seconds)) for minutes, seconds in found if len(seconds) == 2]
    if len(times) < FEWEST_POINTED or len(times) < len(found) or any(seconds > 59 for _, seconds in times) or times != sorted(times):
        return text
    return _POINTED_MINUTES.sub(lambda mark: mark.group().replace(".", ":"), text)


def parse_time(value: object) -> float | None:
    """Seconds from the start of the recording, from a number of seconds or from a clock time; else None.

    Read are ``[h:]mm:ss`` with a fraction after a point or comma, with frames (``hh:mm:ss:ff``; they are left out, for
    their rate is not told) with f4's tenth (``00:12:03-4``) or with points (``00.12.03``), and units as in ``1h 02m 03s`` or ``12'03"``.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _seconds(value)
    if not isinstance(value, str):
        return None
    text = value.strip().strip("#")
    if _TIME.fullmatch(text) and ":" in text:
        return _of_clock(text)
    if re.fullmatch(_POINTED, text):
        return _of_clock(text.replace(".", ":"))
    if re.fullmatch(rf"{_UNITS}|{_CLOCK}", text):
        worth = {"h": 3600.0, "m": 60.0, "s": 1.0, "'": 60.0, "′": 60.0, "’": 60.0, '"': 1.0, "″": 1.0, "”": 1.0}
        return _seconds(
            sum(float(number) * worth[unit] for number, unit in _UNIT_PARTS.findall(text.replace("''", '"').replace("’’", '"')))
        )
    return _seconds(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _of_clock(text: str) -> float | None:
    whole, _, tenth = text.partition("-")
    parts = re.split("[:;]", whole.replace(",", "."))
    seconds = 0.0
    for part in parts[:3]:
        seconds = seconds * 60 + float(part)
    return _seconds(seconds + (int(tenth) / 10 if tenth else 0.0))


def _seconds(value: float | str) -> float | None:
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if 0 <= seconds < LONGEST else None


def format_time(seconds: float) -> str:
    """``h:mm:ss``, as a citation prints it."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
