"""Who a draft says a quotation is by: the name beside it, before ("Ada Obi said: …") or behind ("…," said Ada Obi).

Only what attributes is read: a verb of saying next to a name, a name and a colon, a name in brackets or behind a dash,
"according to". A name that merely stands nearby attributes nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from assistant.audit.names import Names, name_parts
from assistant.audit.quotations import Quotation

REACH_BEFORE, REACH_BEHIND = 240, 200
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u0370-\u03ab\u0400-\u042f"
_PART = rf"[{_UPPER}][\w'’]*(?:-[\w'’]+)*\.?"
_PARTICLE = r"(?:de|da|dos|das|do|van|von|der|den|del|della|di|du|la|le|bin|ibn|al|el|ter|ten|y|e|af|av|zu|zur)"
NAME = rf"(?P<name>{_PART}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_PART}){{0,5}}(?:\s*\d{{1,3}}\b)?)"
_SAYING = """said says saying told tells explained explains explaining noted notes added adds argued argues recalled recalls remembered
    remembers reflected reflects observed observes stated states stressed stresses emphasised emphasises emphasized emphasizes described
    describes warned warns put puts asked asks replied replies answered answers wrote writes reported reports insisted insists
    suggested suggests admitted admits agreed agrees continued continues concluded concludes commented comments remarked remarks
    shared shares believed believes thinks thought claimed claims declared declares mentioned mentions summarised summarises
    summarized summarizes sagte sagt erklärte erklärt meinte dit déclare déclaré explique expliqué affirme dijo dice explicó señaló
    afirmó disse diz afirmou explicou zei zegt vertelde sade säger sa sier sagde"""
_VERB = rf"(?:{'|'.join(_SAYING.split())})"
_ADVERB = r"(?:(?:also|then|once|later|has|had|have|who|further|simply|often|even|a|as|herself|himself)\s+|\w+ly\s+){0,3}"
_ASIDE = r"(?:\s*\([^()]{1,80}\)|,[^,:“\"]{1,100},)?"
_BEFORE = (
    re.compile(rf"{NAME}{_ASIDE}\s+{_ADVERB}{_VERB}\b[^.!?“”\"]{{0,80}}$"),
    re.compile(rf"\b{_VERB}\s+{NAME}\b[^.!?“”\"]{{0,100}}$"),
    re.compile(rf"\b[Aa]ccording\s+to\s+(?:\w+\s+){{0,3}}?{NAME}[^.!?“”\"]{{0,100}}$"),
    re.compile(rf"\b[Ii]n\s+{NAME}['’]s?\s+words\W*$"),
    re.compile(rf"\b(?:[Ww]ords\s+of|[Qq]uote\s+(?:from|by)|[Ff]or)\s+{NAME}[^.!?“”\"]{{0,60}}[,:]\s*$"),
    re.compile(rf"{NAME}(?:\s*\([^()]{{1,80}}\)|,[^:]{{1,100}}?)?(?:['’]s?\s+[^.!?:]{{1,60}})?\s*(?:\*\*|__)?[:—–]\s*(?:\*\*|__)?\s*$"),
)
_BEHIND = (
    re.compile(rf"^\W{{0,4}}\s*{_ADVERB}{_VERB}\s+(?:(?!that\b)[a-z]+\s+){{0,4}}?{NAME}"),
    re.compile(rf"^\W{{0,3}}\s*(?:as\s+)?{NAME}{_ASIDE}\s+{_ADVERB}{_VERB}\b"),
    re.compile(rf"^\W{{0,3}}\s*according\s+to\s+(?:[a-z]+\s+){{0,3}}?{NAME}"),
)
_IN_BRACKETS = re.compile(rf"^[\s,.;]{{0,3}}[(\[]\s*(?:[a-z]+\s+){{0,4}}?{NAME}(?P<rest>[^()\[\]]{{0,120}})[)\]]")
_DASHED = re.compile(rf"^[\s,.;]{{0,6}}(?:\n\s*)?(?:>\s*)?(?:[—–―]|--+|-(?=\s))\s*[*_]{{0,2}}{NAME}(?P<rest>[^\n]{{0,120}})")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)[.!?]['’”\"»)\]]*\s+(?=\S)|\n[ \t]*\n")
_NO_NAMES = frozenset(
    """somebody someone anybody nobody everyone everybody people participants
    the a an this that these those he she they we i it one who as but and when in on at for from to of then later here there yet
    while because so or if another others some many most each both all no not however still also after before although figure table
    chapter section page appendix annex box source note emphasis ibid interview my our his her their its what how why where monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december today yesterday asked""".split()
)


class Attributor:
    """Reads names beside the quotations of one draft."""

    def __init__(self, draft: str, quotations: list[Quotation], names: Names, is_common_word: Callable[[str], bool]) -> None:
        self._draft = draft
        self._names = names
        self._is_common = is_common_word
        self._starts = [*(quotation.start for quotation in quotations if quotation.depth == 0), len(draft)]
        self._ends = [0, *(quotation.end for quotation in quotations if quotation.depth == 0)]

    def named(self, quotation: Quotation) -> str | None:
        """The name that the draft gives to one of its quotations, or None."""
        draft = self._draft
        if quotation.signature:
            return self._accepted(self._in_signature(quotation.signature))
        until = self._starts[min(bisect_left(self._starts, quotation.end), len(self._starts) - 1)]
        since = self._ends[bisect_right(self._ends, quotation.start) - 1]
        behind = draft[quotation.end : min(until, quotation.end + REACH_BEHIND)]
        before = draft[max(since, quotation.start - REACH_BEFORE) : quotation.start].rstrip("> \t")
        found = [*self._behind(behind, quotation), *self._before(before)]
        return next((name for name in map(self._accepted, found) if name), None)

    def _behind(self, text: str, quotation: Quotation) -> Iterator[tuple[str, bool]]:
        dashed = _DASHED.match(text)
        if dashed and (re.match(r"\s*(?:[*_]{0,2}[,(.;]|[*_]{0,2}\s*$)", dashed["rest"]) or self._names.is_known(dashed["name"])):
            yield dashed["name"], False
        bracketed = _IN_BRACKETS.match(text)
        if bracketed:
            yield bracketed["name"], False
            yield from self._known(bracketed["rest"])
        end = _SENTENCE_END.search(text.lstrip())
        sentence = text.lstrip()[: end.start()] if end else text.lstrip()
        if quotation.block or sentence.rstrip().endswith(":"):  # it introduces the next one
            return
        begins_anew = quotation.text.rstrip(" '’").endswith(".") and sentence[:1].isupper() and len(sentence) < len(text.strip())
        if not begins_anew:
            yield from ((found["name"], True) for found in (pattern.match(sentence) for pattern in _BEHIND) if found)

    def _before(self, text: str) -> Iterator[tuple[str, bool]]:
        ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        clause = text[ends[-1] :] if ends else text
        if not clause.strip() and text.rstrip().endswith(":"):  # an introduction on a paragraph of its own
            clause = text.rstrip()[([0, *ends][-2] if len(ends) > 1 else 0) :]
        for pattern in _BEFORE:
            found = list(pattern.finditer(clause))
            if found:
                yield found[-1]["name"], True
        if clause.rstrip().endswith(":"):
            yield from self._known(clause)

    def _known(self, text: str) -> Iterator[tuple[str, bool]]:
        if self._names.pattern:
            yield from ((found[0], True) for found in self._names.pattern.finditer(text))

    def _in_signature(self, signature: str) -> tuple[str, bool]:
        found = re.search(NAME, signature)
        return (found["name"] if found else signature, False)

    def _accepted(self, found: tuple[str, bool]) -> str | None:
        """The name without words that only begin its sentence; None where none is left.

        ``found`` says whether a verb or colon makes clear that somebody speaks; else one unknown word may be a place.
        """
        name, clear = found
        parts = name.split()
        while parts and not self._names.is_part(parts[0]) and (parts[0].casefold().strip(".,") in _NO_NAMES or self._common(parts, clear)):
            parts = parts[1:]
        name = " ".join(parts).rstrip(".,;")
        if len(parts) == 1 and name.endswith("s") and not self._names.is_known(name):  # "Teachers told us"
            return None
        if not name or (not clear and len(name_parts(name)) < 2 and not self._names.is_known(name)):
            return None
        return re.sub(r"['’]s?$", "", name)

    def _common(self, parts: list[str], clear: bool) -> bool:
        return self._is_common(parts[0].casefold()) and not self._names.is_known(" ".join(parts))
