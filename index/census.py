"""Counting what is in the corpus: how many quotes, people, organisations and interviews stand behind a choice, and which."""

from functools import cached_property

import numpy as np

from corpus.models import Frozen, Origin
from corpus.transcripts.speakers import speaker_key
from index.dates import Period
from index.filters import Filters, TagFilter
from index.hits import Hit, hit_of
from index.labels import InsightLabels
from index.postings import Integers
from index.selection import select
from index.snapshot import Booleans, Snapshot
from index.tags import Facets

NO_INSIGHT = 0
ORGANISATION = "organisation"


class Choice(Frozen):
    """Which quotes are meant; what is given narrows, an empty one means all. Interviewers' words are never among them.

    Attributes:
        insight: Number in the framework, or `NO_INSIGHT` for quotes that fit none.
        origin: Under the insight by a person's tag, or by suggestion; None for both.
        dimension: A dimension of tags and attributes; ``value`` its value.
        organisation: Whom the speaker, or else the interview, speaks for.
        interviews: Ids; none at all where it is empty.
    """

    insight: int | None = None
    origin: Origin | None = None
    dimension: str | None = None
    value: str | None = None
    organisation: str | None = None
    interviews: tuple[str, ...] | None = None


class Tally(Frozen):
    """How much stands behind a choice; quotes are turns with at least one quotable passage.

    Attributes:
        people: Those whom the sources name.
        unnamed: Quotes of whoever they do not name.
    """

    quotes: int = 0
    people: int = 0
    unnamed: int = 0
    organisations: int = 0
    interviews: int = 0


class Census:
    """Counts over one snapshot; a turn counts once however many passages it has."""

    def __init__(self, snapshot: Snapshot, labels: InsightLabels, facets: Facets, organisations: tuple[str, ...]) -> None:
        """Prepare.

        Args:
            snapshot: The units.
            labels: Their insights.
            facets: Their tags and attributes.
            organisations: The organisations that speakers speak for, as spelled.
        """
        self._snapshot = snapshot
        self._labels = labels
        self._facets = facets
        self._turn_organisations = organisations

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """All organisations that turns or attributes name, each once, in alphabetical order."""
        named = {speaker_key(name): name for name in (*self._facets.values(ORGANISATION), *self._turn_organisations)}
        return tuple(sorted(named.values(), key=str.casefold))

    def values(self, dimension: str) -> list[str]:
        """All values of a dimension."""
        return self._facets.values(dimension)

    def dated(self) -> dict[str, Period | None]:
        """The period of each interview's date, by id."""
        return dict(zip(self._snapshot.interviews, self._facets.dated(), strict=True))

    def tally(self, choice: Choice) -> Tally:
        """Count what stands behind a choice.

        Raises:
            UsageError: It names what the corpus or the framework does not have.
        """
        mask = self._mask(choice)
        if not mask.any():
            return Tally()
        return Tally(
            quotes=len(np.unique(self._snapshot.turn[mask])),
            people=len(np.unique(self._people[mask & ~self._nameless])),
            unnamed=len(np.unique(self._snapshot.turn[mask & self._nameless])),
            organisations=sum(bool((mask & units).any()) for units in self._of_organisation.values()),
            interviews=len(np.unique(self._snapshot.interview[mask])),
        )

    def quotes(self, choice: Choice, first: int, limit: int) -> tuple[list[Hit], int]:
        """Some of the quotes behind a choice, one a turn: a person's tags first, then the surest suggestions.

        Returns:
            The hits, to be verified before they are shown, and how many quotes there are in all.

        Raises:
            UsageError: It names what the corpus or the framework does not have.
        """
        units = np.flatnonzero(self._mask(choice))
        sure = self._labels.sureness(units) if choice.insight else np.zeros(len(units))
        best_of_turn = units[np.lexsort((units, -sure, self._snapshot.turn[units]))]
        _, place = np.unique(self._snapshot.turn[best_of_turn], return_index=True)
        kept = best_of_turn[place]
        ordered = kept[np.lexsort((kept, -self._labels.sureness(kept)))] if choice.insight else kept
        shown = [int(unit) for unit in ordered[first : first + limit]]
        return [self._hit(unit) for unit in shown], len(ordered)

    def _mask(self, choice: Choice) -> Booleans:
        tags = (TagFilter(dimension=choice.dimension, value=choice.value),) if choice.dimension and choice.value else ()
        if choice.interviews == ():
            return np.zeros(len(self._snapshot), dtype=np.bool_)
        mask = select(Filters(interviews=choice.interviews or (), tags=tags), self._snapshot, self._facets, self._labels)
        if choice.organisation is not None:
            none = np.zeros(len(self._snapshot), dtype=np.bool_)
            mask = np.asarray(mask & self._of_organisation.get(speaker_key(choice.organisation), none))
        return np.asarray(mask & self._under(choice))

    def _under(self, choice: Choice) -> Booleans:
        if choice.insight is None:
            return np.ones(len(self._snapshot), dtype=np.bool_)
        if choice.insight == NO_INSIGHT:
            return np.asarray(~np.logical_or.reduce([self._labels.under(number) for number in self._labels.numbers]))
        tagged = self._labels.under(choice.insight, human_only=True)
        if choice.origin is Origin.HUMAN:
            return tagged
        either = self._labels.under(choice.insight)
        return either & ~tagged if choice.origin is Origin.SUGGESTED else either

    @cached_property
    def _of_organisation(self) -> dict[str, Booleans]:
        """The units of each organisation: of whoever speaks for it or, where that is not said, of the interviews that name it."""
        own = self._snapshot.organisation
        unsaid = own.codes == 0
        found = {}
        for name in self.organisations:
            key = speaker_key(name)
            mask = own.among((key,))
            named = self._facets.having(ORGANISATION, name)
            found[key] = mask if named is None else mask | (named & unsaid)
        return found

    @cached_property
    def _nameless(self) -> Booleans:
        return np.asarray((self._snapshot.speaker.codes == 0) & (self._snapshot.participant.codes == 0))

    @cached_property
    def _people(self) -> Integers:
        """A number a person: a label within its interview, or whoever metadata puts behind it."""
        snapshot = self._snapshot
        named = snapshot.participant.codes > 0
        codes = np.where(named, snapshot.participant.codes + len(snapshot.speaker.values), snapshot.speaker.codes)
        wide = int(codes.max(initial=0)) + 1
        return np.asarray(snapshot.interview * wide + codes, dtype=np.int64)

    def _hit(self, unit: int) -> Hit:
        row, insights = self._snapshot.rows[unit], self._labels.of([unit])[0]
        score = max((label.confidence or 1.0 for label in insights), default=0.0)
        return hit_of(row, insights, score)
