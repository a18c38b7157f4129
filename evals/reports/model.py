"""An evaluation as one frozen model: the table, the JSON, the page, comparisons and floors all read it."""

from collections.abc import Iterable, Sequence
from statistics import mean
from typing import Literal

from pydantic import Field

from corpus.models import Frozen
from evals.measures.interval import mean_interval

# Raised when a field changes its meaning or goes away; files of another version are refused.
SCHEMA = 1
Unit = Literal["share", "ratio", "milliseconds", "a second", "points"]


class Measure(Frozen):
    """One figure.

    Attributes:
        variant: Under which condition ("scoped", "pooled"); empty where there is one only.
        value: None where it could not be measured; ``note`` then says why.
        low: Lower end of the 95 % bootstrap interval, where there is one.
        cases: How many questions or quotes it rests on.
    """

    name: str
    value: float | None
    variant: str = ""
    low: float | None = None
    high: float | None = None
    cases: int = Field(default=0, ge=0)
    unit: Unit = "share"
    higher_is_better: bool = True
    note: str = ""


class Passage(Frozen):
    """A turn that was expected or shown.

    Attributes:
        words: Its beginning.
        right: Whether it is one of those expected; None where nobody judged.
    """

    interview: str
    turn: int
    words: str = ""
    right: bool | None = None

    @property
    def key(self) -> str:
        """Names the turn in its corpus."""
        return f"{self.interview}:{self.turn}"


class Case(Frozen):
    """One question, quote or turn of a conversation, and what came back.

    Attributes:
        id: Unique within suite and variant.
        kind: Wording, reason or split, to group by.
        won: Whether it is as it should be, where that is yes or no.
        scores: Value of each measure that is a mean over cases.
        expected: What would have been right; empty for a question without an answer.
    """

    id: str
    question: str
    variant: str = ""
    kind: str = ""
    insights: tuple[int, ...] = ()
    won: bool | None = None
    scores: dict[str, float] = Field(default_factory=dict)
    expected: tuple[Passage, ...] = ()
    shown: tuple[Passage, ...] = ()
    note: str = ""


class Series(Frozen):
    """Points of a line (x, y), or values of bars (position of the label, height)."""

    name: str
    points: tuple[tuple[float, float], ...]


class Plot(Frozen):
    """Something to look at; every plot is also printed as a table.

    Attributes:
        kind: "line" over numbers, "bars" over ``labels``, "matrix" of counts (a series a row).
        diagonal: Draw the line that stands for chance or for perfect calibration.
    """

    kind: Literal["line", "bars", "matrix"]
    title: str
    x: str
    y: str
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()
    diagonal: bool = False
    caption: str = ""
    share: bool = True


class SuiteReport(Frozen):
    """What one suite found.

    Attributes:
        data: Which questions were asked of what.
        missing: What could not be measured, or what the program does not do yet.
        failed: Inputs that could not be used, each in one line.
    """

    suite: str
    title: str
    data: str
    measures: tuple[Measure, ...]
    plots: tuple[Plot, ...] = ()
    cases: tuple[Case, ...] = ()
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    seconds: float = 0.0


class Environment(Frozen):
    """Under which conditions an evaluation ran."""

    date: str
    program: str
    python: str
    platform: str
    packages: dict[str, str]
    model: str
    corpora: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, str] = Field(default_factory=dict)


class Evaluation(Frozen):
    """One run of one or several suites."""

    schema_version: int = SCHEMA
    environment: Environment
    suites: tuple[SuiteReport, ...]


def mean_measure(name: str, values: Sequence[float], variant: str = "", note: str = "", higher_is_better: bool = True) -> Measure:
    """The mean over cases with its interval; without cases it has no value."""
    if not values:
        return Measure(name=name, variant=variant, value=None, note=note or "no cases", higher_is_better=higher_is_better)
    low, high = mean_interval(values) or (None, None)
    return Measure(
        name=name,
        variant=variant,
        value=float(mean(values)),
        low=low,
        high=high,
        cases=len(values),
        note=note,
        higher_is_better=higher_is_better,
    )


def failed_inputs(evaluation: Evaluation) -> tuple[str, ...]:
    """All inputs of all suites that could not be used, each once."""
    return tuple(dict.fromkeys(line for suite in evaluation.suites for line in suite.failed))


def measure_key(suite: SuiteReport, measure: Measure) -> str:
    """The full name of a measure: "retrieval/scoped/nDCG@10"."""
    return "/".join(filter(None, (suite.suite, measure.variant, measure.name)))


def measures_by_key(suites: Iterable[SuiteReport]) -> dict[str, Measure]:
    """All measures by their full names."""
    return {measure_key(suite, measure): measure for suite in suites for measure in suite.measures}
