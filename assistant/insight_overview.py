"""What the corpus says on one insight: the strongest quotes, whose they are, and where the evidence is thin."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pydantic import Field

from corpus.catalog import Catalog
from corpus.errors import UsageError
from corpus.framework import Framework, Insight
from corpus.models import Attributes, Frozen, Origin, Role
from corpus.quote import Quote
from corpus.transcripts.speakers import speaker_key
from corpus.wording import counted
from index import Filters, Hit, Index, verified_quotes
from index.snapshot import Snapshot

STRONGEST = 8
# Looked at for the strongest, so that others than the first speakers are found among them.
LOOKED_AT = 60
A_PERSON = 2
# Up to so many quotes an organisation, community or interview is thin evidence.
THIN = 1
NAMED = 5
COMMUNITY = "community_served"


class Share(Frozen):
    """How much of an insight's evidence somebody or something has; 0 is silence."""

    name: str
    quotes: int


class InsightOverview(Frozen):
    """What the corpus says on an insight. A quote is counted once a turn, interviewers' turns are not.

    Attributes:
        tagged: Turns that a person tagged with it.
        suggested: Turns that only the program puts under it.
        strongest: Verified; a person's tags first, at most two of one person.
        people: Who speaks to it, the most often first; a label counts once an interview.
        organisations: Every organisation that somebody speaks for, the silent ones included.
        interviews: Every interview, likewise by id.
        communities: Every community served that metadata names, likewise.
        thin: Where evidence is missing or rests on one quote, a sentence each.
        text: All of this as a short paragraph.
        withheld: Quotes that failed the check against the stored words.
    """

    number: int
    title: str
    summary: str
    tagged: int
    suggested: int
    unnamed: int = Field(ge=0)
    strongest: tuple[Quote, ...]
    people: tuple[Share, ...]
    organisations: tuple[Share, ...]
    interviews: tuple[Share, ...]
    communities: tuple[Share, ...]
    thin: tuple[str, ...]
    text: str
    withheld: int = 0


def insight_overview(number: int, framework: Framework, index: Index, catalog: Catalog) -> InsightOverview:
    """The overview of an insight.

    Raises:
        UsageError: The framework has no such insight.
    """
    insight = framework.insight(number)
    if insight is None:
        known = ", ".join(str(one.number) for one in framework.insights)
        raise UsageError(f"the framework has no insight {number}; it has {known}")
    loaded = index.current()
    turns = _turns(loaded.snapshot, loaded.labels.under(number))
    tagged = len(_turns(loaded.snapshot, loaded.labels.under(number, human_only=True)))
    strongest, withheld = _strongest(insight, index, catalog)
    evidence = _Evidence(loaded.snapshot, turns, catalog.attributes())
    interviews = evidence.of_interviews([entry.id for entry in catalog.entries()])
    organisations = evidence.of_organisations(catalog.organisations())
    communities = evidence.of_communities()
    kinds = {"interview": interviews, "organisation": organisations, "community": communities}
    people = evidence.people()
    return InsightOverview(
        number=number,
        title=insight.title,
        summary=insight.summary,
        tagged=tagged,
        suggested=len(turns) - tagged,
        unnamed=evidence.unnamed(),
        strongest=strongest,
        people=people,
        organisations=organisations,
        interviews=interviews,
        communities=communities,
        thin=tuple(_thin(kinds)),
        text=_text(number, len(turns), tagged, people, interviews),
        withheld=withheld,
    )


class _Evidence:
    """The turns under an insight, counted by what they belong to."""

    def __init__(self, snapshot: Snapshot, turns: Sequence[int], attributes: Mapping[str, Attributes]) -> None:
        self._rows = [snapshot.rows[position] for position in turns]
        self._attributes = attributes

    def unnamed(self) -> int:
        return sum(not (row.participant or row.speaker) for row in self._rows)

    def people(self) -> tuple[Share, ...]:
        names = {(r.interview, speaker_key(name)): name for r in self._rows if (name := r.participant or r.speaker)}
        counted = Counter((r.interview, speaker_key(name)) for r in self._rows if (name := r.participant or r.speaker))
        return tuple(Share(name=names[key], quotes=count) for key, count in counted.most_common())

    def of_interviews(self, known: Iterable[str]) -> tuple[Share, ...]:
        return _shares(Counter(row.interview for row in self._rows), known)

    def of_organisations(self, known: Iterable[str]) -> tuple[Share, ...]:
        return _shares(Counter(row.organisation for row in self._rows if row.organisation), known)

    def of_communities(self) -> tuple[Share, ...]:
        known = {value for said in self._attributes.values() for value in said.get(COMMUNITY, ())}
        counted = Counter(value for row in self._rows for value in self._attributes.get(row.interview, {}).get(COMMUNITY, ()))
        return _shares(counted, known)


def _turns(snapshot: Snapshot, mask: np.typing.NDArray[np.bool_]) -> list[int]:
    """The first unit of each turn among those of a mask, interviewers left out."""
    positions = np.flatnonzero(mask & ~snapshot.role.among((Role.INTERVIEWER.value,)))
    _, first = np.unique(snapshot.turn[positions], return_index=True)
    return [int(position) for position in positions[first]]


def _strongest(insight: Insight, index: Index, catalog: Catalog) -> tuple[tuple[Quote, ...], int]:
    hits = index.search(f"{insight.title}. {insight.summary}", Filters(insights=(insight.number,)), LOOKED_AT).hits
    quotes, withheld = verified_quotes(catalog, sorted(hits, key=lambda hit: not _by_a_person(hit, insight.number)))
    chosen: list[Quote] = []
    heard: Counter[tuple[str, str]] = Counter()
    for quote in quotes:
        person = quote.interview, speaker_key(quote.speaker or f"turn {quote.turn}")
        if heard[person] < A_PERSON and len(chosen) < STRONGEST:
            heard[person] += 1
            chosen.append(quote.model_copy(update={"rank": len(chosen) + 1}))
    return tuple(chosen), withheld


def _by_a_person(hit: Hit, number: int) -> bool:
    return any(label.number == number and label.origin is Origin.HUMAN for label in hit.insights)


def _shares(counted: Mapping[str, int], known: Iterable[str]) -> tuple[Share, ...]:
    shares = [Share(name=name, quotes=counted.get(name, 0)) for name in dict.fromkeys([*known, *counted])]
    return tuple(sorted(shares, key=lambda share: (-share.quotes, share.name.casefold())))


def _thin(kinds: Mapping[str, Sequence[Share]]) -> Iterable[str]:
    for kind, shares in kinds.items():
        several = "communities" if kind == "community" else f"{kind}s"
        silent = [share.name for share in shares if not share.quotes]
        thin = [share.name for share in shares if 0 < share.quotes <= THIN]
        if silent:
            yield f"{len(silent)} of {len(shares)} {several if len(shares) != 1 else kind} say nothing on it: {_some(silent)}."
        if thin and len(shares) > 1:
            yield f"One quote only from {_some(thin)}."


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _text(number: int, turns: int, tagged: int, people: Sequence[Share], interviews: Sequence[Share]) -> str:
    if not turns:
        return f"Nobody in the corpus speaks to insight {number}."
    heard = sum(share.quotes > 0 for share in interviews)
    quotes = f"{counted(turns, 'quote')} from {heard} of {len(interviews)} interviews"
    origin = f"{tagged:,} tagged by people, {turns - tagged:,} suggested by the program"
    text = f"{quotes} and {counted(len(people), 'named speaker')} stand under insight {number}: {origin}."
    most = people[0] if people and people[0].quotes * 2 > turns and turns > 2 else None
    return f"{text} More than half of them are by {most.name}." if most else text
