"""The grouping suite: is a quote's insight suggested rightly? Leave-one-out on the quotes that a person tagged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant import Assistant
from corpus.errors import UsageError
from corpus.framework import Framework
from corpus.models import Origin
from evals.datasets.base import Place
from evals.measures.accuracy import top_k_hits
from evals.measures.calibration import Calibration, calibrate
from evals.measures.confusion import confusion
from evals.measures.interval import resampled_interval
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, shortened
from index import load_embedder
from index.embedders import Embedder, Vectors
from index.insights import InsightSuggester

INSIGHT = "insight"
FIRST, FIRST_TWO, SUGGESTED = "right first", "right in the first two", "given a suggestion"
NONE = 0


@dataclass(frozen=True)
class _Tagged:
    """A quote with the insights that a person tagged it with."""

    place: Place
    start: int
    words: str
    insights: tuple[int, ...]

    @property
    def id(self) -> str:
        return f"{self.place.interview}:{self.place.turn}:{self.start}"


@dataclass(frozen=True)
class _Guess:
    """Insights by falling confidence, and the one that is suggested (NONE where none is near enough)."""

    ranked: tuple[int, ...]
    suggested: int
    confidence: float


class _Remembering:
    """An embedder that embeds each text once; leaving one out changes one example at a time."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else self._embedder.embed([])


def run(world: World) -> SuiteReport:
    """Take each tagged quote out of the examples, and ask which insight would be suggested for it."""
    tagged = _tagged_quotes(world.assistant)
    if not tagged:
        raise UsageError(
            "no quote is tagged with an insight by a person; the grouping suite learns how good suggestions are from such tags"
        )
    guesses = _guesses(world, tagged)
    numbers = [insight.number for insight in world.assistant.framework.insights]
    expected, ranked = [t.insights for t in tagged], [g.ranked for g in guesses]
    first = [float(guess.suggested in item.insights) for item, guess in zip(tagged, guesses, strict=True)]
    first_two = top_k_hits(expected, ranked, 2)
    cases = [_case(item, guess, a, b) for item, guess, a, b in zip(tagged, guesses, first, first_two, strict=True)]
    given = [(g.confidence, bool(f)) for g, f in zip(guesses, first, strict=True) if g.suggested != NONE]
    calibration = calibrate([c for c, _ in given], [r for _, r in given])
    measures = (
        mean_measure(FIRST, first),
        mean_measure(FIRST_TWO, first_two, note="by confidence, a suggestion or not"),
        mean_measure(SUGGESTED, [float(g.suggested != NONE) for g in guesses]),
        _calibration_error(given, calibration),
    )
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(tagged)} quotes tagged by a person in {world.dataset.name}, each left out in turn",
        measures=measures,
        plots=(_by_insight(numbers, cases), _reliability(calibration), _matrix(numbers, tagged, guesses)),
        cases=tuple(cases),
        failed=world.failed,
    )


def _tagged_quotes(assistant: Assistant) -> list[_Tagged]:
    known = {str(insight.number) for insight in assistant.framework.insights}
    spans: dict[tuple[str, int, int], list[int]] = {}
    for key, tag in assistant.folder.catalog.tags():
        mine = tag.framework in (None, assistant.framework.id)
        if tag.dimension == INSIGHT and tag.origin is Origin.HUMAN and mine and tag.value in known:
            spans.setdefault((key, tag.start, tag.end), []).append(int(tag.value))
    found = []
    for (key, start, end), insights in spans.items():
        interview = assistant.interview(key)
        turn = next((t.index for t in interview.turns if t.start < end and start < t.end), None) if interview else None
        if interview and turn is not None:
            place = Place(interview=key, turn=turn)
            found.append(_Tagged(place=place, start=start, words=interview.text[start:end], insights=tuple(dict.fromkeys(insights))))
    return found


def _guesses(world: World, tagged: Sequence[_Tagged]) -> list[_Guess]:
    embedder = _Remembering(load_embedder(world.assistant.settings.embedding_model))
    guesses = []
    for k, item in enumerate(tagged, start=1):
        guesses.append(_guess(_without(world.assistant.framework, item.words), embedder, item.words))
        if world.progress:
            world.progress(k, len(tagged))
    return guesses


def _guess(framework: Framework, embedder: Embedder, words: str) -> _Guess:
    suggester = InsightSuggester.build(framework, embedder)
    vector = embedder.embed([words])
    order = [framework.insights[k].number for k in np.argsort(-suggester.scores(vector)[0], kind="stable")]
    numbers, confidences = suggester.best(vector)
    return _Guess(ranked=tuple(order), suggested=int(numbers[0]) or NONE, confidence=float(confidences[0]))


def _without(framework: Framework, words: str) -> Framework:
    """The framework as it would be had this quote never been an example."""
    insights = (
        insight.model_copy(update={"examples": tuple(e for e in insight.examples if e.strip() != words.strip())})
        for insight in framework.insights
    )
    return framework.model_copy(update={"insights": tuple(insights)})


def _case(item: _Tagged, guess: _Guess, first: float, first_two: float) -> Case:
    given = " and ".join(f"insight {number}" for number in item.insights)
    likeliest = ", ".join(map(str, guess.ranked[:3]))
    suggested = f"insight {guess.suggested}" if guess.suggested != NONE else "no insight"
    return Case(
        id=item.id,
        question=shortened(item.words),
        insights=item.insights,
        kind=f"insight {item.insights[0]}",
        won=bool(first),
        scores={FIRST: first, FIRST_TWO: first_two, "confidence": guess.confidence},
        note=f"A person gave {given}; suggested was {suggested} ({guess.confidence:.2f}). Likeliest: {likeliest}.",
    )


def _calibration_error(given: Sequence[tuple[float, bool]], calibration: Calibration) -> Measure:
    name = "expected calibration error"
    if not given:
        return Measure(name=name, value=None, higher_is_better=False, note="nothing was suggested")

    def error(drawn: Sequence[int]) -> float:
        return calibrate([given[k][0] for k in drawn], [given[k][1] for k in drawn]).error

    low, high = resampled_interval(error, len(given)) or (None, None)
    note = "five bins of equal width"
    return Measure(name=name, value=calibration.error, low=low, high=high, cases=len(given), higher_is_better=False, note=note)


def _by_insight(numbers: Sequence[int], cases: Sequence[Case]) -> Plot:
    series = []
    for name in (FIRST, FIRST_TWO):
        values = [[c.scores[name] for c in cases if n in c.insights] for n in numbers]
        series.append(Series(name=name, points=tuple((float(k), sum(v) / len(v)) for k, v in enumerate(values) if v)))
    labels = tuple(map(str, numbers))
    return Plot(
        kind="bars", title="By insight", x="insight that a person gave", y="share of its quotes", labels=labels, series=tuple(series)
    )


def _reliability(calibration: Calibration) -> Plot:
    points = tuple((b.confidence, b.accuracy) for b in calibration.bins)
    sizes = ", ".join(f"{b.low:.1f}–{b.high:.1f}: {b.cases}" for b in calibration.bins)
    return Plot(
        kind="line",
        title="Calibration: is a confidence as good as its word?",
        x="confidence shown",
        y="share that was right",
        series=(Series(name="suggestions", points=points),),
        diagonal=True,
        caption=f"Quotes in each bin of confidence: {sizes}. Below the diagonal the program is too sure of itself.",
    )


def _matrix(numbers: Sequence[int], tagged: Sequence[_Tagged], guesses: Sequence[_Guess]) -> Plot:
    labels = [*numbers, NONE]
    right = [g.suggested if g.suggested in t.insights else t.insights[0] for t, g in zip(tagged, guesses, strict=True)]
    table = confusion(labels, right, [guess.suggested for guess in guesses])
    names = tuple("none" if label == NONE else str(label) for label in labels)
    rows = tuple(
        Series(name=name, points=tuple((float(k), float(count)) for k, count in enumerate(row)))
        for name, row in zip(names, table, strict=True)
        if name != "none"
    )
    title = "Which insight is taken for which"
    return Plot(kind="matrix", title=title, x="suggested", y="given by a person", labels=names, series=rows, share=False)


SUITE = Suite(name="grouping", title="The insight of a quote, leave-one-out", run=run)
