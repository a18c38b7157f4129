"""Whether a citation says all that the source says of where a quote comes from."""

from corpus.models import Interview
from corpus.quote import Quote
from corpus.transcripts.times import format_time

NOBODY = "not named"


def missing_parts(quote: Quote, interview: Interview) -> list[str]:
    """What the citation of a quote leaves out although the source has it; empty for a complete one."""
    turn = interview.turns[quote.turn]
    wanted = {
        "the speaker": turn.participant or turn.speaker or NOBODY,
        "the organisation": turn.organisation,
        "the interview": interview.title,
        "the date": interview.date,
        "the publisher": interview.publisher,
        "the address": interview.url,
        "the time": format_time(turn.time) if turn.time is not None else None,
        "the place in the source": turn.position or f"turn {turn.index + 1}",
    }
    return [name for name, words in wanted.items() if words and words not in quote.citation]
