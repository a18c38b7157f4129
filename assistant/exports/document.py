"""What is exported: a title, sections of verified quotes, what failed, and the sources behind it all."""

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Group
from assistant.exports.telling import told, understood, written
from assistant.keeping import Collection, Gone, Mark, Reopener, SavedConversation
from corpus.catalog import Catalog
from corpus.models import Frozen, Header, Role
from corpus.quote import Quote

NEAREST = "Nearest"
AGAINST = "On the other hand"
UNREADABLE = "This answer was kept by another version of the program, and is left out."


class ExportedQuote(Frozen):
    """A quote that was verified at the moment of export, with what a person wrote beside it."""

    quote: Quote
    note: str = ""


class Section(Frozen):
    """A heading with what stands under it; ``level`` is 1 for a question or chapter, 2 for an insight within one."""

    heading: str
    level: int = 1
    insight: int | None = None
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


def answers_document(answers: Sequence[Answer], catalog: Catalog) -> ExportDocument:
    """Several answers one after another, every quote of them verified again now."""
    if len(answers) == 1:
        return answer_document(answers[0], catalog)
    builder = _Builder(catalog)
    sections = [section for answer in answers for section in builder.answer(answer)]
    return builder.document(answers[0].question if answers else "", (), sections)


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
        """Sections of an answer; what it tells beside its quotes is left out where one of them is gone, it may tell of that one."""
        lost = len(self._gone)
        quoted = self._quoted(answer)
        whole = len(self._gone) == lost
        beside = told(answer) if whole else []
        if answer.refusal:
            nearest = self.quotes((near.quote, "") for near in answer.refusal.nearest)
            lead = (*understood(answer), answer.refusal.reason, *beside, *([f"{NEAREST}:"] if nearest else []))
            return [Section(heading=answer.question, paragraphs=lead, quotes=nearest), *quoted]
        if whole:
            quoted = [_with_written(section, answer) for section in quoted]
        coverage = (answer.coverage.text,) if whole else ()
        return [Section(heading=answer.question, paragraphs=(*understood(answer), *beside, *coverage)), *quoted]

    def _quoted(self, answer: Answer) -> list[Section]:
        """The groups, or the columns of a comparison with theirs, and what speaks against them."""
        sections = [] if answer.columns else [s for group in answer.groups if (s := self._group(group, ""))]
        for column in answer.columns:
            groups = [s for group in column.groups if (s := self._group(group, f"{column.label}: "))]
            sections += groups or [Section(heading=column.label, level=2, paragraphs=(column.text,) if column.refusal else ())]
        against = self.quotes((found.quote, f"({found.reason})") for found in answer.counter)
        return [*sections, *([Section(heading=AGAINST, level=2, quotes=against)] if against else [])]

    def _group(self, group: Group, before: str) -> Section | None:
        quotes = self.quotes((quote, "") for quote in group.quotes)
        number = group.insight.number if group.insight else None
        return Section(heading=before + group.heading, level=2, insight=number, quotes=quotes) if quotes else None

    def document(self, title: str, paragraphs: tuple[str, ...], sections: Sequence[Section]) -> ExportDocument:
        quotes = [one.quote for section in sections for one in section.quotes]
        return ExportDocument(
            title=title,
            paragraphs=paragraphs,
            sections=tuple(sections),
            failures=tuple(gone.message for gone in self._gone),
            sources=quoted_sources(quotes, self._catalog),
        )


def _with_written(section: Section, answer: Answer) -> Section:
    if section.heading == AGAINST or answer.columns:
        return section
    return section.model_copy(update={"paragraphs": (*section.paragraphs, *written(answer, section.insight))})


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
