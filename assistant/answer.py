"""The answer: one frozen model that the page, the command line, exports, saved conversations and evals all read."""

from typing import Literal

from assistant.synthesis.model import Synthesis
from corpus.models import Frozen
from corpus.quote import Quote
from index import Filters

Status = Literal["answered", "no_evidence"]


class InsightHeading(Frozen):
    """What stands over a group."""

    number: int
    title: str


class Group(Frozen):
    """Quotes under one insight, best first; ``insight`` is None for "not under one of the insights"."""

    insight: InsightHeading | None
    quotes: tuple[Quote, ...]


class Coverage(Frozen):
    """What an answer rests on. Counts are of what is shown, against what the corpus holds.

    Attributes:
        speaking: Numbers of the insights that have a quote in the answer.
        silent: Numbers of the others.
        people: Named speakers heard; a label counts once an interview.
        unnamed: Quotes whose speaker the source does not name.
        dominant: The speaker of more than half of at least three quotes, if there is one.
        text: All of this as one line for people.
    """

    speaking: tuple[int, ...]
    silent: tuple[int, ...]
    quotes: int
    interviews: int
    interviews_total: int
    people: int
    people_total: int
    unnamed: int
    organisations: int
    organisations_total: int
    dominant: str | None
    text: str


class NearMiss(Frozen):
    """A quote that came nearest to a question and was not near enough."""

    quote: Quote
    similarity: float


class Refusal(Frozen):
    """Why there is no answer.

    Attributes:
        reason: One sentence for people.
        bar: Similarity that the best quote needs, from 0 to 1.
        nearest: What came nearest, best first.
    """

    reason: str
    bar: float
    nearest: tuple[NearMiss, ...] = ()


class Answer(Frozen):
    """What the assistant says to a question.

    Attributes:
        question: As asked.
        standalone_question: What was searched for, understandable without the conversation.
        groups: The group with the strongest quote first; empty when there is no evidence.
        refusal: Set exactly when the status is "no_evidence".
        follow_ups: Questions that the corpus can answer, about insights that are silent here.
        withheld: Quotes that were found but failed the check against the stored words, and are not shown.
        synthesis: What a chat model wrote about the quotes, checked; None where none was asked.
    """

    question: str
    standalone_question: str
    status: Status
    groups: tuple[Group, ...] = ()
    coverage: Coverage
    filters: Filters
    follow_ups: tuple[str, ...] = ()
    refusal: Refusal | None = None
    withheld: int = 0
    synthesis: Synthesis | None = None
