"""Ways of asking: what shape of answer a question wants. What is no known way is a search for evidence."""

import re
from typing import Literal

from assistant.understanding.words import SAY, content
from corpus.models import Frozen

Way = Literal["find", "compare", "count", "who", "exact", "summary", "missing", "disagree"]
Unit = Literal["people", "interviews", "organisations", "times", "quotes"]

_ABOUT = r"(?:about|on|of|regarding|concerning|around|as to|with regard to|when it comes to|over)"
_PLEASE = re.compile(
    r"^(?:(?:please|hey|hi|hello|ok(?:ay)?|so|and|well|now|kindly)[,!.]?\s+)*(?:(?:can|could|would"
    r"|will)\s+you\s+(?:please\s+)?)?(?:i(?:'d| would) like (?:to know|you to)\s+|i want to know\s+|do you know\s+)?",
    re.I,
)
_QUOTED = re.compile(r"[“„\"«]\s*([^”“\"«»]{2,300}?)\s*[”“\"»]")
_SINGLE = re.compile(r"(?<![\w])['‘]([^'’‘]{2,200}(?:['’]\w[^'’‘]*)*)['’](?!\w)")
_EXACT = re.compile(
    r"^(?:(?:give|show|tell|find|get)\s+(?:me\s+|us\s+)?|what\s+(?:are|were)\s+|search(?:\s+for)?\s+|look\s+for\s+)?"
    r"(?:the\s+|all\s+|their\s+)*(?:(?:quotes?|passages?|sentences?|turns?|places?)\s+(?:with|containing|that (?:contain|say|use)"
    r"|where .{0,30}?(?:says?|said|uses?|used))\s+)?(?:the\s+)?"
    r"(?:exact|verbatim|literal|precise)\s*(?:words?|phrases?|wording|quotes?|match|expressions?)?"
    r"(?P<link>\s*[:–—-]\s*|\s+(?:on|about|of|for|with|saying|where|containing|used (?:on|about|for))\s+|\s+)(?P<rest>.+)$",
    re.I,
)
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("organisations", r"organi[sz]ations?|orgs?|charities|companies|ngos|foundations|enterprises"),
    ("interviews", r"interviews?|conversations?|transcripts?|sources?|files?|documents?|meetings?"),
    ("quotes", r"quotes?|turns?|passages?|answers?|quotations?|statements?"),
    ("people", r"interviewees?|people|persons?|participants?|respondents?|speakers?|voices?|individuals?|folks|of them|of the people"),
)
_UNIT = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _UNITS)
_HOW_MANY = (
    r"(?:how\s+many|count(?:\s+up)?(?:\s+(?:how\s+many|the\s+number\s+of|the|all))?|(?:what\s+is\s+|what's\s+"
    r"|give\s+me\s+)?(?:the\s+)?(?:total\s+)?number\s+of|(?:in\s+)?how\s+many\s+of)"
)
_MENTION = (
    r"(?:(?:have|has|had|do|did|does|are|were|ever|actually|explicitly|also)\s+)*"
    r"(?:mention(?:s|ed|ing)?|talk(?:s|ed|ing)?\s+(?:about|of)|sp(?:eak|eaks|oke|oken|eaking)\s+(?:about|of)|discuss(?:es|ed|ing)?"
    r"|raise[sd]?|raising"
    r"|bring(?:s|ing)?\s+up|brought\s+up|refer(?:s|red|ring)?\s+to|name[sd]?|naming|us(?:e|es|ed|ing)\s+(?:the\s+)?(?:words?|terms?"
    r"|phrases?)|say(?:s|ing)?(?:\s+the\s+words?|\s+something\s+(?:about|on)|\s+anything\s+(?:about|on))?|said"
    r"|contain(?:s|ed|ing)?|include[sd]?|touch(?:es|ed)?\s+(?:on|upon)|cite[sd]?|address(?:es|ed)?|cover(?:s|ed)?)"
)
_COUNT = re.compile(
    rf"^{_HOW_MANY}\s+(?:of\s+)?(?:the\s+|our\s+|different\s+|all\s+)*(?:{_UNIT}|(?P<other>[\w’' -]{{2,60}}?))\s+(?:(?:in|from|at"
    rf"|since|before|after|until|between|during|with|by|working|serving)\s+[^?]{{2,60}}?\s+)?(?:that\s+|who\s+"
    rf"|which\s+)?{_MENTION}\s*(?P<subject>.*)$",
    re.I,
)
_HOW_MANY_MENTION = re.compile(rf"^how\s+many\s+(?:of\s+(?:them|those|these)\s+)?{_MENTION}\s+(?P<subject>.+)$", re.I)
_IN_HOW_MANY = re.compile(
    rf"^in\s+how\s+many\s+(?:of\s+)?(?:the\s+|our\s+)*(?:{_UNIT})\s+(?:is|are|was|were|do|does|did|has|have"
    rf"|can)\s+(?P<subject>.+?)(?:\s+(?:been\s+)?(?:mentioned|discussed|raised|named|said|come up|comes up|used|found|appears?"
    rf"|occurs?|brought up|talked about))?\s*$",
    re.I,
)
_TIMES = re.compile(
    r"^(?:how\s+(?:often|many\s+times|frequently)|count\s+(?:the\s+)?(?:mentions|occurrences)\s+of"
    r"|(?:the\s+)?number\s+of\s+(?:mentions|occurrences|times)(?:\s+of)?)\s*"
    r"(?:(?:is|are|was|were|do|does|did|has|have)\b)?\s*(?:the\s+(?:words?|phrases?|terms?)\s+)?(?P<subject>.+?)"
    r"(?P<said>\s+(?:been\s+)?(?:mentioned|said|used|come up|comes up|came up|raised|named|discussed|occur|occurs|appear|appears"
    r"|brought up|talked about))?\s*$",
    re.I,
)
_THEY_SAY = re.compile(rf"^(?:they|people|interviewees|speakers|participants|anyone|anybody|we)\s+{_MENTION}\s*", re.I)
_HOW_MANY_THERE = re.compile(
    rf"^how\s+many\s+(?:different\s+)?(?:{_UNIT})\s*(?:are\s+there|do\s+(?:you|we|i)\s+have|are\s+in(?:cluded)?\b.*|were\s+(?:there"
    rf"|interviewed))?(?P<rest>.*)$",
    re.I,
)
_AND = r"(?:\s*,?\s+(?:and|with|to|against|versus|vs\.?|v\.)\s+)"
_COMPARE = (
    re.compile(
        rf"^(?:compar(?:e|ing)|contrast(?:ing)?|(?:a\s+)?comparison\s+(?:of|between))\s+(?:what\s+|how\s+|the\s+views?\s+of\s+"
        rf"|views\s+of\s+|the\s+)*(?P<sides>.+?)(?:\s+(?:{_ABOUT}|in\s+terms\s+of|{SAY}(?:\s+{_ABOUT})?|see"
        rf"|view)\s+(?P<subject>.+))?$", re.I),
    re.compile(
        rf"^(?:what(?:'s|’s|\s+is|\s+are)\s+)?(?:the\s+|any\s+)*(?:differences?|contrasts?)\s+between\s+(?:what\s+|how\s+"
        rf"|the\s+)*(?P<sides>.+?)(?:\s+(?:{_ABOUT}|in\s+terms\s+of|{SAY}(?:\s+{_ABOUT})?|see|view|when\s+\w+ing"
        rf"|in\s+how\s+they)\s+(?P<subject>.+))?$", re.I),
    re.compile(
        rf"^(?:how|where|in\s+what\s+ways?|why)\s+(?:do|does|did|would)\s+(?P<sides>.+?)\s+(?:differ|disagree|diverge|agree|compare"
        rf"|vary|part\s+ways)(?:\s+(?:with\s+each\s+other|from\s+each\s+other|from\s+one\s+another|in\s+their\s+(?:views?|opinions?"
        rf"|thinking)))?(?:\s+(?:{_ABOUT}|in|in\s+terms\s+of|when\s+it\s+comes\s+to)\s+(?P<subject>.+))?$", re.I),
    re.compile(rf"^(?:do|does|did)\s+(?P<sides>.+?)\s+(?:differ|disagree|agree)\s+(?:{_ABOUT}|in)\s+(?P<subject>.+)$", re.I),
    re.compile(
        rf"^what\s+(?:do|does|did)\s+(?P<first>.+?)\s+{SAY}\s+{_ABOUT}\s+(?P<subject>.+?),?\s+(?:compared\s+(?:to|with)|versus"
        rf"|vs\.?|as\s+opposed\s+to|in\s+contrast\s+(?:to|with))\s+(?P<second>.+)$", re.I),
    re.compile(
        rf"^(?:what\s+(?:do|does|did)\s+)?(?P<sides>.+?\s(?:versus|vs\.?|v\.|compared\s+(?:to|with)"
        rf"|as\s+opposed\s+to)\s.+?)(?:\s*[:,]|\s+(?:{_ABOUT}|{SAY}(?:\s+{_ABOUT})?))\s+(?P<subject>.+)$", re.I),
    re.compile(r"^(?P<sides>.+?\s(?:versus|vs\.?|compared\s+(?:to|with))\s.+)$", re.I),
    re.compile(r"^(?P<subject>.+?)\s*[:,–—-]\s*(?P<sides>.+?\s(?:versus|vs\.?)\s.+)$", re.I),
)  # fmt: skip
_SIDES = re.compile(r"\s*,?\s+(?:versus|vs\.?|v\.|and|with|to|against|compared\s+(?:to|with)|as\s+opposed\s+to|from)\s+|\s*,\s*", re.I)
_STRONG_SIDES = re.compile(r"\s*,?\s+(?:versus|vs\.?|v\.|compared\s+(?:to|with)|as\s+opposed\s+to)\s+", re.I)
_SUMMARY = re.compile(
    r"^(?:(?:give|write|show|make)\s+(?:me\s+|us\s+)?(?:an?\s+|the\s+)?(?:short\s+|brief\s+|quick\s+)?)?(?:summar(?:y|ies)"
    r"|summari[sz]e|sum\s+up|overview|gist|recap|digest|main\s+points|key\s+(?:points|quotes|messages|takeaways)"
    r"|strongest\s+(?:quotes|points)|highlights|the\s+(?:gist|main\s+points|key\s+(?:points|quotes|messages|takeaways)"
    r"|strongest\s+(?:quotes|points)|highlights))\b"
    r"(?:\s+(?:of|from|in|for))?\s*(?P<rest>.*)$|^what\s+(?:are|were)\s+the\s+(?:main|key|strongest|most\s+important)\s+(?:points"
    r"|quotes|messages|takeaways|things|statements)\s+(?:of|from|in|by|made\s+by)\s*(?P<rest2>.*)$"
    r"|^what\s+is\s+(?P<rest3>(?:the\s+)?interview\s+.*)\s+about$|^what\s+did\s+(?P<rest4>.+?)\s+say\s+(?:overall|in\s+(?:short"
    r"|brief|a\s+nutshell|general|sum|total))$",
    re.I,
)
_MISSING = re.compile(
    r"^(?:what(?:'s|’s|\s+is|\s+are)?\s+(?:is\s+)?(?:still\s+|really\s+)?(?:missing|absent|lacking|not\s+(?:said|covered|mentioned"
    r"|discussed|there|talked\s+about))"
    r"|(?:what|which\s+\w+)\s+(?:(?:do|does|did|has|have)\s+)?(?:nobody|no\s+one|no-one|none\s+of\s+(?:them|the\s+\w+))\s+(?:has\s+"
    r"|have\s+)?(?:ever\s+)?"
    + SAY
    + r"|what\s+(?:don['’]t|do\s+not|didn['’]t|did\s+not|doesn['’]t)\s+(?:we\s+know|they\s+(?:say|mention|talk\s+about|discuss)"
    r"|people\s+(?:say|mention|talk\s+about|discuss)|the\s+interviews?\s+(?:say|mention|cover|tell(?:\s+us)?)|interviewees\s+(?:say"
    r"|mention|talk\s+about|discuss))"
    r"|where\s+(?:is|are|does)\s+the\s+(?:evidence|interviews?|corpus|gaps?)\s*(?:thin|weak|silent|missing|fall\s+short)?"
    r"|(?:what\s+are\s+|which\s+are\s+|show\s+(?:me\s+)?|find\s+)?(?:the\s+|any\s+)?(?:gaps|blind\s+spots|holes)"
    r"|who\s+(?:is|are|was|stays?|stayed)\s+silent|who\s+(?:says|said)\s+nothing|who\s+(?:has|have)\s+not\s+(?:said|mentioned"
    r"|spoken|talked)|which\s+(?:insights?|voices|organi[sz]ations?|perspectives?)\s+(?:are|is)\s+(?:silent|missing|absent"
    r"|not\s+heard))"
    rf"\s*(?:in\s+what\s+(?:they|people)\s+say\s+|from\s+what\s+(?:they|people)\s+say\s+|in\s+the\s+(?:interviews?|evidence|corpus"
    rf"|discussion|data)\s+)?(?:{_ABOUT}|from|in|with|when\s+it\s+comes\s+to|for)?\s*(?P<subject>.*)$",
    re.I,
)
_DISAGREE = re.compile(
    r"^(?:(?:but\s+)?who\s+(?:disagrees?|disagreed|objects?|objected|contradicts?|dissents?|opposes?|sees?\s+(?:it|this|that"
    r"|things)\s+differently|thinks?\s+(?:otherwise|differently)|is\s+against|would\s+disagree|doesn['’]t\s+agree"
    r"|does\s+not\s+agree|says?\s+(?:otherwise|the\s+opposite))"
    r"|(?:does|did|do|would)\s+(?:anyone|anybody|someone|somebody|any\s+of\s+them|any\w*\s+\w+)\s+(?:disagree|object|see\s+(?:it"
    r"|this|that)\s+differently|contradict|oppose|think\s+(?:otherwise|differently)|say\s+(?:otherwise|the\s+opposite))"
    r"|(?:is|are|was|were)\s+there\s+(?:any\s+|some\s+|an?\s+)*(?:counter[- ]?(?:evidence|examples?|arguments?)|disagreements?"
    r"|dissent\w*|objections?|critics?|criticism|other\s+(?:views?|opinions?|side)|another\s+(?:view|side|opinion)"
    r"|opposing\s+(?:views?|voices?)|contrary\s+\w+)"
    r"|(?:show|give|find|tell)?\s*(?:me\s+|us\s+)?(?:the\s+|any\s+|some\s+)?(?:counter[- ]?(?:evidence|examples?|arguments?)"
    r"|opposing\s+(?:views?|voices?|quotes?)|dissent\w*\s*(?:views?|voices?|opinions?)?|objections?|criticisms?|the\s+other\s+side"
    r"|other\s+side)"
    r"|what\s+(?:speaks|spoke|argues|argued|counts)\s+against|what\s+(?:do|are)\s+(?:the\s+)?(?:critics|objections"
    r"|counter[- ]?arguments|counter[- ]?examples|downsides)(?:\s+say)?|what\s+about\s+(?:the\s+)?(?:critics|other\s+side"
    r"|disagreement)|on\s+the\s+other\s+hand|any(?:one|body)?\s+(?:disagree(?:s|ment)?|objections?|against(?:\s+it)?))"
    rf"(?=\W|$)\s*(?:with|to|{_ABOUT}|that|against)?\s*(?P<subject>.*)$", re.I)  # fmt: skip
_WHO = re.compile(
    rf"^(?:who|which\s+(?P<group>[\w’' -]{{2,40}}?)|whose\s+words)\s+(?:else\s+|exactly\s+|actually\s+|all\s+|first\s+)?(?:(?:has"
    rf"|have|had|is|are|was|were|did|do|does)\s+)?(?:also\s+|ever\s+|explicitly\s+|actually\s+)?(?:{SAY}|talking)(?:\s+(?:anything"
    rf"|something|most|a\s+lot))?\s*(?:{_ABOUT}|that|to|up)?\s*(?P<subject>.*)$",
    re.I,
)
_NAMES_OF = re.compile(
    rf"^(?:list|name|show(?:\s+me)?|tell\s+me)\s+(?:everyone|everybody|all\s+(?:those|people|interviewees|speakers)"
    rf"|(?:the\s+)?(?:people|interviewees|speakers|voices))\s+(?:who|that)\s+{SAY}\s*(?:{_ABOUT}|that)?\s*(?P<subject>.+)$",
    re.I,
)


class Intent(Frozen):
    """A way of asking and its parts, all words of the question.

    Attributes:
        subject: What it is about, without the words that ask; the whole question for "find".
        phrase: Words that have to stand exactly so.
        sides: What is compared, two or more.
        unit: What is counted.
        group: Whose mentions are counted or listed, where that is no unit ("founders").
        quoted: Whether the phrase stood in quotation marks or behind a colon.
    """

    way: Way = "find"
    subject: str = ""
    phrase: str = ""
    sides: tuple[str, ...] = ()
    unit: Unit = "people"
    group: str = ""
    quoted: bool = False


def read_intent(question: str) -> Intent:
    """The way in which a question asks."""
    text = _PLEASE.sub("", question).strip().rstrip(" ?.!").strip()
    quoted = _QUOTED.search(text) or _SINGLE.search(text)
    for reader in (_exact, _count, _compare, _missing, _disagree, _summary, _who):
        found = reader(text, quoted[1] if quoted else "")
        if found:
            return found
    return Intent(subject=question, phrase=quoted[1] if quoted else "")


def _exact(text: str, quoted: str) -> Intent | None:
    match = _EXACT.match(text)
    if match:
        phrase = quoted or match["rest"].strip(" ?.“”\"'")
        return Intent(way="exact", subject=phrase, phrase=phrase, quoted=bool(quoted) or ":" in match["link"])
    outside = _QUOTED.sub(" ", text) if quoted else text
    if quoted and not content(outside) and not re.match(r"(?:how\s+(?:many|often)|who|in\s+how|count|number)", outside.strip(), re.I):
        return Intent(way="exact", subject=quoted, phrase=quoted, quoted=True)
    return None


def _count(text: str, quoted: str) -> Intent | None:
    match = _TIMES.match(text)
    if match and (match["said"] or _THEY_SAY.match(match["subject"]) or not text.casefold().startswith("how")):
        subject = _THEY_SAY.sub("", match["subject"])
        return Intent(way="count", unit="times", subject=_bare(quoted or subject), phrase=quoted, quoted=bool(quoted))
    match = _COUNT.match(text) or _IN_HOW_MANY.match(text) or _HOW_MANY_MENTION.match(text)
    if match:
        groups = match.groupdict()
        unit = next((unit for unit, _ in _UNITS if groups.get(unit)), "people")
        subject = _bare(quoted or groups["subject"])
        if not subject:
            return None
        return Intent(
            way="count", unit=unit, subject=subject, phrase=quoted, quoted=bool(quoted), group=(groups.get("other") or "").strip()
        )
    match = _HOW_MANY_THERE.match(text)
    if match and not content(match["rest"]):
        return Intent(way="count", unit=next(unit for unit, _ in _UNITS if match[unit]), subject="")
    return None


def _compare(text: str, quoted: str) -> Intent | None:
    for pattern in _COMPARE:
        match = pattern.match(text)
        if not match:
            continue
        parts = match.groupdict()
        named = [parts["first"], parts["second"]] if parts.get("first") else _split_sides(parts["sides"])
        sides = tuple(_side(side) for side in named if side and _side(side))
        if len(sides) >= 2:
            return Intent(way="compare", sides=sides, subject=(parts.get("subject") or "").strip())
    return None


def _split_sides(text: str) -> list[str]:
    strong = _STRONG_SIDES.split(text)
    return strong if len(strong) > 1 else _SIDES.split(text)


def _side(text: str) -> str:
    text = re.sub(r"^(?:what\s+|how\s+|both\s+|between\s+|the\s+views?\s+of\s+|views?\s+(?:of|from)\s+)+", "", text.strip(), flags=re.I)
    return re.sub(rf"\s+(?:{SAY}|see|view|differ|each)\b.*$", "", text, flags=re.I).strip(" ,:")


def _missing(text: str, quoted: str) -> Intent | None:
    match = _MISSING.match(text)
    return Intent(way="missing", subject=_bare(match["subject"])) if match else None


def _disagree(text: str, quoted: str) -> Intent | None:
    match = _DISAGREE.match(text)
    return Intent(way="disagree", subject=_bare(match["subject"])) if match else None


def _summary(text: str, quoted: str) -> Intent | None:
    match = _SUMMARY.match(text)
    if not match:
        return None
    rest = next((part for part in match.groups() if part), "")
    return Intent(way="summary", subject=_bare(rest))


def _who(text: str, quoted: str) -> Intent | None:
    match = _WHO.match(text) or _NAMES_OF.match(text)
    if not match:
        return None
    group = (match.groupdict().get("group") or "").strip()
    return Intent(way="who", subject=_bare(quoted or match["subject"]), phrase=quoted, quoted=bool(quoted), group=group)


def _bare(text: str) -> str:
    text = re.sub(r"^(?:the\s+)?(?:words?|terms?|phrases?)\s+(?=[\w“\"'‘])", "", text.strip(), flags=re.I)
    return text.strip(" ?.,:;“”\"'‘’")
