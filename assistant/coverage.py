"""What an answer rests on, and what it is silent about."""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Coverage, Group
from assistant.balance import person_of
from corpus.catalog import Counts
from corpus.framework import Framework
from corpus.quote import Quote
from corpus.wording import counted

LEAST_FOR_DOMINANCE = 3


def cover(groups: Sequence[Group], framework: Framework, counts: Counts) -> Coverage:
    """Count the voices behind the groups against all that the catalog holds."""
    quotes = [quote for group in groups for quote in group.quotes]
    speaking = tuple(sorted({group.insight.number for group in groups if group.insight}))
    facts = {
        "speaking": speaking,
        "silent": tuple(i.number for i in framework.insights if i.number not in speaking),
        "quotes": len(quotes),
        "interviews": len({quote.interview for quote in quotes}),
        "interviews_total": counts.interviews,
        "people": len({person_of(quote) for quote in quotes if quote.speaker}),
        "people_total": counts.participants,
        "unnamed": sum(quote.speaker is None for quote in quotes),
        "organisations": len({quote.organisation for quote in quotes if quote.organisation}),
        "organisations_total": counts.organisations,
        "dominant": _dominant(quotes),
    }
    return Coverage(**facts, text=_sentence(facts, framework))


def _dominant(quotes: Sequence[Quote]) -> str | None:
    named = Counter(person_of(quote) for quote in quotes if quote.speaker)
    if len(quotes) < LEAST_FOR_DOMINANCE or not named:
        return None
    person, most = named.most_common(1)[0]
    return next(q.speaker for q in quotes if person_of(q) == person) if most * 2 > len(quotes) else None


def _sentence(facts: dict, framework: Framework) -> str:  # type: ignore[type-arg]
    if not facts["quotes"]:
        held = f"{counted(facts['interviews_total'], 'interview')} and {counted(facts['people_total'], 'named speaker')}"
        return f"No quotes. The corpus holds {held}."
    sources = f"{facts['interviews']} of {counted(facts['interviews_total'], 'interview')}"
    parts = [f"{counted(facts['quotes'], 'quote')} from {sources}"]
    if facts["organisations_total"]:
        parts.append(f"{facts['organisations']} of {counted(facts['organisations_total'], 'organisation')}")
    if facts["people"]:
        parts.append(f"{facts['people']} of {counted(facts['people_total'], 'named speaker')}")
    if facts["unnamed"]:
        parts.append(f"{counted(facts['unnamed'], 'quote')} whose speaker is not named")
    text = ", ".join(parts) + f". Insights that speak: {_numbers(facts['speaking'])}; silent here: {_numbers(facts['silent'])}."
    return f"{text} More than half of the quotes are by {facts['dominant']}." if facts["dominant"] else text


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) if numbers else "none"
