"""The retrieval suite: rankings of turns against judgements, measured by ir-measures."""

from collections.abc import Sequence

from corpus.errors import UsageError
from corpus.quote import Quote
from evals.datasets.base import Place, Question
from evals.measures.ranking import DEPTH, MEASURES, document_id, score_rankings
from evals.measures.span_gain import to_long_ideal
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, as_passages
from index import Filters

SCOPED, POOLED = "scoped", "pooled"
SHOWN = 10
BUCKETS = 10
# Any turn of a gold span is right, the short ones too; docs/evaluation.md says how that differs.
SPAN_NDCG, SPAN_SUCCESS = "nDCG@10, short turns too", "success@5, short turns too"


def run(world: World) -> SuiteReport:
    """Search every question that has relevant turns, in its own interview where it names one, and in all."""
    questions = [q for q in world.questions if not q.unanswerable and (q.relevant or q.also)]
    if not questions:
        raise UsageError(f"{world.dataset.name}: no question has an expected quote; the retrieval suite needs some")
    variants = (SCOPED, POOLED) if any(q.within for q in questions) else ("",)
    cases = [case for variant in variants for case in _cases(world, questions, variant)]
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(questions)} questions to {world.dataset.name}",
        measures=tuple(measure for variant in variants for measure in _measures(cases, variant)),
        plots=(_distribution(cases, variants), *_groups(cases, variants)),
        cases=tuple(cases),
        failed=world.failed,
    )


def _cases(world: World, questions: Sequence[Question], variant: str) -> list[Case]:
    found = {q.id: _search(world, q, variant) for q in world.each(questions)}
    ranked = {key: [document_id(q.interview, q.turn) for q in quotes] for key, quotes in found.items()}
    values = score_rankings({q.id: frozenset(map(_document, q.relevant)) for q in questions}, ranked)
    scores = {q.id: {name: values[name][q.id] for name in MEASURES} for q in questions}
    if any(q.also for q in questions):
        whole = score_rankings({q.id: frozenset(map(_document, (*q.relevant, *q.also))) for q in questions}, ranked)
        for q in questions:
            long_turns, turns = len(q.relevant), len(q.relevant) + len(q.also)
            scores[q.id][SPAN_NDCG] = to_long_ideal(whole["nDCG@10"][q.id], turns, long_turns)
            scores[q.id][SPAN_SUCCESS] = whole["success@5"][q.id]
    return [_case(world, q, found[q.id], scores[q.id], variant) for q in questions]


def _search(world: World, question: Question, variant: str) -> list[Quote]:
    filters = Filters(interviews=(question.within,)) if question.within and variant != POOLED else Filters()
    return world.assistant.search(question.text, filters, DEPTH)


def _case(world: World, question: Question, quotes: Sequence[Quote], scores: dict[str, float], variant: str) -> Case:
    return Case(
        id=question.id,
        question=question.text,
        variant=variant,
        kind=question.kind,
        insights=question.insights,
        won=scores["success@5"] > 0,
        scores=scores,
        expected=tuple(world.passage(place) for place in question.relevant[:SHOWN]),
        shown=as_passages(quotes[:SHOWN], question.relevant),
        note="" if question.relevant else "every turn of its gold span has fewer than eight words",
    )


def _measures(cases: Sequence[Case], variant: str) -> list[Measure]:
    chosen = [case for case in cases if case.variant == variant]
    found = [mean_measure(name, [case.scores[name] for case in chosen], variant) for name in MEASURES]
    spans = [name for name in (SPAN_NDCG, SPAN_SUCCESS) if all(name in case.scores for case in chosen)]
    return found + [mean_measure(name, [case.scores[name] for case in chosen], variant) for name in spans]


def _distribution(cases: Sequence[Case], variants: Sequence[str]) -> Plot:
    labels = tuple(f"{k / BUCKETS:.1f}–{(k + 1) / BUCKETS:.1f}" for k in range(BUCKETS))
    series = []
    for variant in variants:
        values = [case.scores["nDCG@10"] for case in cases if case.variant == variant]
        counts = [0] * BUCKETS
        for value in values:
            counts[min(int(value * BUCKETS), BUCKETS - 1)] += 1
        points = tuple((float(k), count / len(values)) for k, count in enumerate(counts))
        series.append(Series(name=variant or "all questions", points=points))
    return Plot(kind="bars", title="How nDCG@10 is spread", x="nDCG@10", y="share of questions", labels=labels, series=tuple(series))


def _groups(cases: Sequence[Case], variants: Sequence[str]) -> list[Plot]:
    kinds = [kind for kind in dict.fromkeys(case.kind for case in cases) if kind]
    numbers = sorted({number for case in cases for number in case.insights})
    plots = []
    if len(kinds) > 1:
        plots.append(_plot("nDCG@10 by kind of question", "kind", kinds, [[c for c in cases if c.kind == k] for k in kinds], variants))
    if numbers:
        chosen = [[c for c in cases if n in c.insights] for n in numbers]
        plots.append(_plot("nDCG@10 by insight", "insight that the question is about", [str(n) for n in numbers], chosen, variants))
    return plots


def _plot(title: str, x: str, labels: Sequence[str], groups: Sequence[Sequence[Case]], variants: Sequence[str]) -> Plot:
    series = []
    for variant in variants:
        values = [[case.scores["nDCG@10"] for case in group if case.variant == variant] for group in groups]
        points = tuple((float(k), sum(v) / len(v)) for k, v in enumerate(values) if v)
        series.append(Series(name=variant or "nDCG@10", points=points))
    return Plot(kind="bars", title=title, x=x, y="mean nDCG@10", labels=tuple(labels), series=tuple(series))


def _document(place: Place) -> str:
    return document_id(place.interview, place.turn)


SUITE = Suite(name="retrieval", title="Rankings of turns against judgements", run=run, transcripts=True)
