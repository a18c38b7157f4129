"""Clock times in transcripts, read as seconds."""

import re

TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
_TIME = re.compile(TIME)


def parse_time(value: object) -> float | None:
    """Seconds from the start of the recording, from a number of seconds or from ``[h:]mm:ss[.mmm]``; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value < float("inf") else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    if _TIME.fullmatch(text):
        seconds = 0.0
        for part in text.replace(",", ".").split(":"):
            seconds = seconds * 60 + float(part)
        return seconds
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def format_time(seconds: float) -> str:
    """``h:mm:ss``, as a citation prints it."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
