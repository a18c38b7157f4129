"""Key phrases of clusters by class-based TF-IDF (Grootendorst 2022): what is said often in one and seldom in the others."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from corpus.language import STOP_WORDS as FUNCTION_WORDS
from index.analysis import STOP_WORDS, fold, terms

PHRASES = 6
LONGEST = 3
# A phrase tells something about a topic where at least so many of its quotes hold it.
LEAST_QUOTES = 2
# Phrases of two and three words say more than their parts.
BONUS = {1: 1.0, 2: 1.6, 3: 1.8}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What a transcriber put into brackets, such as [laughter] or {pause}, is not said.
_REMARK = re.compile(r"\[[^\]\n]{0,40}\]|\{[^}\n]{0,40}\}|<[^>\n]{0,40}>|\([^)\n]{0,20}\)")
_BREAK = re.compile(r"[.,;:!?()\[\]{}\"“”—–…\n]+|\s-\s")
# What people say while they think, and words too general to name a topic.
_FILLERS = frozenset(
    """able actually always another anyway around away back bad basically become began begin best better big bit came can't cause
    come comes coming comment complete completely continue couldn't course crosstalk cuz day days decide didn't different
    disfmarker doesn't don't done dunno eight eighty either eleven else end enough especially even ever every everybody everyone
    everything exactly example far feel feels felt fifty find fine first five forty found four gap gave get gets getting give
    gives giving go goes going gone gonna good got great guess guys happen happened happening happens hard hasn't haven haven't
    he's hey hmm hopefully huge huh hundred i'd i'll i'm i've idea important inaudible instead isn isn't it's keep kind kinda knew
    know known knows last later laughs laughter least less let let's lets like likely literally little long look looked looking
    looks lot lots made make makes making maybe mean means mhm million mine mm much name need needed needs never new next nice
    nine ninety nobody non nothing obviously oh ok okay old one ones ooh part particular particularly pause people perhaps person
    place point possible pretty probably put question quite rather real really remember right saw saying second see seeing seem
    seemed seems seen sense set seven seventy several she's shouldn't side simply since six sixty small somebody someone something
    sometimes sort speak start started starting stay still stuff sure take taken takes taking talk talked talking tell ten thank
    thanks that's themself themselves there's they're they've thing things think thinking thirty thought thousand three time times
    today together told took totally tried true try trying turn turned turns twelve twenty two type uh uhm um understand use used
    useful using usually various vocalsound wanna want wanted wants wasn wasn't way ways we'll we're we've well went weren't
    what's whatever whether whole without won won't wonder word words work worked working works would wouldn wouldn't wow yeah
    year years yep yes yesterday yet you're you've""".split()
)


FILLER_STEMS = frozenset(terms(" ".join(_FILLERS)))


def key_phrases(clusters: Sequence[Sequence[str]], names: Collection[str] = ()) -> list[tuple[str, ...]]:
    """The phrases of each cluster, the most telling first.

    Args:
        clusters: The words of each cluster's quotes.
        names: Names of speakers, whose parts are no topic.
    """
    if not clusters:
        return []
    stops = _stop_words(names)
    found = [[list(_phrases(text, stops)) for text in cluster] for cluster in clusters]
    bags = [[key for phrases in texts for key, _ in phrases] for texts in found]
    if not any(bags):
        return [() for _ in clusters]
    vectorizer = CountVectorizer(analyzer=lambda bag: bag)
    counts = vectorizer.fit_transform(bags).toarray().astype(np.float64)
    frequency = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weights = frequency * np.log(1 + counts.sum(axis=1).mean() / counts.sum(axis=0))
    keys = vectorizer.get_feature_names_out()
    return [_best(keys, weights[k], texts) for k, texts in enumerate(found)]


def _best(keys: Sequence[str], weights: np.typing.NDArray[np.float64], texts: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    quotes = Counter(key for phrases in texts for key in {key for key, _ in phrases})
    spelled: dict[str, Counter[str]] = {}
    for phrases in texts:
        for key, said in phrases:
            spelled.setdefault(key, Counter())[said] += 1
    scored = [(weights[k] * BONUS[key.count(" ") + 1], key) for k, key in enumerate(keys) if weights[k] > 0]
    ranked = [key for _, key in sorted(scored, key=lambda item: (-item[0], item[1]))]
    chosen: list[str] = []
    for key in ranked:
        if quotes[key] >= LEAST_QUOTES and len(chosen) < PHRASES and not any(_share(key, other) for other in chosen):
            chosen.append(key)
    return tuple(min(spelled[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in chosen)


def _phrases(text: str, stops: Collection[str]) -> Iterator[tuple[str, str]]:
    """Runs of one to three words without a stop word at either edge, as a key and as they are said."""
    for stretch in _BREAK.split(_REMARK.sub(" . ", text)):
        words = [match[0] for match in _WORD.finditer(stretch)]
        keys = [_key(word) for word in words]
        topical = [len(key) > 2 and key not in stops for key in keys]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                inner = all(topical[first : last + 1]) or (last - first == LONGEST - 1 and topical[first] and topical[last])
                if topical[first] and topical[last] and inner and not _repeats(keys[first : last + 1]):
                    yield " ".join(keys[first : last + 1]), " ".join(words[first : last + 1]).lower()


def _key(word: str) -> str:
    """A word folded, its plural and its possessive with it."""
    key = fold(word).removesuffix("'s")
    return key[:-1] if len(key) > 4 and key.endswith("s") and not key.endswith(("ss", "us", "is")) else key


def _repeats(keys: Sequence[str]) -> bool:
    return any(one == other for one, other in pairwise(keys))


def _share(one: str, other: str) -> bool:
    """Whether two phrases have a word in common; the second would tell little more."""
    return bool(set(one.split()) & set(other.split()))


def _stop_words(names: Collection[str]) -> frozenset[str]:
    parts = {match[0] for name in names for match in _WORD.finditer(name)}
    words = {*STOP_WORDS, *_FILLERS, *parts, *(word for known in FUNCTION_WORDS.values() for word in known)}
    return frozenset(form for word in words for form in (_key(word), fold(word)))
