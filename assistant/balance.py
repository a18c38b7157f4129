"""Hearing many: at most two quotes of a person before the others are heard."""

from collections import Counter
from collections.abc import Sequence

from corpus.quote import Quote
from corpus.transcripts.speakers import speaker_key

QUOTES_A_PERSON = 2


def person_of(quote: Quote) -> tuple[str, str] | None:
    """Who speaks; a name counts once an interview. None where nobody is named."""
    return (quote.interview, speaker_key(quote.speaker)) if quote.speaker else None


def balanced(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """The quotes to show, ranked anew: of each person the best two first, further ones only where nobody else is left."""
    heard: Counter[tuple[str, str]] = Counter()
    first: list[Quote] = []
    later: list[Quote] = []
    for quote in quotes:
        person = person_of(quote)
        if person and heard[person] >= QUOTES_A_PERSON:
            later.append(quote)
            continue
        if person:
            heard[person] += 1
        first.append(quote)
    chosen = (first + later)[:most]
    return [quote.model_copy(update={"rank": rank}) for rank, quote in enumerate(chosen, start=1)]
