"""A chat model's paragraphs on the page: as they come, sentence by sentence, each citation leading to its quote."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assistant import Answer
from assistant.answer import NO_INSIGHT
from assistant.synthesis import Paragraph, Strike
from assistant.synthesis.events import SynthesisEvent
from corpus.quote import Quote

_CITED = re.compile(r"\[(\d+)\]")
_SEVERAL = re.compile(r"\[(\d+(?:\s*[,;]\s*\d+)+)\]")


@dataclass(frozen=True)
class Writing:
    """What a chat model has written so far.

    Attributes:
        done: Paragraphs that are whole.
        begun: The one that is being written.
        problem: Why it writes no more.
    """

    done: tuple[Paragraph, ...] = ()
    begun: Paragraph | None = None
    problem: str = ""

    def after(self, event: SynthesisEvent) -> "Writing":
        """With one step more."""
        if event.paragraph:
            return replace(self, done=(*self.done, event.paragraph), begun=None)
        begun = self.begun or Paragraph(insight=event.insight, text="")
        if event.sentence:
            return replace(self, begun=begun.model_copy(update={"sentences": (*begun.sentences, event.sentence)}))
        if event.strike:
            return replace(self, begun=begun.model_copy(update={"strikes": (*begun.strikes, event.strike)}))
        return self


@dataclass(frozen=True)
class Piece:
    """Some words, or the number of a quote with the quote."""

    text: str
    quote: Quote | None = None


@dataclass(frozen=True)
class WrittenParagraph:
    """The sentences that stand, those that were struck, and why there are no more."""

    title: str
    number: int | None
    pieces: tuple[Piece, ...]
    strikes: tuple[Strike, ...]


@dataclass(frozen=True)
class Written:
    """All paragraphs. ``problem`` is one line; ``foot`` says what it took; ``busy`` whether more is coming."""

    paragraphs: tuple[WrittenParagraph, ...]
    problem: str
    foot: str
    busy: bool


def read_written(answer: Answer, writing: Writing | None) -> Written | None:
    """What is to be shown of what a model wrote about an answer; None where nothing was asked of it."""
    synthesis = answer.synthesis
    if writing is None and synthesis is None:
        return None
    paragraphs = synthesis.paragraphs if synthesis else ()
    if writing:
        paragraphs = (*writing.done, *([writing.begun] if writing.begun else ()))
    quotes = dict(enumerate(answer.quotes, start=1))
    failures = tuple(dict.fromkeys(paragraph.failure for paragraph in paragraphs if paragraph.failure))
    return Written(
        paragraphs=tuple(_paragraph(p, answer, quotes) for p in paragraphs if p.sentences or p.strikes),
        problem=(writing.problem if writing else "") or (failures[0] if failures else ""),
        foot=synthesis.foot if synthesis and writing is None else "",
        busy=writing is not None and not writing.problem,
    )


def _paragraph(paragraph: Paragraph, answer: Answer, quotes: Mapping[int, Quote]) -> WrittenParagraph:
    titles = {group.insight.number: group.insight.title for group in answer.groups if group.insight}
    title = NO_INSIGHT if paragraph.insight is None else titles.get(paragraph.insight, "")
    text = " ".join(sentence.text for sentence in paragraph.sentences)
    return WrittenParagraph(title, paragraph.insight, tuple(_pieces(text, quotes)), paragraph.strikes)


def _pieces(text: str, quotes: Mapping[int, Quote]) -> Iterator[Piece]:
    text = _SEVERAL.sub(lambda found: "".join(f"[{number}]" for number in re.findall(r"\d+", found[1])), text)
    for place, piece in enumerate(_CITED.split(text)):
        if place % 2 and int(piece) in quotes:
            yield Piece(piece, quotes[int(piece)])
        elif piece:
            yield Piece(f"[{piece}]" if place % 2 else piece)
