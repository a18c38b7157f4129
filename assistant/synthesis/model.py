"""What a synthesis consists of: sentences that stand, each with citations, and those that were struck, with the reason."""

from enum import StrEnum

from corpus.models import Frozen


class Reason(StrEnum):
    """Why a sentence was struck."""

    FABRICATED = "fabricated"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    JOINED = "joined"
    UNCITED = "uncited"
    UNSUPPORTED = "unsupported"


class ModelInfo(Frozen):
    """Which chat model writes.

    Attributes:
        name: Provider and name, as set ("ollama:qwen3").
        leaves_machine: Whether the question and the quotes are sent to another computer.
        text: One sentence for people.
    """

    name: str
    leaves_machine: bool
    text: str


class Sentence(Frozen):
    """A sentence that passed every check.

    Attributes:
        text: As it is shown, citations included.
        citations: Numbers of the quotes that it rests on, as in `SourceNumber`.
    """

    text: str
    citations: tuple[int, ...]


class Strike(Frozen):
    """A sentence that was taken out.

    Attributes:
        position: Before which sentence of the paragraph it stood, from 0.
        text: What the model wrote. It is false or unproven; show it only as struck.
        detail: One sentence for people.
    """

    position: int
    text: str
    reason: Reason
    detail: str


class Paragraph(Frozen):
    """What the model made of one group of quotes.

    Attributes:
        insight: Number of the group's insight, or None.
        text: The sentences that stand; empty where none does.
        failure: Why there is no paragraph, or only a part of one.
    """

    insight: int | None
    text: str
    sentences: tuple[Sentence, ...] = ()
    strikes: tuple[Strike, ...] = ()
    failure: str | None = None


class SourceNumber(Frozen):
    """What a citation's number stands for: quotes count from 1 in the order in which the answer shows them."""

    number: int
    interview: str
    start: int
    end: int


class Usage(Frozen):
    """What the model took.

    Attributes:
        estimated: Whether the provider told no counts; then four characters are counted as one token.
        cost: By the prices of the settings; None where they are not set.
    """

    input_tokens: int
    output_tokens: int
    estimated: bool
    cost: float | None
    seconds: float


class Synthesis(Frozen):
    """All that a chat model wrote about an answer, checked. The quotes themselves stand in the answer's groups."""

    model: ModelInfo
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[SourceNumber, ...]
    usage: Usage

    @property
    def foot(self) -> str:
        """Who wrote it, and what that took, as one line for people."""
        usage = self.usage
        about = "about " if usage.estimated else ""
        cost = "" if usage.cost is None else f", cost {usage.cost:g}"
        took = f"{about}{usage.input_tokens:,} tokens read, {usage.output_tokens:,} written{cost}, {usage.seconds:g} s"
        return f"Written by {self.model.name} from the quotes below, each sentence checked; {took}."
