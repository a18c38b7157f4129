"""What a viewer sees of a cue's text: tags taken away, entities decoded, each voice apart."""

import html
import re
from html.entities import html5
from typing import NamedTuple

# <v Ada>, <v.loud Ada>, </v>
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>|</v>", re.I)
# <i>, </c.yellow>, <lang en>, <00:01:02.500>, <font color="#fff">: what begins otherwise ("x < y", "<3") is text.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|</?[.>][^<>]*>?")
_HTML_TAG = re.compile(r"</?(?:i|b|u|s|c|em|strong|font|span|br|p|ruby|rt|lang|v)(?:[\s./][^<>]*)?/?>", re.I)
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Voiced(NamedTuple):
    """A stretch of a cue, and the voice that speaks it; None where the markup names none."""

    voice: str | None
    lines: list[str]


def voices(text: str) -> list[Voiced]:
    """The stretches of a WebVTT cue, one for each voice; visible lines only, without space at their edges."""
    if "<" not in text:
        return [Voiced(None, _lines(text))]
    found: list[Voiced] = []
    voice, start = None, 0
    for match in _VOICE.finditer(text):
        _add(found, voice, text[start : match.start()])
        voice, start = _name(match[1]), match.end()
    _add(found, voice, text[start:])
    return found


def plain_lines(text: str) -> list[str]:
    """The visible lines of a SubRip cue: tags of HTML and of SubStation go, other angle brackets are text."""
    if "<" in text:
        text = _HTML_TAG.sub("", text)
    if "{\\" in text:
        text = _OVERRIDE.sub("", text)
    return _decoded_lines(text)


def _add(found: list[Voiced], voice: str | None, text: str) -> None:
    lines = _lines(text)
    if lines or voice:
        found.append(Voiced(voice, lines))


def _lines(text: str) -> list[str]:
    return _decoded_lines(_TAG.sub("", text) if "<" in text else text)


def _decoded_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.split("\n"))
    return [_decoded(line) for line in lines if line]


def _name(annotation: str | None) -> str | None:
    return " ".join(_decoded(annotation).split()) or None if annotation else None


def _decoded(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0]) if entity[0][1] == "#" else html5.get(entity[0][1:], entity[0])
