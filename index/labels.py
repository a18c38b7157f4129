"""The insights of units: a person's tags where there are any, else the program's suggestion."""

from collections.abc import Sequence

from corpus.framework import Framework
from corpus.models import Origin, Tag
from corpus.quote import InsightLabel
from index.insights import InsightSuggester
from index.snapshot import Snapshot
from index.tags import INSIGHT, TaggedSpans


class InsightLabels:
    """Labels units of one snapshot."""

    def __init__(self, framework: Framework, suggester: InsightSuggester, tags: TaggedSpans, snapshot: Snapshot) -> None:
        self._framework = framework
        self._suggester = suggester
        self._tags = tags
        self._snapshot = snapshot

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the framework's insights."""
        return tuple(insight.number for insight in self._framework.insights)

    def of(self, positions: Sequence[int]) -> list[tuple[InsightLabel, ...]]:
        """The insights of the units at ``positions``."""
        suggested = self._suggester.suggest(self._snapshot.vectors[list(positions)])
        labels = []
        for position, suggestion in zip(positions, suggested, strict=True):
            human = self._human(position)
            labels.append(human or ((suggestion,) if suggestion else ()))
        return labels

    def _human(self, position: int) -> tuple[InsightLabel, ...]:
        row = self._snapshot.rows[position]
        found = (self._label(tag) for tag in self._tags.on(row.interview, row.start, row.end))
        return tuple(dict.fromkeys(label for label in found if label))

    def _label(self, tag: Tag) -> InsightLabel | None:
        if tag.dimension != INSIGHT or tag.framework not in (None, self._framework.id) or not tag.value.isdigit():
            return None
        insight = self._framework.insight(int(tag.value))
        return InsightLabel(number=insight.number, title=insight.title, origin=Origin.HUMAN) if insight else None
