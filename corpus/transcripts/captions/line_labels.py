"""Speaker labels that stand in a cue's text: ``Ada: words``, ``- Ada: words``, ``>> ADA: words``, ``[Ada] words``.

Which heads of lines are labels is decided by `corpus.transcripts.labels`, as in any running text; here the heads are gathered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.transcripts.labels import find_labels
from corpus.transcripts.speakers import is_role_word, speaker_key

# Which share of the cues must begin with a label, so that a colon in a speech ("Look: …") makes no speaker; fewer will do
# where the labels set in early, as they do when only a change of speaker is labelled.
FEWEST_LABELLED, FEWEST_IF_EARLY, EARLY_CUES = 0.1, 0.02, 5
# ``[Ada] words`` without a colon is also how captions write sounds; speakers' brackets open most cues.
FEWEST_BRACKETED = 0.3
_CHANGE = re.compile(r"(?:>{1,3}|[-–—](?=\s|[^\W\d_]))\s*")
_HEAD = re.compile(
    r"(?:\[(?P<boxed>[^\[\]\n]{1,60})\]|\((?P<round>[^()\n]{1,60})\)(?=:)|(?P<plain>[^:\[\]()\n]{1,60}))(?P<colon>\s?:)?(?=\s|$)"
)
_SOUNDS = frozenset(
    """music applause laughter laughs laughing laugh inaudible crosstalk silence noise pause sighs sigh coughs cough background
    unintelligible foreign cheering chuckles chuckle clears throat phone rings ringing beep bleep indistinct speaking no audio
    musik applaus gelächter lachen lacht unverständlich musique rires applaudissements risas aplausos música""".split()
)


class Labels(NamedTuple):
    """The labels of one file, as keys of `speaker_key`, and whether they also stand in brackets without a colon."""

    keys: frozenset[str] = frozenset()
    bracketed: bool = False

    def __bool__(self) -> bool:
        return bool(self.keys)


class Head(NamedTuple):
    """What may be a label at the head of a line, whether a colon follows, and where the words begin."""

    label: str
    colon: bool
    end: int


def find_line_labels(cues: Iterable[Sequence[str]]) -> Labels:
    """The speakers that the lines of all cues name."""
    total = 0
    first_cue: dict[str, int] = {}
    colons: Counter[str] = Counter()
    boxes: Counter[str] = Counter()
    for total, lines in enumerate(cues, start=1):
        for line in lines:
            head = _head(line, _change_end(line))
            if head:
                (colons if head.colon else boxes)[head.label] += 1
                first_cue.setdefault(head.label, total)
    bracketed = boxes.total() >= FEWEST_BRACKETED * total
    heads = colons + boxes if bracketed else colons
    keys = _accepted(heads, opens=1 in first_cue.values())
    labels = [label for label in heads if speaker_key(label) in keys]
    share = FEWEST_IF_EARLY if any(first_cue[label] <= EARLY_CUES for label in labels) else FEWEST_LABELLED
    enough = sum(heads[label] for label in labels) >= share * total
    return Labels(keys, bracketed) if labels and (enough or any(map(is_role_word, labels))) else Labels()


def split_lines(lines: Sequence[str], labels: Labels) -> Iterator[tuple[str | None, bool, str]]:
    """Cut a cue where a label or another speaker's dash stands: label, whether the speaker changes unnamed, words."""
    dashes = sum(line[:1] in "-–—" for line in lines) > 1
    label, changes, words = None, False, list[str]()
    for line in lines:
        start = _change_end(line)
        known = _known_head(line, start, labels)
        if known or (start and (dashes or line[0] == ">")):
            if words or label:
                yield label, changes, "\n".join(words)
            label, changes, words = known.label if known else None, known is None, []
            start = known.end if known else start
        else:
            start = 0
        words.extend(rest for rest in (line[start:].strip(),) if rest)
    if words or label:
        yield label, changes, "\n".join(words)


def _known_head(line: str, start: int, labels: Labels) -> Head | None:
    head = _head(line, start) if labels else None
    return head if head and speaker_key(head.label) in labels.keys and (head.colon or labels.bracketed) else None


def _change_end(line: str) -> int:
    change = _CHANGE.match(line) if line[:1] in ">-–—" else None
    return change.end() if change else 0


def _head(line: str, start: int) -> Head | None:
    """The head of a line, behind a dash or chevrons."""
    match = _HEAD.match(line, start)
    if not match or not (match["colon"] or match["boxed"]):
        return None
    label = " ".join((match["boxed"] or match["round"] or match["plain"]).split()).rstrip(":").strip()
    colon = bool(match["colon"]) or (match["boxed"] or "").rstrip().endswith(":")
    if not label or all(word.strip(".,").casefold() in _SOUNDS for word in label.split()):
        return None
    return Head(label, colon, match.end())


def _accepted(heads: Counter[str], opens: bool) -> frozenset[str]:
    """Which heads a running text would take for speakers, each shown as often as it takes to see that it comes back."""
    lines = [f"{label}: x" for label, count in heads.items() for _ in range(min(count, 2))]
    text = "\n".join(lines if opens else ["words without a label", *lines])
    return frozenset(speaker_key(label.speaker) for label in find_labels(text) if label.speaker)
