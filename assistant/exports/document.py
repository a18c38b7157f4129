"""What is exported: a title, sections of verified quotes, what failed, and the sources behind it all."""

from collections.abc import Iterable, Sequence

from assistant.answer import Answer
from assistant.keeping import Collection, Gone, Mark, Reopener, SavedConversation
from corpus.catalog import Catalog
from corpus.models import Frozen, Header, Role
from corpus.quote import Quote

NEAREST = "Nearest"
NO_INSIGHT = "Not under one of the insights"
UNREADABLE = "This answer was kept by another version of the program, and is left out."


class ExportedQuote(Frozen):
    """A quote that was verified at the moment of export, with what a person wrote beside it."""

    quote: Quote
    note: str = ""


class Section(Frozen):
    """A heading with what stands under it; ``level`` is 1 for a question or chapter, 2 for an insight within one."""

    heading: str
    level: int = 1
    paragraphs: tuple[str, ...] = ()
    quotes: tuple[ExportedQuote, ...] = ()


class QuotedSource(Frozen):
    """An interview that is quoted, with the people of it who are."""

    header: Header
    speakers: tuple[str, ...]


class ExportDocument(Frozen):
    """All that a file is made from.

    Attributes:
        failures: Quotes that no longer verify, one line each, without their words.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...]
    failures: tuple[str, ...] = ()
    sources: tuple[QuotedSource, ...]

    @property
    def quotes(self) -> tuple[ExportedQuote, ...]:
        """All quotes in their order."""
        return tuple(quote for section in self.sections for quote in section.quotes)


def answer_document(answer: Answer, catalog: Catalog) -> ExportDocument:
    """An answer, every quote of it verified again now."""
    builder = _Builder(catalog)
    first, *rest = builder.answer(answer)
    nearest = [Section(heading=NEAREST, quotes=first.quotes)] if first.quotes else []
    paragraphs = tuple(text for text in first.paragraphs if text != f"{NEAREST}:")
    return builder.document(answer.question, paragraphs, [*nearest, *rest])


def conversation_document(conversation: SavedConversation, catalog: Catalog) -> ExportDocument:
    """A saved conversation, every quote of it verified again now."""
    builder = _Builder(catalog)
    sections: list[Section] = []
    for exchange in conversation.exchanges:
        builder.lost(exchange.gone)
        if exchange.answer is None:
            sections.append(Section(heading=exchange.question, paragraphs=(UNREADABLE,)))
        else:
            sections += builder.answer(exchange.answer)
    return builder.document(
        conversation.title, (f"Saved {conversation.created[:10]}, last changed {conversation.changed[:10]}.",), sections
    )


def collection_document(collection: Collection, catalog: Catalog) -> ExportDocument:
    """A collection in its order, every quote of it verified again now."""
    builder = _Builder(catalog)
    builder.lost(item.gone for item in collection.items if item.gone)
    kept = builder.quotes((item.quote, item.note) for item in collection.items if item.quote)
    return builder.document(collection.name, (), [Section(heading="Quotes", quotes=kept)])


class _Builder:
    """Verifies quotes and gathers their sources and failures."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reopener = Reopener(catalog)
        self._gone: dict[Gone, None] = {}

    def lost(self, gone: Iterable[Gone]) -> None:
        self._gone.update(dict.fromkeys(gone))

    def quotes(self, quotes: Iterable[tuple[Quote, str]]) -> tuple[ExportedQuote, ...]:
        kept = []
        for quote, note in quotes:
            found = self._reopener.open(Mark.of(quote), quote.rank, quote.score)
            if isinstance(found, Gone):
                self.lost([found])
            else:
                kept.append(ExportedQuote(quote=found.model_copy(update={"insights": quote.insights}), note=note))
        return tuple(kept)

    def answer(self, answer: Answer) -> list[Section]:
        asked = [] if answer.standalone_question == answer.question else [f"Understood as: {answer.standalone_question}"]
        if answer.refusal:
            nearest = self.quotes((near.quote, "") for near in answer.refusal.nearest)
            paragraphs = (*asked, answer.refusal.reason, *([f"{NEAREST}:"] if nearest else []))
            return [Section(heading=answer.question, paragraphs=paragraphs, quotes=nearest)]
        sections = [Section(heading=answer.question, paragraphs=(*asked, answer.coverage.text))]
        for group in answer.groups:
            heading = f"{group.insight.number}. {group.insight.title}" if group.insight else NO_INSIGHT
            quotes = self.quotes((quote, "") for quote in group.quotes)
            if quotes:
                sections.append(Section(heading=heading, level=2, quotes=quotes))
        return sections

    def document(self, title: str, paragraphs: tuple[str, ...], sections: Sequence[Section]) -> ExportDocument:
        quotes = [one.quote for section in sections for one in section.quotes]
        return ExportDocument(
            title=title,
            paragraphs=paragraphs,
            sections=tuple(sections),
            failures=tuple(gone.message for gone in self._gone),
            sources=quoted_sources(quotes, self._catalog),
        )


def quoted_sources(quotes: Iterable[Quote], catalog: Catalog) -> tuple[QuotedSource, ...]:
    """The interviews behind quotes, in the order in which they are first quoted."""
    speakers: dict[str, dict[str, None]] = {}
    headers: dict[str, Header] = {}
    for quote in quotes:
        heard = speakers.setdefault(quote.interview, {})
        if quote.interview not in headers and (place := catalog.place(quote.interview, quote.turn)):
            headers[quote.interview] = place.header
        if quote.speaker and quote.role is not Role.INTERVIEWER:
            heard[quote.speaker] = None
    return tuple(QuotedSource(header=header, speakers=tuple(speakers[key])) for key, header in headers.items())
