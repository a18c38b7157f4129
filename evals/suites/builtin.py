"""The built-in suite: our questions to the 28 quotes, judged from the answers alone, as a person would read them."""

from collections.abc import Sequence

from assistant import Answer
from evals.datasets.base import Question
from evals.datasets.builtin import DEVELOPMENT, HELD_OUT, WORDINGS, split_of
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, as_passages, nearest_quotes, place_of, shown_quotes

FIRST = 3
WON, INSIGHT, REFUSED = "expected quote in the first three", "first group is an expected insight", "unanswerable questions refused"


def run(world: World) -> SuiteReport:
    """Ask every question once."""
    cases = [_case(world, question) for question in world.each(world.questions)]
    measures = [m for split in (DEVELOPMENT, HELD_OUT) for m in _measures([c for c in cases if c.variant == split], split)]
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(cases)} questions to the built-in quotes",
        measures=tuple(measures),
        plots=(_by_wording(cases), _by_insight(cases)),
        cases=tuple(cases),
        failed=world.failed,
    )


def _case(world: World, question: Question) -> Case:
    answer = world.ask(question)
    quotes = shown_quotes(answer)
    refused = answer.status == "no_evidence"
    if question.unanswerable:
        scores = {REFUSED: float(refused)}
    else:
        scores = {WON: float(any(place_of(quote) in question.relevant for quote in quotes[:FIRST]))}
        if question.insights:
            scores[INSIGHT] = float(_first_insight(answer) in question.insights)
    return Case(
        id=question.id,
        question=question.text,
        variant=split_of(question),
        kind=f"unanswerable, {question.reason}" if question.unanswerable else question.kind,
        insights=question.insights,
        won=bool(scores[REFUSED] if question.unanswerable else scores[WON]),
        scores=scores,
        expected=tuple(world.passage(place) for place in question.relevant),
        shown=as_passages(quotes or nearest_quotes(answer), question.relevant),
        note="refused; the nearest quotes are shown" if refused else "",
    )


def _measures(cases: Sequence[Case], split: str) -> list[Measure]:
    found = [mean_measure(name, [c.scores[name] for c in cases if name in c.scores], split) for name in (WON, INSIGHT, REFUSED)]
    kinds = dict.fromkeys(case.kind for case in cases)
    return found + [mean_measure(f"won, {kind}", [float(bool(c.won)) for c in cases if c.kind == kind], split) for kind in kinds]


def _first_insight(answer: Answer) -> int | None:
    return answer.groups[0].insight.number if answer.groups and answer.groups[0].insight else None


def _by_wording(cases: Sequence[Case]) -> Plot:
    kinds = (*WORDINGS, "unanswerable, near", "unanswerable, far")
    series = []
    for split in (DEVELOPMENT, HELD_OUT):
        shares = [_share([c for c in cases if c.variant == split and c.kind == kind]) for kind in kinds]
        series.append(Series(name=split, points=tuple((float(k), share) for k, share in enumerate(shares) if share is not None)))
    return Plot(kind="bars", title="Won, by wording", x="wording", y="share won", labels=kinds, series=tuple(series))


def _by_insight(cases: Sequence[Case]) -> Plot:
    numbers = sorted({number for case in cases for number in case.insights})
    series = []
    for name in (WON, INSIGHT):
        chosen = [[c.scores[name] for c in cases if n in c.insights and name in c.scores] for n in numbers]
        series.append(Series(name=name, points=tuple((float(k), sum(v) / len(v)) for k, v in enumerate(chosen) if v)))
    labels = tuple(str(number) for number in numbers)
    return Plot(kind="bars", title="By insight", x="insight that the question is about", y="share", labels=labels, series=tuple(series))


def _share(cases: Sequence[Case]) -> float | None:
    return sum(bool(case.won) for case in cases) / len(cases) if cases else None


SUITE = Suite(name="builtin", title="Answers to our questions about the built-in quotes", run=run, fixed=True)
