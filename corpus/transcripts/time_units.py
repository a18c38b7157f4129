"""Whether bare numbers in a transcript are seconds or milliseconds, told by how fast people would have spoken."""

from collections.abc import Iterable

from corpus.transcripts.times import parse_time

# Speech runs at about 15 characters a second, 1 with long silences; milliseconds taken for seconds make it 0.015.
SLOWEST = 0.05
MILLISECOND = 0.001


def unit_of(spoken: Iterable[tuple[object, object, int]]) -> float:
    """The unit, in seconds, of the starts and ends of a list of turns: 1, or 0.001 where seconds would be far too slow.

    Args:
        spoken: Start, end and number of characters of each turn. Values that are no numbers are passed over; a number
            with a fraction is taken for seconds.
    """
    first = last = None
    characters = 0
    for start, end, length in spoken:
        for value in (start, end):
            number = _number(value)
            if number is None:
                continue
            if number % 1:
                return 1.0
            first = number if first is None else min(first, number)
            last = number if last is None else max(last, number)
        characters += length
    span = last - first if first is not None and last is not None else 0
    return MILLISECOND if span > 0 and characters < SLOWEST * span else 1.0


def in_seconds(value: object, unit: float) -> float | None:
    """A number, or the text of one, in a unit of so many seconds; clock times in text are seconds already. None is no time."""
    if unit == 1.0 or (isinstance(value, str) and ":" in value):
        return parse_time(value)
    number = _number(value)
    return None if number is None else parse_time(number * unit)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < 1e15 else None
