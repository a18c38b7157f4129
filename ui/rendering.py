"""HTML of the page's parts, from templates that escape everything. Words from sources are text, never markup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant import Answer
from assistant.synthesis import ModelInfo
from corpus.catalog import Counts
from corpus.framework import Framework
from corpus.quote import Quote
from index import Filters
from ui.answer_view import AnswerView
from ui.reader import Place
from ui.written_view import Writing, Written, read_written

_environment = Environment(
    loader=PackageLoader("ui", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Exchange:
    """A question on the page with what came of it.

    Attributes:
        question: As typed.
        filters: What was set to narrow it when it was asked.
        view: The answer as it is drawn; None while it is being looked for, or when there was a problem.
        problem: What was wrong, in one line.
        stopped: Whether a person stopped it.
        gone: What of the answer was withdrawn or can no longer be shown, a line each, without its words.
        saved: Its position in the saved conversation; None where it is not saved.
        groups_shown: How many of the answer's groups are shown so far; None for all.
        standalone: The question as it was edited to stand on its own; None where the question was answered as typed.
        without: Filters that were taken off.
        model: The chat model that can be asked for paragraphs; None where none is on.
        writes: Whether it is asked.
        writing: What it has written so far; None when it is done, and the answer holds it.
    """

    question: str
    filters: Filters = field(default_factory=Filters)
    view: AnswerView | None = None
    problem: str | None = None
    stopped: bool = False
    gone: tuple[str, ...] = ()
    saved: int | None = None
    groups_shown: int | None = None
    standalone: str | None = None
    without: tuple[str, ...] = ()
    model: ModelInfo | None = None
    writes: bool = False
    writing: Writing | None = None

    @property
    def answer(self) -> Answer | None:
        """The answer itself."""
        return self.view.answer if self.view else None

    @property
    def quotes(self) -> list[Quote]:
        """All quotes that it shows."""
        return [card.quote for card in self.view.cards] if self.view else []

    @property
    def written(self) -> Written | None:
        """What a chat model wrote about the answer, as far as it is to be shown."""
        if self.answer is None or (self.model and not self.writes):
            return None
        return read_written(self.answer, self.writing)

    @property
    def whole(self) -> bool:
        """Whether all of the answer is shown."""
        return self.view is not None and (self.groups_shown is None or self.groups_shown >= len(self.view.groups))


def render(template: str, **values: Any) -> str:
    """A template with values in it, all of them as text."""
    return _environment.get_template(template).render(**values)


def macros(template: str) -> Any:
    """The macros of a template, as functions that give HTML."""
    module = _environment.get_template(template).module
    return SimpleNamespace(**{name: _texts(macro) for name, macro in vars(module).items() if callable(macro)})


def _texts(macro: Callable[..., object]) -> Callable[..., str]:
    return lambda *values, **named: str(macro(*values, **named))


def render_welcome(
    framework: Framework, examples: Sequence[str], counts: Counts, recent: Sequence[str] = (), model: ModelInfo | None = None
) -> str:
    """What stands on the page before the first question; ``model`` is the chat model that can be asked for paragraphs."""
    return render("welcome.html", framework=framework, examples=examples, counts=counts, recent=recent, model=model)


def render_conversation(exchanges: Sequence[Exchange], framework: Framework, first: int = 0) -> str:
    """Questions and answers, of which the first is the ``first`` of the conversation."""
    return render("conversation.html", exchanges=exchanges, framework=framework, first=first)


def render_reader(place: Place) -> str:
    """An interview around a quote, with the quote's words marked."""
    return render("reader.html", place=place)
