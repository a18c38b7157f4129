"""What the page shows of an answer: the answer itself, and beside each quote what is copied, how strong it is, who tagged it."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant import Answer, Group, InsightHeading
from corpus.catalog import Catalog
from corpus.catalog.facets import read_headers
from corpus.copying import Copies, copies
from corpus.framework import Framework
from corpus.models import Header, Origin, Tag
from corpus.quote import InsightLabel, Quote
from ui.layout_view import (
    Applied,
    GapsView,
    VoiceView,
    applied,
    cues,
    gaps,
    groups_now,
    layout_now,
    layout_quotes,
    note_of,
    refusal_now,
    voices,
)
from ui.narrowing import chips

# The ranker's score is a log odds: what is above the first is strong, above the second fair.
STRONG, FAIR = 0.75, 0.35
_STRENGTHS = ((STRONG, "strong match", 3), (FAIR, "fair match", 2), (0.0, "loose match", 1))


@dataclass(frozen=True)
class Card:
    """A quote with what is copied of it; ``note`` says why it is shown apart."""

    quote: Quote
    copies: Copies
    note: str = ""


@dataclass(frozen=True)
class GroupView:
    """Cards under one insight. ``strength`` is in words, ``bars`` of three; none where the quotes were not ranked by a question."""

    insight: InsightHeading | None
    strength: str
    bars: int
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Part:
    """One insight in the strip that shows which of them speak."""

    number: int
    title: str
    quotes: int


@dataclass(frozen=True)
class ColumnView:
    """One side of a comparison."""

    label: str
    groups: tuple[GroupView, ...]
    text: str


@dataclass(frozen=True)
class AnswerView:
    """An answer ready to be drawn.

    Attributes:
        chips: What it was narrowed to, where the answer itself does not tell which filters were applied.
        about: The title of the one interview that all of its quotes come from; empty where there are several.
    """

    answer: Answer
    groups: tuple[GroupView, ...]
    nearest: tuple[Card, ...]
    strip: tuple[Part, ...]
    chips: tuple[str, ...]
    columns: tuple[ColumnView, ...]
    counter: tuple[Card, ...]
    voices: tuple[VoiceView, ...]
    gaps: tuple[GapsView, ...]
    applied: Applied
    about: str

    @property
    def cards(self) -> list[Card]:
        """All cards that it draws."""
        return [*(card for group in self.groups for card in group.cards), *self.counter, *self.nearest]

    @property
    def silent(self) -> list[Part]:
        """The insights about which nothing was found."""
        return [part for part in self.strip if not part.quotes]


def view_answer(answer: Answer, framework: Framework, catalog: Catalog) -> AnswerView:
    """Lay an answer out for the page."""
    headers = read_headers(catalog, {quote.interview for quote in quotes_of(answer)})
    near = answer.refusal
    nearest = [(miss.quote, f"similarity {miss.similarity:.2f} of {near.bar:.2f} needed") for miss in near.nearest] if near else []
    spoken = {group.insight.number: len(group.quotes) for group in answer.groups if group.insight}
    notes = cues(answer.counter)
    # A question for what speaks against the others has it in its groups; otherwise it stands apart.
    apart = [(found.quote, note_of(found.quote, notes)) for found in answer.counter] if answer.intent != "disagree" else []
    titles = {headers[quote.interview].title for quote in answer.quotes if quote.interview in headers}
    return AnswerView(
        answer=answer,
        groups=tuple(_group(group, headers, notes) for group in answer.groups),
        nearest=tuple(_cards(nearest, headers)),
        strip=tuple(Part(i.number, i.title, spoken.get(i.number, 0)) for i in framework.insights),
        chips=() if answer.applied else tuple(chip.label for chip in chips(answer.filters, framework)),
        columns=tuple(ColumnView(c.label, tuple(_group(g, headers, notes) for g in c.groups), c.text) for c in answer.columns),
        counter=tuple(_cards(apart, headers)),
        voices=voices(answer),
        gaps=gaps(answer),
        applied=applied(answer),
        about=titles.pop() if len(titles) == 1 else "",
    )


def quotes_of(answer: Answer) -> Iterator[Quote]:
    """All quotes that an answer shows."""
    yield from answer.quotes
    yield from layout_quotes(answer)
    if answer.refusal:
        yield from (miss.quote for miss in answer.refusal.nearest)


def as_tagged_now(answer: Answer, labels: "Labels") -> Answer:
    """An answer that was just reopened, with the tags that its quotes have by now."""

    def again(quote: Quote) -> Quote:
        return quote.model_copy(update={"insights": labels.of(quote)})

    groups = groups_now(answer.groups, again)
    fields = {"groups": groups, "refusal": refusal_now(answer.refusal, again), **layout_now(answer, groups, again)}
    return answer.model_copy(update=fields)


class Labels:
    """The insights of quotes by people's tags of this moment, or else as they were suggested. Make one for all answers of a window."""

    def __init__(self, framework: Framework, catalog: Catalog) -> None:
        self._framework = framework
        self._tags = [(key, tag) for key, tag in catalog.tags() if self._tells(tag)]

    def of(self, quote: Quote) -> tuple[InsightLabel, ...]:
        """The insights of a quote."""
        over = (tag for key, tag in self._tags if key == quote.interview and tag.start < quote.end and quote.start < tag.end)
        numbers = dict.fromkeys(int(tag.value) for tag in over if tag.value.isdigit())
        named = [insight for number in numbers if (insight := self._framework.insight(number))]
        if named:
            return tuple(InsightLabel(number=i.number, title=i.title, origin=Origin.HUMAN) for i in named)
        return tuple(label for label in quote.insights if label.origin is Origin.SUGGESTED)

    def _tells(self, tag: Tag) -> bool:
        return tag.dimension == "insight" and tag.origin is Origin.HUMAN and tag.framework in (None, self._framework.id)


def _group(group: Group, headers: dict[str, Header], notes: Mapping[tuple[str, int, int], str]) -> GroupView:
    best = max(quote.score for quote in group.quotes)
    cards = tuple(_cards(((quote, note_of(quote, notes)) for quote in group.quotes), headers))
    if not any(quote.score for quote in group.quotes):
        return GroupView(group.insight, "", 0, cards)
    share = 1 / (1 + math.exp(-max(-50.0, min(50.0, best))))
    words, bars = next((words, bars) for least, words, bars in _STRENGTHS if share >= least)
    return GroupView(group.insight, words, bars, cards)


def _cards(quotes: Iterable[tuple[Quote, str]], headers: dict[str, Header]) -> Iterator[Card]:
    for quote, note in quotes:
        header = headers.get(quote.interview)
        if header:
            yield Card(quote, copies(quote, header), note)
