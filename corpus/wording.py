"""Words around numbers, for people."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 quote", "2,000 quotes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
