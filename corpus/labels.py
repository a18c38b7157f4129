"""Speaker labels in plain text: which lines begin a turn, who speaks, and when.

Three shapes are read: ``Name: words``, ``Name:`` alone on its line, and ``Name  00:13`` alone on its line. A time may also
stand in brackets before or behind the name. A colon alone makes no speaker: the label must be a word for a part in a
conversation, or look like a name and either come back or stand among labels that do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.speakers import is_role_word, speaker_key
from corpus.times import TIME, parse_time

MOST_WORDS = 6
LONGEST_LABEL = 60

_NAME = rf"[^\W\d_][^\n:;!?\[\]<>{{}}|\"“”]{{0,{LONGEST_LABEL - 1}}}?"


def _clock(group: str) -> str:
    """A time, perhaps in brackets, caught under a group name."""
    return rf"[\[(]?(?P<{group}>{TIME})[\])]?"


_INLINE = re.compile(
    rf"[ \t]*(?:{_clock('before')}[ \t]*[-–:]?[ \t]*)?(?P<label>{_NAME})"
    rf"(?:[ \t]*[\[(](?P<behind>{TIME})[\])])?[ \t\u00a0]?:(?=[ \t\u00a0]|$)[ \t\u00a0]*"
)
_HEADER = re.compile(rf"[ \t]*(?P<label>{_NAME})(?P<gap>[ \t\u00a0]+){_clock('time')}[ \t]*$")
_PARTICLES = frozenset(
    "de da do dos das del della di van von der den het ten ter te zu zum av af la le el al ibn bin bint abu of the and y e jr sr".split()
)
_NOT_SPEAKERS = frozenset(
    """note notes nb ps summary keywords speakers speaker list title date time place location subject re to from cc participants
    present attendees agenda topic example examples important warning source link url http https file recording transcript
    transcription transcribed by duration length version copyright email phone tel website abstract background methods results
    conclusion introduction definition key step tip remember update edit project country organisation organization company
    interview language consent however""".split()
)


@dataclass(frozen=True)
class Label:
    """A line that begins a turn. Offsets are in the text.

    Attributes:
        line: Where the line begins.
        words: Where the turn's words begin.
        time: Seconds from the beginning, where the line has a time.
        header: Whether the label has a line of its own with a time.
        opens: Whether nothing but white space stands before it.
        apart: Whether more than one space stands between the name and the time behind it.
    """

    line: int
    words: int
    speaker: str
    time: float | None
    header: bool
    opens: bool
    apart: bool


def find_labels(text: str) -> list[Label]:
    """The labels that begin the turns of a text, in order; empty when the text names no speaker."""
    candidates = list(_candidates(text))
    accepted = _accepted_speakers(candidates)
    return [c for c in candidates if speaker_key(c.speaker) in accepted]


def _candidates(text: str) -> Iterator[Label]:
    start, blank_so_far = 0, True
    for line in text.split("\n"):
        label = _label_of(line, start, opens=blank_so_far)
        blank_so_far = blank_so_far and not line.strip()
        if label is not None:
            yield label
        start += len(line) + 1


def _label_of(line: str, start: int, opens: bool) -> Label | None:
    head = line[: 4 * LONGEST_LABEL]
    header = _HEADER.match(head) if head == line else None
    if header and _reads_like_a_name(header["label"]):
        return Label(
            start,
            start + len(line),
            header["label"].strip(),
            parse_time(header["time"]),
            header=True,
            opens=opens,
            apart=bool(re.search(r"\s{2}", header["gap"])),
        )
    inline = _INLINE.match(head)
    if inline and _reads_like_a_name(inline["label"]):
        time = parse_time(inline["before"] or inline["behind"])
        return Label(start, start + inline.end(), inline["label"].strip(), time, header=False, opens=opens, apart=False)
    return None


def _reads_like_a_name(label: str) -> bool:
    words = label.split()
    if not words or len(words) > MOST_WORDS:
        return False
    if is_role_word(label):
        return True
    heading = all(word.strip(".,").casefold() in _NOT_SPEAKERS for word in words)
    return not heading and not label.rstrip().endswith((".", ","))


def _accepted_speakers(candidates: Sequence[Label]) -> set[str]:
    """Which labels are speakers: words for a part, timed names, names that come back, and names among those."""
    counts = Counter(speaker_key(c.speaker) for c in candidates)
    sure = {speaker_key(c.speaker) for c in candidates if _is_sure(c, counts[speaker_key(c.speaker)])}
    if not sure and not (candidates and _opens_the_text(candidates[0])):
        return set()
    return sure | {speaker_key(c.speaker) for c in candidates if _is_capitalised(c.speaker)}


def _is_sure(label: Label, count: int) -> bool:
    if is_role_word(label.speaker):
        return True
    if label.header or label.time is not None:
        return label.apart or _is_capitalised(label.speaker)
    return count > 1 and (_is_capitalised(label.speaker) or len(label.speaker.split()) <= 2)


def _opens_the_text(first: Label) -> bool:
    """Whether a text whose labels never come back begins with one: then it is a short exchange, each speaking once."""
    return first.opens and _is_capitalised(first.speaker)


def _is_capitalised(label: str) -> bool:
    """Whether each word is like a name's: with a capital, without case or letters, or a particle ("van", "de")."""
    return all(word != word.lower() or word == word.upper() or word.casefold() in _PARTICLES for word in label.split())
