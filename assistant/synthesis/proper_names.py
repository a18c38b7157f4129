"""Proper names of a sentence: what is written with a capital and is no common word, and names of the corpus however written."""

import re
from collections.abc import Iterable

from assistant.audit.names import name_parts
from index.analysis import STOP_WORDS, stemmed

_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’][^\W\d_][\w]*)*")
# Common words with which a sentence about interviews begins.
_OPENERS = frozenset(
    """according across although among another around as because besides beyond both building by despite due during each either
    especially even every everyone few finally first for from funders further given having here however if in instead interviewees it
    its last later leaders like many more moreover most much nobody none nor not notably of often on once one only others our over overall
    participants people practitioners rather respondents several she similarly since so some speakers still such taken that their then
    there therefore these they this those though through thus to together too two under unless until what when where whereas whether
    which while who why with within without yet founders organisations organizations communities community money trust change lasting
    systems success successful local long strong government governments partners partnership funding""".split()
)
_COMMON_ENDINGS = (
    "ing",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ities",
    "ship",
    "ships",
    "ance",
    "ence",
    "ally",
    "ingly",
    "ively",
)


def unfounded_name(text: str, quotes: Iterable[str], known: frozenset[str], topic: str) -> str | None:
    """The first proper name of a text that stands in no quote, or None.

    Args:
        text: What is written.
        quotes: The words of the cited quotes, with their speakers and organisations.
        known: Parts of names of people and organisations of the corpus, folded; they are names in lower case too.
        topic: The question and the insight; words that they have without a capital are no names.
    """
    evidence = " ".join(quotes)
    named = name_parts(evidence)
    common = {stem for _, stem in stemmed(f"{evidence} {topic}")}
    lower = {word for word in _WORD.findall(f"{evidence} {topic}") if word.islower()}
    for found in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", found[0])
        parts = name_parts(word)
        if parts <= named or not parts:
            continue
        if any(part in known for part in parts) and not parts <= {w.casefold() for w in lower}:
            return word
        if _is_name(text, found.start(), word) and not (_begins(text, found.start()) and _is_common(word, common, lower)):
            return word
    return None


def _is_name(text: str, start: int, word: str) -> bool:
    """Whether a word has a capital anywhere; "I" and its kin are none."""
    return any(c.isupper() for c in word) and word.split("'")[0].split("’")[0] != "I"


def _begins(text: str, start: int) -> bool:
    """Whether a word begins a sentence, or the words in a quotation."""
    before = text[:start].rstrip()
    return not before or before[-1] in ".!?:\"'“‘«„(" or not any(c.isalnum() for c in before)


def _is_common(word: str, stems: set[str], lower: set[str]) -> bool:
    if sum(c.isupper() for c in word) > 1:
        return False
    folded = word.casefold()
    if folded in STOP_WORDS or folded in _OPENERS or folded in lower or folded.endswith(_COMMON_ENDINGS):
        return True
    return any(stem in stems for _, stem in stemmed(word))
