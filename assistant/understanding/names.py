"""Names in a question: which known values its words mean, and whether they say whose words are wanted or what they are about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.understanding.known import INSIGHT, INTERVIEW, ORGANISATION, PLACE, ROLE, SPEAKER, Form, Known, Name
from assistant.understanding.ordinary import ordinary_words
from assistant.understanding.words import SAY, Word, words_of
from index.analysis import STOP_WORDS

# A mistyped name may differ in so many letters, by its length.
SHORT, LONG = 5, 8

_VOICE_BEFORE = re.compile(
    r"(?:\b(?:according to|quot(?:es?|ed|ing)\s+(?:of|from|by)|words (?:of|from|by)|views? (?:of|from)|opinions? (?:of|from)|asked"
    r"|hear(?:d)? from"
    r"|(?:talk|conversation|interview|transcript|discussion)s?\s+(?:with|of|by)|among|amongst|from|by|only|just|at|said by|unlike"
    r"|for example)"
    r"|^)\s*(?:the\s+|all\s+|our\s+)*$",
    re.I,
)
_ASKS_BEFORE = re.compile(
    r"\b(?:do|does|did|would|will|can|could|should|have|has|had|are|is|were|was|what|how|which|when|and|or|versus|vs\.?"
    r"|between)\s+(?:the\s+|all\s+|our\s+|any\s+|some\s+)*$",
    re.I,
)
_SAYS_AFTER = re.compile(
    rf"^(?:['’]s?)?\s*(?:\([^)]*\)\s*)?(?:(?:also|really|then|themselves|all|have|has|had|to|people|folks)\s+)*{SAY}\b", re.I
)
_SAYS_LATER = re.compile(rf"^[^?.!;]*\b{SAY}\b", re.I)
_VIEW_AFTER = re.compile(
    r"^(?:['’]s?)\s+(?:own\s+)?(?:views?|opinions?|words|thoughts|take|position|experiences?|answers?|perspectives?|advice"
    r"|interviews?)\b",
    re.I,
)
_ABOUT_BEFORE = re.compile(
    r"\b(?:about|regarding|concerning|discuss(?:ing|ed)?|present(?:ing|ed)?|on|towards?|with|like|against|of|to|than)\s+(?:the\s+|how\s+|what\s+|why\s+|our\s+)*$",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|from|across|within|throughout|around|inside|outside|at|of|for|only|just|and|or)\s+(?:the\s+|all of\s+|rural\s+"
    r"|urban\s+)*$",
    re.I,
)
_FIELD_BEFORE = re.compile(
    r"\b(?:in|within|across|under|tagged(?: as| with)?|serv(?:e|es|ing)|reach(?:es|ing)?|focus(?:ed|es|ing)? on|field of|area of"
    r"|issue area|community|communit(?:y|ies) of"
    r"|strategy|strategy of|using|through|(?:work|works|worked|working|active|engaged)\s+(?:on|in|with|for|around|through)"
    r"|interviews?\s+(?:on|about)|sector|(?:organi[sz]ations?|people|interviewees|those|groups|founders|funders)\s+(?:in|on"
    r"|for))\s*:?\s*(?:the\s+)?$",
    re.I,
)
_FIELD_AFTER = re.compile(
    r"^\s+(?:organi[sz]ations?|interviews?|sectors?|fields?|interviewees|groups|founders|funders|leaders|experts|communit(?:y|ies)"
    r"|strateg(?:y|ies)"
    r"|as an? (?:issue|strategy|topic))\b",
    re.I,
)
_INTERVIEW_BEFORE = re.compile(
    r"\b(?:interviews?|transcripts?|meetings?|files?|conversations?|recordings?|sources?)\s+(?:with|of|called|named|titled"
    r"|id)?\s*[\"“'‘]?$",
    re.I,
)
_INTERVIEW_AFTER = re.compile(r"^[\"”'’]?\s+(?:interview|transcript|meeting|file|conversation|recording)\b", re.I)
_INSIGHTS = re.compile(r"\binsights?\s*(?:number\s+|no\.?\s*|#\s*)?((?:\d{1,2}(?:\s*(?:,|and|or|&)\s*)?)+)(?!\d|\s*%)", re.I)  # fmt: skip
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NTH = re.compile(rf"\bthe\s+({'|'.join(_ORDINALS)})\s+insight\b", re.I)
_INTERVIEWERS = re.compile(r"\b(?:the\s+)?interviewers?\b(?=['’]?s?\s+(?:ask|want|question|say|said|raise|bring|tell|talk|think))", re.I)
_ASKING_IS = re.compile(r"\b(?:did|do|does|by|from)\s+(?:the\s+)?interviewers?\b", re.I)


@dataclass(frozen=True)
class Named:
    """A filter that words of a question name.

    Attributes:
        words: As they stand in the question; [start, end) is their place.
        voice: Whether they say whose words are wanted, so that the sentence needs somebody in their place.
        note: What a reader should know: a typo forgiven, another meaning that was not taken.
        soft: Taken for a filter by its words alone; it yields where it stands in the way of every answer.
    """

    name: Name
    words: str
    start: int
    end: int
    voice: bool = False
    note: str = ""
    soft: bool = False


@dataclass(frozen=True)
class Found:
    """Names that were taken for filters, and remarks on those that were not."""

    named: tuple[Named, ...]
    notes: tuple[str, ...] = ()


REMEMBERED = 256


class NameReader:
    """Finds known names in questions."""

    def __init__(self, known: Known, heard: Callable[[str], bool]) -> None:
        """Prepare.

        Args:
            known: The names.
            heard: Whether a word stands in the interviews, so that it is no typo.
        """
        self._known = known
        self._heard = heard
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)  # a follow-up asks for the names in the same words many times

    def read(self, text: str, loose: bool = False) -> Found:
        """The names in a text.

        Args:
            text: A question.
            loose: The text is a name in the first place ("And Kenya?"), so that no word beside it has to say so.
        """
        return self._remembered(text, loose)

    def _read(self, text: str, loose: bool) -> Found:
        named = _numbered(text)
        notes: list[str] = []
        taken = [(n.start, n.end) for n in named]
        words = words_of(text)
        at = 0
        while at < len(words):
            length, candidates, typo = self._at(words, at, text)
            if not candidates or any(s < words[at + length - 1].end and words[at].start < e for s, e in taken):
                at += 1
                continue
            found, remark = _decide(candidates, _Context(text, words[at].start, words[at + length - 1].end, typo, loose))
            notes += [remark] if remark else []
            if found:
                named.append(found)
            at += length if found or remark else 1
        return Found(tuple(sorted(named, key=lambda n: n.start)), tuple(notes))

    def _at(self, words: Sequence[Word], at: int, text: str) -> tuple[int, list[Form], bool]:
        """The longest forms that begin at a word, exact ones first; whether they were mistyped."""
        exact = [f for f in self._known.by_first.get(words[at].key, ()) if tuple(w.key for w in words[at : at + len(f.keys)]) == f.keys]
        if exact:
            longest = max(len(form.keys) for form in exact)
            if not any(form.whole and len(form.keys) == longest for form in exact) and (
                fuller := self._mistyped(words, at, longest + 1, text)
            ):
                return fuller
            return longest, [form for form in exact if len(form.keys) == longest], False
        return self._mistyped(words, at, 1, text) or (1, [], False)

    def _mistyped(self, words: Sequence[Word], at: int, shortest: int, text: str) -> tuple[int, list[Form], bool] | None:
        for length in range(min(self._known.longest, len(words) - at), shortest - 1, -1):
            part = words[at : at + length]
            name_like = length > 1 and all(text[word.start].isupper() for word in part)
            if (name_like or any(self._may_be_typo(word.key) for word in part)) and (forms := self._nearest(part, name_like)):
                return length, forms, True
        return None

    def _may_be_typo(self, word: str) -> bool:
        plain = word.isalpha() and len(word) >= SHORT - 1 and word not in STOP_WORDS
        return plain and word not in ordinary_words() and not self._heard(word)

    def _nearest(self, part: Sequence[Word], name_like: bool) -> list[Form]:
        """The names from which the words differ least; ordinary words may differ only where all are written as names are."""
        typed = " ".join(word.key for word in part)
        best, found = 99, list[Form]()
        for form_text, forms in self._known.joined.items():
            if len(forms[0].keys) != len(part) or abs(len(form_text) - len(typed)) > 2 or form_text[0] != typed[0]:
                continue
            if forms[0].keys[0].isdigit() or all(form.name.kind == INTERVIEW for form in forms):
                continue
            most = 0 if len(form_text) < SHORT else 1 if len(form_text) < LONG else 2
            distance = OSA.distance(typed, form_text, score_cutoff=most)
            if distance <= most and distance < best and (name_like or self._words_agree(part, forms[0].keys)):
                best, found = distance, list(forms)
        return found

    def _words_agree(self, part: Sequence[Word], keys: Sequence[str]) -> bool:
        """Every word that is spelled as words are must be the name's own."""
        return all(word.key == key or self._may_be_typo(word.key) for word, key in zip(part, keys, strict=True))


@dataclass(frozen=True)
class _Context:
    """Where a candidate stands."""

    text: str
    start: int
    end: int
    typo: bool
    loose: bool

    @property
    def before(self) -> str:
        return self.text[: self.start]

    @property
    def after(self) -> str:
        return self.text[self.end :]

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def several(self) -> bool:
        return " " in self.words.strip()

    @property
    def capitalised(self) -> bool:
        """Written as a name, not merely as the first word of a sentence."""
        return self.words[:1].isupper() and (bool(self.before.strip()) or self.words.isupper())

    @property
    def voice(self) -> bool:
        if _VIEW_AFTER.match(self.after) or _SAYS_AFTER.match(self.after):
            return True
        if _VOICE_BEFORE.search(self.before) and self.before.strip():
            return True
        return bool(_ASKS_BEFORE.search(self.before) and _SAYS_LATER.match(self.after))

    @property
    def topic(self) -> bool:
        return bool(_ABOUT_BEFORE.search(self.before)) and not self.voice


def _decide(candidates: Sequence[Form], context: _Context) -> tuple[Named | None, str]:
    """The name that is meant, or None, with a remark where a name was read as the subject."""
    fitting = [(form, soft) for form in candidates if (soft := _fits(form, context)) is not None]
    if not fitting:
        subject = next((f for f in candidates if f.name.kind in (ORGANISATION, SPEAKER) and f.whole and context.topic), None)
        if subject and (context.several or context.capitalised):
            return None, f"“{context.words}” is read as what is talked about; ask “from {subject.name.label}” for their own words."
        return None, ""
    ranked = sorted(
        fitting, key=lambda item: (not item[0].whole, _kind_order(item[0].name, context), -item[0].name.weight, item[0].name.label)
    )
    (form, soft), others = ranked[0], _others(ranked)
    notes = []
    if context.typo:
        notes.append(f"“{context.words}” is read as {form.name.label}.")
    if others:
        meant = f"{form.name.kind} {form.name.label}" if others[0].kind != form.name.kind else form.name.label
        other = " or ".join(f"the {o.kind} {o.label}" if o.kind != form.name.kind else o.label for o in others[:3])
        notes.append(f"“{context.words}” may mean several; taken: {meant}, not {other}.")
    elif not form.whole and form.name.kind in (ORGANISATION, SPEAKER):
        notes.append(f"“{context.words}” is read as {form.name.label}.")
    voice = form.name.kind in (ORGANISATION, SPEAKER, ROLE) and not re.search(
        r"\b(?:at|from|by|among|amongst|in)\s+(?:the\s+)?$", context.before, re.I
    )
    return Named(form.name, context.words, context.start, context.end, voice, " ".join(notes), soft), ""


def _others(ranked: Sequence[tuple[Form, bool]]) -> list[Name]:
    first = ranked[0][0]
    names = [
        form.name
        for form, _ in ranked[1:]
        if (form.whole == first.whole and form.name.label != first.name.label) or form.name.kind != first.name.kind
    ]
    return list(dict.fromkeys(name for name in names if not (name.kind == INTERVIEW and first.name.kind != INTERVIEW)))


def _kind_order(name: Name, context: _Context) -> int:
    if name.kind == PLACE:
        return 0 if _PLACE_BEFORE.search(context.before) and not re.search(r"\b(?:at|from|of)\s*$", context.before) else 3
    order = {ORGANISATION: 1, SPEAKER: 2, ROLE: 2, INTERVIEW: 6}
    if name.kind == INTERVIEW and (_INTERVIEW_BEFORE.search(context.before) or _INTERVIEW_AFTER.match(context.after)):
        return 0
    return order.get(name.kind, 4)


def _fits(form: Form, context: _Context) -> bool | None:
    """Whether a form is meant as a filter: None if not, else whether it is a soft one."""
    kind = form.name.kind
    unusual = context.typo or (len(context.words) > 3 and context.words.casefold() not in ordinary_words())
    if kind == INSIGHT:
        return False if len(form.keys) >= 3 or context.loose else None
    if kind == INTERVIEW:
        cued = _INTERVIEW_BEFORE.search(context.before) or _INTERVIEW_AFTER.match(context.after)
        identifier = any(c.isdigit() for c in context.words) and any(c.isalpha() for c in context.words)
        return False if cued or identifier or (context.loose and context.several) else None
    if context.loose:
        return False if form.whole or context.capitalised or context.typo or unusual else None
    if kind in (ORGANISATION, SPEAKER):
        if context.topic:
            return None
        plain = all(word in ordinary_words() for word in form.keys) and not context.capitalised
        if form.whole and context.several and (not plain or kind == ORGANISATION):
            return False
        if context.voice and (form.whole or context.capitalised or unusual or _SAYS_AFTER.match(context.after)):
            return False
        return False if context.capitalised or (form.whole and unusual) else None
    if kind == ROLE:
        return False if context.voice and not context.topic else None
    if kind == PLACE:
        if context.several or context.capitalised or unusual:
            return False
        return False if _PLACE_BEFORE.search(context.before) else None
    if _FIELD_BEFORE.search(context.before) or _FIELD_AFTER.match(context.after):
        return False
    return True if context.several and form.whole else None


def _numbered(text: str) -> list[Named]:
    """Insights by number, and interviewers."""
    found = []
    for match in _INSIGHTS.finditer(text):
        numbers = tuple(re.findall(r"\d+", match[1]))
        name = Name(INSIGHT, "insights", "", numbers, " or ".join(f"insight {n}" for n in numbers))
        end = match.start() + len(re.sub(r"(?:\s*(?:,|and|or|&)\s*|\s+)$", "", match[0]))
        found.append(Named(name, text[match.start() : end], match.start(), end))
    for match in _NTH.finditer(text):
        number = str(_ORDINALS.index(match[1].casefold()) + 1)
        found.append(Named(Name(INSIGHT, "insights", "", (number,), f"insight {number}"), match[0], *match.span()))
    if asks := _INTERVIEWERS.search(text) or _ASKING_IS.search(text):
        word = re.search(r"interviewers?", asks[0], re.I)
        start = asks.start() + (word.start() if word else 0)
        end = asks.start() + (word.end() if word else 0)
        found.append(Named(Name(ROLE, "roles", "", ("interviewer",), "interviewers"), text[start:end], start, end, voice=True))
    return found
