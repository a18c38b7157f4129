"""Finding evidence: one search, judged, verified and balanced."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.balance import balanced
from assistant.evidence import MOST_QUOTES, Evidence, assess, least_cosine, strong_hits
from assistant.grouping import without_latecomers
from assistant.request import Place
from assistant.state import State
from corpus.catalog import Catalog
from corpus.quote import Quote
from index import Filters, Hit, Index, verified_quotes
from index.embedders import Vectors
from index.search import Embed, Look
from index.unit_store import UnitRow

# Looked at for each answer: more than are shown, so that others can be heard and what speaks against it can be found.
CANDIDATES = 16
# Who asks for more after all that is close was shown sees a few that are this share as near as a close one has to be.
FURTHER = 0.5
FURTHER_QUOTES = 4


@dataclass(frozen=True)
class Evident:
    """What a search found.

    Attributes:
        shown: The quotes to show, best first, balanced between people; empty where the evidence is weak.
        strong: All strong quotes that were looked at, those shown included.
        more: Whether strong quotes are left.
        further: Whether what is close was shown before, and these are further from the question.
        hits: What came nearest, whether strong or not.
    """

    look: Look
    evidence: Evidence
    shown: tuple[Quote, ...]
    strong: tuple[Quote, ...]
    more: bool
    withheld: int
    further: bool = False

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.look.result.hits


class Finder:
    """Finds evidence in one corpus."""

    def __init__(self, index: Index, catalog: Catalog) -> None:
        self._index = index
        self._catalog = catalog

    def find(
        self,
        state: State,
        searched: str,
        filters: Filters,
        *,
        most: int = MOST_QUOTES,
        candidates: int = CANDIDATES,
        exclude: frozenset[Place] = frozenset(),
    ) -> Evident:
        """Search for evidence.

        Args:
            state: The corpus.
            searched: What to search for.
            filters: Whose words.
            most: Most quotes to show.
            candidates: How many hits to look at, beside those that are excluded.
            exclude: What was shown before; nothing that overlaps it is shown again.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        embed = _once(self._index.embed)
        look = state.searcher.look(searched, embed, filters, candidates + len(exclude))
        evidence = assess(look.result)
        if not evidence.enough and look.result.allowed and filters != Filters():
            evidence = _unfiltered(state, searched, embed, filters, evidence)
        strong = strong_hits(look.result.hits, evidence, candidates + len(exclude)) if evidence.enough else []
        strong = [hit for hit in strong if not overlaps(hit, exclude)]
        further = bool(exclude) and evidence.enough and not strong
        if further:
            least = FURTHER * least_cosine(evidence)
            strong = [hit for hit in look.result.hits if hit.cosine >= least and not overlaps(hit, exclude)][:FURTHER_QUOTES]
        quotes, withheld = verified_quotes(self._catalog, strong)
        shown = without_latecomers(balanced(quotes, most))
        return Evident(look, evidence, tuple(shown), tuple(quotes), len(quotes) > len(shown), withheld, further)

    def quotes(self, hits: Sequence[Hit]) -> tuple[list[Quote], int]:
        """Verified quotes of hits, and how many failed the check."""
        return verified_quotes(self._catalog, hits)


def _unfiltered(state: State, searched: str, embed: Embed, filters: Filters, evidence: Evidence) -> Evidence:
    """The evidence of the whole corpus where it is enough: what would be shown without a filter is shown with it."""
    everyone = Filters(include_interviewers=filters.include_interviewers, roles=filters.roles)
    if everyone == filters:
        return evidence
    whole = assess(state.searcher.look(searched, embed, everyone, 1).result)
    return whole if whole.enough and evidence.best >= least_cosine(whole) else evidence


def _once(embed: Embed) -> Embed:
    """Embed the same texts once."""
    known: dict[tuple[str, ...], Vectors] = {}

    def remembered(texts: Sequence[str]) -> Vectors:
        key = tuple(texts)
        if key not in known:
            known[key] = embed(texts)
        return known[key]

    return remembered


def overlaps(span: Hit | Quote | UnitRow, places: frozenset[Place]) -> bool:
    """Whether a span shares words with one of the places."""
    return any(span.interview == interview and span.start < end and start < span.end for interview, start, end in places)
