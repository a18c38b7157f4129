"""The readings of all lines weighed against each other: one style leads, others are followed where they name the same people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from corpus.transcripts.labels.marks import Mark, Style
from corpus.transcripts.labels.names import Likeness
from corpus.transcripts.labels.styles import Evidence, SmallWords, key_of

NAMING = (Style.COLON, Style.STAMPED, Style.TAB, Style.ALONE, Style.BRACKET, Style.DASH)
# From this share of the leading style's turns a second style with a colon stands on its own evidence.
OWN_EVIDENCE = 0.3
# Up to this share of labels behind a blank line, the text is one that leaves none between turns.
SOME_BLANKS = 0.1


class Choice:
    """Which readings begin a turn.

    Args:
        readings: The readings of each line that may begin a turn.
        text: The whole text.
    """

    def __init__(self, readings: Sequence[tuple[Mark, ...]], text: str) -> None:
        self._readings = readings
        small_words = SmallWords(text)
        self._evidence = {style: Evidence(style, list(self._of(style)), text, small_words) for style in NAMING}
        weights = {style: evidence.weight for style, evidence in self._evidence.items()}
        if self._names_few_times(weights[Style.ALONE]):
            weights[Style.ALONE] = 0
        leader = max(NAMING, key=lambda style: (weights[style], -NAMING.index(style)))
        self.leader = leader if weights[leader] else None
        self._weights = weights
        leading = self._evidence[self.leader].marks if self.leader else []
        self._without_blanks = sum(mark.after_blank for mark in leading) <= max(1, SOME_BLANKS * len(leading))
        self._allowed = {style: self._speakers_in(style) for style in NAMING} if self.leader else {}

    def named(self) -> list[Mark]:
        """The marks that name a speaker, one a line, in order."""
        chosen = (self._best(readings) for readings in self._readings)
        marks = [mark for mark in chosen if mark is not None]
        if self.leader is Style.COLON:  # names on a title page
            marks = list(dropwhile(lambda mark: mark.style is Style.ALONE, marks))
        return self._in_time(marks)

    def _in_time(self, marks: list[Mark]) -> list[Mark]:
        """Without names that come once and whose time lies outside that of their neighbours: "Meeting 10:30"."""
        counts = Counter(key_of(mark) for mark in marks)
        kept = []
        for before, mark, after in zip([None, *marks], marks, [*marks[1:], None], strict=False):
            low, high = before.time if before else None, after.time if after else None
            between = low is None or high is None or mark.time is None or low > high or low <= mark.time <= high
            if between or counts[key_of(mark)] > 1 or mark.style is not Style.STAMPED:
                kept.append(mark)
        return kept

    def _names_few_times(self, weight: int) -> bool:
        """Whether names on lines of their own stand at times, but at few of them: then they are what was said."""
        alone = self._evidence[Style.ALONE].marks
        times = sum(readings[0].style is Style.TIME and readings[0].gap == "\n" for readings in self._readings)
        return sum(mark.after_time or mark.before_time for mark in alone) > len(alone) / 2 and weight < times / 2

    def _of(self, style: Style) -> Iterator[Mark]:
        names_after_times = True
        if style is Style.STAMPED:
            names_after_times = self._times_lead_names()
        for readings in self._readings:
            mark = next((m for m in readings if m.style is style), None)
            if mark is not None and (names_after_times or readings[0].style is not Style.TIME):
                yield mark

    def _times_lead_names(self) -> bool:
        """Whether what follows a time on its line is mostly a name, as in "00:12 Ada", or mostly words."""
        led = [readings for readings in self._readings if readings[0].style is Style.TIME and readings[0].gap != "\n"]
        names = [m for readings in led for m in readings if m.style is Style.STAMPED and m.gap == "\n"]
        keys = [key_of(mark) for mark in names]
        counts = Counter(keys)
        again = sum(counts[key] > 1 or mark.likeness is Likeness.ROLE for key, mark in zip(keys, names, strict=True))
        return again * 2 > len(led)

    def _speakers_in(self, style: Style) -> frozenset[str]:
        own, lead = self._evidence[style].speakers, self._evidence[self.leader].speakers if self.leader else frozenset()
        if style is self.leader:
            return own
        if style is Style.STAMPED or (style is Style.COLON and self._weights[style] >= OWN_EVIDENCE * max(self._weights.values())):
            return own | lead
        return lead

    def _best(self, readings: tuple[Mark, ...]) -> Mark | None:
        fitting = [
            mark for mark in readings if mark.label and key_of(mark) in self._allowed.get(mark.style, frozenset()) and self._fits(mark)
        ]
        return min(fitting, key=lambda mark: mark.style is not self.leader) if fitting else None

    def _fits(self, mark: Mark) -> bool:
        if mark.style is self.leader or mark.style in (Style.COLON, Style.STAMPED):
            return True
        apart = mark.after_blank or (self._without_blanks and (" " in key_of(mark) or mark.likeness is Likeness.ROLE))
        return mark.style is not Style.BRACKET and apart and len(key_of(mark)) > 2
