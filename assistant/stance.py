"""Quotes that speak against the others: found by what they say of the subject itself, and only where that is plain.

A word of contrast alone is no contradiction ("but" stands everywhere). A quote counts where a sentence of it that holds words of
the question also judges, for or against, the other way than most others do, or says in so many words that it disagrees.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from assistant.answer import CounterQuote
from corpus.quote import Quote
from index.analysis import fold, terms
from index.sentences import sentence_spans

# How plainly a sentence must judge, and how many quotes must judge the other way.
PLAIN = 1
MAJORITY = 2
_FOR = frozenset(
    terms(
        "help helps helped useful good great better best essential vital crucial important valuable success successful succeed works worked "
        "benefit benefits effective possible enable enables enabled strengthen strengthens stronger allow allows allowed free freedom "
        "trust love worth improve improves improved right powerful necessary need key sustain accelerate unlock thrive grow grew gain gained"
    )
)
_AGAINST = frozenset(
    terms(
        "fail fails failed failure bad worse worst wrong harm harms harmed harmful problem problems risk risky dangerous danger useless waste "
        "wasted hurt hurts damage damages damaged impossible undermine undermines weaken weakens distract distraction burden mistake trap "
        "collapse collapsed slow slows slowed lose lost expensive corrupt corruption hate reject rejected backfire backfired overrated "
        "chaos misuse misused disaster myth naive destroy destroyed stall stalled suffer suffered"
    )
)
_NEGATIONS = frozenset("not no never nobody none nothing neither nor hardly barely rarely without cannot cant dont doesnt didnt isnt wasnt wont arent werent couldnt wouldnt".split())  # fmt: skip
_DISAGREES = re.compile(
    r"\b(?:i|we)\s+(?:strongly |really |completely |totally |do )?(?:disagree|do not agree|don['’]t agree|am not convinced|are not convinced|doubt|am sceptical|am skeptical|am against|do not believe|don['’]t believe|don['’]t think|do not think)\b"
    r"|\bthat(?:['’]s| is) (?:simply |just )?not (?:true|right|how)\b|\bnot everyone agrees\b|\bcontrary to\b|\bis a myth\b|\bthe opposite is true\b|\bon the contrary\b", re.I)  # fmt: skip
_QUALIFIES = re.compile(
    r"\bnot (?:always|everywhere|enough|necessarily|a panacea|the (?:whole )?answer|a silver bullet|sufficient|for everyone|every)\b|\bon the other hand\b|\bhaving said that\b|\bthat said\b|\bthere(?:['’]s| is) a (?:downside|danger|risk|limit|catch|cost)\b"
    r"|\bthe (?:downside|danger|trouble|problem) (?:is|with|of)\b|\bonly works? (?:if|when|where)\b|\bdoes(?:n['’]t| not) (?:always )?work\b|\bdid(?:n['’]t| not) work\b|\bcomes at a (?:price|cost)\b|\bbe careful (?:with|about)\b|\b(?:however|yet),? .{0,60}\bnot\b", re.I)  # fmt: skip


class Judgement(NamedTuple):
    """How a quote judges the subject: 1 for, -1 against, 0 not plainly; with the words that tell."""

    side: int
    cue: str
    kind: Literal["contradicts", "qualifies"] | None


def judge(quote: Quote, subject: frozenset[str], language: str = "en") -> Judgement:
    """Read what the sentences of a quote that hold words of the subject say of it."""
    total, cue, kind = 0, "", None
    for span in sentence_spans(quote.text, language):
        sentence = quote.text[span.start : span.end]
        if not subject & set(terms(sentence)):
            continue
        disagrees = _DISAGREES.search(sentence)
        qualifies = _QUALIFIES.search(sentence)
        if disagrees and not cue:
            cue, kind = disagrees[0], "contradicts"
        elif qualifies and not cue:
            cue, kind = qualifies[0], "qualifies"
        total += _polarity(sentence, subject)
    side = 1 if total >= PLAIN else -1 if total <= -PLAIN else 0
    return Judgement(-1 if kind else side, cue, kind)


def counter_quotes(shown: Sequence[Quote], candidates: Sequence[Quote], subject: Sequence[str]) -> list[CounterQuote]:
    """The candidates that speak against most of the quotes shown; none where the shown ones take no side.

    Args:
        shown: The quotes of the answer.
        candidates: Quotes on the subject, best first; shown ones may be among them.
        subject: Stems of what was asked.
    """
    words = frozenset(subject)
    if not words:
        return []
    judged = {_place(quote): judge(quote, words) for quote in (*shown, *candidates)}
    sides = [judged[_place(quote)].side for quote in shown]
    pro, con = sides.count(1), sides.count(-1)
    plain = [j.kind for j in judged.values()]
    if pro == con or max(pro, con) < MAJORITY or (con > pro and plain.count(None) < len(plain) / 2 and pro == 0):
        return []
    majority = 1 if pro > con else -1
    found = []
    for quote in candidates:
        judgement = judged[_place(quote)]
        if judgement.side != -majority:
            continue
        if judgement.kind and majority > 0:
            found.append(CounterQuote(quote=quote, cue=judgement.cue, reason=judgement.kind))
        elif not judgement.kind and _words_that_judge(quote, words, -majority):
            found.append(CounterQuote(quote=quote, cue=_words_that_judge(quote, words, -majority), reason="contradicts"))
    return found


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.interview, quote.start, quote.end


def _polarity(sentence: str, subject: frozenset[str]) -> int:
    return sum(side for _, side in _judging(sentence, subject))


def _judging(sentence: str, subject: frozenset[str]) -> list[tuple[str, int]]:
    """The judging words of a sentence, each with its side; a negation up to three words before turns it."""
    words = [(raw, fold(raw).replace("'", "")) for raw in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", sentence)]
    found = []
    for at, (raw, word) in enumerate(words):
        stem = (terms(word) or [""])[0]
        if stem in subject:
            continue
        side = 1 if stem in _FOR else -1 if stem in _AGAINST else 0
        if side:
            turned = any(before in _NEGATIONS for _, before in words[max(0, at - 3) : at])
            found.append((raw, -side if turned else side))
    return found


def _words_that_judge(quote: Quote, subject: frozenset[str], side: int) -> str:
    """The judging words of a quote where all of them are on one side, two at least or one beside a negation; else nothing."""
    found: list[tuple[str, int]] = []
    for span in sentence_spans(quote.text):
        sentence = quote.text[span.start : span.end]
        if subject & set(terms(sentence)):
            found += _judging(sentence, subject)
    return ", ".join(word for word, _ in found) if found and all(s == side for _, s in found) else ""
