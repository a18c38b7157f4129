"""Checking a sentence that a model wrote: nothing that fails a check is shown as true."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.audit.quotations import find_quotations
from assistant.audit.report import Verdict
from assistant.audit.typography import words_of
from assistant.synthesis.evidence import Evidence, NumberedQuote, judge_of
from assistant.synthesis.figures import unfounded_figure
from assistant.synthesis.model import Reason
from assistant.synthesis.proper_names import unfounded_name
from assistant.synthesis.support import altered_wording, denies_alone, is_supported, swapped_speaker
from assistant.synthesis.written import Stretch, strange_characters, stretches

LONGEST_SENTENCE = 90  # words
_MARKUP = re.compile(r"<[a-z/!?][^>]*>?|\]\s*\(|!\[|https?:|www\.|javascript:|data:\w|[`{}]|&#?\w+;|\[\[|^\s*\|", re.I)
_LOOSE_MARK = re.compile(r"[\"“”„«»]|(?<!\w)[‘']|[’'](?!\w)")


class Fault(NamedTuple):
    """Why a sentence is struck."""

    reason: Reason
    detail: str


def check(sentence: str, evidence: Evidence) -> tuple[Fault | None, tuple[int, ...]]:
    """The first fault of a sentence, or None; and the numbers that it cites."""
    parts = stretches(sentence)
    citations = tuple(dict.fromkeys(number for part in parts for number in part.citations))
    return next(_faults(sentence, parts, citations, evidence), None), citations


def _faults(sentence: str, parts: Sequence[Stretch], citations: Sequence[int], evidence: Evidence) -> Iterator[Fault]:
    if not citations:
        yield Fault(Reason.UNCITED, "it cites no quote")
    missing = [number for number in citations if number not in evidence.by_number]
    if missing:
        yield Fault(Reason.FABRICATED, f"it cites [{missing[0]}], which is not among the quotes here")
    yield from _form(sentence, evidence)
    for part in parts:
        if any(c.isalnum() for c in part.text):
            yield from _of_stretch(part, evidence)


def _form(sentence: str, evidence: Evidence) -> Iterator[Fault]:
    markup = _MARKUP.search(sentence)
    if markup:
        yield Fault(Reason.FABRICATED, f"it has markup or a link (“{markup[0][:20]}”), which nobody said")
    said = " ".join(quote.quote.text + quote.said_by for quote in evidence.by_number.values())
    strange = strange_characters(sentence, said)
    if strange:
        yield Fault(Reason.ALTERED, f"it has {strange}")
    if len(sentence.split()) > LONGEST_SENTENCE:
        yield Fault(Reason.UNSUPPORTED, f"it has more than {LONGEST_SENTENCE} words, too many to be checked as one sentence")


def _of_stretch(part: Stretch, evidence: Evidence) -> Iterator[Fault]:
    quotes, others = evidence.cited(part.citations), evidence.others(part.citations)
    texts = [quote.quote.text for quote in quotes]
    yield from _quotations(part, quotes, others)
    figure = unfounded_figure(part.text, texts)
    if figure:
        yield Fault(Reason.FABRICATED, f"the number “{figure.written}” does not stand so in what it cites")
    yield from _names(part, quotes, others, evidence)
    swapped = swapped_speaker(part.text, quotes)
    if swapped:
        yield Fault(Reason.MISATTRIBUTED, f"it gives to {swapped} what somebody else says")
    altered = altered_wording(part.text, quotes) if quotes else None
    if altered:
        yield Fault(Reason.ALTERED, f"“{altered}” is almost, but not quite, what the quote says")
    denial = denies_alone(part.text, quotes)
    if denial:
        yield Fault(Reason.UNSUPPORTED, f"it denies (“{denial}”) where the quotes do not")
    if not is_supported(part.text, quotes):
        yield Fault(Reason.UNSUPPORTED, "it has too little in common with what it cites")


def _names(part: Stretch, quotes: Sequence[NumberedQuote], others: Sequence[NumberedQuote], evidence: Evidence) -> Iterator[Fault]:
    name = unfounded_name(part.text, [f"{q.quote.text} {q.said_by}" for q in quotes], evidence.name_parts, evidence.topic)
    if name is None:
        return
    elsewhere = any(name.casefold() in f"{q.quote.text} {q.said_by}".casefold() for q in others)
    known = name.casefold() in evidence.name_parts
    reason = Reason.MISATTRIBUTED if elsewhere or known else Reason.FABRICATED
    yield Fault(reason, f"the name “{name}” does not stand in what it cites, nor is it its speaker's")


def _quotations(part: Stretch, quotes: Sequence[NumberedQuote], others: Sequence[NumberedQuote]) -> Iterator[Fault]:
    found = find_quotations(part.text)
    outside = part.text
    for quotation in found:
        outside = outside[: quotation.start] + " " * (quotation.end - quotation.start) + outside[quotation.end :]
        fault = _quotation_fault(quotation.text, quotes, others) if quotation.depth == 0 else None
        if fault:
            yield fault
        if not quotation.closed:
            yield Fault(Reason.ALTERED, "a quotation in it is not closed")
    loose = _LOOSE_MARK.search(re.sub(r"(?<=s)['’](?=\s)", " ", outside))
    if loose:
        yield Fault(Reason.ALTERED, "it has a quotation mark without its partner")


def _quotation_fault(text: str, quotes: Sequence[NumberedQuote], others: Sequence[NumberedQuote]) -> Fault | None:
    verdict = judge_of(quotes).judge(text).verdict
    if verdict is Verdict.EXACT:
        return None
    shown = " ".join(text.split())[:80]
    if others and words_of(text) and judge_of(others).judge(text).verdict is Verdict.EXACT:
        return Fault(Reason.MISATTRIBUTED, f"“{shown}” is quoted from another quote than the one it cites")
    if verdict is not Verdict.ALTERED and judge_of([*quotes, *others]).judge(text).verdict is Verdict.JOINED:
        return Fault(Reason.JOINED, f"“{shown}” is put together from two places")
    if verdict is Verdict.ALTERED:
        return Fault(Reason.ALTERED, f"“{shown}” is not word for word what the quote says")
    return Fault(Reason.FABRICATED, f"nobody says “{shown}”")
