"""Words of a question, each with its place in it, and the small words that carry no subject."""

import re
from typing import NamedTuple

from index.analysis import STOP_WORDS, fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[-&/.][^\W_]+)*")
# Words of asking and answering: with them alone a sentence has no subject of its own.
_ASKING = frozenset(
    """say said says saying tell tells told talk talks talked talking speak speaks spoke think thinks thought mention mentions mentioned
    believe believes feel feels felt give show find make made please people person anyone anybody someone somebody everyone everybody
    interview interviews interviewee interviewees quote quotes words view views opinion opinions thing things something anything else
    only just really exactly also like yes no ok okay well want know hear heard see ones one there way ways instead
    without from across among according within besides versus vs let lets go get""".split()
)
# Verbs of saying, in the forms that questions use.
SAY = (
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|talk(?:s|ed|ing)?|speak(?:s|ing)?|spoke|spoken|think(?:s|ing)?|thought|mention(?:s|ed|ing)?"
    r"|believe[sd]?|feel(?:s|ing)?|felt|describe[sd]?|explain(?:s|ed)?|suggest(?:s|ed)?|discuss(?:es|ed)?|comment(?:s|ed)?|report(?:s|ed)?"
    r"|argue[sd]?|recommend(?:s|ed)?|raise[sd]?|bring up|brought up|refer(?:s|red)?(?= to)|name[sd]?)"
)


class Word(NamedTuple):
    """A word: folded, and where it stands."""

    key: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order; a possessive "'s" is no part of one."""
    found = []
    for match in _WORD.finditer(text):
        key = fold(match[0])
        bare = key.removesuffix("'s") if key.endswith("'s") else key.removesuffix("'")
        found.append(Word(bare, match.start(), match.end() - (len(key) - len(bare)) * (len(key) == len(match[0]))))
    return found


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(word.key for word in words_of(text))


def content(text: str) -> list[str]:
    """The words of a text that may carry a subject."""
    return [key for key in keys_of(text) if key not in STOP_WORDS and key not in _ASKING]


def tidy(text: str) -> str:
    """A text on one line with no space before a stop, no empty brackets and no comma at its end."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;:?!.])", r"\1", text)
    text = re.sub(r"[,;:–—-]+\s*([?!.])", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"^[\s,;:.–—-]+|[\s,;:–—-]+$", "", text)
    return text.strip()
