"""Names between a time and the words with no sign behind them: "[00:00:03] Ada Obi We began …", told by what comes back."""

from collections import Counter
from collections.abc import Sequence

from corpus.transcripts.labels.marks import LONGEST_HEAD, Mark
from corpus.transcripts.labels.names import Likeness, likeness
from corpus.transcripts.labels.styles import SmallWords
from corpus.transcripts.role_words import is_role_word

LONGEST_NAME = 4  # words
FEWEST_LINES = 6
# Of the lines that begin with a time, how many must go on with one of the names; and how many lines a name must have.
NEARLY_ALL, LINES_OF_A_NAME = 0.95, 3
# A longer beginning is the name where nearly all lines that begin with its first word have it.
TOGETHER = 0.8


def led_names(text: str, times: Sequence[Mark]) -> dict[int, tuple[str, int]]:
    """For each time's line, by where it begins: the name that follows and where the words begin; empty where there are none.

    Args:
        text: The whole text.
        times: The times that begin lines and have words beside them.
    """
    beginnings = [_words(text, mark) for mark in times]
    if len(beginnings) < FEWEST_LINES:
        return {}
    counts = Counter(tuple(words[:k]) for words in beginnings for k in range(1, len(words) + 1))
    names = [_name(words, counts) for words in beginnings]
    small = SmallWords(text)
    known = {name for name, count in Counter(filter(None, names)).items() if count >= LINES_OF_A_NAME and _reads_like_one(name, small)}
    led = [name if name in known else () for name in names]
    if len(known) < 2 or sum(map(bool, led)) < NEARLY_ALL * len(led):
        return {}
    return {mark.line: (" ".join(name), _behind(text, mark.words, name)) for mark, name in zip(times, led, strict=True) if name}


def _words(text: str, mark: Mark) -> list[str]:
    return text[mark.words : min(mark.end, mark.words + LONGEST_HEAD)].split()[:LONGEST_NAME]


def _name(words: Sequence[str], counts: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest beginning that the lines with the same first word share."""
    numbered = len(words) > 1 and is_role_word(words[0]) and is_role_word(" ".join(words[:2]))
    shortest = 2 if numbered else 1
    shared = counts[tuple(words[:shortest])]
    fitting = [k for k in range(shortest, len(words) + 1) if counts[tuple(words[:k])] >= TOGETHER * shared]
    return tuple(words[: fitting[-1]]) if fitting and shared > 1 else ()


def _reads_like_one(name: tuple[str, ...], small: SmallWords) -> bool:
    like = likeness(" ".join(name))
    if like is Likeness.ROLE:
        return True
    return like is Likeness.NAME and name[-1][-1].isalnum() and not any(word.lower() in small.found for word in name)


def _behind(text: str, at: int, name: tuple[str, ...]) -> int:
    for word in name:
        at = text.index(word, at) + len(word)
    while at < len(text) and text[at].isspace() and text[at] != "\n":
        at += 1
    return at
