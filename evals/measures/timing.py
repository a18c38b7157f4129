"""Time that work takes, robust against a machine that does other things meanwhile."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def interleaved(
    first: Callable[[Item], object], second: Callable[[Item], object], items: Sequence[Item]
) -> tuple[list[float], list[float]]:
    """Seconds that two functions take on each item, alternately, so that both meet the same load of the machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for k, item in enumerate(items):
        order = ((first, times[0]), (second, times[1]))
        for work, seconds in order if k % 2 == 0 else reversed(order):
            seconds.append(_seconds(work, item))
    return times


def _seconds(work: Callable[[Item], object], item: Item) -> float:
    start = time.perf_counter()
    work(item)
    return time.perf_counter() - start
