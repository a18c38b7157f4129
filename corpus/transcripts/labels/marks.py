"""What the beginning of a line may be: a speaker's label in one of several styles, or a time alone."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from corpus.transcripts.labels.names import Likeness, likeness
from corpus.transcripts.times import BLANKS, mark, parse_time

LONGEST_LABEL = 60
LONGEST_HEAD = 240  # a label, a remark, two times and what joins them


class Style(Enum):
    """How a file writes who speaks."""

    COLON = "Name: words"
    STAMPED = "Name 00:12"
    ALONE = "Name, on a line of its own"
    TAB = "Name, tab, words"
    BRACKET = "[Name] words"
    DASH = "Name - words"
    TIME = "00:12, without a name"
    ANONYMOUS = "— words"


class Mark(NamedTuple):
    r"""One reading of a line's beginning. Offsets are in the text.

    Attributes:
        line: Where the line begins.
        words: Where the words begin.
        end: Where the line ends.
        gap: What stands between label and words: "", " ", "\t", a wider space, or "\n" where the words have lines of their own.
        bold: Whether the label is set in Markdown emphasis.
        after_blank: Whether a blank line, or nothing, stands before.
        after_sentence: Whether the line before ends as a sentence does, is short, or is blank.
        first: Whether only white space stands before.
        after_time: Whether a time alone stands on the line directly before.
        before_time: Whether one stands on the line directly after.
        weak: Whether the sign behind the label is an unusual one.
    """

    style: Style
    line: int
    words: int
    end: int
    label: str | None
    time: float | None
    gap: str
    likeness: Likeness
    bold: bool
    after_blank: bool
    after_sentence: bool
    first: bool
    timed: bool
    weak: bool = False
    after_time: bool = False
    before_time: bool = False


class Line(NamedTuple):
    """A line's beginning, and where it stands."""

    start: int
    end: int
    head: str
    after_blank: bool
    after_sentence: bool
    first: bool


_B = f"[{BLANKS}]"
_EM = r"[*_]{0,3}"
_FIRST = r"[^\W\d_]"
_NAME = rf"{_FIRST}[^\n\t:：;!?。！？；，、()\[\]<>{{}}|=*\"“”„«»]{{0,{LONGEST_LABEL - 1}}}?"
_REMARK = rf"(?:{_B}*[(\[](?!\d+:)(?:[^()\[\]\n]|\([^()\n]{{0,60}}\)){{1,90}}[)\]])?"
_LEAD = re.compile(
    rf"(?:[.،؟!:]+(?=[\u0590-\u08ff]))?(?:\d{{1,5}}\t+)?{_B}*(?:>{{1,3}}{_B}*)?(?:\#{{1,6}}{_B}+)?(?:[-•●*]{_B}+)?(?P<em>{_EM}){_B}*"
)
_BEFORE = re.compile(rf"(?P<em>{_EM}){mark('time')}{_EM}(?P<gap>{_B}*)(?:[-–—:|,•]{_B}*)?")
_JOIN = rf"{_B}*(?:[-–—,;|•·@]{_B}*)?"
_LABEL = re.compile(rf"(?:[\[<]{_B}*(?P<inner>{_NAME}){_B}*[\]>]|(?P<label>{_NAME}{_REMARK})){_B}*{_EM}{_B}*$")
_NUMBER_OF_PERSON = re.compile(rf"{_B}*#?\d{{2,6}}{_B}*{_EM}")
_SIGN = re.compile(r"(?<!\d)[:：;]|[:：;](?!\d)")
_BEHIND_SIGN = re.compile(rf"{_EM}(?P<gap>{_B}*)")
_TIME = re.compile(rf"{_EM}{mark('time')}{_EM}(?P<gap>{_B}*)(?:[-–—]{_B}+)?")
_MAYBE_TIME = re.compile(r"\d[:.'′’]\d|\d ?[hm]")
_TAB = re.compile(
    rf"(?P<label>{_NAME}{_REMARK})(?:[.]?{_EM}(?:{_B}*\t{_B}*|{_B}*\|{_B}*(?=\S))|[*_]{{2,3}}{_B}+(?=\S)|{_EM}(?<![.,\s]){_B}{{2,}}(?=\S))"
)
_BRACKET = re.compile(rf"[\[(<]{_B}*(?P<label>{_NAME}){_B}*[\])>]{_B}+(?=\S)")
# The point of "Mr. Quill" ends no label.
_NO_TITLE = "".join(rf"(?<!\b{title})" for title in "Mr MR Mrs MRS Ms MS Dr DR Prof PROF St Rev Fr Sr Sra Sig Hon Gen Col".split())
# Nor does the one of an initial with more of the name, and then a dash, behind it.
_NO_INITIAL = rf"(?!(?<=[ .][A-Z])[.]{_B}+(?:[A-Z][.]{_B}*)*[A-Z][\w'’,-]*(?:{_B}+[\w.]+)?{_B}+[-–—])"
_DASH = re.compile(
    rf"(?P<label>{_NAME}{_REMARK}){_EM}(?:{_B}+[-–—]{_B}+|{_NO_TITLE}{_NO_INITIAL}(?:[.)]{_B}+(?=\S)|[.][-–—]{_B}*(?=\S))|{_B}*[>»]{{1,2}}{_B}+)"
)
_ANONYMOUS = re.compile(rf"{_B}*(?:[–—―]{_B}*|-{_B}+|>>{_B}*)(?=\S)")
_OPENING = re.compile(rf"{_EM}{mark('time')}{_EM}(?P<gap>{_B}*)[-–—:]?{_B}*")
_HAS_DIGIT = re.compile(r"\d")
_EMPHASIS = re.compile(_EM)
_SET_APART = (" - ", " – ", " — ")
_DASHES = (*_SET_APART, ". ", ".-", ".–", ".—", ") ", ">", "»", "\u00a0–")


def marks_of(line: Line) -> Iterator[Mark]:
    """The readings of a line, the likelier first; none where it can only be words."""
    lead = _LEAD.match(line.head)
    begin = lead.end() if lead else 0
    bold = bool(lead and lead["em"])
    before = _BEFORE.match(line.head, begin) if _HAS_DIGIT.match(line.head, begin) or line.head[begin : begin + 1] in "[({<#|Tt*_" else None
    if before and not _closes_well(before):
        before = None
    if before:
        yield from _timed_reading(line, before, bold)
    yield from _labelled(line, before.end() if before else begin, before, bold)
    if line.head.lstrip()[:1] in tuple("–—―->"):
        dash = _ANONYMOUS.match(line.head)
        if dash:
            yield _mark(Style.ANONYMOUS, line, dash.end(), None, None, "", bold)


def opening_time(head: str) -> tuple[float | None, int] | None:
    """The time in brackets that opens some words, and how long the mark is."""
    found = _OPENING.match(head)
    return (_time_of(found), found.end()) if found and found["time_open"] else None


def bare_time(head: str) -> tuple[float | None, int] | None:
    """The time, perhaps without brackets, that opens some words, and how long the mark is."""
    found = _OPENING.match(head)
    return (_time_of(found), found.end()) if found and (found["time_open"] or found["gap"] or found.end() == len(head)) else None


def _closes_well(found: re.Match[str]) -> bool:
    return bool(found["time_open"] or found["gap"] or found.end() == len(found.string) or found.group().rstrip()[-1] in ":-–—|,•")


def _timed_reading(line: Line, before: re.Match[str], bold: bool) -> Iterator[Mark]:
    rest = line.head[before.end() :]
    gap = "\n" if not rest.strip() else " "
    if gap == "\n" or before["time_open"] or not rest[:1].islower():
        yield _mark(Style.TIME, line, before.end(), None, _time_of(before), gap, bold, timed=True)


def _labelled(line: Line, at: int, before: re.Match[str] | None, bold: bool) -> Iterator[Mark]:
    head = line.head
    emphasis = _EMPHASIS.match(head, at)
    if emphasis and emphasis.group():
        at, bold = emphasis.end(), True
    time = _time_of(before) if before else None
    signed = stamped = False
    if ":" in head or "：" in head or ";" in head:
        for read in _colon(line, at, time, before is not None, bold):
            signed = True
            yield read
    if _MAYBE_TIME.search(head, at):
        for read in _stamped(line, at, bold):
            stamped = True
            yield read
    if "\t" in head or "|" in head or "  " in head or bold:
        tab = _TAB.match(head, at)
        if tab:
            yield from _of_match(Style.TAB, line, tab, time, before is not None, bold)
    if line.end - line.start == len(head) and 0 < len(head) - at <= 2 * LONGEST_LABEL:
        style = Style.STAMPED if before else Style.ALONE
        yield from _named(style, line, head[at:], len(head), "\n", time, before is not None, bold)
    if head[at : at + 1] in tuple("[(<"):
        bracket = _BRACKET.match(head, at)
        if bracket:
            yield from _of_match(Style.BRACKET, line, bracket, time, before is not None, bold)
    dash = _DASH.match(head, at) if not stamped and any(sign in head for sign in (_SET_APART if signed else _DASHES)) else None
    if dash:
        pointed = head[dash.end("label")] == "."  # a sentence may end so
        for read in _of_match(Style.DASH, line, dash, time, before is not None, bold):
            yield read._replace(weak=pointed and read.likeness is Likeness.SMALL)


def _stamped(line: Line, at: int, bold: bool) -> Iterator[Mark]:
    """A name, then a time that is set off from it and from what follows."""
    found = _TIME.search(line.head, at, at + 2 * LONGEST_LABEL)
    if not found or found.start() == at:
        return
    following = line.head[found.end() : found.end() + 1]
    if following in (":", "：") or not (found["time_open"] or found["gap"] or not following):
        return
    label, joined = _before_time(line.head[at : found.start()])
    if joined or found["time_open"]:
        yield from _named(Style.STAMPED, line, label, found.end(), found["gap"], _time_of(found), True, bold)


def _before_time(prefix: str) -> tuple[str, bool]:
    """What stands before a time: the label, and whether anything stands between them."""
    label = prefix.rstrip().rstrip("*_").rstrip()
    label = label[:-1].rstrip() if label[-1:] in tuple("-–—,;|•·@") else label.removesuffix(" at")
    return label, len(label) < len(prefix)


def _colon(line: Line, at: int, time: float | None, timed: bool, bold: bool) -> Iterator[Mark]:
    sign = _SIGN.search(line.head, at, at + 3 * LONGEST_LABEL)
    if not sign or line.head.startswith("//", sign.end()):
        return
    label = line.head[at : sign.start()]
    found = _last_time(label) if _MAYBE_TIME.search(label) else None
    if found and found.start():
        label, _ = _before_time(label[: found.start()])
        time, timed = _time_of(found), True
    behind = _BEHIND_SIGN.match(line.head, sign.end())
    end, gap = (behind.end(), behind["gap"]) if behind else (sign.end(), "")
    for read in _named(Style.COLON, line, label, end, gap, time, timed, bold):
        opening = opening_time(line.head[end:]) if not timed else None
        if opening:
            words = read.words + opening[1]
            gap = "\n" if words >= line.end else read.gap
            yield read._replace(time=opening[0], words=words, timed=True, gap=gap, weak=sign.group() == ";")
        else:
            yield read._replace(weak=sign.group() == ";")


def _last_time(label: str) -> re.Match[str] | None:
    """The time that ends a label, if one does."""
    found = _TIME.search(label)
    return found if found and found.end() in (len(label.rstrip("*_")), len(label)) else None


def _of_match(style: Style, line: Line, found: re.Match[str], time: float | None, timed: bool, bold: bool) -> Iterator[Mark]:
    gap = "\t" if style is Style.TAB else " "
    yield from _named(style, line, found["label"], found.end(), gap, time, timed, bold)


def _named(
    style: Style, line: Line, written: str, end: int, gap: str, time: float | None, timed: bool, bold: bool
) -> Iterator[Mark]:  # fmt: skip
    if style is Style.COLON and _NUMBER_OF_PERSON.fullmatch(written):
        label, like = written.strip().rstrip("*_").rstrip(), Likeness.SMALL
    elif found := _LABEL.match(written):
        label = (found["inner"] or found["label"]).strip().strip("*_")
        like = likeness(label)
    else:
        return
    if like:
        alone = end >= len(line.head.rstrip())
        yield _mark(style, line, end, label, time, "\n" if alone else gap, bold, timed=timed, like=like)


def _mark(
    style: Style, line: Line, words: int, label: str | None, time: float | None, gap: str, bold: bool, timed: bool = False,
    like: Likeness = Likeness.NONE,
) -> Mark:  # fmt: skip
    at = min(line.start + words, line.end)
    return Mark(style, line.start, at, line.end, label, time, gap, like, bold, line.after_blank, line.after_sentence, line.first, timed)


def _time_of(found: re.Match[str]) -> float | None:
    """The time that a mark tells; none where it is a time of day."""
    return None if found["time_noon"] else parse_time(found["time"])
