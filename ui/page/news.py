"""What the server tells the scripts of the page's parts."""

import time
from itertools import count
from typing import Any

Update = dict[str, Any]

# From the clock, so that a server that begins anew goes on from higher numbers than the pages have seen that are still open.
_numbers = count(time.time_ns() // 1_000_000)


def news(**fields: Any) -> Update:
    """An update for a part of the page; its number makes it differ from the one before, or the page would pass it over.

    Later updates have higher numbers.
    """
    return {**fields, "number": next_number()}


def next_number() -> int:
    """The number of an update. Taken before what is told is looked up, so that a later update knows of all that an earlier one told."""
    return next(_numbers)
