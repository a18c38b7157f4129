"""A chat model's paragraphs in the terminal: streamed as they pass their checks, struck sentences with the reason."""

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assistant import Answer
from assistant.synthesis import Paragraph, Strike, Synthesis
from corpus.errors import ModelError
from ui.plain import plain

if TYPE_CHECKING:
    from assistant import Assistant

FIRST_WORDS = 60


def with_synthesis(assistant: "Assistant", answer: Answer, model: str | None, no_model: bool, stream: bool) -> Answer:
    """The answer with what the chat model writes about it, where one is on.

    Args:
        assistant: Who answered.
        answer: With its quotes.
        model: PROVIDER:NAME from the command line.
        no_model: Whether none is wanted.
        stream: Whether to print sentences as they come; what the model is, and whether words leave the machine, is always told.

    Raises:
        UsageError: The setting is not PROVIDER:NAME.
    """
    from ui.output import err, out

    info = None if no_model else assistant.model_info(model)
    if info is None or not answer.groups:
        return answer
    err.print(plain(info.text, style="bold yellow" if info.leaves_machine else ""))
    try:
        for event in assistant.synthesise(answer, model):
            if event.paragraph and stream:
                out.print(_paragraph(event.paragraph, answer))
            answer = event.answer or answer
    except ModelError as error:  # the quotes are the answer; a model that cannot be had costs its paragraphs only
        err.print(plain(f"whatsworking: {error}", style="red"))
    if answer.synthesis and stream:
        out.print(_foot(answer.synthesis, answer))
    return answer


def _paragraph(paragraph: Paragraph, answer: Answer) -> RenderableType:
    headings = {group.insight.number if group.insight else None: group.heading for group in answer.groups}
    lines: list[RenderableType] = [plain(headings[paragraph.insight], style="bold")]
    lines += [plain(paragraph.text)] if paragraph.text else []
    lines += [_strike(strike) for strike in paragraph.strikes]
    lines += [plain(f"No more: {paragraph.failure}.", style="yellow")] if paragraph.failure else []
    return Padding(Group(*lines), (0, 0, 1, 0))


def _strike(strike: Strike) -> Text:
    """Marked in words too, for terminals without a line through letters."""
    return Text.assemble(plain(f"Struck, {strike.reason.value}: {strike.detail}: ", style="red"), plain(strike.text, style="strike dim"))


def _foot(synthesis: Synthesis, answer: Answer) -> RenderableType:
    quotes = {(q.interview, q.start, q.end): q for q in answer.quotes}
    lines: list[RenderableType] = []
    for source in synthesis.sources:
        quote = quotes[source.interview, source.start, source.end]
        words = " ".join(quote.text.split())
        short = f"{words[:FIRST_WORDS]}…" if len(words) > FIRST_WORDS else words
        lines.append(plain(f"[{source.number}] {quote.speaker or 'not named'}: “{short}”", style="dim"))
    lines.append(plain(synthesis.foot, style="dim"))
    return Padding(Group(*lines), (0, 0, 1, 0))
