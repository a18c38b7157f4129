"""Answers judged as a person would read them: our questions to the 28 quotes, or a practitioner's to their own corpus."""

from collections.abc import Sequence

from assistant import Answer
from evals.datasets.base import Question
from evals.datasets.builtin import WORDINGS, split_of
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, as_passages, nearest_quotes, place_of

FIRST = 3
KINDS = (*WORDINGS, "unanswerable, near", "unanswerable, far")
WON, INSIGHT, REFUSED = "expected quote in the first three", "first group is an expected insight", "unanswerable questions refused"


def run(world: World) -> SuiteReport:
    """Ask every question once."""
    cases = [_case(world, question) for question in world.each(world.questions)]
    splits = list(dict.fromkeys(case.variant for case in cases))
    measures = [m for split in splits for m in _measures([c for c in cases if c.variant == split], split)]
    suite = SUITE if world.dataset.builtin else ANSWERS
    return SuiteReport(
        suite=suite.name,
        title=suite.title,
        data=f"{len(cases)} questions to {world.dataset.name}",
        measures=tuple(measures),
        plots=(_by_wording(cases), *([_by_insight(cases)] if any(case.insights for case in cases) else [])),
        cases=tuple(cases),
        failed=world.failed,
    )


def _case(world: World, question: Question) -> Case:
    answer = world.ask(question)
    quotes = answer.quotes
    refused = answer.status == "no_evidence"
    if question.unanswerable:
        scores = {REFUSED: float(refused)}
    else:
        scores = {WON: float(any(place_of(quote) in question.relevant for quote in quotes[:FIRST]))} if question.relevant else {}
        if question.insights:
            scores[INSIGHT] = float(_first_insight(answer) in question.insights)
    return Case(
        id=question.id,
        question=question.text,
        variant=split_of(question) if world.dataset.builtin else "",
        kind=f"unanswerable, {question.reason}" if question.unanswerable else question.kind or "answerable",
        insights=question.insights,
        won=bool(next(iter(scores.values()))),
        scores=scores,
        expected=tuple(world.passage(place) for place in question.relevant),
        shown=as_passages(quotes or nearest_quotes(answer), question.relevant),
        note="refused; the nearest quotes are shown" if refused else "",
    )


def _measures(cases: Sequence[Case], split: str) -> list[Measure]:
    found = [mean_measure(name, [c.scores[name] for c in cases if name in c.scores], split) for name in (WON, INSIGHT, REFUSED)]
    return [m for m in found if m.cases] + [
        mean_measure(f"won, {kind}", [float(bool(c.won)) for c in cases if c.kind == kind], split) for kind in _kinds(cases)
    ]


def _kinds(cases: Sequence[Case]) -> list[str]:
    """The kinds that there are, ours in their usual order."""
    return sorted(dict.fromkeys(c.kind for c in cases), key=lambda kind: KINDS.index(kind) if kind in KINDS else len(KINDS))


def _first_insight(answer: Answer) -> int | None:
    return answer.groups[0].insight.number if answer.groups and answer.groups[0].insight else None


def _by_wording(cases: Sequence[Case]) -> Plot:
    kinds = _kinds(cases)
    series = []
    for split in dict.fromkeys(case.variant for case in cases):
        shares = [_share([c for c in cases if c.variant == split and c.kind == kind]) for kind in kinds]
        points = tuple((float(k), share) for k, share in enumerate(shares) if share is not None)
        series.append(Series(name=split or "all questions", points=points))
    return Plot(kind="bars", title="Won, by kind of question", x="kind", y="share won", labels=tuple(kinds), series=tuple(series))


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
ANSWERS = Suite(name="answers", title="Answers to your own questions", run=run)
