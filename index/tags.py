"""A person's tags, and what metadata says of interviews, as masks over the units of a snapshot."""

from collections.abc import Iterable, Mapping

import numpy as np

from corpus.catalog.facets import Facts
from corpus.models import Origin, Tag
from index.dates import Period, period_of
from index.postings import Integers
from index.snapshot import Booleans, Snapshot

INSIGHT = "insight"


class Facets:
    """What units can be filtered by beside their own speaker: the tags on them and the facts of their interview."""

    def __init__(self, snapshot: Snapshot, tags: Iterable[tuple[str, Tag]], facts: Mapping[str, Facts]) -> None:
        """Lay tags and facts over units.

        Args:
            snapshot: The units.
            tags: Tags with the id of their interview; only a person's count.
            facts: Facts by the id of the interview.
        """
        self._snapshot = snapshot
        self._first = np.searchsorted(snapshot.interview, np.arange(len(snapshot.interviews) + 1))
        self._number = {key: k for k, key in enumerate(snapshot.interviews)}
        self._human = [(interview, tag) for interview, tag in tags if tag.origin is Origin.HUMAN and interview in self._number]
        self._facts = facts
        self._units: dict[tuple[str, str], list[Integers]] = {}
        self._spelling: dict[str, dict[str, str]] = {}
        for interview, tag in self._human:
            self._add(tag.dimension, tag.value, self.units_of(interview, tag.start, tag.end))
        for interview, number in self._number.items():
            units = np.arange(self._first[number], self._first[number + 1])
            for name, values in (facts[interview].attributes if interview in facts else {}).items():
                for value in values:
                    self._add(name, value, units)
        self._periods = [period_of(facts[key].date or "") if key in facts else None for key in snapshot.interviews]

    @property
    def human(self) -> list[tuple[str, Tag]]:
        """A person's tags with the id of their interview."""
        return self._human

    def units_of(self, interview: str, start: int, end: int) -> Integers:
        """Positions of the units that overlap ``[start, end)`` of an interview."""
        number = self._number[interview]
        first, last = self._first[number], self._first[number + 1]
        begin = first + np.searchsorted(self._snapshot.ends[first:last], start, side="right")
        stop = first + np.searchsorted(self._snapshot.starts[first:last], end, side="left")
        return np.arange(begin, max(begin, stop))

    def having(self, dimension: str, value: str) -> Booleans | None:
        """Which units have a value of a dimension, or None where nothing has it; case does not count."""
        found = self._units.get((dimension.casefold(), value.casefold()))
        if found is None:
            return None
        mask = np.zeros(len(self._snapshot), dtype=np.bool_)
        mask[np.concatenate(found)] = True
        return mask

    def values(self, dimension: str) -> list[str]:
        """All values of a dimension, as they are first spelled."""
        return sorted(self._spelling.get(dimension.casefold(), {}).values())

    def dated(self) -> list[Period | None]:
        """The period of each interview's date."""
        return self._periods

    def _add(self, dimension: str, value: str, units: Integers) -> None:
        self._units.setdefault((dimension.casefold(), value.casefold()), []).append(units)
        self._spelling.setdefault(dimension.casefold(), {}).setdefault(value.casefold(), value)
