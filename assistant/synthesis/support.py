"""Whether a sentence says what its quotes say, as far as words can tell."""

import re
from collections.abc import Iterable, Sequence

from assistant.audit.names import name_parts
from assistant.audit.typography import words_of
from assistant.synthesis.evidence import NumberedQuote, judge_of
from index.analysis import terms

# Share of a stretch's topic words whose stems stand in the cited quotes; docs/synthesis.md says how it was chosen.
LEAST_SHARE = 0.34
LEAST_SHARED = 2
# Words about speaking, which carry no topic here.
_REPORTING = frozenset(
    terms(
        """interviewee interviewees speaker speakers people person participant respondent say says said stress stresses argue
        argues explain explains describe describes note notes point points emphasise emphasises highlight highlights suggest
        suggests mention mentions agree agrees according quote quotes report reports believe believes add adds recall recalls
        observe observes practitioner leader founder"""
    )
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|cannot|without|neither|nor|hardly|\w+n['’]t|fail(?:s|ed)?|refus\w+|lack\w*)\b", re.I
)
_SAYING = (
    r"(?:says?|said|explains?|explained|argues?|argued|notes?|noted|describes?|described|stress\w*|"
    r"adds?|added|told|tells|recalls?|believes?)"
)
# Words that change when direct speech becomes reported speech, and articles.
_REPORTED = frozenset(
    """the a an and our their my his her its we they i he she it your you us them me that this those these is are was were has have
    had""".split()
)
# A run of the quote's words, changed: so many words must stand before and behind the change together.
LEAST_AROUND = 7
MOST_CHANGED = 2


def is_supported(text: str, quotes: Sequence[NumberedQuote]) -> bool:
    """Whether a stretch of a sentence has enough topic words in common with the quotes that it cites."""
    return words_support(text, _passages(quotes))


def words_support(statement: str, passages: Sequence[str]) -> bool:
    """Whether passages, read together, have enough of a statement's topic words; the judge of synthesised answers in evaluations."""
    ours = _topic(statement)
    shared = len(_shared(ours, passages))
    return not ours or (shared / len(ours) >= LEAST_SHARE and shared >= min(LEAST_SHARED, len(ours)))


def denies_alone(text: str, quotes: Sequence[NumberedQuote]) -> str | None:
    """A word of denial that no cited quote has, or None."""
    found = _NEGATION.search(text)
    if found is None or any(_NEGATION.search(quote.quote.text) for quote in quotes):
        return None
    return found[0]


def altered_wording(text: str, quotes: Sequence[NumberedQuote]) -> str | None:
    """Words that repeat a quote almost, with a word or two changed, left out or put in, though without quotation marks; or None."""
    words = words_of(text)
    judge = judge_of(quotes)
    runs = sorted(judge.index.runs(judge.index.numbers([word.form for word in words])))
    for one in runs:
        for other in runs:
            ours, theirs = other.start - one.end, other.place - (one.place + one.length)
            near = 0 <= ours <= MOST_CHANGED and 0 <= theirs <= MOST_CHANGED and (ours or theirs)
            if one.turn != other.turn or not near or one.length + other.length < LEAST_AROUND:
                continue
            place = slice(one.place + one.length, other.place)
            said = [quotes[one.turn].quote.text[judge.index.starts[k] : judge.index.ends[k]] for k in range(place.start, place.stop)]
            if not _harmless([word.form for word in words[one.end : other.start]], said):
                return text[words[one.start].start : words[other.end - 1].end]
    return None


def _harmless(written: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a change only turns direct into reported speech: pronouns and articles exchanged, or words left out that deny nothing."""
    if not all(word in _REPORTED for word in written):
        return False
    return not any(_NEGATION.search(word) for word in said)


def swapped_speaker(text: str, quotes: Sequence[NumberedQuote]) -> str | None:
    """A speaker to whom a stretch that cites several gives what another of them says, or None."""
    speakers = [quote for quote in quotes if quote.speaker]
    if len({quote.speaker for quote in quotes}) < 2 or not speakers:
        return None
    places = sorted((place, quote) for quote in speakers for place in _places(text, quote))
    for (start, quote), end in zip(places, [*(place for place, _ in places[1:]), len(text)], strict=True):
        clause = text[start:end] if re.search(rf"\b{_SAYING}\b", text[start:end]) else ""
        topic = _topic(clause)
        own = len(_shared(topic, _passages(q for q in quotes if q.speaker == quote.speaker)))
        other = max((len(_shared(topic, _passages([q]))) for q in quotes if q.speaker != quote.speaker), default=0)
        if other > own:
            return quote.speaker
    return None


def _places(text: str, quote: NumberedQuote) -> list[int]:
    parts = name_parts(quote.speaker or "")
    places = [found.start() for found in re.finditer(r"[^\W\d_]+", text) if name_parts(found[0]) <= parts]
    return places[:1]


def _passages(quotes: Iterable[NumberedQuote]) -> list[str]:
    """What each quote says, and who says it."""
    return [f"{quote.quote.text} {quote.said_by}" for quote in quotes]


def _shared(topic: set[str], passages: Iterable[str]) -> set[str]:
    return topic & {term for passage in passages for term in terms(passage)}


def _topic(text: str) -> set[str]:
    return {term for term in terms(text) if term not in _REPORTING and not term.isdigit()}
