"""A person's tags, found by the words that they lie on."""

from collections.abc import Iterable

from corpus.models import Origin, Tag

INSIGHT = "insight"


class TaggedSpans:
    """A person's tags, found by the units that they overlap."""

    def __init__(self, tags: Iterable[tuple[str, Tag]]) -> None:
        self._by_interview: dict[str, list[Tag]] = {}
        for interview, tag in tags:
            if tag.origin is Origin.HUMAN:
                self._by_interview.setdefault(interview, []).append(tag)

    def on(self, interview: str, start: int, end: int) -> list[Tag]:
        """The tags that overlap ``[start, end)`` of an interview."""
        return [tag for tag in self._by_interview.get(interview, ()) if tag.start < end and start < tag.end]

    def values(self, dimension: str) -> set[str]:
        """All values of a dimension."""
        return {tag.value for tags in self._by_interview.values() for tag in tags if tag.dimension == dimension}
