"""The one place that formats a citation."""

from corpus.models import Header, Turn
from corpus.transcripts.times import format_time

NOT_NAMED = "not named"


def cite(interview: Header, turn: Turn) -> str:
    """What is printed beside a quote so that a reader finds it. What the source does not say is "not named" or left out.

    Example:
        >>> cite(interview.header, interview.turns[3])
        'Speaker: Jane Doe (interviewee). Interview “jane”, jane.txt, turn 4, 0:12:05.'
    """
    parts = [_who(turn), _what(interview), *filter(None, [interview.publisher, interview.date])]
    sentence = f"{parts[0]}. {', '.join([*parts[1:], _where(turn)])}."
    return f"{sentence} {interview.url}" if interview.url else sentence


def _who(turn: Turn) -> str:
    name = turn.participant or turn.speaker or NOT_NAMED
    role = f" ({turn.role.value})" if turn.speaker and turn.role.value != "unknown" else ""
    organisation = f", {turn.organisation}" if turn.organisation else ""
    return f"Speaker: {name}{role}{organisation}"


def _what(interview: Header) -> str:
    if not interview.conversation:
        return f"“{interview.title}”"
    return f"Interview “{interview.title}”, {interview.source_name}"


def _where(turn: Turn) -> str:
    place = turn.position or f"turn {turn.index + 1}"
    page = f"page {turn.page}" if turn.page is not None else None
    time = format_time(turn.time) if turn.time is not None else None
    return ", ".join(part for part in (page, place, time) if part)
