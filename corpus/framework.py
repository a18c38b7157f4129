"""The framework: an ordered set of insights that answers are grouped under. The nine are the default."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Self

import yaml
from pydantic import Field, ValidationError, model_validator

from corpus.errors import FrameworkError
from corpus.models import Frozen, sha256_of

DEFAULT_FRAMEWORK = "whats-working"


class Insight(Frozen):
    """One insight.

    Attributes:
        number: Position in the framework, counted from 1.
        summary: What it means, in two or three sentences.
        question: A question that a practitioner might ask about it, offered on the page.
        examples: Sentences that illustrate it; the program learns from them what to suggest.
    """

    number: int = Field(ge=1)
    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    question: str | None = None
    examples: tuple[str, ...] = ()


class Framework(Frozen):
    """An ordered set of insights with distinct, ascending numbers."""

    id: str = Field(min_length=1)
    title: str
    source: str | None = None
    insights: tuple[Insight, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbers_ascend(self) -> Self:
        numbers = [insight.number for insight in self.insights]
        if numbers != sorted(set(numbers)):
            raise ValueError(f"insight numbers must ascend without repeats, they are {numbers}")
        return self

    def insight(self, number: int) -> Insight | None:
        """The insight of that number, or None."""
        return next((insight for insight in self.insights if insight.number == number), None)


class BuiltinQuote(Frozen):
    """One quote of the page. ``id`` is "opening" or "insight.position"."""

    id: str
    text: str = Field(min_length=1)
    sha256: str
    insight: int | None = None
    speaker: str | None = None
    organisation: str | None = None

    @model_validator(mode="after")
    def _words_match_their_sum(self) -> Self:
        if sha256_of(self.text) != self.sha256:
            raise ValueError(f"the words of quote {self.id} do not match their SHA-256; restore the file as it was installed")
        return self


class QuotePage(Frozen):
    """The page that the built-in quotes come from."""

    title: str
    publisher: str
    url: str
    date: str
    date_text: str
    quotes: tuple[BuiltinQuote, ...]


class _Example(Frozen):
    text: str = Field(min_length=1)


class _InsightFile(Insight):
    examples: tuple[str | _Example, ...] = ()  # type: ignore[assignment]  # ids or words here, words in Insight


class _FrameworkFile(Frozen):
    id: str = Field(min_length=1)
    title: str
    source: str | None = None
    insights: tuple[_InsightFile, ...] = Field(min_length=1)


def load_framework(path: Path | None = None) -> Framework:
    """Load a framework from a YAML file, or the nine insights when no file is given.

    Raises:
        FrameworkError: The file cannot be read, is not YAML, or lacks something; the message names file and field.
    """
    name, raw = (str(path), _read(path)) if path else ("insights.yaml", _packaged("insights.yaml"))
    data = _mapping(name, raw)
    known = {} if path else {quote.id: quote.text for quote in load_quote_page().quotes}
    try:
        file = _FrameworkFile.model_validate(data)
        return Framework(
            id=file.id,
            title=file.title,
            source=file.source,
            insights=tuple(_resolve(insight, known) for insight in file.insights),
        )
    except ValidationError as error:
        raise FrameworkError(f"{name}: {_first_problem(error)}") from error


def load_quote_page() -> QuotePage:
    """Load the built-in page with its 28 quotes, each checked against its SHA-256.

    Raises:
        FrameworkError: The installed file was altered.
    """
    try:
        return QuotePage.model_validate(_mapping("quotes.yaml", _packaged("quotes.yaml")))
    except ValidationError as error:
        raise FrameworkError(f"quotes.yaml: {_first_problem(error)}") from error


def quote_page_sha256() -> str:
    """SHA-256 of the built-in page's file."""
    return sha256_of(_packaged("quotes.yaml"))


def _resolve(insight: _InsightFile, known: Mapping[str, str]) -> Insight:
    words = tuple(e.text if isinstance(e, _Example) else known.get(e, e) for e in insight.examples)
    return Insight(**{**insight.model_dump(exclude={"examples"}), "examples": words})


def _packaged(name: str) -> str:
    return (files("corpus") / "data" / name).read_text(encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FrameworkError(f"{path}: cannot be read ({error.strerror}); give the path of a YAML file") from error
    except UnicodeDecodeError as error:
        raise FrameworkError(f"{path}: is not UTF-8 text; save it as UTF-8") from error


def _mapping(name: str, raw: str) -> object:
    try:
        data = yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" at line {where.line + 1}" if where else ""
        raise FrameworkError(f"{name}: is not valid YAML{line}; mend the file") from error
    if not isinstance(data, dict):
        raise FrameworkError(f"{name}: holds no framework; it needs the keys id, title and insights")
    return data


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
