"""All words that were said, in order, with an index of their trigrams: where do these words stand?

Words are numbers; three of them pack into one 63-bit key, so a sorted array finds every place of a trigram by bisection,
without collisions. 20,000 turns of 60 words take a second or two to index and 30 MB.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.audit.typography import split_words, word_form
from corpus.models import Interview, Turn

GRAM = 3
_BITS = 21
# A trigram with more places than this is only followed where a quotation has no rarer one.
MOST_PLACES = 2000


class SaidTurn(NamedTuple):
    """A turn and where its words stand in the index."""

    interview: str
    turn: Turn
    first: int
    last: int


class Run(NamedTuple):
    """Words of a quotation, ``[start, end)``, that stand in a turn one after another, from word ``place`` of the index."""

    start: int
    end: int
    place: int
    turn: int

    @property
    def length(self) -> int:
        """Words in it."""
        return self.end - self.start


class _Numbers(dict[str, int]):
    """The number of each word as it is written; words of one compared form have one number."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, int] = {}
        self.lower: set[str] = set()

    def __missing__(self, written: str) -> int:
        form = word_form(written)
        number = self[written] = self.forms.setdefault(form, len(self.forms))
        if written.islower():
            self.lower.add(form)
        return number


class WordIndex:
    """The words of all turns of all interviews."""

    def __init__(self, interviews: Iterable[Interview]) -> None:
        self.texts: dict[str, str] = {}
        self.turns: list[SaidTurn] = []
        self.titles: set[str] = set()
        self._numbers = _Numbers()
        words, edges, read = list[int](), list[NDArray[np.int64]](), 0
        for interview in interviews:
            self.texts[interview.id] = interview.text
            self.titles.update((interview.title, interview.source.name))
            for turn in interview.turns:
                written, places = split_words(interview.text[turn.start : turn.end])
                words.extend(map(self._numbers.__getitem__, written))
                edges.append(places + turn.start)
                self.turns.append(SaidTurn(interview.id, turn, read, len(words)))
                read = len(words)
        self.words: NDArray[np.int64] = np.array(words, dtype=np.int64)
        places = np.concatenate(edges) if edges else np.empty((0, 2), dtype=np.int64)
        self.starts: NDArray[np.int64] = places[:, 0]
        self.ends: NDArray[np.int64] = places[:, 1]
        lengths = [turn.last - turn.first for turn in self.turns]
        self.turn_of: NDArray[np.int64] = np.repeat(np.arange(len(self.turns), dtype=np.int64), lengths)
        self._keys, self._places = self._grams()

    def numbers(self, forms: Sequence[str]) -> list[int]:
        """The numbers of words in their compared form; -1 for a word that nobody says."""
        return [self._numbers.forms.get(form, -1) for form in forms]

    def is_common(self, form: str) -> bool:
        """Whether somebody uses a word without a capital."""
        return form in self._numbers.lower

    def runs(self, numbers: Sequence[int]) -> list[Run]:
        """All longest runs of three and more of these words that were said one after another, in one turn each."""
        seeds = self._seeds(numbers)
        found: dict[tuple[int, int], Run] = {}
        reached: dict[int, int] = {}
        for start, place in seeds:
            diagonal = place - start
            if reached.get(diagonal, -1) > start:
                continue
            run = self._extend(numbers, start, place)
            reached[diagonal] = run.end
            found[run.start, run.place] = run
        return list(found.values())

    def occurrences(self, numbers: Sequence[int]) -> list[int]:
        """The places in the index where exactly these words stand, in one turn each."""
        size = len(numbers)
        if not size or -1 in numbers:
            return []
        if size >= GRAM:
            rarest = min(range(size - GRAM + 1), key=lambda k: len(self._range(numbers[k : k + GRAM])))
            places = self._range(numbers[rarest : rarest + GRAM]) - rarest
        else:
            places = np.flatnonzero(self.words == numbers[0])
        places = places[(places >= 0) & (places + size <= len(self.words))]
        for k, number in enumerate(numbers):
            places = places[self.words[places + k] == number]
        inside = self.turn_of[places] == self.turn_of[places + size - 1]
        return sorted(int(place) for place in places[inside])

    def nearest_turns(self, numbers: Sequence[int], most: int) -> list[int]:
        """The turns that share most with these words, rare words counting more; for quotations that share no trigram."""
        scores = np.zeros(len(self.turns))
        pairs = self._word_turns
        for number in {number for number in numbers if number >= 0}:
            low, high = np.searchsorted(pairs, [number << 32, (number + 1) << 32])
            scores[pairs[low:high] & 0xFFFFFFFF] += np.log((len(self.turns) + 1) / (high - low))
        return [int(k) for k in np.argsort(-scores)[:most] if scores[k] > 0]

    @cached_property
    def _word_turns(self) -> NDArray[np.int64]:
        """Each word with each turn that has it, packed and sorted."""
        pairs = np.sort((self.words << 32) | self.turn_of)  # np.unique hashes integers, which takes 25 times as long
        return pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]

    def _grams(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if len(self.words) < GRAM:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        keys = (self.words[:-2] << 2 * _BITS) | (self.words[1:-1] << _BITS) | self.words[2:]
        places = np.flatnonzero(self.turn_of[:-2] == self.turn_of[2:])
        order = places[np.argsort(keys[places], kind="stable")]
        return keys[order], order

    def _range(self, gram: Sequence[int]) -> NDArray[np.int64]:
        if min(gram) < 0:
            return self._places[:0]
        key = (gram[0] << 2 * _BITS) | (gram[1] << _BITS) | gram[2]
        low, high = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        return self._places[low:high]

    def _seeds(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        ranges = [(start, self._range(numbers[start : start + GRAM])) for start in range(len(numbers) - GRAM + 1)]
        known = [(start, places) for start, places in ranges if len(places)]
        followed = [pair for pair in known if len(pair[1]) <= MOST_PLACES] or sorted(known, key=lambda pair: len(pair[1]))[:1]
        return [(start, int(place)) for start, places in followed for place in places]

    def _extend(self, numbers: Sequence[int], start: int, place: int) -> Run:
        turn = int(self.turn_of[place])
        said, end, first = self.turns[turn], start + GRAM, place
        while start > 0 and first > said.first and self.words[first - 1] == numbers[start - 1]:
            start, first = start - 1, first - 1
        while end < len(numbers) and first + end - start < said.last and self.words[first + end - start] == numbers[end]:
            end += 1
        return Run(start, end, first, turn)
