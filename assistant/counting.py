"""Counting who mentions something, over everything that was said and not over what a search finds."""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Count, CountItem
from assistant.spoken import Spoken, SpokenTurn
from assistant.understanding.intents import Intent, Unit
from corpus.models import Span
from corpus.quote import Quote
from corpus.wording import counted

# Quotes that are looked up for the list behind a number; the list itself is whole.
QUOTES = 40
_NOUNS: dict[Unit, tuple[str, str]] = {
    "people": ("person", "people"),
    "interviews": ("interview", "interviews"),
    "organisations": ("organisation", "organisations"),
    "times": ("time", "times"),
    "quotes": ("turn", "turns"),
}
_OR = re.compile(r"\s*(?:\bor\b|/)\s*", re.I)
Key = tuple[str, ...]
Found = dict[int, list[Span]]
MakeQuote = Callable[[SpokenTurn, Sequence[Span]], Quote | None]


def find_words(spoken: Spoken, intent: Intent, allowed: Iterable[int]) -> Found:
    """The allowed turns that hold what a question counts: a phrase word for word, or words in any form ("a or b": either)."""
    may = set(allowed)
    found: Found = {}
    if intent.quoted:
        found = spoken.saying(intent.phrase)
    elif intent.subject:
        for part in _OR.split(intent.subject):
            held = spoken.running(part) if intent.unit == "times" else spoken.holding(part)
            places = held or (spoken.saying(part) if not spoken.found_forms(part) else {})
            for number, spans in places.items():
                found[number] = list(dict.fromkeys([*found.get(number, ()), *spans]))
    else:
        found = {number: [] for number in may}
    return {number: spans for number, spans in sorted(found.items()) if number in may}


def count(spoken: Spoken, intent: Intent, allowed: Iterable[int], found: Found, quote: MakeQuote) -> Count:
    """Count what a question asks to count.

    Args:
        spoken: All that was said.
        intent: What is counted, and the words.
        allowed: The turns that the filters let through.
        found: Those of them that hold the words, as `find_words` gives them.
        quote: Makes a verified quote of a turn and the places of the words in it.
    """
    groups: dict[Key, list[int]] = {}
    for number in found:
        key = _key(intent.unit, spoken.turns[number], number)
        if key:
            groups.setdefault(key, []).append(number)
    number = sum(len(spans) for spans in found.values()) if intent.unit == "times" else len(groups)
    total = len({key for k in allowed if (key := _key(intent.unit, spoken.turns[k], k))})
    items = [
        _item(
            intent.unit,
            spoken.turns[turns[0]],
            len(turns),
            quote(spoken.turns[turns[0]], found[turns[0]]) if at < QUOTES and intent.subject else None,
        )
        for at, turns in enumerate(groups.values())
    ]
    unnamed = sum(not spoken.turns[k].speaker for k in found) if intent.unit == "people" else 0
    forms = [] if intent.quoted else spoken.found_forms(intent.subject)
    words = (intent.phrase,) if intent.quoted else tuple(_OR.split(intent.subject)) if intent.subject else ()
    return Count(
        unit=intent.unit,
        number=number,
        total=total,
        words=words,
        forms=tuple(forms),
        rule=_rule(intent, forms),
        unnamed=unnamed,
        items=tuple(items),
        text=_text(intent, number, len(groups) if intent.unit == "times" else total, unnamed, found),
    )


def _key(unit: Unit, turn: SpokenTurn, number: int) -> Key | None:
    if unit == "people":
        return turn.person
    if unit == "organisations":
        return (turn.organisation,) if turn.organisation else None
    if unit == "quotes":
        return (str(number),)
    return (turn.interview,)


def _item(unit: Unit, turn: SpokenTurn, mentions: int, quote: Quote | None) -> CountItem:
    label = turn.organisation if unit == "organisations" else turn.speaker if unit in ("people", "quotes") else turn.title
    return CountItem(label=label or "not named", interview=turn.interview, organisation=turn.organisation, mentions=mentions, quote=quote)


def _rule(intent: Intent, forms: Sequence[str]) -> str:
    who = {
        "people": "a person counts once an interview, however often they say it",
        "interviews": "an interview counts once, whoever in it says it",
        "organisations": "an organisation counts once, whoever speaks for it",
        "times": "every occurrence counts",
        "quotes": "a turn counts once",
    }[intent.unit]
    if not intent.subject:
        return f"Everything that the filters let through is counted; {who}. Interviewers are left out."
    if intent.quoted:
        what = f"turns that hold “{intent.phrase}” word for word"
    else:
        joined = "the words" if len(intent.subject.split()) > 1 else "the word"
        together = " (one behind the other)" if intent.unit == "times" else " (all of them in one turn)"
        either = " (either of them)" if _OR.search(intent.subject) else together if joined == "the words" else ""
        what = f"turns that hold {joined} “{intent.subject}” in any inflected form{either}"
    said = f" Forms found: {', '.join(forms)}." if forms else ""
    return f"All turns of all interviews are read, not only the best matches: {what}; {who}. Interviewers’ questions do not count.{said}"


def _text(intent: Intent, number: int, total: int, unnamed: int, found: Found) -> str:
    one, many = _NOUNS[intent.unit]
    if not intent.subject:
        return f"{number:,} {one if number == 1 else many}."
    words = f"“{intent.phrase if intent.quoted else intent.subject}”"
    if intent.unit == "times":
        places = f"in {counted(len(found), 'turn')} of {counted(total, 'interview')}"
        return f"{words} is said {number:,} {one if number == 1 else many}, {places}."
    text = f"{number:,} of {total:,} {one if total == 1 else many} {'mentions' if number == 1 else 'mention'} {words}."
    return f"{text} It also stands in {counted(unnamed, 'turn')} whose speaker is not named." if unnamed else text
