"""Rewriting questions: putting a filter's words in, taking them out, adding what a follow-up asks for."""

import re
from collections.abc import Sequence

from assistant.understanding.dates import NamedDate, find_date
from assistant.understanding.intents import read_intent
from assistant.understanding.known import ORGANISATION, PLACE, ROLE, SPEAKER
from assistant.understanding.names import Found, Named
from assistant.understanding.words import SAY, content, keys_of, tidy

_LEADING = re.compile(
    r"\b(?:in|from|at|by|within|across|among|amongst|under|of|for|only|just|according to|throughout|around|said by|quotes? (?:from"
    r"|by)|(?:work|works|working|active)\s+(?:in|on|with|for)|interviews?\s+(?:in|on|about|with)|serv(?:e|es|ing)|or|and)"
    r"(?:\s+(?:the|all|our|rural|urban))*\s*$", re.I)  # fmt: skip
_SUBJECT = re.compile(
    rf"(?:\b{SAY}\s+(?:about|on|of|to)|\b(?:about|regarding|concerning|views?\s+(?:on|of)|role\s+of|case\s+for|evidence\s+(?:on"
    rf"|for)))\s+(?P<subject>[^?.!;:,()]+)",
    re.I,
)
_ASPECT = re.compile(r",\s+(?:regarding\s+[^?]*|and\s+(?:why|how|who|when|where|what)[^?]*)(?=\?|$)", re.I)
_MANY = {"does": "do", "has": "have", "is": "are"}
_POSSESSIVE = re.compile(r"^['’]s?(?=\W|$)")
_PHRASES = {
    PLACE: "in {}",
    ORGANISATION: "from {}",
    SPEAKER: "said by {}",
    ROLE: "from {}",
    "insight": "under {}",
    "interview": "in the interview {}",
}


def subject_of(question: str) -> str | None:
    """The few words that say what a question is about, where it says so plainly: "What do people say about **trust**?"."""
    intent = read_intent(question)
    if intent.way not in ("find", "summary") and intent.subject:
        return intent.subject
    match = _SUBJECT.search(question)
    if match and len(content(question[: match.start()])) > 1:  # it is about more than what somebody says
        return None
    subject = match["subject"].strip() if match else ""
    return subject if 0 < len(keys_of(subject)) <= 7 else None


def regarding(base: str, aspect: str) -> str:
    """A question with one aspect of it asked for; an aspect that was asked before gives way."""
    aspect = tidy(aspect).rstrip(" ?.!")
    aspect = re.sub(
        r"^(?:(?:for|about|on|regarding|with|of|in terms of)\s+)?(?:(?:their|its|his|her|those|these)\s+)?", "", aspect, flags=re.I
    )
    return add_phrase(_ASPECT.sub("", base), f"regarding {aspect[:1].lower() + aspect[1:] if not aspect[1:2].isupper() else aspect}")


def add_phrase(base: str, phrase: str) -> str:
    """A question with words added at its end."""
    about = re.search(r"\s*\(About: .*\)\s*$", base)
    if about:
        return f"{add_phrase(base[: about.start()], phrase)} {about[0].strip()}"
    return f"{base.rstrip(' ?.!')}, {phrase}?"


def strip_names(text: str, named: Sequence[Named], date: NamedDate | None = None, stand_in: bool = False) -> str:
    """A text without the words that name filters.

    Args:
        text: A question.
        named: The names in it.
        date: The date in it.
        stand_in: Put "people" where the sentence needs somebody who speaks.
    """
    spans = [(n.start, n.end, n.voice and stand_in) for n in named] + ([(date.start, date.end, False)] if date else [])
    for start, end, voice in sorted(spans, reverse=True):
        before, after = text[:start], text[end:]
        if voice:
            before = re.sub(r"\b(?:the|our|all)\s+$", "", before, flags=re.I)
            before = re.sub(r"\b(?:does|has|is)\s+$", lambda m: _MANY[m[0].strip().casefold()] + " ", before, flags=re.I)
            text = before + "people" + _POSSESSIVE.sub("’s", after)
        else:
            before = _LEADING.sub(" ", re.sub(r"\b(?:the|all)\s+$", "", before, flags=re.I)) if before.strip() else before
            text = before + " " + _POSSESSIVE.sub(" ", after)
    return tidy(text)


def substitute(text: str, found: Found, message: str, named: Sequence[Named], date: NamedDate | None) -> str:
    """A question with the filters that a message names: each in the place of one of its kind, or added at the end.

    Args:
        text: The question.
        found: The names in it.
        message: The message.
        named: The names in the message.
        date: The date in the message.
    """
    old_date = find_date(text)
    edits: list[tuple[int, int, str]] = []
    added: list[str] = []
    for name in named:
        same = [n for n in found.named if n.name.kind == name.name.kind and not any(e[0] == n.start for e in edits)]
        if same:
            edits.append((same[0].start, same[0].end, name.words))
        else:
            added.append(
                _PHRASES.get(name.name.kind, f"in the {name.name.kind} {{}}").format(
                    name.words if name.name.kind != "interview" else name.name.label
                )
            )
    if date:
        words = message[date.start : date.end]
        edits += [(old_date.start, old_date.end, words)] if old_date else []
        added += [] if old_date else [words]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    for phrase in added:
        text = add_phrase(text, phrase)
    return tidy(text)
