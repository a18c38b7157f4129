"""Whether the evidence for a question is strong enough to be shown as an answer."""

import math
from collections.abc import Sequence

from corpus.models import Frozen
from index import Hit, SearchResult, Standing, Support

# A logistic regression on what a search sums up (`index.hits.Support`), fitted on questions with and without an answer: ours
# to the built-in quotes, and those of the QMSum training split, asked of their own and of other domains' transcripts, whole
# and in parts; docs/retrieval.md has data, calibration and figures.
INTERCEPT = -0.58
BEST = 13.47
LEADING = 8.07
COVERED = 3.45
# What is as near to questions about everything else as to what people said is hardly answered here.
ELSEWHERE = -16.87
# Topic words that nobody says speak against an answer; of a question of few words less so, it may just use another word.
MISSING = -2.52
MANY_WORDS = 6
# A situation told in many words is never as near to one quote as a short question is.
LENGTH = 1.53
MOST_WORDS = 12
# The best of many unrelated quotes is nearer by chance than the best of few: for each ten times as many quotes.
TENFOLD = -2.88
SMALLEST = 10
# Each interview is weighed by itself, as if it had been searched alone, and the one that speaks most for an answer counts: quotes that
# answer stand in an interview that is about the matter, however much else was brought in. One of many does so more often by chance.
TENFOLD_INTERVIEWS = -2.0
# Strength from which there is an answer: to be refused wrongly is a little worse than to be shown what does not quite answer.
ENOUGH = 0.4
# Quotes far below the best one, or clearly under the bar themselves, are left out of an answer.
SHARE_OF_BEST = 0.65
SHARE_OF_BAR = 0.9
MOST_QUOTES = 8
NAMED_WORDS = 3


class Evidence(Frozen):
    """How strong the evidence for a question is.

    Attributes:
        strength: How likely it is that the quotes answer it, from 0 to 1.
        best: Cosine of the nearest quote.
        bar: Cosine that the nearest quote would have to have, all else being equal.
        lead: How much nearer that is than the nearest quote of the interview that speaks most for an answer.
        any_words: Whether whatever a speaker said was asked for, so that all of it answers.
        reason: Why it is too weak, in one sentence for people; empty where it is strong enough.
    """

    strength: float
    best: float
    bar: float
    lead: float = 0.0
    any_words: bool = False
    reason: str = ""

    @property
    def enough(self) -> bool:
        """Whether there is an answer."""
        return not self.reason


def assess(result: SearchResult) -> Evidence:
    """Weigh what a search found."""
    if result.support is None or not result.allowed:
        reason = "No quotes pass the filters, or the corpus is empty; take a filter away, or bring in interviews."
        return Evidence(strength=0, best=0, bar=1, reason=reason)
    support = result.support
    if support.asked_for:
        return Evidence(strength=1, best=support.best, bar=0, any_words=True)
    odds, best = max((_log_odds(one, support.elsewhere, len(result.terms)), one.best) for one in support.interviews)
    odds += TENFOLD_INTERVIEWS * math.log10(len(support.interviews))
    bar = min(1.0, max(0.0, support.best - (odds - math.log(ENOUGH / (1 - ENOUGH))) / (BEST + LEADING)))
    strength = 1 / (1 + math.exp(-odds))
    reason = "" if strength >= ENOUGH else _reason(support, bar)
    return Evidence(strength=round(strength, 4), best=support.best, bar=bar, lead=support.best - best, reason=reason)


def least_cosine(evidence: Evidence) -> float:
    """How near a quote has to be to be worth showing."""
    return max(SHARE_OF_BEST * (evidence.best - evidence.lead), SHARE_OF_BAR * (evidence.bar - evidence.lead))


def strong_hits(hits: Sequence[Hit], evidence: Evidence, most: int = MOST_QUOTES) -> list[Hit]:
    """The hits worth showing, in their order."""
    least = least_cosine(evidence)
    return [hit for hit in hits if hit.cosine >= least or evidence.any_words][:most]


def _log_odds(standing: Standing, elsewhere: float, words: int) -> float:
    near = BEST * standing.best + LEADING * standing.leading + ELSEWHERE * elsewhere
    said = COVERED * standing.covered + MISSING * standing.missing * min(words, MANY_WORDS) / MANY_WORDS
    size = TENFOLD * math.log10(max(standing.units, SMALLEST))
    return INTERCEPT + near + said + LENGTH * math.log1p(min(words, MOST_WORDS)) + size


def _reason(support: Support, bar: float) -> str:
    reached = f"the nearest quote reaches {support.best:.2f} of the {bar:.2f} that it takes"
    text = f"Nothing in the interviews is close enough to the question: {reached}"
    if not support.unheard:
        return f"{text}."
    words = ", ".join(f"“{word}”" for word in support.unheard[:NAMED_WORDS])
    return f"{text}, and nobody says {words}."
