"""The block before the conversation ("Interviewer: Jane Smith", "Date: 3 May", a key of initials), which is no part of it."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.transcripts.labels.marks import Mark, Style
from corpus.transcripts.labels.names import Likeness, likeness
from corpus.transcripts.labels.styles import key_of

LONGEST_VALUE = 160
MOST_FILLED_IN = 12  # words behind a line of a form
_SENTENCE_END = ".?!…,؟。？！"
_META = re.compile(
    r"^[ \t*_#|-]*(?:date|title|topic|location|place|venue|duration|length|project|participants?|present|attendees|recorded|language|"
    r"organi[sz]ation|file(?:name)?|transcri(?:bed|ber|ption|pt)\b|recording|setting|age|gender|job title|occupation|country|"
    r"interview (?:date|id|no|number)|"
    r"id|ort|datum|dauer|lieu|durée|fecha|lugar|duración|data|local|duração|luogo|durata|plaats|plats)\b[^\n:：]{0,40}[:：]",
    re.I | re.M,
)
_SPLIT = re.compile(r"\s*(?:,|;|&|/|\band\b|\bund\b|\bet\b|\by\b)\s*")
_DOTTED = re.compile(r"(?:[A-Z]\.){1,4}")
_INITIALS = re.compile(r"\b[A-Z]{1,4}\b")


def after_preamble(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of the conversation, without those of a block of names, roles and dates before it."""
    marks = _after_form(text, marks)
    names = 0
    for mark in marks:
        if mark.style not in (Style.COLON, Style.TAB) or mark.gap == "\n" or mark.timed or not _names_people(text, mark):
            break
        names += 1
    if not names or (names == len(marks)):
        return list(marks)
    following = marks[names].line
    opening = text[:following]
    clear = _lists_names(text, marks[:names]) or _lists_labels(text, marks[:names], marks[names:])
    meta = _META.search(opening) is not None
    if names == 1 and not meta and any(key_of(mark) == key_of(marks[0]) for mark in marks[1:]):
        return list(marks)  # one line alone, whose label comes back: it is the first turn, of few words
    twice = {key for key, count in Counter(map(key_of, marks[:names])).items() if count > 1}
    if not meta and any(key_of(mark) in twice for mark in marks[names:]):
        return list(marks)  # somebody speaks twice in a row, and again later
    return list(marks[names:]) if clear or meta else list(marks)


def _lists_names(text: str, opening: Sequence[Mark]) -> bool:
    """Whether lines hold a name of several words, or initials and what they stand for."""
    return any(_is_full_name(value_of(text, mark)) or _is_key(mark, value_of(text, mark)) for mark in opening)


def _is_full_name(value: str) -> bool:
    """Whether a value has several words, and more than initials: "J. Smith", but not "B A", which may be all that was said."""
    return len(value.split()) > 1 and any(sum(c.isalpha() for c in word) > 1 for word in value.split())


def _lists_labels(text: str, opening: Sequence[Mark], talk: Sequence[Mark]) -> bool:
    """Whether each of several lines names one who speaks later: "Interviewer: A", "Respondent: B" before "A: …" and "B: …"."""
    labels = {_without_dots(mark.label or "") for mark in talk}
    return len(opening) > 1 and all(_without_dots(value_of(text, mark)) in labels for mark in opening)


def _without_dots(name: str) -> str:
    return name.replace(".", "").casefold()


def _after_form(text: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks behind a filled-in form: "Depositor: M. Obi" among "Date of interview: 5 March", said by nobody."""
    counts = Counter(key_of(mark) for mark in marks)
    filled = 0
    for mark in marks:
        value = value_of(text, mark)
        lone = mark.style is Style.COLON and not mark.timed and counts[key_of(mark)] == 1 and mark.likeness is Likeness.NAME
        if not lone or not value or len(value.split()) > MOST_FILLED_IN or value[-1] in _SENTENCE_END:
            break
        filled += 1
    if not filled or filled == len(marks) or not _META.search(text[: marks[filled].line]):
        return marks
    return marks[filled:]


def value_of(text: str, mark: Mark) -> str:
    """The words on a mark's own line."""
    return text[mark.words : min(mark.end, mark.words + LONGEST_VALUE)].strip(" \t*_")


def _names_people(text: str, mark: Mark) -> bool:
    """Whether a line says who somebody is: a part and a name, or initials and the name that they stand for."""
    value = value_of(text, mark)
    if not value or len(value) >= LONGEST_VALUE or (value[-1] in _SENTENCE_END and not _DOTTED.fullmatch(value)):
        return False
    if _is_key(mark, value):
        return True
    people = [person for person in _SPLIT.split(re.sub(r"[(\[][^)\]]*[)\]]", "", value)) if person.strip(" -–—")]
    return mark.likeness is Likeness.ROLE and bool(people) and all(_is_person(person) for person in people[:1])


def _is_person(value: str) -> bool:
    return (
        value != value.lower()
        and all(c.isalpha() or c.isspace() or c in ".'’-–—·" for c in value)
        and (likeness(value.strip(" -–—")) is Likeness.NAME or _INITIALS.fullmatch(value.strip(" -–—").replace(".", "")) is not None)
        and len(value.split()) <= 5
    )


def _is_key(mark: Mark, value: str) -> bool:
    """Whether a label is the initials of the name behind it: "JS: Jane Smith"."""
    label = (mark.label or "").strip(".")
    if not _INITIALS.fullmatch(label) or not 2 <= len(value.split()) <= 8:
        return False
    letters = "".join(word[0] for word in re.sub(r"[(\[].*", "", value).split(",")[0].split()).upper()
    return letters.startswith(label) or (len(label) == 1 and likeness(value) is Likeness.ROLE)
