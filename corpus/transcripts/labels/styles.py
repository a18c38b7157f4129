"""Which labels of a style are speakers: what recurs, what is a word for a part, and what agrees with how the others are set."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.transcripts.labels.marks import LONGEST_HEAD, Mark, Style
from corpus.transcripts.labels.names import Likeness, is_upper
from corpus.transcripts.speakers import base_and_note, speaker_key

# Of a text's beginning, whose small-letter words tell a common word from a name.
SAMPLE_CHARACTERS = 1_000_000
MOST = 0.9
_ENDS = tuple(".?!…,;:-–—\"”’»')]}>*_#。？！，」』）؟،")
_BULLET = re.compile(r"[ \t]*[-•●▪◦‣*][ \t]")
MOST_LISTED = 0.3  # of the labels, up to which bullets are no habit of the text
FEW = 2  # a label that comes so rarely must agree with the others
ENOUGH = 4  # marks from which their common setting can be told


def key_of(mark: Mark) -> str:
    """The speaker that a mark names, as compared: without a remark, case and odd spaces."""
    return _key(mark.label or "")


@lru_cache(maxsize=8192)
def _key(label: str) -> str:
    return speaker_key(base_and_note(label)[0])


class SmallWords:
    """The words that a text writes in small letters; found once, when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def found(self) -> frozenset[str]:
        """Words of the text's beginning, without the punctuation around them."""
        tokens = set(self._text[:SAMPLE_CHARACTERS].split())
        return frozenset(token.strip(".,;!?()[]\"'“”‘’…*_") for token in tokens if token.islower() and not token.endswith((":", "：")))


class Evidence:
    """The marks of one style, counted.

    Args:
        marks: All marks of one style, in order.
        text: The whole text.
        small_words: Its words in small letters.
    """

    def __init__(self, style: Style, marks: Sequence[Mark], text: str, small_words: SmallWords) -> None:
        self.style, self.marks, self._text, self._small_words = style, marks, text, small_words
        self.counts = Counter(key_of(mark) for mark in marks)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The keys that are speakers in this style; empty where it is not the style of this text."""
        sure = {key_of(mark) for mark in self.marks if self._is_sure(mark)} - self._replies - self._listed
        sure = self._beside_times(sure)
        if not sure and not self._opens_the_text():
            return frozenset()
        agrees = self._agreement([mark for mark in self.marks if key_of(mark) in sure])
        kept = {
            key_of(m) for m in self.marks if key_of(m) in sure and (self.counts[key_of(m)] > FEW or self._is_plain_role(m) or agrees(m))
        }
        settled = sure | self._replies | self._listed
        rare = {key_of(m) for m in self.marks if key_of(m) not in settled and self._may_speak_once(m) and agrees(m)}
        found = kept | rare
        return frozenset(found) if self._carries(found) else frozenset()

    @property
    def weight(self) -> int:
        """How many turns this style would make."""
        return sum(count for key, count in self.counts.items() if key in self.speakers)

    def _beside_times(self, sure: set[str]) -> set[str]:
        """Where names on lines of their own stand directly before, or after, a time: those that mostly do."""
        marks = [mark for mark in self.marks if key_of(mark) in sure] if self.style is Style.ALONE else []
        for place, _ in _PLACES:
            if marks and sum(map(place, marks)) * 2 > len(marks):
                there = Counter(key_of(mark) for mark in marks if place(mark))
                return {key for key in sure if there[key] * 2 > self.counts[key]}
        return sure

    @cached_property
    def _kinds(self) -> frozenset[Likeness]:
        return frozenset(mark.likeness for mark in self.marks)

    @cached_property
    def _replies(self) -> frozenset[str]:
        """Keys on lines of their own that mostly follow a more frequent one: what was said ("Mmm"), not who said it."""
        if self.style is not Style.ALONE:
            return frozenset()
        after: Counter[str] = Counter()
        for before, mark in pairwise(self.marks):
            label, key = key_of(before), key_of(mark)
            adjacent = mark.line - before.end <= LONGEST_HEAD and not self._text[before.end : mark.line].strip()
            if adjacent and label != key and (self.counts[label] > self.counts[key] or before.likeness > mark.likeness):
                after[key] += 1
        return frozenset(key for key, count in after.items() if count * 2 > self.counts[key])

    @cached_property
    def _listed(self) -> frozenset[str]:
        """Keys that stand only behind bullets where other labels do not: points of a list within somebody's words."""
        listed = Counter(key_of(mark) for mark in self.marks if _BULLET.match(self._text, mark.line))
        if sum(listed.values()) > MOST_LISTED * len(self.marks):
            return frozenset()
        return frozenset(key for key, count in listed.items() if count == self.counts[key])

    def _is_sure(self, mark: Mark) -> bool:
        count = self.counts[key_of(mark)]
        if mark.weak or (mark.gap == "" and count < 2 and self.style is Style.COLON and ("：" not in self._text[mark.line : mark.words])):
            return False
        if mark.likeness is Likeness.ROLE:
            return True
        if (mark.label or "").lstrip("#").isdecimal():
            return count > FEW and Likeness.ROLE in self._kinds
        if self.style in (Style.ALONE, Style.TAB, Style.BRACKET, Style.DASH):
            return count > 1 and (mark.likeness is Likeness.NAME or count > FEW)
        if mark.timed and (self.style is Style.COLON or mark.gap == "\n"):
            return mark.likeness is Likeness.NAME or count > 1
        if self.style is Style.STAMPED:
            return count > 1 and mark.likeness is Likeness.NAME
        if mark.likeness is Likeness.NAME:
            return count > FEW or (count > 1 and not self._is_common(mark))
        return count > 1 and len((mark.label or "").split()) <= 2 and not (count <= FEW and self._is_common(mark))

    def _is_plain_role(self, mark: Mark) -> bool:
        """Whether a word for a part with a colon behind it needs no agreement with the others."""
        return self.style is Style.COLON and mark.likeness is Likeness.ROLE

    def _may_speak_once(self, mark: Mark) -> bool:
        if mark.likeness is not Likeness.NAME or mark.weak or mark.gap == "" or self._is_common(mark):
            return False
        if self.style in (Style.COLON, Style.STAMPED) or (self.style is Style.TAB and mark.timed):
            return True
        return self.style is Style.ALONE and (
            mark.after_time or mark.before_time or (len((mark.label or "").split()) > 1 and len(self.marks) > 6)
        )

    def _is_common(self, mark: Mark) -> bool:
        """Whether all longer words of a label also stand in the text in small letters, as no name does."""
        label = base_and_note(mark.label or "")[0]
        words = [word.strip(".,'’").lower() for word in label.replace("-", " ").split() if len(word) > 3]
        return mark.likeness is not Likeness.SMALL and bool(words) and all(word in self._small_words.found for word in words)

    def _agreement(self, sure: Sequence[Mark]) -> Callable[[Mark], bool]:
        """A test whether a mark is set as nearly all sure ones are."""
        told = [mark for mark in sure if not self._has_no_words(mark)]
        traits = (_TRAITS if len(told) >= ENOUGH else _PLACES) if told else ()
        sure = told or sure
        traits = (*traits, (self._ends_as_said, MOST)) if len(told) >= ENOUGH else traits
        wanted = [trait for trait, share in traits if sum(map(trait, sure)) >= share * len(sure)]
        anywhere = [trait for trait in wanted if trait not in _GAPS]
        return lambda mark: all(trait(mark) for trait in (anywhere if self._has_no_words(mark) else wanted))

    def _ends_as_said(self, mark: Mark) -> bool:
        """Whether a label's own line ends as a sentence does, or an interruption: a heading ("Growth: the second decade") does not."""
        return mark.gap == "\n" or self._text[max(mark.words, mark.end - 20) : mark.end].rstrip()[-1:] in _ENDS

    def _has_no_words(self, mark: Mark) -> bool:
        """Whether nothing stands between a mark and the next one of its style, so that its setting tells nothing."""
        following = bisect_right(self.marks, mark.line, key=lambda other: other.line)
        end = self.marks[following].line if following < len(self.marks) else len(self._text)
        return mark.gap == "\n" and end - mark.words <= LONGEST_HEAD and not self._text[mark.words : end].strip()

    def _carries(self, found: set[str]) -> bool:
        """Whether a style without a clear sign of its own is borne out by its repetition."""
        weight = sum(self.counts[key] for key in found)
        parts = {key_of(m) for m in self.marks if m.likeness is Likeness.ROLE and key_of(m) in found}
        if self.style is Style.COLON:
            return weight > 1 or (bool(self.marks) and self.marks[0].first)
        if self.style is Style.STAMPED:
            return self._leads_with_names(found)
        if self.style is Style.ALONE:
            return (len(found) > 1 and weight > 2) or (bool(parts) and weight > 1)
        if self.style is Style.BRACKET:
            return len(found) > 1 and weight > 2
        share = weight / max(len(self.marks), 1)
        return len(found) > 1 and weight > 2 and share > 0.5 and (self.style is Style.TAB or bool(parts) or weight > 3)

    def _leads_with_names(self, found: set[str]) -> bool:
        return any(key_of(mark) in found for mark in self.marks)

    def _opens_the_text(self) -> bool:
        """Whether a text whose labels never come back begins with one: then it is a short exchange, each speaking once."""
        first = self.marks[0] if self.marks else None
        return first is not None and self.style is Style.COLON and first.first and first.likeness is Likeness.NAME and not first.weak


# How labels are set, and from which share of the sure ones on the others must be set so too. Before a label a sentence ends,
# but in a printed transcript the foot of a page may stand between.
_PLACES: tuple[tuple[Callable[[Mark], bool], float], ...] = (
    (lambda mark: mark.before_time, MOST),
    (lambda mark: mark.after_time, MOST),
)
# Where nothing follows a label, what stands behind it tells nothing.
_GAPS: tuple[Callable[[Mark], bool], ...] = (
    lambda mark: mark.gap == "\n",
    lambda mark: mark.gap != "\n",
    lambda mark: "\t" in mark.gap,
)
_TRAITS: tuple[tuple[Callable[[Mark], bool], float], ...] = (
    *_PLACES,
    (lambda mark: mark.timed, MOST),
    (lambda mark: mark.bold, MOST),
    (lambda mark: mark.after_blank, MOST),
    (lambda mark: mark.after_sentence, 0.75),
    *((gap, MOST) for gap in _GAPS),
    (lambda mark: is_upper(base_and_note(mark.label or "")[0]) and len(mark.label or "") > 1, MOST),
)
