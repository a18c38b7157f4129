"""Clock times in transcripts, read as seconds."""

import re

TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
_TIME = re.compile(TIME)
# No recording lasts a year: what is beyond is no time.
LONGEST = 366 * 24 * 3600.0


def parse_time(value: object) -> float | None:
    """Seconds from the start of the recording, from a number of seconds or from ``[h:]mm:ss[.mmm]``; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _seconds(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if _TIME.fullmatch(text):
        seconds = 0.0
        for part in text.replace(",", ".").split(":"):
            seconds = seconds * 60 + float(part)
        return seconds
    return _seconds(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


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
