"""Finding evidence: one search, judged, verified and balanced."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.balance import balanced
from assistant.evidence import MOST_QUOTES, Evidence, assess, least_cosine, strong_hits
from assistant.state import State
from corpus.catalog import Catalog
from corpus.quote import Quote
from index import Filters, Hit, Index, verified_quotes
from index.search import Look

# Looked at for each answer: more than are shown, so that others can be heard and what speaks against it can be found.
CANDIDATES = 16
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Evident:
    """What a search found.

    Attributes:
        shown: The quotes to show, best first, balanced between people; empty where the evidence is weak.
        strong: All strong quotes that were looked at, those shown included.
        more: Whether strong quotes are left.
        hits: What came nearest, whether strong or not.
    """

    look: Look
    evidence: Evidence
    shown: tuple[Quote, ...]
    strong: tuple[Quote, ...]
    more: bool
    withheld: int

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
        look = state.searcher.look(searched, self._index.embed, filters, candidates + len(exclude))
        evidence = assess(look.result)
        strong = strong_hits(look.result.hits, evidence, candidates + len(exclude)) if evidence.enough else []
        strong = [hit for hit in strong if not overlaps(hit, exclude)]
        quotes, withheld = verified_quotes(self._catalog, strong)
        shown = balanced(quotes, most)
        return Evident(look, evidence, tuple(shown), tuple(quotes), len(quotes) > len(shown), withheld)

    def quotes(self, hits: Sequence[Hit]) -> tuple[list[Quote], int]:
        """Verified quotes of hits, and how many failed the check."""
        return verified_quotes(self._catalog, hits)


def overlaps(span: Hit | Quote, places: frozenset[Place]) -> bool:
    """Whether a span shares words with one of the places."""
    return any(span.interview == interview and span.start < end and start < span.end for interview, start, end in places)


__all__ = ["CANDIDATES", "Evident", "Finder", "Place", "least_cosine", "overlaps"]
