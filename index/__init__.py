"""How it is found."""

from typing import TYPE_CHECKING, Any

from index.census import Census, Choice, Tally
from index.embedders import load_embedder
from index.filters import Filters, TagFilter
from index.hits import Hit, IndexReport, SearchResult, Standing, Support
from index.index import Index
from index.quotes import verified_quotes
from index.sync import Progress

if TYPE_CHECKING:
    from index.retriever import QuoteRetriever

__all__ = [
    "Census",
    "Choice",
    "Filters",
    "Hit",
    "Index",
    "IndexReport",
    "Progress",
    "QuoteRetriever",
    "SearchResult",
    "Standing",
    "Support",
    "TagFilter",
    "Tally",
    "load_embedder",
    "verified_quotes",
]


def __getattr__(name: str) -> Any:
    """Import the LangChain retriever only when it is asked for."""
    if name == "QuoteRetriever":
        from index.retriever import QuoteRetriever

        return QuoteRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
