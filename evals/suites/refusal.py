"""The refusal suite: does the program answer what can be answered, and refuse what cannot?"""

from collections.abc import Sequence

from assistant.evidence import assess
from corpus.errors import UsageError
from evals.datasets.base import Question
from evals.measures.interval import resampled_interval
from evals.measures.refusal import RefusalScores, score_refusals
from evals.measures.separation import separate
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, as_passages, filters_of, nearest_quotes

CANDIDATES = 12
BUCKETS = 12
STRENGTH, RIGHT = "strength of the evidence", "right to answer or refuse"


def run(world: World) -> SuiteReport:
    """Ask every question; those that only name an insight count as answerable."""
    if len({question.unanswerable for question in world.questions}) < 2:
        raise UsageError(f"{world.dataset.name}: the refusal suite needs questions with an answer and questions without; add some")
    cases = [_case(world, question) for question in world.each(world.questions)]
    kinds = list(dict.fromkeys(c.kind for c in cases if _unanswerable(c)))
    plots = [_curves(cases, kinds), _histogram(cases, kinds)]
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(cases)} questions to {world.dataset.name}, {sum(map(_unanswerable, cases))} without an answer",
        measures=(*_overall(cases), *(m for kind in kinds for m in _of_reason(cases, kind))),
        plots=tuple(plots),
        cases=tuple(cases),
        failed=world.failed,
    )


def _case(world: World, question: Question) -> Case:
    answer = world.ask(question)
    refused = answer.status == "no_evidence"
    right = refused == question.unanswerable
    return Case(
        id=question.id,
        question=question.text,
        kind=f"no answer: {question.reason}" if question.unanswerable else "answerable",
        insights=question.insights,
        won=right,
        scores={STRENGTH: _signal(world, question), RIGHT: float(right), "refused": float(refused)},
        expected=tuple(world.passage(place) for place in question.relevant[:CANDIDATES]),
        shown=as_passages(nearest_quotes(answer) if refused else answer.quotes, question.relevant),
        note=answer.refusal.reason if answer.refusal else "",
    )


def _signal(world: World, question: Question) -> float:
    """What the decision rests on: how strong the evidence is taken to be."""
    return assess(world.assistant.index.search(question.text, filters_of(question), CANDIDATES)).strength


def _overall(cases: Sequence[Case]) -> list[Measure]:
    def at(name: str, lower_is_better: bool = False) -> Measure:
        interval = resampled_interval(lambda drawn: getattr(_scores([cases[k] for k in drawn]), name), len(cases))
        value = getattr(_scores(cases), name)
        low, high = interval or (None, None)
        label = f"refusal {name.replace('_', ' ')}" if not lower_is_better else "answerable questions refused"
        return Measure(name=label, value=value, low=low, high=high, cases=len(cases), higher_is_better=not lower_is_better)

    right = mean_measure(RIGHT, [case.scores[RIGHT] for case in cases])
    return [_area(cases, "ROC AUC"), right, at("precision"), at("recall"), at("f1"), at("wrongly_refused", lower_is_better=True)]


def _of_reason(cases: Sequence[Case], kind: str) -> list[Measure]:
    chosen = [case for case in cases if case.kind == kind]
    name = kind.removeprefix("no answer: ")
    refused = mean_measure(f"refused: {name}", [case.scores["refused"] for case in chosen])
    return [_area([case for case in cases if not _unanswerable(case)] + chosen, f"ROC AUC: {name}"), refused]


def _area(cases: Sequence[Case], name: str) -> Measure:
    def area(drawn: Sequence[int]) -> float | None:
        answerable = [not _unanswerable(cases[k]) for k in drawn]
        return separate(answerable, [cases[k].scores[STRENGTH] for k in drawn]).area if len(set(answerable)) == 2 else None

    low, high = resampled_interval(area, len(cases)) or (None, None)
    return Measure(name=name, value=area(range(len(cases))), low=low, high=high, cases=len(cases))


def _scores(cases: Sequence[Case]) -> RefusalScores:
    return score_refusals([_unanswerable(case) for case in cases], [bool(case.scores["refused"]) for case in cases])


def _unanswerable(case: Case) -> bool:
    return case.kind != "answerable"


def _curves(cases: Sequence[Case], kinds: Sequence[str]) -> Plot:
    answerable = [case for case in cases if not _unanswerable(case)]
    series = []
    for kind in kinds:
        chosen = answerable + [case for case in cases if case.kind == kind]
        found = separate([not _unanswerable(c) for c in chosen], [c.scores[STRENGTH] for c in chosen])
        series.append(Series(name=f"{kind.removeprefix('no answer: ')}, area {found.area:.3f}", points=found.points))
    caption = "Each point is a bar that the nearest quote's similarity could have to reach."
    return Plot(
        kind="line",
        title="ROC curve: telling answerable questions from the others",
        x="share of unanswerable questions answered",
        y="share of answerable questions answered",
        series=tuple(series),
        diagonal=True,
        caption=caption,
    )


def _histogram(cases: Sequence[Case], kinds: Sequence[str]) -> Plot:
    values = [case.scores[STRENGTH] for case in cases]
    low, width = min(values), max(max(values) - min(values), 1e-9) / BUCKETS
    labels = tuple(f"{low + k * width:.2f}" for k in range(BUCKETS))
    series = []
    for kind in ("answerable", *kinds):
        chosen = [case.scores[STRENGTH] for case in cases if case.kind == kind]
        counts = [0] * BUCKETS
        for value in chosen:
            counts[min(int((value - low) / width), BUCKETS - 1)] += 1
        series.append(Series(name=kind, points=tuple((float(k), count / max(len(chosen), 1)) for k, count in enumerate(counts))))
    return Plot(
        kind="bars",
        title="Strength of the evidence",
        x="strength, from",
        y="share of the questions",
        labels=labels,
        series=tuple(series),
        caption="The less the groups overlap, the better a bar can tell them apart.",
    )


SUITE = Suite(name="refusal", title="Answering what can be answered, refusing the rest", run=run, transcripts=True)
