"""The ways of asking, each with its layout. A way that finds nothing of its own to do hands over to finding evidence (None)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from assistant.answer import Column, CounterQuote, Gap, Group, NearMiss, Refusal, Voice
from assistant.balance import balanced, person_of
from assistant.counting import count, find_words
from assistant.evidence import MOST_QUOTES, least_cosine
from assistant.finding import Evident, Finder, overlaps
from assistant.grouping import group_quotes, without_latecomers
from assistant.refusing import nearest_misses
from assistant.request import Request
from assistant.spoken import SpokenTurn
from assistant.stance import counter_quotes
from assistant.state import State
from assistant.understanding import Reading
from assistant.understanding.words import content
from corpus.catalog import Catalog
from corpus.framework import Framework
from corpus.models import Span, sha256_of
from corpus.quote import Quote, Verifier
from corpus.transcripts.speakers import speaker_key
from index import Filters, verified_quotes
from index.analysis import terms
from index.sentences import sentence_spans

COLUMN_QUOTES = 4
WHO_QUOTES = 12
EXACT_QUOTES = 20
SUMMARY_QUOTES = 8
SUMMARY_AN_INSIGHT = 3
SUMMARY_WORDS = 12
DEEPER = 40
GAPS = 12


@dataclass(frozen=True)
class Outcome:
    """What a way of asking came to: quotes or a refusal, and the parts of its layout."""

    groups: tuple[Group, ...] = ()
    refusal: Refusal | None = None
    found: Evident | None = None
    withheld: int = 0
    more: bool = False
    counter: tuple[CounterQuote, ...] = ()
    notes: tuple[str, ...] = ()
    layout: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What every way needs at hand."""

    state: State
    finder: Finder
    catalog: Catalog
    framework: Framework
    refuse: Callable[[Evident], Outcome]

    def nearest(self, found: Evident, request: Request) -> tuple[tuple[NearMiss, ...], int]:
        """What came nearest, and how many of it failed the check."""
        return nearest_misses(self.finder, found, request)


Answering = Callable[[Desk, Request, Reading], Outcome | None]


def find(desk: Desk, request: Request, reading: Reading) -> Outcome:
    """Quotes under the insights, and beside them what speaks against most of them."""
    found = desk.finder.find(desk.state, reading.searched, reading.filters, exclude=request.exclude)
    if not found.shown:
        return desk.refuse(found)
    counter = counter_quotes(found.shown, found.strong, terms(" ".join(content(reading.searched))))
    against = {(c.quote.interview, c.quote.start) for c in counter}
    kept = [quote for quote in found.strong if (quote.interview, quote.start) not in against]
    shown = without_latecomers(balanced(kept, MOST_QUOTES))
    return Outcome(group_quotes(shown), None, found, found.withheld, len(kept) > len(shown), tuple(counter))


def compare(desk: Desk, request: Request, reading: Reading) -> Outcome | None:
    """A column for each side."""
    if len(reading.sides) < 2:
        return None
    columns, shown, withheld, notes = [], list[Quote](), 0, list[str]()
    for side in reading.sides:
        found = desk.finder.find(desk.state, side.searched, side.filters, most=COLUMN_QUOTES, exclude=request.exclude)
        withheld += found.withheld
        quotes = [q.model_copy(update={"rank": len(shown) + k}) for k, q in enumerate(found.shown, start=1)]
        refusal = None if quotes else desk.refuse(found).refusal
        shown += quotes
        people = len({person_of(q) for q in quotes} - {None})
        text = f"{len(quotes)} quotes by {people} named people" if quotes else f"Nothing: {refusal.reason if refusal else ''}"
        columns.append(Column(label=side.label, filters=side.named, groups=group_quotes(quotes), refusal=refusal, text=text))
    layout = {"columns": tuple(columns)}
    if not shown:
        reasons = "; ".join(f"{c.label}: {c.refusal.reason}" for c in columns if c.refusal)
        first = next(c.refusal for c in columns if c.refusal)
        return Outcome(refusal=first.model_copy(update={"reason": reasons}), layout=layout, withheld=withheld)
    notes += [f"{c.label}: no quote is close enough." for c in columns if c.refusal]
    once = {(q.interview, q.start, q.end): q for q in reversed(shown)}
    unique = sorted(once.values(), key=lambda q: q.rank)
    return Outcome(group_quotes(unique), withheld=withheld, notes=tuple(notes), layout=layout)


def counted(desk: Desk, request: Request, reading: Reading) -> Outcome | None:
    """A number, the rule, and the list behind it."""
    verifier = Verifier(desk.catalog)
    rank = 0

    def quote(turn: SpokenTurn, spans: Sequence[Span]) -> Quote | None:
        nonlocal rank
        rank += 1
        return _quote_of(desk, verifier, turn, spans, rank)

    may = _allowed_turns(desk, reading)
    result = count(desk.state.spoken, reading.intent, may, find_words(desk.state.spoken, reading.intent, may), quote)
    quotes = [item.quote for item in result.items if item.quote]
    if result.number or not reading.intent.subject:
        return Outcome(group_quotes(quotes), withheld=verifier.refused, layout={"count": result})
    found = desk.finder.find(desk.state, reading.searched, reading.filters)
    refused = desk.refuse(found)
    near = refused.refusal
    reason = f"{result.text} {near.reason if near and not found.shown else 'What comes near in meaning is shown below.'}"
    nearest, ask = (near.nearest, near.ask_instead) if near else ((), ())
    refusal = Refusal(reason=reason, bar=round(found.evidence.bar, 3), nearest=nearest, ask_instead=ask)
    return Outcome(refusal=refusal, withheld=refused.withheld, layout={"count": result})


def exact(desk: Desk, request: Request, reading: Reading) -> Outcome | None:
    """Every place where the words stand exactly so."""
    intent = reading.intent.model_copy(update={"quoted": True, "unit": "times"})
    verifier = Verifier(desk.catalog)
    may = _allowed_turns(desk, reading)
    found = find_words(desk.state.spoken, intent, may)
    if not found and not reading.intent.quoted:
        return None
    result = count(desk.state.spoken, intent, may, found, lambda turn, spans: None)
    quotes: list[Quote] = []
    left = 0
    for number, spans in found.items():
        turn = desk.state.spoken.turns[number]
        for span in spans:
            if any(q.interview == turn.interview and q.start <= turn.start + span.start < q.end for q in quotes):
                continue
            if len(quotes) >= EXACT_QUOTES:
                left += 1
                break
            made = _quote_of(desk, verifier, turn, [span], len(quotes) + 1)
            if made and not overlaps(made, request.exclude):
                quotes.append(made)
    if quotes:
        return Outcome(group_quotes(quotes), withheld=verifier.refused, more=left > 0, layout={"count": result})
    near = desk.finder.find(desk.state, reading.intent.phrase, reading.filters)
    nearest, withheld = desk.nearest(near, request)
    said = "Nothing further: every place where" if found else "Nobody says"
    reason = (
        f"{said} “{reading.intent.phrase}” word for word{' was shown' if found else ''}. What comes nearest in meaning is not the "
        f"same words."
    )
    ask = (f"What do people say about {reading.intent.phrase}?",) if near.shown else desk.state.answerable[:3]
    refusal = Refusal(reason=reason, bar=round(near.evidence.bar, 3), nearest=nearest, ask_instead=ask)
    return Outcome(refusal=refusal, withheld=withheld + verifier.refused, layout={"count": result})


def who(desk: Desk, request: Request, reading: Reading) -> Outcome | None:
    """The people first, then their words."""
    if reading.intent.quoted:
        outcome = exact(desk, request, reading)
    else:
        found = desk.finder.find(desk.state, reading.searched, reading.filters, most=WHO_QUOTES, exclude=request.exclude)
        if not found.shown:
            return desk.refuse(found)
        outcome = Outcome(group_quotes(found.shown), found=found, withheld=found.withheld, more=found.more)
    if outcome is None or not outcome.groups:
        return outcome
    voices: dict[tuple[str, str] | None, list[Quote]] = {}
    for quote in sorted((q for g in outcome.groups for q in g.quotes), key=lambda q: q.rank):
        voices.setdefault(person_of(quote), []).append(quote)
    listed = tuple(
        Voice(speaker=q[0].speaker, organisation=q[0].organisation, interview=q[0].interview, quotes=len(q), citation=q[0].citation)
        for q in voices.values()
    )
    return Outcome(outcome.groups, None, outcome.found, outcome.withheld, outcome.more, layout={"voices": listed, **outcome.layout})


def disagree(desk: Desk, request: Request, reading: Reading) -> Outcome:
    """Only what speaks against the majority."""
    found = desk.finder.find(desk.state, reading.searched, reading.filters, candidates=DEEPER)
    if not found.shown:
        return desk.refuse(found)
    against = counter_quotes(found.shown, found.strong, terms(" ".join(content(reading.searched))))
    counter = [c for c in against if not overlaps(c.quote, request.exclude)]
    if counter:
        ranked = [c.quote.model_copy(update={"rank": k}) for k, c in enumerate(counter[:MOST_QUOTES], start=1)]
        cues = tuple(c.model_copy(update={"quote": q}) for c, q in zip(counter, ranked, strict=False))
        return Outcome(group_quotes(ranked), found=found, withheld=found.withheld, counter=cues)
    reason = "Nothing in the interviews plainly speaks against the others on this; what is said on it is shown as nearest."
    if against:
        reason = "There is nothing further that speaks against the others: all of it was shown."
    nearest, _ = desk.nearest(found, request)
    subject = reading.intent.subject
    asked = re.match(r"(?:what|how|why|who|when|where|should|do|does|can|is|are)\b", subject, re.I)
    ask = (f"{subject}?" if asked else f"What do people say about {subject}?",) if content(subject) else desk.state.answerable[:3]
    return Outcome(
        refusal=Refusal(reason=reason, bar=round(found.evidence.bar, 3), nearest=nearest, ask_instead=ask), withheld=found.withheld
    )


def summary(desk: Desk, request: Request, reading: Reading) -> Outcome | None:
    """An interview by its strongest quotes: what stands for the whole, from different places and insights."""
    filters = reading.filters
    if not (filters.interviews or filters.speakers or filters.organisations) or re.search(r"\b(?:about|on)\s+\w", reading.intent.subject):
        return None
    snapshot = desk.state.searcher.snapshot
    allowed = np.flatnonzero(desk.state.searcher.allowed(filters))
    if not len(allowed):
        return desk.refuse(desk.finder.find(desk.state, reading.searched, filters))
    positions = np.array([p for p in allowed if not overlaps(snapshot.rows[int(p)], request.exclude)], dtype=np.int64)
    long = positions[snapshot.words[positions] >= SUMMARY_WORDS]
    positions = long if len(long) else positions
    if not len(positions):
        return None
    vectors = snapshot.vectors[positions]
    central = vectors @ vectors.mean(axis=0)
    labels = desk.state.searcher.labels.of([int(p) for p in positions])
    sure = np.array([(found[0].confidence or 1.0) if found else 0.0 for found in labels], dtype=np.float32)
    strength = _standard(central) + _standard(sure)
    chosen: list[int] = []
    while len(chosen) < SUMMARY_QUOTES and np.isfinite(strength).any():
        best = int(np.argmax(strength))
        chosen.append(best)
        number = labels[best][0].number if labels[best] else None
        strength = strength - np.maximum(0, vectors @ vectors[best]) * 2
        strength[snapshot.turn[positions] == snapshot.turn[positions[best]]] = -np.inf
        if number and sum(bool(labels[k]) and labels[k][0].number == number for k in chosen) >= SUMMARY_AN_INSIGHT:
            strength[[k for k, found in enumerate(labels) if found and found[0].number == number]] = -np.inf
    hits = desk.state.searcher.hits_at([int(positions[k]) for k in chosen])
    quotes, withheld = verified_quotes(desk.catalog, hits)
    if not quotes:
        return None
    return Outcome(group_quotes(quotes), withheld=withheld)


def missing(desk: Desk, request: Request, reading: Reading) -> Outcome:
    """Which insights, organisations and places are not heard on a subject, beside what is."""
    if not content(reading.intent.subject):
        return Outcome(layout={"gaps": _corpus_gaps(desk)}, refusal=None)
    found = desk.finder.find(desk.state, reading.searched, reading.filters, candidates=DEEPER)
    if not found.shown:
        outcome = desk.refuse(found)
        gap = Gap(kind="subject", name=reading.intent.subject, text="Nobody in the interviews speaks about it closely enough to be quoted.")
        return Outcome(refusal=outcome.refusal, withheld=outcome.withheld, layout={"gaps": (gap,)})
    layout = {"gaps": tuple(_gaps(desk, found))}
    if request.exclude:
        found = desk.finder.find(desk.state, reading.searched, reading.filters, candidates=DEEPER, exclude=request.exclude)
        if not found.shown:
            return replace(desk.refuse(found), layout=layout)
    return Outcome(group_quotes(found.shown), found=found, withheld=found.withheld, more=found.more, layout=layout)


WAYS: dict[str, Answering] = {
    "find": find, "compare": compare, "count": counted, "exact": exact, "who": who, "disagree": disagree, "summary": summary,
    "missing": missing,
}  # fmt: skip


def _gaps(desk: Desk, found: Evident) -> list[Gap]:
    """Who is silent on a subject: no quote of theirs is as near to it as one that would be shown."""
    heard: dict[int, set[object]] = {}
    for quote in found.strong:
        for label in quote.insights[:1]:
            heard.setdefault(label.number, set()).add(person_of(quote) or (quote.interview, quote.turn))
    gaps = [
        Gap(kind="insight", name=f"{i.number}. {i.title}", text="no quote on this subject stands under it")
        for i in desk.framework.insights
        if i.number not in heard
    ]
    gaps += [
        Gap(kind="insight", name=f"{i.number}. {i.title}", text="rests on one voice")
        for i in desk.framework.insights
        if len(heard.get(i.number, ())) == 1
    ]
    snapshot, least = desk.state.searcher.snapshot, least_cosine(found.evidence)
    near = found.look.allowed & (found.look.scored.cosines >= least if found.look.scored else False)
    speak = {snapshot.organisation.values[k] for k in np.unique(snapshot.organisation.codes[near])}
    silent = [name for name in desk.catalog.organisations() if speaker_key(name) not in speak]
    gaps += [Gap(kind="organisation", name=name, text="says nothing close to it") for name in silent[:GAPS]]
    interviews = {snapshot.interviews[k] for k in np.unique(snapshot.interview[near])}
    where: dict[str, set[str]] = {}
    for key, said in desk.catalog.attributes().items():
        for place in said.get("geography", ()):
            where.setdefault(place, set()).add(key)
    gaps += [
        Gap(kind="place", name=p, text="no interview from there says anything close to it")
        for p in sorted(where)
        if not where[p] & interviews
    ][:GAPS]
    return gaps


def _corpus_gaps(desk: Desk) -> tuple[Gap, ...]:
    """Where the corpus as a whole is thin: the insights under which fewest quotes stand."""
    searcher = desk.state.searcher
    everyone = int(searcher.allowed(Filters()).sum())
    sizes = {i.number: int(searcher.allowed(Filters(insights=(i.number,))).sum()) for i in desk.framework.insights}
    order = sorted(desk.framework.insights, key=lambda i: (sizes[i.number], i.number))[:3]
    return tuple(
        Gap(
            kind="insight",
            name=f"{i.number}. {i.title}",
            text=f"{sizes[i.number]:,} passages stand under it, of {everyone:,}",
        )
        for i in order
    )


def _allowed_turns(desk: Desk, reading: Reading) -> list[int]:
    """The turns that the filters let through: those of allowed units, and short turns, which are not indexed."""
    allowed = desk.state.searcher.allowed(reading.filters)
    units = desk.state.units
    spoken = desk.state.spoken
    short = set() if reading.filters.insights else set(spoken.passing(reading.filters))
    return [
        k for k, turn in enumerate(spoken.turns)
        if (any(allowed[p] for p in units[turn.interview, turn.index]) if (turn.interview, turn.index) in units else k in short)
    ]  # fmt: skip


def _quote_of(desk: Desk, verifier: Verifier, turn: SpokenTurn, spans: Sequence[Span], rank: int) -> Quote | None:
    """The unit of a turn that holds the words; where none holds them whole, the sentences that do."""
    rows = desk.state.searcher.snapshot.rows
    first = spans[0] if spans else Span(start=0, end=len(turn.text))
    start, end = turn.start + first.start, turn.start + first.end
    positions = desk.state.units.get((turn.interview, turn.index), [])
    covering = [p for p in positions if rows[p].start <= start and end <= rows[p].end]
    labels = desk.state.searcher.hits_at((covering or positions)[:1])
    if covering:
        span, sha = Span(start=labels[0].start, end=labels[0].end), labels[0].sha256
    else:
        inside = [s for s in sentence_spans(turn.text, turn.language) if s.start < first.end and first.start < s.end] or [first]
        low, high = min(s.start for s in inside), max(s.end for s in inside)
        span, sha = Span(start=turn.start + low, end=turn.start + high), sha256_of(turn.text[low:high])
    quote = verifier.quote(turn.interview, turn.index, span, sha, rank=rank, score=0.0)
    return quote.model_copy(update={"insights": labels[0].insights}) if quote and labels else quote


def _standard(values: Any) -> Any:
    return (values - values.mean()) / max(float(values.std()), 1e-6)


__all__ = ["WAYS", "Desk", "Outcome", "find"]
