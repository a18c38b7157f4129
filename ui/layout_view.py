"""What an answer lays out beside its groups: columns, the list behind a number, who said it, what is missing, what speaks against it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from assistant import Answer, Column, CounterQuote, CountItem, Gap, Group, NamedFilter, NearMiss, Refusal, Voice
from corpus.quote import Quote

Again = Callable[[Quote], Quote]
Quoting = TypeVar("Quoting", CounterQuote, CountItem, NearMiss)


@dataclass(frozen=True)
class VoiceView:
    """Somebody who said it, with the first of their quotes in the answer."""

    voice: Voice
    first: Quote | None


@dataclass(frozen=True)
class GapsView:
    """What is missing, of one kind."""

    kind: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Applied:
    """The filters of an answer: those that its words set, those that were given, and those that left nothing."""

    words: tuple[NamedFilter, ...]
    given: tuple[NamedFilter, ...]
    emptied: tuple[NamedFilter, ...]


def applied(answer: Answer) -> Applied:
    """The filters of an answer, apart by where they come from."""
    keys = answer.refusal.emptied_by if answer.refusal else ()
    return Applied(
        words=tuple(named for named in answer.applied if named.origin == "words"),
        given=tuple(named for named in answer.applied if named.origin == "given"),
        emptied=tuple(named for named in answer.applied if named.key in keys),
    )


def voices(answer: Answer) -> tuple[VoiceView, ...]:
    """Who said it."""
    first: dict[tuple[str, str], Quote] = {}
    for quote in sorted(answer.quotes, key=lambda quote: quote.rank):
        first.setdefault((quote.interview, quote.citation), quote)
    return tuple(VoiceView(voice, first.get((voice.interview, voice.citation))) for voice in answer.voices)


def gaps(answer: Answer) -> tuple[GapsView, ...]:
    """What is missing, kind by kind."""
    return tuple(GapsView(kind, tuple(of_kind)) for kind, of_kind in groupby(answer.gaps, key=lambda gap: gap.kind))


def cues(counter: Iterable[CounterQuote]) -> dict[tuple[str, int, int], str]:
    """By the place of a quote that speaks against the others: how, and by which of its words that was found."""
    return {_place(found.quote): f"{found.reason}: “{found.cue}”" for found in counter}


def note_of(quote: Quote, notes: Mapping[tuple[str, int, int], str]) -> str:
    """The note of a quote, if it has one."""
    return notes.get(_place(quote), "")


def layout_quotes(answer: Answer) -> Iterable[Quote]:
    """All quotes of an answer that stand beside its groups."""
    for column in answer.columns:
        yield from (quote for group in column.groups for quote in group.quotes)
    yield from (found.quote for found in answer.counter)
    yield from (item.quote for item in answer.count.items if item.quote) if answer.count else ()


def groups_now(groups: Iterable[Group], again: Again) -> tuple[Group, ...]:
    """Groups with their quotes as they are now."""
    return tuple(group.model_copy(update={"quotes": tuple(map(again, group.quotes))}) for group in groups)


def refusal_now(refusal: Refusal | None, again: Again) -> Refusal | None:
    """A refusal with its nearest quotes as they are now."""
    if refusal is None:
        return None
    return refusal.model_copy(update={"nearest": tuple(_quoting(miss, again) for miss in refusal.nearest)})


def layout_now(answer: Answer, groups: tuple[Group, ...], again: Again) -> dict[str, object]:
    """The fields of an answer that hang on its quotes; what names a place or a citation that its quotes no longer have is left out."""
    quotes = {_place(quote): quote for group in groups for quote in group.quotes}
    heard = {(quote.interview, quote.citation) for quote in quotes.values()}
    rests = answer.synthesis and all((s.interview, s.start, s.end) in quotes for s in answer.synthesis.sources)
    return {
        "columns": tuple(_column_now(column, again) for column in answer.columns),
        "counter": tuple(_quoting(found, again) for found in answer.counter),
        "count": answer.count and answer.count.model_copy(update={"items": tuple(_quoting(i, again) for i in answer.count.items)}),
        "voices": tuple(voice for voice in answer.voices if (voice.interview, voice.citation) in heard),
        "synthesis": answer.synthesis if rests else None,
    }


def _quoting(one: Quoting, again: Again) -> Quoting:
    return one.model_copy(update={"quote": again(one.quote)}) if one.quote else one


def _column_now(column: Column, again: Again) -> Column:
    return column.model_copy(update={"groups": groups_now(column.groups, again), "refusal": refusal_now(column.refusal, again)})


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.interview, quote.start, quote.end
