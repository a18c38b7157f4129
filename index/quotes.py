"""From hits to verified quotes."""

from collections.abc import Iterable

from corpus.catalog import Catalog
from corpus.quote import Quote, Verifier
from index.hits import Hit


def verified_quotes(catalog: Catalog, hits: Iterable[Hit]) -> tuple[list[Quote], int]:
    """The quotes of hits, each checked against the stored words at that moment.

    Returns:
        The quotes in the order of the hits, and how many failed the check and were left out (each is logged).
    """
    hits = list(hits)
    verifier = Verifier(catalog, [(hit.interview, hit.turn) for hit in hits])
    quotes: list[Quote] = []
    for hit in hits:
        quote = verifier.quote(hit.interview, hit.turn, hit, hit.sha256, rank=len(quotes) + 1, score=hit.score)
        if quote:
            quotes.append(quote.model_copy(update={"insights": hit.insights}))
    return quotes, verifier.refused
