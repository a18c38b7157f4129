"""The answer: one frozen model that the page, the command line, exports, saved conversations and evals all read."""

from typing import Literal

from assistant.synthesis.model import Synthesis
from assistant.understanding.intents import Unit, Way
from assistant.understanding.reading import NamedFilter
from corpus.models import Frozen
from corpus.quote import Quote
from index import Filters

Status = Literal["answered", "no_evidence"]
NO_INSIGHT = "Not under one of the insights"


class InsightHeading(Frozen):
    """What stands over a group."""

    number: int
    title: str


class Group(Frozen):
    """Quotes under one insight, best first; ``insight`` is None for "not under one of the insights"."""

    insight: InsightHeading | None
    quotes: tuple[Quote, ...]

    @property
    def heading(self) -> str:
        """What stands over it, as one line for people."""
        return f"{self.insight.number}. {self.insight.title}" if self.insight else NO_INSIGHT


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
        emptied_by: Keys of the filters that left nothing, or without which there would be an answer.
        ask_instead: Questions that this corpus can answer.
    """

    reason: str
    bar: float
    nearest: tuple[NearMiss, ...] = ()
    emptied_by: tuple[str, ...] = ()
    ask_instead: tuple[str, ...] = ()


class CounterQuote(Frozen):
    """A quote that qualifies or contradicts what most of an answer says.

    Attributes:
        cue: The words of the quote by which it was found.
        reason: "contradicts" or "qualifies".
    """

    quote: Quote
    cue: str
    reason: Literal["contradicts", "qualifies"]


class Column(Frozen):
    """One side of a comparison.

    Attributes:
        filters: The filters of this side alone.
        refusal: Set where this side has nothing to say.
        text: What the column rests on, as one line.
    """

    label: str
    filters: tuple[NamedFilter, ...] = ()
    groups: tuple[Group, ...] = ()
    refusal: Refusal | None = None
    text: str = ""


class CountItem(Frozen):
    """One line of the list behind a number.

    Attributes:
        label: The person, interview or organisation.
        mentions: Turns of theirs that were counted.
        quote: The first of them, or the part of it that holds the words.
    """

    label: str
    interview: str
    organisation: str | None = None
    mentions: int
    quote: Quote | None = None


class Count(Frozen):
    """A number, what was counted, and the list behind it.

    Attributes:
        total: How many there are that could have been counted.
        words: What was looked for.
        forms: In which forms it was found.
        rule: How it was counted, for people.
        unnamed: Counted turns whose speaker the source does not name; they are in no list of people.
        text: The result as a sentence.
    """

    unit: Unit
    number: int
    total: int
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    rule: str
    unnamed: int = 0
    items: tuple[CountItem, ...] = ()
    text: str


class Voice(Frozen):
    """Somebody who said something to a question: the person, for whom they speak, and how many of the quotes are theirs."""

    speaker: str | None
    organisation: str | None
    interview: str
    quotes: int
    citation: str


class Gap(Frozen):
    """Who or what an answer does not hear: an insight, an organisation, a place."""

    kind: str
    name: str
    text: str


class Answer(Frozen):
    """What the assistant says to a question.

    Attributes:
        question: As asked.
        standalone_question: What was searched for, understandable without the conversation.
        groups: The group with the strongest quote first; empty when there is no evidence.
        refusal: Set exactly when the status is "no_evidence".
        follow_ups: Questions that the corpus can answer: about the same subject, or about insights that are silent here.
        withheld: Quotes that were found but failed the check against the stored words, and are not shown.
        synthesis: What a chat model wrote about the quotes, checked; None where none was asked.
        intent: The way of asking, which decides the layout; all quotes stand in ``groups`` whatever it is.
        kind: What the message was in its conversation: "new", "follow_up", "restriction", "more", "correction" or "back".
        applied: The filters as they are shown; each ``key`` takes one off: ``ask(question, without=[key])``.
        notes: How words were taken: a name that may mean several, a typo forgiven, a filter that had to give way.
        counter: Quotes that speak against the majority; they stand beside the groups, not in them.
        columns: The sides of a comparison.
        count: The number, for a question that counts, and for exact words.
        voices: Who said it, for a question that asks who.
        gaps: What is missing, for a question that asks for it.
        more: Whether there are further quotes to be asked for ("show me more").
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
    intent: Way = "find"
    kind: str = "new"
    applied: tuple[NamedFilter, ...] = ()
    notes: tuple[str, ...] = ()
    counter: tuple[CounterQuote, ...] = ()
    columns: tuple[Column, ...] = ()
    count: Count | None = None
    voices: tuple[Voice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    more: bool = False

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote that is shown as evidence, group by group."""
        return tuple(quote for group in self.groups for quote in group.quotes)
