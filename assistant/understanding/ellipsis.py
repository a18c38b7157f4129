"""Follow-ups: what a message takes over from the conversation before it, and the question that stands on its own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.understanding.dates import find_date
from assistant.understanding.intents import read_intent
from assistant.understanding.names import Found, Named, NameReader
from assistant.understanding.phrases import add_phrase, regarding, strip_names, subject_of, substitute
from assistant.understanding.words import SAY, content, keys_of, tidy

Kind = Literal["new", "follow_up", "restriction", "more", "correction", "back"]

# A few words without a cue ("funding", "small grants?") take the topic over where they are at least so near to it (cosine of the
# embeddings). Of 40 pairs of a topic and an aspect of it 24 reach this, of 32 with another subject 2.
NEAR_ENOUGH = 0.12
# A question that stands on its own is no more than so many words after "and" or "but" before it counts as complete.
BARE = 3

_NEW = re.compile(
    r"^(?:(?:and\s+|but\s+|ok(?:ay)?[,.]?\s+|now\s+|so\s+)*)(?:by the way|btw|(?:now\s+)?(?:for\s+)?something (?:completely "
    r"|entirely |quite |totally )?(?:different|else)|(?:on\s+)?(?:a|another|different|new|next)\s+(?:different\s+|new\s+"
    r"|other\s+)?(?:note|topic|subject|question)|"
    r"(?:let(?:'s|’s| us)|i(?:'d| would) like to|can we)\s+(?:now\s+)?(?:talk about|turn to|move on(?: to)?"
    r"|change (?:the )?(?:topic|subject)(?: to)?)|changing (?:the )?(?:topic|subject)|different (?:topic|subject|question)"
    r"|new (?:topic|subject|question)|forget (?:that|it|about (?:that|it)))\s*[:,.;–—-]*\s*(?P<rest>.*)$",
    re.I,
)
_BACK = re.compile(
    r"^(?:(?:and|but|ok(?:ay)?|now|so)[, ]+)*(?:(?:let(?:'s|’s| us) )?(?:go |come |get )?back to|return(?:ing)? to|coming back to"
    r"|as (?:for|to))\s+(?:the\s+|what (?:you|they) said about\s+)?(?P<topic>[^:,;?]+?)\s*(?:[:,;–—?]\s*(?P<rest>.*))?$",
    re.I,
)
_CORRECT = re.compile(
    r"^(?:(?:no|nope|sorry|oops|wait|hm+|not (?:that|this|really|quite)|wrong|actually|correction|oh)[,.:;!–—-]*\s+)*"
    r"(?:(?:i|what i|that's not what i|we)\s+(?:actually\s+|really\s+)?(?:mean(?:t)?|was (?:asking about|thinking of|after)"
    r"|wanted(?: to (?:know|ask|say))?(?: about)?|am (?:asking about|interested in))(?:\s+(?:to (?:say|ask)(?: about)?|is"
    r"|was))?\s*[:,]?|make that|i should have said|rather[,:]?|correction[:,]?|not [^,.;]{2,40}[,.;]\s*(?:but"
    r"|rather)?)\s+(?P<rest>.+)$",
    re.I,
)
_NO = re.compile(r"^(?:no|nope|oops|sorry|wait|actually)[,.:;!–—-]+\s*(?:not\s+[^,.;]{2,40}[,.;]\s*)?(?P<rest>.+)$", re.I)
_NOT_BUT = re.compile(r"^(?P<rest>.+?),?\s+(?:and\s+)?not\s+(?P<old>[^,.;?]+)[.?!]*$", re.I)
_MORE = re.compile(
    r"^(?:(?:please|and|ok(?:ay)?|yes|can you|could you|can i|may i|i want|i'd like|let me)[, ]+)*(?:(?:show|give|tell|get|see|have"
    r"|find|read|list|are there|is there|do you have|got|any(?:thing|one|body)?|what|who|some|the|have you|load)\b[ ]*)*(?:me "
    r"|us )?(?:to see |to hear |say |says? )?(?:any |some |the |a few |even |few |two |three |five |ten |\d+ )*"
    r"(?:more|others?|another(?: one)?|further|additional|else|next|rest|remaining|continue|go on|keep going|carry on"
    r"|different ones)(?: ones?)?(?: quotes?| voices?| examples?| evidence| results?| answers?| opinions?| views?| page| people)?"
    r"(?:\s+(?:of (?:that|this|these|those|them|it|the same)|like (?:that|this|these|those)|on (?:that|this|it)|about (?:that|this"
    r"|it)|to (?:that|this|it)|there|did they say|do they say|is there|say(?:s)? (?:about )?(?:that|this|it)))?"
    r"(?P<rest>\s+(?:from|by|in|of|under|since|before|after|at)\s+.+?)?[, ]*(?:please|thanks|thank you)?\s*[?.!…]*$", re.I)  # fmt: skip
_FRESH = re.compile(
    r"[,;]?\s*(?:and\s+|but\s+)?(?:(?:without|no|not)\s+(?:any\s+)?repeat(?:s|ing|ed)(?:\s+(?:quotes?|ones|yourself|them|any(?:thing)?))?"
    r"(?=\W*(?:please\W*)?$)|(?:leave out|skip|without|not|except|excluding|omit|no repeat(?:s|ing)?"
    r"|don['’]t repeat)\s+(?:the ones|the quotes|those|what|ones|anything|quotes)?\s*(?:that\s+)?(?:i(?:'ve|’ve"
    r"| have)?\s+(?:already\s+)?(?:seen|read|had)|(?:you(?:'ve|’ve| have)?\s+)?(?:already\s+)?(?:shown"
    r"|showed)(?: me)?(?: already)?)\s*(?:already|before)?)",
    re.I,
)
_CLEAR = re.compile(
    r"^(?:(?:and|but|ok(?:ay)?|now|please)[, ]+)*(?:without\s+(?:that|this|the|any|those|all)\s*(?:restrictions?|filters?|limits?"
    r"|limitations?)?|(?:remove|drop|clear|forget|lift|take (?:off|away)|undo|reset)\s+(?:that|this|the|all|any|those"
    r"|all the)\s*(?:restrictions?|filters?|limits?|limitations?)|"
    r"(?:in|across|from|among|over)\s+(?:all|every|any)\s+(?:of\s+)?(?:the\s+)?(?:interviews?|organi[sz]ations?|places?|countries"
    r"|people|sources?|insights?|speakers?)|everywhere|anywhere|overall|in general|(?:from\s+)?(?:everyone|everybody|anyone)"
    r"|no filters?|unfiltered)\s*[:,.;!?]*\s*(?P<rest>.*)$",
    re.I,
)
_DROP = re.compile(
    r"^(?:and\s+|but\s+|now\s+)?(?:remove|drop|without|not only|forget|leave out)\s+(?:the\s+)?(?:filter\s+(?:on"
    r"|for)\s+)?(?P<name>[^,;:?]+?)(?:\s+filter)?[.?!]*$",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:and|but|or|so|also|then|ok(?:ay)?|yes|well|now|plus)[,]?\s+)*(?:(?:what|how)\s+(?:about|of)|what if it(?:'s| is)"
    r"|(?:and|but|so|or|also)|same (?:question|thing)\s+(?:for|about|but|in)|(?:the\s+)?same\s+(?:for|in|about|with)"
    r"|do the same (?:for|with))\b[,:]?\s*",
    re.I,
)
_ONLY = re.compile(
    r"^(?:(?:and|but|now|please|ok(?:ay)?)[, ]+)*(?:(?:show|give|keep|take|use)\s+(?:me\s+)?)?(?:only|just|limit(?:ed)?(?: (?:it"
    r"|this|that))? to|restrict(?:ed)?(?: (?:it|this|that))? to|narrow(?: (?:it|this|that))? (?:down )?to|filter (?:by|on"
    r"|for))\b\s*",
    re.I,
)
_SAYS = re.compile(rf"\b{SAY}\b", re.I)
_THEY_SAY = re.compile(
    rf"^(?:what|how)\s+(?:do|did|does|have|has)\s+(?:they|people|interviewees)\s+{SAY}\s+(?:about|on|of)\s+(?P<rest>.+)$", re.I
)
_ALONE = re.compile(
    r"^(?:but |and )?(?P<w>why(?: not| is that| so| do they (?:think|say) (?:so|that|this))?|how(?: so| come| exactly| is that)?"
    r"|who|when|where|since when|for example|for instance|such as|like what|examples?|e\.g\.|really|what for)\s*[?.!]*$",
    re.I,
)
_SUBJECT_PRONOUNS = frozenset("it this that these those they them".split())
_OTHERS = frozenset("its their theirs he she him her his hers there such same former latter instead then".split())
_DETERMINERS = frozenset("the a an my our your it they we he she there people who if when no all this".split())
_QUESTION_WORDS = frozenset(
    "what how why who when where which whose should can could do does did is are was were will would has have whom".split()
)


@dataclass(frozen=True)
class Topic:
    """What a conversation is about.

    Attributes:
        base: The question that opened the topic, with the filters that its words name.
        standalone: The question last searched for.
        followed: Whether that was a follow-up, so that a correction corrects it and not the topic.
    """

    base: str
    standalone: str
    followed: bool = False


@dataclass(frozen=True)
class Resolved:
    """A message as a question that stands on its own.

    Attributes:
        standalone: The question.
        topic: What the conversation is about from now on.
        fresh: Whether nothing may be shown that was shown before.
    """

    kind: Kind
    standalone: str
    topic: Topic
    fresh: bool = False


def resolve(message: str, topic: Topic | None, earlier: Sequence[Topic], names: NameReader, near: Callable[[str, str], float]) -> Resolved:
    """Understand a message in its conversation.

    Args:
        message: As typed, on one line.
        topic: What the conversation is about; None at its beginning.
        earlier: What it was about before, oldest first.
        names: Finds the names of the corpus.
        near: How near two texts are to each other in meaning, from -1 to 1.
    """
    if topic is None:
        return _new(message)
    return _Resolver(topic, earlier, names, near).resolve(message)


def _new(text: str) -> Resolved:
    return Resolved("new", text, Topic(text, text))


class _Resolver:
    def __init__(self, topic: Topic, earlier: Sequence[Topic], names: NameReader, near: Callable[[str, str], float]) -> None:
        self._topic = topic
        self._earlier = earlier
        self._names = names
        self._near = near

    def resolve(self, message: str) -> Resolved:
        for step in (self._opened, self._back, self._more, self._cleared, self._corrected):
            found = step(message)
            if found:
                return found
        fresh = _FRESH.search(message)
        if fresh:
            rest = tidy(_FRESH.sub("", message))
            found = self._continued(rest) if content(rest) or self._found(rest, True).named else None
            return self._again(found or self._same("more"), fresh=True)
        return self._continued(message) or _new(message)

    def _opened(self, message: str) -> Resolved | None:
        match = _NEW.match(message)
        return _new(_sentence(match["rest"])) if match and content(match["rest"]) else None

    def _back(self, message: str) -> Resolved | None:
        match = _BACK.match(message)
        wanted = set(content(match["topic"])) if match else set()
        if not match or not wanted:
            return None
        known = [*self._earlier, self._topic]
        found = next((t for t in reversed(known) if wanted & set(content(t.base))), None)
        if found is None:
            return None
        again = _Resolver(Topic(found.base, found.base), (), self._names, self._near)
        rest = (match["rest"] or "").strip()
        if not content(rest):
            return Resolved("back", found.base, Topic(found.base, found.base))
        continued = again._continued(rest) or again._joined(rest)
        return Resolved("back", continued.standalone, continued.topic)

    def _more(self, message: str) -> Resolved | None:
        match = _MORE.match(message)
        if not match:
            return None
        rest = (match["rest"] or "").strip()
        if not rest:
            return self._same("more", fresh=True)
        found = self._found(rest, True)
        if (found.named or find_date(rest)) and not content(strip_names(rest, found.named, find_date(rest))):
            text = substitute(self._topic.standalone, self._found(self._topic.standalone), rest, found.named, find_date(rest))
            return Resolved("more", text, Topic(self._topic.base, text, self._topic.followed), fresh=True)
        return None

    def _cleared(self, message: str) -> Resolved | None:
        match = _CLEAR.match(message)
        if (match and not content(re.sub(r"^(?:what|how)\s+about\b", "", match["rest"]))) or (match and _LEAD.match(match["rest"])):
            bare = self._without(lambda _: True, date=True)
            rest = match["rest"].strip()
            return bare._continued(rest) or bare._same("restriction") if content(rest) else bare._same("restriction")
        drop = _DROP.match(message)
        if drop:
            names = {n.name.label for n in self._found(drop["name"], True).named}
            said = drop["name"].casefold()
            gone = [n for n in self._found(self._topic.standalone).named if n.name.label in names or said.endswith(n.name.kind)]
            labels = {n.name.label for n in gone}
            return self._without(lambda n: n.name.label in labels, date="date" in said)._same("restriction") if gone else None
        return None

    def _corrected(self, message: str) -> Resolved | None:
        match = _CORRECT.match(message) or _NO.match(message)
        if not match:
            return None
        rest = match["rest"].strip()
        if contrast := _NOT_BUT.match(rest):
            rest = contrast["rest"]
        found = self._found(rest, True)
        date = find_date(rest)
        if (found.named or date) and not content(strip_names(rest, found.named, date)):
            text = substitute(self._topic.standalone, self._found(self._topic.standalone), rest, found.named, date)
            return Resolved("correction", text, Topic(text if not self._topic.followed else self._topic.base, text, self._topic.followed))
        if _complete(rest):
            text = _sentence(rest)
            return Resolved("correction", text, Topic(text, text))
        if self._topic.followed:
            text = regarding(self._topic.base, rest)
            return Resolved("correction", text, Topic(self._topic.base, text, True))
        text = self._swapped(rest)
        return Resolved("correction", text, Topic(text, text))

    def _swapped(self, subject: str) -> str:
        """The question asked with another subject."""
        old = subject_of(self._topic.base)
        subject = subject.strip(" .?!")
        return self._topic.base.replace(old, subject, 1) if old else f"What do people say about {subject}?"

    def _continued(self, message: str) -> Resolved | None:
        """A message that leans on the topic, or None where it stands on its own."""
        rest = _ONLY.sub("", message)
        only = rest != message
        led = _LEAD.match(rest)
        if led:
            rest = rest[led.end() :].strip()
        cued = bool(led) or only
        if alone := _ALONE.match(rest):
            return self._follow(add_phrase(self._topic.base, f"and {alone['w'].casefold()}"))
        intent = read_intent(rest)
        if intent.way in ("who", "disagree", "missing", "count", "compare") and not content(intent.subject) and not intent.phrase:
            return self._way(rest, intent.way)
        by_names = self._restricted(rest, cued)
        if by_names:
            return by_names
        if not content(rest):
            return self._follow(self._topic.base) if _refers(rest) or cued else None
        if _complete(rest):
            if not led and (said := _THEY_SAY.match(rest)):
                return self._they_say(rest) if content(said["rest"]) else self._joined(rest)
            return self._joined(rest) if led or _refers(rest) else None
        few = len(content(rest)) <= BARE and not intent.phrase and intent.way == "find"
        if cued or _refers(rest) or (few and self._near(rest, self._topic.base) >= NEAR_ENOUGH):
            return self._aspect(rest)
        return None

    def _way(self, rest: str, way: str) -> Resolved:
        """Another way of asking about the same: "Who disagrees?", "How many mention it?"."""
        subject = subject_of(self._topic.base)
        text = re.sub(r"\s+(?:it|this|that|them|these|those)(?=\W*$)", "", rest.rstrip(" ?.!"))
        if subject is None:
            return self._follow(f"{_sentence(text)}? (About: {self._topic.base})")
        link = {"disagree": "about", "compare": "on", "missing": "on"}.get(way, "about")
        ends = re.search(r"\b(?:about|on|mention(?:s|ed)?|with|of|to)$", text)
        text = _sentence(f"{text} {subject}?" if ends else f"{text} {link} {subject}?")
        named, date = self._found(self._topic.base).named, find_date(self._topic.base)
        missing = [n for n in named if n.words not in text]
        missed = date if date and not find_date(text) else None
        return self._follow(substitute(text, self._found(text), self._topic.base, missing, missed))

    def _restricted(self, rest: str, cued: bool) -> Resolved | None:
        """Names and nothing else: they restrict the topic, or replace what restricted it."""
        date = find_date(rest)
        found = self._found(rest, loose=False)
        if not found.named and not date:
            found = self._found(rest, loose=True) if cued or len(keys_of(rest)) <= 5 else found
        if not (found.named or date) or content(strip_names(rest, found.named, date)):
            loose = self._found(rest, loose=True)
            if not (loose.named or date) or content(strip_names(rest, loose.named, date)) or len(keys_of(rest)) > 8:
                return None
            found = loose
        asked = self._topic.base if _SAYS.search(rest) else self._topic.standalone
        text = substitute(asked, self._found(asked), rest, found.named, date)
        base = substitute(self._topic.base, self._found(self._topic.base), rest, found.named, date)
        return Resolved("restriction", text, Topic(base, text, True))

    def _joined(self, rest: str) -> Resolved:
        """A full question that speaks of the topic as "it", or after "and"."""
        subject = subject_of(self._topic.base)
        text = _sentence(rest)
        if subject:
            swapped = _put(subject, text)
            if swapped:
                return self._follow(swapped)
        return self._follow(f"{text.rstrip(' .!')} (About: {self._topic.base})")

    def _they_say(self, rest: str) -> Resolved:
        """Another subject, the same people: "What do they say about housing?"."""
        named, date = self._found(self._topic.standalone).named, find_date(self._topic.standalone)
        own = self._found(rest).named
        kept = [n for n in named if n.name.kind not in {o.name.kind for o in own}]
        text = substitute(_sentence(rest), self._found(rest), self._topic.standalone, kept, None if find_date(rest) else date)
        return Resolved("follow_up", text, Topic(text, text))

    def _aspect(self, rest: str) -> Resolved:
        found, date = self._found(rest), find_date(rest)
        base = self._topic.base
        if found.named or date:
            bare = strip_names(rest, found.named, date)
            base = substitute(base, self._found(base), rest, found.named, date)
            rest = bare or rest
        return Resolved("follow_up", regarding(base, rest), Topic(base, regarding(base, rest), True))

    def _follow(self, text: str) -> Resolved:
        return Resolved("follow_up", text, Topic(self._topic.base, text, True))

    def _same(self, kind: Kind, fresh: bool = False) -> Resolved:
        return Resolved(kind, self._topic.standalone, self._topic, fresh)

    @staticmethod
    def _again(resolved: Resolved, fresh: bool) -> Resolved:
        return Resolved(resolved.kind, resolved.standalone, resolved.topic, fresh)

    def _without(self, unwanted: Callable[[Named], bool], date: bool) -> "_Resolver":
        base, standalone = (
            strip_names(text, [n for n in self._found(text).named if unwanted(n)], find_date(text) if date else None)
            for text in (self._topic.base, self._topic.standalone)
        )
        return _Resolver(Topic(base, standalone, self._topic.followed), self._earlier, self._names, self._near)

    def _found(self, text: str, loose: bool = False) -> Found:
        return self._names.read(text, loose)


def _complete(text: str) -> bool:
    """Whether a text is a question of its own: it begins as questions do and has a subject."""
    keys = keys_of(text)
    return len(keys) > BARE and keys[0] in _QUESTION_WORDS and bool(content(text))


def _refers(text: str) -> bool:
    """Whether a pronoun stands for something that is not in the text."""
    keys = keys_of(text)
    for at, key in enumerate(keys):
        following = keys[at + 1] if at + 1 < len(keys) else ""
        before = content(" ".join(keys[:at])) or (at and "who" in keys[:at])
        if key in ("that", "this", "these", "those"):
            ends = not following or following in (
                "in",
                "for",
                "to",
                "with",
                "and",
                "or",
                "be",
                "is",
                "are",
                "happen",
                "work",
                "at",
                "from",
                "by",
            )
            if key in ("those", "that") and following in ("who", "which", "whom"):
                continue
            if ends or (not before and following not in _DETERMINERS):
                return True
        elif ((key in _SUBJECT_PRONOUNS or key in _OTHERS) and not before) or (
            key in ("it", "them", "there", "so") and not following and len(content(" ".join(keys[:at]))) <= 2 and "who" not in keys[:at]
        ):
            return True
    return False


def _put(subject: str, text: str) -> str | None:
    """A question with its pronoun replaced by what it stands for."""
    for pattern in (r"\b(?:it|this|that)\b(?!\s+(?:restriction|is|who))", r"\b(?:them|these|those)\b(?!\s+who)"):
        found = re.search(pattern, text, re.I)
        if found:
            put = subject if found.start() else subject[:1].upper() + subject[1:]
            return tidy(text[: found.start()] + put + text[found.end() :])
    return None


def _sentence(text: str) -> str:
    text = tidy(text)
    return text[:1].upper() + text[1:]
