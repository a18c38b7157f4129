"""Whether a quote is the stored words, read from the catalog anew and compared character by character."""

from corpus.models import Interview
from corpus.quote import Quote


def quote_fault(quote: Quote, interview: Interview | None) -> str | None:
    """What is wrong with a shown quote, or None where it is the source's exact words within one turn."""
    if interview is None:
        return f"the interview {quote.interview!r} is not stored"
    if not 0 <= quote.turn < len(interview.turns):
        return f"there is no turn {quote.turn}"
    turn = interview.turns[quote.turn]
    if not turn.start <= quote.start < quote.end <= turn.end:
        return f"[{quote.start}, {quote.end}) does not lie in turn {quote.turn}"
    if interview.text[quote.start : quote.end] != quote.text:
        return "the words are not those of the source"
    if quote.speaker != turn.speaker:
        return f"the speaker is {turn.speaker!r}, not {quote.speaker!r}"
    return None
