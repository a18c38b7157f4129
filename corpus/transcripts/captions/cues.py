"""Cues of caption files: blocks of text under a line ``start --> end``, as WebVTT and SubRip both have them.

Follows the cue syntax of WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", section 6) and is more lenient where
files in use are: comma or dot in times, hours of any length, missing numbers, no blank line between two cues.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.transcripts.times import LONGEST

_TIME = r"(-?)(?:(\d{1,5}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,6}))?"
_CUE = re.compile(
    rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t][^\n]*)?(?:\n|\Z)"  # the times, and settings behind them
    r"((?:(?![^\n]*-->)[^\n]+(?:\n|\Z))*+)",  # the text, up to an empty line or the next cue's times
    re.M,
)
# How Webex names a cue: its number, the speaker, and the number of the speaker.
_NAMED = re.compile(r'\n[ \t]*\d+[ \t]+"([^"<>\n]{1,100})"(?:[ \t]*\(\d+\))?[ \t]*\n\Z')
_NAMED_CUE = re.compile(r'^[ \t]*\d+[ \t]+"[^"<>\n]{1,100}"[ \t]*(?:\(\d+\))?[ \t]*$', re.M)
_NUMBER = re.compile(r"(?:^|\n)[ \t]*\d+[ \t]*\Z")

LONGEST_NAME = 160  # characters of a cue's name


class Cue(NamedTuple):
    """A cue: start and end in seconds (None where they are no time of a recording), and its text with markup."""

    start: float | None
    end: float | None
    text: str


def read_cues(text: str, gaps_are_text: bool) -> Iterator[Cue]:
    """The cues of a caption file in the order of the file.

    Args:
        text: The file's text with line feeds as line ends.
        gaps_are_text: Whether words between two cues belong to the one before, as in SubRip, where a blank line inside a cue
            is a common slip; in WebVTT such blocks are names of cues, notes, styles and regions.
    """
    cue: Cue | None = None
    end = 0
    for match in _CUE.finditer(text):
        if cue is not None:
            yield _closed(cue, text[end : match.start()], gaps_are_text)
        named = None if gaps_are_text else _NAMED.search(text, max(0, match.start() - LONGEST_NAME), match.start())
        words = f"<v {named[1]}>{match[11]}" if named else match[11]
        cue = Cue(_seconds(*match.group(1, 2, 3, 4, 5)), _seconds(*match.group(6, 7, 8, 9, 10)), words)
        end = match.end()
    if cue is not None:
        yield _closed(cue, text[end:] if gaps_are_text else "\n", gaps_are_text, last=True)


def names_cues(text: str) -> bool:
    """Whether cues may be named after who speaks, as Webex does it."""
    return _NAMED_CUE.search(text) is not None


def _closed(cue: Cue, gap: str, gaps_are_text: bool, last: bool = False) -> Cue:
    """The cue with what stands between it and the next: that cue's number, if anything."""
    if not gap:  # the next cue follows without a blank line, so its number looks like this cue's last line
        return cue if last else cue._replace(text=_NUMBER.sub("", cue.text.rstrip()))
    if gaps_are_text and not gap.isspace():
        more = gap if last else _NUMBER.sub("", gap.rstrip())
        if more.strip():
            return cue._replace(text=f"{cue.text.rstrip()}\n{more.strip()}")
    return cue


def _seconds(sign: str, hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float | None:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    if sign or whole >= LONGEST:
        return None
    scale: int = 10 ** len(fraction or "")
    return (whole * scale + int(fraction or 0)) / scale
