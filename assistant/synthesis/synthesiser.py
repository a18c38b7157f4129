"""Writing: one paragraph an insight by a chat model, each sentence checked as soon as it is complete."""

import re
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from enum import StrEnum
from html import escape

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answer import Answer, Group
from assistant.prompts import load_prompt
from assistant.synthesis.checks import check
from assistant.synthesis.events import SynthesisEvent
from assistant.synthesis.evidence import Evidence, NumberedQuote, numbered_quotes, source_numbers
from assistant.synthesis.model import ModelInfo, Paragraph, Sentence, Strike, Synthesis, Usage
from assistant.synthesis.streaming import ModelFailedError, stream
from assistant.synthesis.written import readable, sentences
from corpus.settings import Settings

MOST_SENTENCES = 6
CHARACTERS_A_TOKEN = 4  # where the provider tells no counts
NO_TEXT = "the language model wrote nothing"
GIVEN_UP = "left out, because the language model had failed before"
ONLY_ORDERS = "left out: the quotes here speak to a language model, so it was not shown them"
# Words of a transcript that speak to a model rather than to a person; such a quote is shown to readers, not to the model.
_ORDERS = re.compile(
    r"(?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:instruction|prompt|rule|above|previous|prior|everything)|"
    r"\b(?:system|developer|hidden|secret) (?:prompt|message|instruction)|\b(?:language model|chatbot|\bLLM\b|AI (?:assistant|model))\b|"
    r"\byou are (?:now )?(?:an? )?(?:AI|assistant|model|bot|DAN)\b|\bas an AI\b|"
    r"\b(?:new|following|your) instructions?\b|\binstructions? (?:to|for) (?:the )?(?:assistant|model|AI|summar)|"
    r"\b(?:respond|reply|answer|output|write|print|repeat|say)\b[^.!?]{0,20}\b(?:only|exactly|verbatim|instead)\b|"
    r"</?(?:quote|system|user|assistant|instructions?)\b|\[/?INST\]|<\|\w+\|>|###\s*(?:system|instruction|response)",
    re.I,
)


# What is yielded while a paragraph is written, and the paragraph that it becomes.
_Written = Generator[SynthesisEvent, None, Paragraph]


class _State(StrEnum):
    WORKING, FAILED = "working", "failed"


class Synthesiser:
    """Writes about answers with one chat model. Nothing that it yields is unchecked."""

    def __init__(self, model: BaseChatModel, info: ModelInfo, settings: Settings, people: Iterable[str] = ()) -> None:
        """Take a model.

        Args:
            model: Any LangChain chat model.
            info: What is told about it.
            settings: Time limit and prices.
            people: Names of people and organisations of the corpus.
        """
        self._model = model
        self._info = info
        self._settings = settings
        self._people = tuple(people)

    def write(self, answer: Answer) -> Iterator[SynthesisEvent]:
        """Write about an answer.

        Yields:
            Each sentence and each strike as it comes, each paragraph when it is whole, and last the answer with all of it.
            A model that fails, hangs or does not stop costs its paragraph, never the answer.
        """
        began = time.monotonic()
        numbered = numbered_quotes(answer)
        meter = _Meter(self._settings)
        paragraphs: list[Paragraph] = []
        state = _State.WORKING
        for group, quotes in zip(answer.groups, numbered, strict=True):
            if state is _State.FAILED:
                paragraph = Paragraph(insight=_number(group), text="", failure=GIVEN_UP)
            else:
                paragraph = yield from self._paragraph(answer, group, quotes, meter)
                silent = not paragraph.sentences and not paragraph.strikes
                state = _State.FAILED if paragraph.failure and silent and paragraph.failure != ONLY_ORDERS else state
            paragraphs.append(paragraph)
            yield SynthesisEvent(kind="paragraph", insight=paragraph.insight, paragraph=paragraph)
        synthesis = Synthesis(
            model=self._info,
            paragraphs=tuple(paragraphs),
            sources=source_numbers(quote for quotes in numbered for quote in quotes),
            usage=meter.usage(time.monotonic() - began),
        )
        yield SynthesisEvent(kind="answer", answer=answer.model_copy(update={"synthesis": synthesis}))

    def _paragraph(self, answer: Answer, group: Group, quotes: Sequence[NumberedQuote], meter: "_Meter") -> _Written:
        shown = [quote for quote in quotes if not _ORDERS.search(quote.quote.text)]
        number = _number(group)
        if not shown:
            return Paragraph(insight=number, text="", failure=ONLY_ORDERS)
        title = group.insight.title if group.insight else "none of the insights"
        evidence = Evidence(shown, self._people, f"{answer.standalone_question} {title}")
        messages = _messages(answer.standalone_question, title, shown)
        draft = _Draft(number, evidence)
        failure = None
        meter.asked(messages)
        try:
            for chunk in stream(self._model, messages, self._settings.model_seconds):
                meter.wrote(chunk.text, chunk.input_tokens, chunk.output_tokens)
                yield from draft.add(chunk.text)
                if draft.full:
                    break
        except ModelFailedError as error:
            failure = str(error)
        yield from draft.finish(whole=failure is None)
        if failure is None and not draft.written.strip():
            failure = NO_TEXT
        return draft.paragraph(failure)


class _Draft:
    """A paragraph that is being written."""

    def __init__(self, insight: int | None, evidence: Evidence) -> None:
        self.written = ""
        self._insight = insight
        self._evidence = evidence
        self._done = 0
        self._kept: list[Sentence] = []
        self._strikes: list[Strike] = []

    @property
    def full(self) -> bool:
        return self._done >= MOST_SENTENCES

    def add(self, text: str) -> Iterator[SynthesisEvent]:
        """Take words; a sentence is looked at when the next one has begun, so that its citations are there."""
        self.written += text
        found = sentences(readable(self.written))
        begun = len(found) > 1 and sum(word.isalpha() for word in found[-1].split()) > 1
        yield from self._check(found[:-1] if begun else [])

    def finish(self, whole: bool) -> Iterator[SynthesisEvent]:
        """Look at what is left; an unfinished last sentence is dropped."""
        rest = sentences(readable(self.written))
        yield from self._check(rest if whole else rest[:-1])

    def paragraph(self, failure: str | None) -> Paragraph:
        text = " ".join(sentence.text for sentence in self._kept)
        return Paragraph(insight=self._insight, text=text, sentences=tuple(self._kept), strikes=tuple(self._strikes), failure=failure)

    def _check(self, found: Sequence[str]) -> Iterator[SynthesisEvent]:
        for text in found[self._done : MOST_SENTENCES]:
            self._done += 1
            if any(text == sentence.text for sentence in self._kept):
                continue
            fault, citations = check(text, self._evidence)
            if fault is None:
                sentence = Sentence(text=text, citations=citations)
                self._kept.append(sentence)
                yield SynthesisEvent(kind="sentence", insight=self._insight, sentence=sentence)
            else:
                strike = Strike(position=len(self._kept), text=text, reason=fault.reason, detail=fault.detail)
                self._strikes.append(strike)
                yield SynthesisEvent(kind="strike", insight=self._insight, strike=strike)


class _Meter:
    """Counts tokens and what they cost."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told = [0, 0]
        self._guessed = [0, 0]

    def asked(self, messages: Sequence[BaseMessage]) -> None:
        self._guessed[0] += sum(len(str(message.content)) for message in messages)

    def wrote(self, text: str, input_tokens: int, output_tokens: int) -> None:
        self._guessed[1] += len(text)
        self._told[0] += input_tokens
        self._told[1] += output_tokens

    def usage(self, seconds: float) -> Usage:
        estimated = not any(self._told)
        read, written = (-(-count // CHARACTERS_A_TOKEN) for count in self._guessed) if estimated else self._told
        prices = (self._settings.model_price_input, self._settings.model_price_output)
        cost = None if None in prices else (read * (prices[0] or 0) + written * (prices[1] or 0)) / 1_000_000
        return Usage(
            input_tokens=read,
            output_tokens=written,
            estimated=estimated,
            cost=None if cost is None else round(cost, 6),
            seconds=round(seconds, 2),
        )


def _messages(question: str, title: str, quotes: Sequence[NumberedQuote]) -> list[BaseMessage]:
    """What the model is told. Whatever comes from people or transcripts has its angle brackets escaped, so no word ends a quote."""
    blocks = [
        f'<quote number="{q.number}" speaker="{escape(q.quote.speaker or "not named")}" '
        f'organisation="{escape(q.quote.organisation or "not named")}">\n{escape(q.quote.text, quote=False)}\n</quote>'
        for q in quotes
    ]
    user = load_prompt("paragraph_user").substitute(
        question=escape(question, quote=False), insight=escape(title, quote=False), quotes="\n".join(blocks)
    )
    return [SystemMessage(load_prompt("paragraph_system").template), HumanMessage(user)]


def _number(group: Group) -> int | None:
    return group.insight.number if group.insight else None
