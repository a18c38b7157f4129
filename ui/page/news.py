"""What the server tells the scripts of the page's parts."""

from itertools import count
from typing import Any

Update = dict[str, Any]

_numbers = count(1)


def news(**fields: Any) -> Update:
    """An update for a part of the page; its number makes it differ from the one before, or the page would pass it over."""
    return {**fields, "number": next(_numbers)}
