"""The labels of a text: names and times, joined where they stand on lines of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.transcripts.labels.choice import Choice
from corpus.transcripts.labels.led_names import led_names
from corpus.transcripts.labels.lines import read_lines
from corpus.transcripts.labels.marks import LONGEST_HEAD, Mark, Style, bare_time, opening_time
from corpus.transcripts.labels.preamble import after_preamble

# Of the turns, how many must carry a sign for it to be how this text is written.
USUAL = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """What begins a turn. Offsets are in the text.

    Attributes:
        line: Where its line begins.
        words: Where the turn's words begin.
        speaker: As written; None where nobody is named.
        time: Seconds from the beginning, where it has a time.
        continues: Whether it is a time only, within the words of the speaker before.
    """

    line: int
    words: int
    speaker: str | None
    time: float | None
    continues: bool = False


def find_labels(text: str, running: Sequence[tuple[int, int]] = ()) -> list[Label]:
    """What begins the turns of a text, in order; empty when the text names no speaker, has no times and no dialogue dashes.

    Args:
        text: The canonical text.
        running: Spans of headers and footers of pages, which are no labels.
    """
    left_out = {start for start, _ in running}
    readings = [reading for reading in read_lines(text) if reading[0].line not in left_out]
    choice = Choice(readings, text)
    named = after_preamble(text, choice.named())
    if named:
        return _with_times(text, readings, named)
    times = [r[0] for r in readings if r[0].style is Style.TIME]
    if times and _usual(times, text):
        return _joined(text, _with_names(text, times), alone_continues=False)
    dashes = [mark for r in readings for mark in r if mark.style is Style.ANONYMOUS]
    if len(dashes) > 1 and _usual(dashes, text):
        return [Label(mark.line, mark.words, None, None) for mark in dashes]
    return []


def _with_names(text: str, times: Sequence[Mark]) -> list[Mark]:
    """The times with the names that stand behind them, where such are found."""
    names = led_names(text, [mark for mark in times if mark.gap != "\n"])
    return [mark._replace(label=names[mark.line][0], words=names[mark.line][1]) if mark.line in names else mark for mark in times]


def _usual(marks: Sequence[Mark], text: str) -> bool:
    """Whether most blocks of a text begin with such a mark."""
    blocks = sum(1 for _ in blocks_of(text, marks[0].line))
    return len(marks) >= USUAL * blocks or sum(mark.gap == "\n" for mark in marks) * 3 >= blocks


def blocks_of(text: str, start: int) -> "Sequence[int]":
    """Where the paragraphs of a text from an offset on begin: after blank lines."""
    starts, after_blank = [], True
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        blank = not text[start : min(end, start + LONGEST_HEAD)].strip()
        if after_blank and not blank:
            starts.append(start)
        after_blank = blank
        start = end + 1
    return starts


def _with_times(text: str, readings: Sequence[tuple[Mark, ...]], named: Sequence[Mark]) -> list[Label]:
    taken = {mark.words for mark in named} | {mark.line for mark in named}
    timed = sum(mark.timed for mark in named) >= USUAL * len(named)
    led = sum(text[mark.line : mark.words].lstrip()[:1].isdigit() for mark in named) >= USUAL * len(named)
    spaced = sum(mark.after_blank for mark in named) >= USUAL * len(named)
    marks = list(named)
    for reading in readings:
        mark = reading[0]
        if mark.style is Style.TIME and mark.line not in taken and (mark.gap == "\n" or led or _opens(text, mark)):
            marks.append(mark)
    marks.sort(key=lambda mark: mark.line)
    headers = sum(mark.style is Style.STAMPED and mark.gap == "\n" for mark in named) >= USUAL * len(named)
    return _joined(text, marks, alone_continues=not headers, opens=lambda mark: timed and (mark.after_blank or not spaced))


def _opens(text: str, mark: Mark) -> bool:
    return text[mark.line : mark.words].lstrip()[:1] in tuple("[({<#*_")


def _joined(text: str, marks: Sequence[Mark], alone_continues: bool, opens: Callable[[Mark], bool] = lambda mark: True) -> list[Label]:
    """Times on lines of their own go to the label after or before them; the others open a turn or stay words."""
    labels: list[Label] = []
    waiting: Mark | None = None  # a time alone, whose label may follow
    empty = False  # whether the label before has had no words yet
    named = any(mark.label for mark in marks)
    for mark in marks:
        bare = labels and empty and not text[labels[-1].words : mark.line].strip()
        if waiting is not None and (text[waiting.words : mark.line].strip() or not mark.label):
            if labels or not named:
                labels.append(Label(waiting.line, waiting.words, None, waiting.time, alone_continues))
            waiting, bare = None, False
        if mark.label:
            line, time = (waiting.line, mark.time if mark.time is not None else waiting.time) if waiting else (mark.line, mark.time)
            labels.append(Label(line, mark.words, mark.label, time))
            empty, waiting = mark.gap == "\n" and time is None, None
        elif bare:
            labels[-1] = replace(labels[-1], words=mark.words, time=mark.time)
            empty = False
        elif mark.gap == "\n":
            waiting, empty = mark, False
        elif not named or opens(mark):
            if labels or not named:
                labels.append(Label(mark.line, mark.words, None, mark.time, named))
            empty = False
    if waiting is not None and (labels or not named):
        labels.append(Label(waiting.line, waiting.words, None, waiting.time, alone_continues))
    return _bare_openings(text, labels)


def _bare_openings(text: str, labels: list[Label]) -> list[Label]:
    """Times without brackets that open the words, where that is how most turns of the text begin."""
    found = [
        bare_time(text[label.words : label.words + LONGEST_HEAD].split("\n", 1)[0]) if label.time is None else None for label in labels
    ]
    if sum(opening is not None for opening in found) < USUAL * len(labels) or len(labels) < 3:
        found = [
            None if label.time is not None else opening_time(text[label.words : label.words + LONGEST_HEAD].split("\n", 1)[0])
            for label in labels
        ]
    return [
        replace(label, time=opening[0], words=label.words + opening[1]) if opening else label
        for label, opening in zip(labels, found, strict=True)
    ]
