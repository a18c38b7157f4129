"""Numbers of a text, in digits and in words, as they can be compared: "1,000", "1000" and "a thousand"; "90%" and "90 percent"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.analysis import terms

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_OTHERS = {"half": "half", "halves": "half", "twice": "twice", "thrice": "thrice",
    "double": "double", "doubled": "double", "doubles": "double",
    "triple": "triple", "tripled": "triple", "quarter": "quarter", "dozen": "dozen", "dozens": "dozen", "hundred": "100", "hundreds": "100",
    "thousand": "1000", "thousands": "1000", "million": "1000000", "millions": "1000000", "billion": "1000000000", "billions": "1000000000",
    "trillion": "1000000000000", "decade": "decade", "decades": "decade", "century": "century", "quadrupled": "quadruple"}  # fmt: skip
_WORDS: dict[str, str] = {
    **{word: str(value) for value, word in enumerate(_SMALL)},
    **{word: str(value) for word, value in _TENS.items()},
    **{word: f"{value}." for word, value in _ORDINALS.items()},
    **_OTHERS,
}
_DIGITS = re.compile(
    r"(?P<money>[$£€¥₹]\s?)?(?P<value>\d+(?:[,.\u2009\u202f’']\d+)*)(?P<ordinal>st|nd|rd|th)?\b(?P<unit>\s?(?:%|percent\b|per cent\b))?",
    re.I,
)
_NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w])(?P<unit>\s?(?:%|percent\b|per cent\b))?", re.I
)
_COMPOUND = re.compile(rf"(?<![\w-])(?P<tens>{'|'.join(_TENS)})-(?P<one>{'|'.join(_SMALL[1:10])})(?!\w)", re.I)
# "one" is no number here: a pronoun, or the way to speak of somebody whom the source does not name.
_PRONOUN_ONE = re.compile(
    r"\b(?:no|any|every|some|each|this|that|which|another|not|the|only) one\b|"
    r"\bone (?:another|of|says?|said|explains?|adds?|argues?|notes?|describes?|can|must|should|has to|who|that|'s)\b|"
    r"\bone (?:\w+ )?(?:interviewee|speaker|participant|respondent|person|leader|founder|practitioner|woman|man|voice|quote|"
    r"organi[sz]ation)\b|"
    r"\bone-?on-?one\b|\bsecond(?:s)? (?:nature|thought)s?\b|\bfirst(?:ly)?,|\bsecond(?:ly)?,|\bat first\b|\bfirst and foremost\b",
    re.I,
)  # fmt: skip
NEAR, NEAR_IN_QUOTE = 5, 9  # words around a number that say what is counted


class Figure(NamedTuple):
    """A number: its comparable form, as written, and where."""

    form: str
    written: str
    start: int
    end: int


def figures(text: str, pronouns: bool = False) -> list[Figure]:
    """All numbers of a text; with ``pronouns`` also words that may count or not ("one of them", "First, …")."""
    plain = "".join(unicodedata.normalize("NFKC", c) if len(unicodedata.normalize("NFKC", c)) == 1 else c for c in text)
    plain = plain if pronouns else _PRONOUN_ONE.sub(lambda found: " " * len(found[0]), plain)
    found = [*_in_digits(plain), *_in_words(plain)]
    found += [Figure(f"sign {c}", c, k, k + 1) for k, c in enumerate(text) if unicodedata.category(c) in ("No", "Nl")]
    return sorted(found, key=lambda figure: figure.start)


def unfounded_figure(text: str, quotes: Iterable[str]) -> Figure | None:
    """The first number of a text that no quote has, or has for something else; None where all are there.

    "For something else": the words around the number share no stem with those around it in the quote, where both have some.
    """
    known = [(figure, quote) for quote in quotes for figure in figures(quote, pronouns=True)]
    for figure in figures(text):
        same = [(other, quote) for other, quote in known if other.form == figure.form]
        if not any(_same_matter(text, figure, quote, other) for other, quote in same):
            return figure
    return None


def _same_matter(text: str, figure: Figure, quote: str, other: Figure) -> bool:
    ours, theirs = _around(text, figure, NEAR), _around(quote, other, NEAR_IN_QUOTE)
    return not ours or not theirs or bool(ours & theirs)


def _around(text: str, figure: Figure, reach: int) -> set[str]:
    before, behind = text[: figure.start].split()[-reach:], text[figure.end :].split()[:reach]
    return {term for term in terms(" ".join([*before, *behind])) if not term.isdigit()}


def _in_digits(text: str) -> Iterator[Figure]:
    for found in _DIGITS.finditer(text):
        value = re.sub(r"[,\u2009\u202f’'](?=\d{3}(?!\d))", "", found["value"])
        value = str(int(value)) if value.isdecimal() else value
        money = (found["money"] or "").strip()
        yield Figure(
            f"{money}{value}{'.' * bool(found['ordinal'])}{'%' * bool(found['unit'])}", found[0].strip(), found.start(), found.end()
        )


def _in_words(text: str) -> Iterator[Figure]:
    compounds = list(_COMPOUND.finditer(text))
    for found in compounds:
        value = _TENS[found["tens"].lower()] + _SMALL.index(found["one"].lower())
        yield Figure(str(value), found[0], found.start(), found.end())
    for found in _NUMBER_WORD.finditer(text):
        if not any(compound.start() <= found.start() < compound.end() for compound in compounds):
            word = re.split(r"[\s%]", found[0])[0].lower()
            yield Figure(f"{_WORDS[word]}{'%' * bool(found['unit'])}", found[0], found.start(), found.end())
