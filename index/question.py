"""Understanding a question: what it is about, apart from how it asks, and whose words it wants."""

import re
from collections.abc import Sequence

from corpus.models import Frozen
from index.analysis import fold, stemmed, terms

# How questions ask, in English; what is left is what they are about. Questions in other languages are taken whole.
_ASK = (
    r"(?:discuss(?:ed|ing|ion)?|say|said|think|thought|talk(?:ed|ing)?|mention(?:ed)?|described?|explain(?:ed)?|feel|believe"
    r"|suggest(?:ed)?|tell|speak|spoke|consider|view|comment)"
)
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:please\s+)?(?:summari[sz]e|describe|outline|recap)\s+(?:the\s+|what\s+)?(?:whole\s+)?"
        r"(?:discussions?|opinions?|views?|thoughts?|conversations?|talks?|debates?)?\s*(?:\w+\s+)?(?:about|on|of|regarding|concerning)?\s*",
        r"^(?:what|how|why)\s+(?:did|do|does|was|were|is|are)\s+(?:the\s+)?(?:\w+\s+){0,4}?" + _ASK + r"\s+"
        r"(?:about|of|on|to|regarding|that|with regard to)?\s*",
        r"^(?:what|how)\s+(?:was|were|is|are)\s+(?:the\s+)?(?:discussions?|opinions?|views?|thoughts?|attitudes?|decisions?|conclusions?)"
        r"\s+(?:about|of|on|regarding|towards?)\s*",
    )
)
_WHEN = re.compile(r"\bwhen\s+(?:discussing|talking about|talking)\b")
_TITLE = re.compile(r"^(?:(?:the\s+)?(?:right\s+)?hon|mrs?|ms|miss|dr|prof(?:essor)?|sir|madam)\.?\s+(?=\w+\s+\w)")
_ASIDE = re.compile(r"\s*[(\[].*")
_SPACE = re.compile(r"\s+")
# Words about the conversation itself rather than about its subject.
_ABOUT_TALK = frozenset(
    terms(
        "summarize summarise summary discuss discussion discussed discussing talk talked talking think thought thoughts opinion opinions "
        "mention mentioned describe explain meeting conversation interview interviewee participants speaker group team attitude view views "
        "decide decided agree introduce recap regarding concerning"
    )
)


class Term(Frozen):
    """A topic word: as it is asked, folded, and its stem in each language of the interviews in which it is no stop word."""

    word: str
    stems: dict[str, str]


class Question(Frozen):
    """A question as it is searched for.

    Attributes:
        about: What it is about: the question without names of speakers and without the words that ask.
        terms: Its topic words, each stem once.
        speakers: Keys of the speakers whom it names.
        topical: Whether it asks for anything beside them ("What did Ada Obi say?" does not).
    """

    text: str
    about: str
    terms: tuple[Term, ...]
    speakers: tuple[str, ...] = ()
    topical: bool = True


def understand(text: str, names: Sequence[str], languages: Sequence[str]) -> Question:
    """Read a question.

    Args:
        text: As asked.
        names: Keys of the speakers of the interviews that are searched.
        languages: Languages of these interviews.
    """
    speakers, rest = _take_names(fold(text), names)
    about = _subject(rest)
    stems = _stems(rest, languages) or _stems(text, languages)
    topical = tuple(term for term in stems if term.stems.get("en") not in _ABOUT_TALK)
    return Question(
        text=text,
        about=about if _stems(about, languages) else text,
        terms=topical or stems,
        speakers=tuple(speakers),
        topical=bool(topical) and bool(_stems(rest, languages)),
    )


def _take_names(text: str, names: Sequence[str]) -> tuple[list[str], str]:
    """The names that stand in a text, longest first, and the text without them."""
    forms: dict[str, list[str]] = {}
    for name in names:
        for form in {fold(name), _as_called(fold(name))}:
            forms.setdefault(form, []).append(name)
    found: list[str] = []
    for form in sorted(forms, key=len, reverse=True):
        if len(form) < 2 or form not in text:
            continue
        taken = re.sub(rf"(?<!\w){re.escape(form)}(?:'s|s)?(?!\w)", " ", text)
        if taken != text:
            found += forms[form]
            text = taken
    return found, text


def _as_called(name: str) -> str:
    """A label as people call its bearer: "hon. ada obi (north valley)" is "ada obi"."""
    return _TITLE.sub("", _ASIDE.sub("", name)).strip() or name


def _subject(text: str) -> str:
    for opening in _OPENINGS:
        shorter = opening.sub("", text)
        if shorter != text and terms(shorter):
            text = shorter
            break
    return _SPACE.sub(" ", _WHEN.sub(" ", text)).strip(" ?.")


def _stems(text: str, languages: Sequence[str]) -> tuple[Term, ...]:
    by_word: dict[str, dict[str, str]] = {}
    for language in languages or ("en",):
        for word, stem in stemmed(text, language):
            by_word.setdefault(word, {})[language] = stem
    found = {tuple(sorted(stems.items())): Term(word=word, stems=stems) for word, stems in reversed(by_word.items())}
    return tuple(reversed(found.values()))
