"""HTML of the page's parts, from templates that escape everything. Words from sources are text, never markup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant import Answer
from corpus.catalog import Counts
from corpus.framework import Framework
from ui.reader import Place

_environment = Environment(
    loader=PackageLoader("ui", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Exchange:
    """A question on the page with what came of it.

    Attributes:
        question: As typed.
        answer: None while it is being looked for, or when there was a problem.
        problem: What was wrong, in one line.
        groups_shown: How many of the answer's groups are shown so far; None for all.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None
    groups_shown: int | None = None


def render(template: str, **values: object) -> str:
    """HTML of a template that needs no more than its values."""
    return _environment.get_template(template).render(**values)


def macros(template: str) -> Any:
    """The macros of a template, as functions that give HTML."""
    module = _environment.get_template(template).module
    return SimpleNamespace(**{name: _texts(macro) for name, macro in vars(module).items() if callable(macro)})


def _texts(macro: Callable[..., object]) -> Callable[..., str]:
    return lambda *values, **named: str(macro(*values, **named))


def render_welcome(framework: Framework, examples: Sequence[str], counts: Counts) -> str:
    """What stands on the page before the first question."""
    return _environment.get_template("welcome.html").render(framework=framework, examples=examples, counts=counts)


def render_conversation(exchanges: Sequence[Exchange], framework: Framework, busy: bool = False) -> str:
    """All questions and answers so far."""
    return _environment.get_template("conversation.html").render(exchanges=exchanges, framework=framework, busy=busy)


def render_reader(place: Place) -> str:
    """An interview around a quote, with the quote's words marked."""
    return _environment.get_template("reader.html").render(place=place)
