"""What the page shows of an answer: the answer itself, and beside each quote what is copied, how strong it is, who tagged it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import Answer, Group, InsightHeading
from assistant.coverage import cover
from corpus.catalog import Catalog
from corpus.catalog.facets import read_headers
from corpus.copying import Copies, copies
from corpus.framework import Framework
from corpus.models import Header, Origin, Span, sha256_of
from corpus.quote import InsightLabel, Quote, Verifier
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
    """Cards under one insight. ``strength`` is in words, ``bars`` of three."""

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
class AnswerView:
    """An answer ready to be drawn; ``chips`` say what it was narrowed to."""

    answer: Answer
    groups: tuple[GroupView, ...]
    nearest: tuple[Card, ...]
    strip: tuple[Part, ...]
    chips: tuple[str, ...]

    @property
    def cards(self) -> list[Card]:
        """All cards that it draws."""
        return [*(card for group in self.groups for card in group.cards), *self.nearest]

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
    return AnswerView(
        answer=answer,
        groups=tuple(_group(group, headers) for group in answer.groups),
        nearest=tuple(_cards(nearest, headers)),
        strip=tuple(Part(i.number, i.title, spoken.get(i.number, 0)) for i in framework.insights),
        chips=tuple(chip.label for chip in chips(answer.filters, framework)),
    )


def quotes_of(answer: Answer) -> Iterator[Quote]:
    """All quotes that an answer shows."""
    for group in answer.groups:
        yield from group.quotes
    if answer.refusal:
        yield from (miss.quote for miss in answer.refusal.nearest)


def as_stored_now(answer: Answer, framework: Framework, catalog: Catalog) -> Answer:
    """The answer with every quote verified again and with the tags that it has by now; what is no longer stored is left out."""
    verifier = Verifier(catalog)
    labels = _Labels(framework, catalog)
    groups = []
    for group in answer.groups:
        again = [q for quote in group.quotes if (q := _again(quote, verifier, labels))]
        if again:
            groups.append(group.model_copy(update={"quotes": tuple(again)}))
    refusal = answer.refusal
    if refusal:
        kept = [m.model_copy(update={"quote": q}) for m in refusal.nearest if (q := _again(m.quote, verifier, labels))]
        refusal = refusal.model_copy(update={"nearest": tuple(kept)})
    coverage = cover(groups, framework, catalog.counts()) if verifier.refused else answer.coverage
    return answer.model_copy(update={"groups": tuple(groups), "refusal": refusal, "coverage": coverage})


def _again(quote: Quote, verifier: Verifier, labels: "_Labels") -> Quote | None:
    span = Span(start=quote.start, end=quote.end)
    found = verifier.quote(quote.interview, quote.turn, span, sha256_of(quote.text), quote.rank, quote.score)
    return found.model_copy(update={"insights": labels.of(quote)}) if found else None


class _Labels:
    """The insights of quotes by people's tags of this moment, or else as they were suggested."""

    def __init__(self, framework: Framework, catalog: Catalog) -> None:
        self._framework = framework
        self._tags = [(key, tag) for key, tag in catalog.tags() if tag.dimension == "insight" and tag.origin is Origin.HUMAN]

    def of(self, quote: Quote) -> tuple[InsightLabel, ...]:
        over = (tag for key, tag in self._tags if key == quote.interview and tag.start < quote.end and quote.start < tag.end)
        numbers = dict.fromkeys(int(tag.value) for tag in over if tag.value.isdigit())
        named = [insight for number in numbers if (insight := self._framework.insight(number))]
        if named:
            return tuple(InsightLabel(number=i.number, title=i.title, origin=Origin.HUMAN) for i in named)
        return tuple(label for label in quote.insights if label.origin is Origin.SUGGESTED)


def _group(group: Group, headers: dict[str, Header]) -> GroupView:
    best = max(quote.score for quote in group.quotes)
    share = 1 / (1 + math.exp(-max(-50.0, min(50.0, best))))
    words, bars = next((words, bars) for least, words, bars in _STRENGTHS if share >= least)
    return GroupView(group.insight, words, bars, tuple(_cards(((quote, "") for quote in group.quotes), headers)))


def _cards(quotes: Iterable[tuple[Quote, str]], headers: dict[str, Header]) -> Iterator[Card]:
    for quote, note in quotes:
        header = headers.get(quote.interview)
        if header:
            yield Card(quote, copies(quote, header), note)
