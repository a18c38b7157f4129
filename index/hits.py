"""What a search returns."""

from typing import NamedTuple

from pydantic import SkipValidation

from corpus.models import Frozen, Span
from corpus.quote import InsightLabel
from index.unit_store import UnitRow


class Hit(Span):
    """A unit that a search found.

    Attributes:
        sha256: SHA-256 of the words when they were indexed.
        score: Fused score; comparable within one search only.
        cosine: Similarity of the unit to the question, -1 to 1.
        matched: Topic words of the question that stand in the unit, as stems.
        insights: A person's tags, or else the program's suggestion.
    """

    interview: str
    turn: int
    sha256: str
    score: float
    cosine: float
    matched: tuple[str, ...] = ()
    insights: tuple[InsightLabel, ...] = ()


def hit_of(row: UnitRow, insights: tuple[InsightLabel, ...], score: float = 0.0, cosine: float = 0.0, matched: tuple[str, ...] = ()) -> Hit:
    """The hit that a stored unit is."""
    return Hit(
        start=row.start,
        end=row.end,
        interview=row.interview,
        turn=row.turn,
        sha256=row.sha256,
        score=score,
        cosine=cosine,
        matched=matched,
        insights=insights,
    )


class Standing(NamedTuple):
    """What the allowed units of one interview say about a question.

    Attributes:
        best: Highest cosine among them.
        leading: Mean of the three highest cosines.
        covered: The highest share of the question's weighted terms that stand in one of them.
        missing: The share of the question's weighted terms that stand neither in one of them nor in what is written about one.
        units: How many there are.
    """

    best: float
    leading: float
    covered: float
    missing: float
    units: int


class Support(Frozen):
    """What the allowed units as a whole say about a question, for deciding whether there is an answer.

    Attributes:
        best: Highest cosine among the allowed units.
        interviews: What each interview that has allowed units says by itself.
        elsewhere: Mean cosine to the nearest five of the packaged questions about everything else.
        unheard: Topic words of the question that stand in no allowed unit.
        asked_for: Whether the question asks for whatever a speaker said, and only that speaker's words were searched.
    """

    best: float
    interviews: SkipValidation[tuple[Standing, ...]]
    elsewhere: float = 0.0
    unheard: tuple[str, ...] = ()
    asked_for: bool = False


class SearchResult(Frozen):
    """Hits, best first. A turn has one hit, or where it is long several that do not overlap.

    Attributes:
        allowed: How many units the filters let through.
        terms: Topic words of the question, as stems, each with its weight (how rare it is in the corpus, from 0 to 1).
        support: What speaks for an answer; None where nothing was searched.
    """

    hits: tuple[Hit, ...]
    allowed: int
    terms: dict[str, float]
    support: Support | None = None


class IndexReport(Frozen):
    """How catalog and index stand to each other.

    Attributes:
        to_add: Interviews of the catalog that are not, or no longer rightly, indexed.
        to_remove: Indexed interviews that are changed, gone or half done.
    """

    model: str | None
    interviews: int
    units: int
    vectors: int
    to_add: tuple[str, ...]
    to_remove: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether both legs hold exactly what the catalog holds."""
        return not self.to_add and not self.to_remove and self.units == self.vectors
