"""A model's text taken apart: sentences, the citations in them, and the stretch of words that each citation stands for."""

import html
import re
import unicodedata
from typing import NamedTuple

from index.sentences import sentence_spans

_CITATION = re.compile(r"[ \t]*[\[【(]\s*(?:quotes?\s*)?#?(\d{1,3}(?:\s*(?:[,;&]|and|\]\s*\[)\s*#?\d{1,3})*)\s*[\]】)]", re.I)
_SQUARE = re.compile(r"\[[\d\s,;]+\]")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
_LIST_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|[-*•–][ \t]+|\d{1,2}[.)][ \t]+|>[ \t]*)", re.M)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# A citation that stands behind the full stop belongs to the sentence before it.
_LATE_CITATION = re.compile(r"([.!?]['”’\"»)]*)((?:\s*\[[\d\s,;]+\])+)")
# Where a sentence ends for certain: at a line's end, and at a full stop behind a citation.
_CERTAIN_END = re.compile(r"\n+|(?<=\d\][.!?])\s+|(?<=\d\][.!?]['”’\"»)])\s+")


class Stretch(NamedTuple):
    """Words and the quotes that are cited for them."""

    text: str
    citations: tuple[int, ...]


def readable(text: str) -> str:
    """A model's text without its thoughts, list signs and emphasis, with its entities written out."""
    text = html.unescape(_THOUGHT.sub("", text))
    return _EMPHASIS.sub(r"\2", _LIST_MARK.sub("", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line, a citation behind the full stop taken into its sentence."""
    found = []
    for paragraph in _CERTAIN_END.split(_LATE_CITATION.sub(_before_the_stop, text)):
        found += _joined_at_quotations([" ".join(paragraph[span.start : span.end].split()) for span in sentence_spans(paragraph)])
    return [sentence for sentence in found if any(c.isalpha() for c in _CITATION.sub("", sentence))]


def stretches(sentence: str) -> list[Stretch]:
    """The words of a sentence up to each of its citations; words behind the last one belong to it.

    A sentence that cites nothing is one stretch without citations.
    """
    found: list[Stretch] = []
    position = 0
    for citation in _CITATION.finditer(sentence):
        numbers = tuple(int(number) for number in re.findall(r"\d+", citation[1]))
        words = sentence[position : citation.start()]
        position = citation.end()
        if found and not any(c.isalnum() for c in words):
            found[-1] = Stretch(found[-1].text, (*found[-1].citations, *numbers))
        else:
            found.append(Stretch(words, numbers))
    rest = sentence[position:]
    if not found:
        return [Stretch(sentence, ())]
    found[-1] = Stretch(found[-1].text + rest, found[-1].citations)
    return found


def strange_characters(text: str, evidence: str) -> str | None:
    """What is strange about a text's characters, or None: invisible ones, or letters of a script that the evidence lacks."""
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Co", "Cs", "Cn") and not (character in "\u200c\u200d" and _script(text[position - 1 : position])):
            return f"an invisible character (U+{ord(character):04X})"
    known = {_script(c) for c in evidence} | {""}
    foreign = {script for script in (_script(c) for c in text) if script not in known}
    return f"letters of a script that the quotes do not have ({', '.join(sorted(foreign)).title()})" if foreign else None


def _script(character: str) -> str:
    """The script of a letter by its Unicode name; empty for Latin's plain letters and for what is no letter."""
    if not character or not character.isalpha() or (character.isascii()):
        return ""
    name = unicodedata.name(character, "UNKNOWN")
    if name.startswith("LATIN") and unicodedata.normalize("NFKD", character)[0].isascii():
        return ""  # é, ü and their like
    return (
        name.split()[0] if not name.startswith(("LATIN SMALL CAPITAL", "MATHEMATICAL", "FULLWIDTH", "MODIFIER")) else name.rsplit(" ", 1)[0]
    )


def _before_the_stop(found: re.Match[str]) -> str:
    return f" {''.join(_SQUARE.findall(found[2]))}{found[1]}"


def _joined_at_quotations(found: list[str]) -> list[str]:
    """Sentences of which one ends within a quotation, as one: a quotation of two sentences stays whole."""
    whole: list[str] = []
    for sentence in found:
        if whole and _is_open(whole[-1]):
            whole[-1] = f"{whole[-1]} {sentence}"
        else:
            whole.append(sentence)
    return whole


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”") or text.count("«") > text.count("»")
