"""The built-in corpus: the page's 28 quotes as one collection of separate quotations, tagged by the page's own grouping."""

from corpus.framework import DEFAULT_FRAMEWORK, BuiltinQuote, QuotePage, load_quote_page, quote_page_sha256
from corpus.models import CuratedQuote, Interview, Origin, Role, Source, Tag, Turn

BUILTIN_ID = "whats-working"
BUILTIN_FORMAT = "built-in page"
SEPARATOR = "\n\n"


def builtin_interview() -> Interview:
    """The page's quotes as an `Interview`: one turn, one curated quote and one human tag a quote."""
    page = load_quote_page()
    turns: list[Turn] = []
    start = 0
    for index, quote in enumerate(page.quotes):
        turns.append(_turn(page, quote, index, start))
        start = turns[-1].end + len(SEPARATOR)
    return Interview(
        id=BUILTIN_ID,
        title=page.title,
        source=Source(name=page.title, format=BUILTIN_FORMAT, sha256=quote_page_sha256()),
        text=SEPARATOR.join(quote.text for quote in page.quotes),
        turns=tuple(turns),
        quotes=tuple(CuratedQuote(start=t.start, end=t.end, curator=page.publisher) for t in turns),
        tags=tuple(_tag(page, q, t) for q, t in zip(page.quotes, turns, strict=True) if q.insight is not None),
        conversation=False,
        date=page.date_text,
        publisher=page.publisher,
        url=page.url,
    )


def _turn(page: QuotePage, quote: BuiltinQuote, index: int, start: int) -> Turn:
    return Turn(
        index=index,
        start=start,
        end=start + len(quote.text),
        speaker=quote.speaker,
        role=Role.UNKNOWN if quote.insight is None else Role.INTERVIEWEE,  # whether the opening quote is from an interview is not said
        organisation=quote.organisation,
        position=_position(page, quote),
    )


def _position(page: QuotePage, quote: BuiltinQuote) -> str:
    if quote.insight is None:
        return "opening quote"
    siblings = [q.id for q in page.quotes if q.insight == quote.insight]
    return f"insight {quote.insight}, quote {siblings.index(quote.id) + 1} of {len(siblings)}"


def _tag(page: QuotePage, quote: BuiltinQuote, turn: Turn) -> Tag:
    return Tag(
        start=turn.start,
        end=turn.end,
        dimension="insight",
        value=str(quote.insight),
        origin=Origin.HUMAN,
        coder=page.publisher,
        framework=DEFAULT_FRAMEWORK,
    )
