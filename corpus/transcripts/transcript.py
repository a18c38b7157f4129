"""Turns of a transcript's text: by its speaker labels and times, or by its paragraphs where there are none.

Every format whose words become one running text (plain text, Word, PDF, HTML …) finds its turns here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.models import Frozen, Role, Turn
from corpus.spans import trimmed
from corpus.transcripts.labels import Label, find_labels
from corpus.transcripts.paragraphs import paragraphs
from corpus.transcripts.running_lines import before_running_lines, running_lines
from corpus.transcripts.speakers import Speaker, identify
from corpus.transcripts.times import parse_time, with_colons

# f4 and its kin put the time at the end of a paragraph: "#00:12:03-4#". Other brackets count where most turns end so.
_HASHED = re.compile(r"#(\d{1,2}:\d\d:\d\d(?:[-.,]\s?\d{1,3})?)#")
_HASHED_END = re.compile(r"\s*#\d{1,2}:\d\d:\d\d(?:[-.,]\s?\d{1,3})?#\s*$")
_BRACKET_END = re.compile(r"\s*[\[(](\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3}|-\d)?)[\])]\s*$")
_CLOSING = re.compile(
    r"\s*(?:^[ \t*_\-–—=\[(<]*(?:end of (?:the )?(?:transcript(?:ion)?|interview|recording|audio|tape)|"
    r"(?:transcript|recording|interview) ends?|"
    r"(?:[^\n:]{1,60} )?(?:stopped transcription|transcription (?:ended|stopped)(?: after)?)[^\n]{0,20}|"
    r"this (?:editable )?transcript was (?:computer|machine|auto(?:matically)?)[ -]generated[^\n]{0,140}|"
    r"transcribed (?:by|with) [^\n]{1,80}|end|fin|ende)[ \t*_\-–—=\])>.]*$\s*)+\Z",
    re.I | re.M,
)
LONGEST_MARK = 40
LONGEST_CLOSING = 200


class Transcript(Frozen):
    """The turns of a text, and what a reader should be told about them."""

    turns: tuple[Turn, ...]
    warnings: tuple[str, ...] = ()


def read_transcript(text: str, page_starts: Sequence[int] = (), begin: int = 0) -> Transcript:
    """Find the turns of a canonical text.

    Args:
        text: The canonical text; all offsets count in it.
        page_starts: Where each page begins, ascending; empty where the source has no pages.
        begin: Where the transcript begins, behind front matter.
    """
    body = text[begin:] if begin else text
    running = running_lines(body, [start - begin for start in page_starts if start >= begin])
    labels = find_labels(with_colons(body), running)
    warnings = []
    if labels:
        turns = _labelled_turns(body, labels, running)
        before = len(body[: labels[0].line].split())
        if before:
            warnings.append(f"{before} words before the first speaker are kept in the text but belong to no turn")
    else:
        turns = _paragraph_turns(body)
        warnings.append("no speaker labels found; read as one unknown speaker, a turn for each paragraph")
    if begin:
        turns = tuple(turn.model_copy(update={"start": turn.start + begin, "end": turn.end + begin}) for turn in turns)
    return Transcript(turns=tuple(on_pages(turns, page_starts)), warnings=tuple(warnings))


def on_pages(turns: Sequence[Turn], page_starts: Sequence[int]) -> Sequence[Turn]:
    """The turns with the page on which each begins."""
    if not page_starts:
        return turns
    return [turn.model_copy(update={"page": max(1, bisect_right(page_starts, turn.start))}) for turn in turns]


def _labelled_turns(text: str, labels: Sequence[Label], running: Sequence[tuple[int, int]]) -> tuple[Turn, ...]:
    speakers = identify(label.speaker for label in labels if label.speaker)
    ends = [following.line for _, following in pairwise(labels)] + [_end_of_talk(text, labels[-1].words)]
    if running:
        ends = [_without_running_lines(text, running, label.words, end) for label, end in zip(labels, ends, strict=True)]
    spans = [trimmed(text, label.words, end) for label, end in zip(labels, ends, strict=True)]
    marked = _end_marks(text, spans)
    nobody = Speaker(None, Role.UNKNOWN)
    turns, before = [], nobody
    for index, (label, (start, end), (stop, time)) in enumerate(zip(labels, spans, marked, strict=True)):
        speaker = speakers[label.speaker] if label.speaker else (before if label.continues else nobody)
        when = label.time if label.time is not None else time
        turns.append(Turn(index=index, start=start, end=min(stop, end), speaker=speaker.name, role=speaker.role, time=when))
        before = speaker
    return tuple(turns)


def _without_running_lines(text: str, running: Sequence[tuple[int, int]], start: int, end: int) -> int:
    inside = running[bisect_left(running, (start, start)) : bisect_left(running, (end, end))]
    return before_running_lines(text, inside, start, end)


def _end_of_talk(text: str, words: int) -> int:
    """Where the last turn ends: before "[End of transcript]" and "Transcribed by …"."""
    tail = max(words, len(text) - LONGEST_CLOSING)
    closing = _CLOSING.search(text, tail)
    line_begins = closing and (closing.start() == words or "\n" in closing.group() or text[closing.start() - 1 : closing.start()] == "\n")
    return closing.start() if closing and line_begins else len(text)


def _end_marks(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, float | None]]:
    """For each span, where its words end before a time at its end, and that time."""
    tails = [_BRACKET_END.search(text[max(start, end - LONGEST_MARK) : end]) for start, end in spans]
    usual = len(spans) > 2 and sum(tail is not None for tail in tails) * 2 >= len(spans)
    for (start, end), tail in zip(spans, tails, strict=True):
        begin = max(start, end - LONGEST_MARK)
        hashed = _HASHED_END.search(text[begin:end])
        if hashed:
            first = _HASHED.search(text, start, end)
            yield begin + hashed.start(), parse_time("".join(first[1].split())) if first else None
        elif usual and tail:
            yield begin + tail.start(), parse_time(tail[1])
        else:
            yield end, None


def _paragraph_turns(text: str) -> tuple[Turn, ...]:
    spans = [trimmed(text, start, end) for start, end in paragraphs(text)]
    marked = _end_marks(text, spans)
    return tuple(
        Turn(index=k, start=start, end=stop, role=Role.UNKNOWN, time=time)
        for k, ((start, _), (stop, time)) in enumerate(zip(spans, marked, strict=True))
    )
