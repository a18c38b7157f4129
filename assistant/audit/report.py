"""What an audit of a draft says: one frozen model that the page, the command line's JSON and programs read."""

from enum import StrEnum

from corpus.models import Frozen
from corpus.quote import Quote


class Verdict(StrEnum):
    """What is true of a quotation."""

    EXACT = "exact"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    JOINED = "joined"
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"
    TITLE = "title"


FAULTS = (Verdict.ALTERED, Verdict.MISATTRIBUTED, Verdict.JOINED, Verdict.NOT_FOUND)


class Attribution(StrEnum):
    """How the name beside a quotation compares with who spoke."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_TOLD = "not_told"


class Change(StrEnum):
    """What happened to a run of words between the source and the draft."""

    SAME = "same"
    LEFT_OUT = "left_out"
    PUT_IN = "put_in"


class Difference(Frozen):
    """A run of words: the same in both, left out by the draft (the source's words), or put in by it (the draft's words)."""

    change: Change
    words: str


class AuditedQuotation(Frozen):
    """A quotation of a draft, and what was found.

    Attributes:
        number: Position in the draft, from 1.
        start: Where it begins in the draft, its mark included; counts code points.
        end: Where it ends, its mark included.
        line: Line of the draft on which it begins, from 1.
        text: Its words as the draft has them, without the outer marks and a block quote's ">".
        block: Whether it is a block quote.
        reason: One sentence for people.
        notes: What else a reader should know (typography, omissions, insertions, an attribution that cannot be checked).
        named: The person or organisation that the draft names beside it.
        attribution: How that compares with who spoke; None where the draft names nobody or nothing was found.
        difference: Word by word against the sources, where it is altered.
        sources: Where the words stand, verified at that moment; several where it is joined or shortened. What is nearest to an
            altered quotation. ``score`` is the share of the quotation's words that stand there.
    """

    number: int
    start: int
    end: int
    line: int
    text: str
    block: bool = False
    verdict: Verdict
    reason: str
    notes: tuple[str, ...] = ()
    named: str | None = None
    attribution: Attribution | None = None
    difference: tuple[Difference, ...] = ()
    sources: tuple[Quote, ...] = ()


class AuditReport(Frozen):
    """All quotations of a draft.

    Attributes:
        exact: Whether none is altered, misattributed, joined or not found.
        counts: How many have each verdict.
        interviews: How many interviews the draft was compared with.
        turns: How many turns they have.
        text: All of this as one line for people.
    """

    exact: bool
    counts: dict[Verdict, int]
    interviews: int
    turns: int
    quotations: tuple[AuditedQuotation, ...]
    text: str
