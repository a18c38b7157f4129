"""Quotes that speak against the others: found by what they say of the subject itself, and only where that is plain.

A word of contrast alone is no contradiction ("but" stands everywhere). A quote counts where a sentence of it that holds words of
the question also judges, for or against, the other way than most others do, or says in so many words that it disagrees.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from assistant.answer import CounterQuote
from corpus.quote import Quote
from index.analysis import fold, terms
from index.sentences import sentence_spans

# Quotes that must judge the one way before another one contradicts them, and judging words that it takes to contradict.
MAJORITY = 2
CONTRADICTS = 2
_FOR = frozenset(
    terms(
        """help helps helped useful essential vital crucial important valuable success successful succeed works worked benefit benefits
        effective enable enables enabled strengthen strengthens stronger allow allows allowed best worth improve improves improved
        powerful necessary sustain accelerate unlock thrive grow grew gain gained lasts"""
    )
)
_AGAINST = frozenset(
    terms(
        """fail fails failed failure worse worst wrong harm harms harmed harmful problems risk risky dangerous danger useless waste wasted
        hurt hurts damage damages damaged impossible undermine undermines weaken weakens distraction burden mistake trap collapse
        collapsed lose lost corrupt corruption backfire backfired overrated chaos misuse misused disaster myth destroy destroyed"""
    )
)
_NEGATIONS = frozenset(
    "not no never nobody none nothing neither nor hardly barely rarely without cannot cant dont doesnt didnt isnt wasnt wont arent "
    "werent couldnt wouldnt".split()
)
_DISAGREES = re.compile(
    r"\b(?:i|we)\s+(?:strongly |really |completely |totally |do )?(?:disagree|do not agree|don['’]t agree|am not convinced"
    r"|are not convinced|doubt|am sceptical|am skeptical|am against|do not believe|don['’]t believe|don['’]t think|do not think)\b"
    r"|\bthat(?:['’]s| is) (?:simply |just )?not (?:true|right|how)\b|\bnot everyone agrees\b|\bcontrary to\b|\bis a myth\b"
    r"|\bthe opposite is true\b|\bon the contrary\b",
    re.I,
)
_QUALIFIES = re.compile(
    r"\bnot (?:always|everywhere|enough|necessarily|a panacea|the (?:whole )?answer|a silver bullet|sufficient|for everyone"
    r"|every)\b|\bon the other hand\b|\bhaving said that\b|\bthat said\b|\bthere(?:['’]s| is) a (?:downside|danger|risk|limit|catch"
    r"|cost)\b"
    r"|\bthe (?:downside|danger|trouble|problem) (?:is|with|of)\b|\bonly works? (?:if|when|where)\b|\bdoes(?:n['’]t"
    r"| not) (?:always )?work\b|\bdid(?:n['’]t| not) work\b|\bcomes at a (?:price|cost)\b|\bbe careful (?:with|about)\b"
    r"|\b(?:however|yet),? .{0,60}\bnot\b",
    re.I,
)

# A sentence that goes on about what the one before it spoke of.
_CARRIES_ON = re.compile(r"(?:it|that|this|they|these|those)\b", re.I)


class Judgement(NamedTuple):
    """How a quote judges the subject: 1 for, -1 against, 0 not plainly; with the words that tell."""

    side: int
    cue: str
    kind: Literal["contradicts", "qualifies"] | None


def judge(quote: Quote, subject: frozenset[str]) -> Judgement:
    """Read what the sentences of a quote that hold words of the subject say of it."""
    found: list[tuple[str, int]] = []
    cue, kind = "", None
    for sentence in _sentences(quote, subject):
        disagrees, qualifies = _DISAGREES.search(sentence), _QUALIFIES.search(sentence)
        if (disagrees or qualifies) and not cue:
            cue, kind = (disagrees[0], "contradicts") if disagrees else (qualifies[0] if qualifies else "", "qualifies")
        found += _judging(sentence, subject)
    total = sum(side for _, side in found)
    side = -1 if kind else (total > 0) - (total < 0)
    agree = bool(found) and all(s == side for _, s in found)
    words = ", ".join(word for word, _ in found) if agree and len(found) >= CONTRADICTS else ""
    return Judgement(side, cue or words, kind)  # type: ignore[arg-type]


def counter_quotes(shown: Sequence[Quote], candidates: Sequence[Quote], subject: Sequence[str]) -> list[CounterQuote]:
    """The candidates that speak against most of the quotes shown; none where the shown ones take no side.

    Args:
        shown: The quotes of the answer.
        candidates: Quotes on the subject, best first; shown ones may be among them.
        subject: Stems of what was asked.
    """
    words = frozenset(subject)
    sides = [judge(quote, words).side for quote in shown] if words else []
    pro, con = sides.count(1), sides.count(-1)
    if max(pro, con) < MAJORITY or pro == con:
        return []
    majority = 1 if pro > con else -1
    found = []
    for quote in candidates:
        judgement = judge(quote, words)
        if judgement.side == -majority and judgement.cue:
            found.append(CounterQuote(quote=quote, cue=judgement.cue, reason=judgement.kind or "contradicts"))
    return found


def _sentences(quote: Quote, subject: frozenset[str]) -> Iterator[str]:
    """The sentences of a quote that speak of the subject: they hold two of its words, or one where they say that they disagree."""
    needed = min(2, len(subject))
    spoken_of = False
    for span in sentence_spans(quote.text):
        sentence = quote.text[span.start : span.end]
        held = len(subject & set(terms(sentence)))
        if held >= needed or (held and _DISAGREES.search(sentence)) or (spoken_of and _CARRIES_ON.match(sentence)):
            spoken_of = True
            yield sentence


def _judging(sentence: str, subject: frozenset[str]) -> list[tuple[str, int]]:
    """The judging words of a sentence, each with its side; a negation up to three words before turns it."""
    words = [(raw, fold(raw).replace("'", "")) for raw in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", sentence)]
    found = []
    for at, (raw, word) in enumerate(words):
        stem = (terms(word) or [""])[0]
        side = 0 if stem in subject else 1 if stem in _FOR else -1 if stem in _AGAINST else 0
        if side:
            turned = any(before in _NEGATIONS for _, before in words[max(0, at - 3) : at])
            found.append((raw, -side if turned else side))
    return found
