"""The peers suite: the same transcripts, questions and judge for us and for what a user would write instead."""

import time
from collections.abc import Sequence

from corpus.errors import UsageError
from evals.datasets.base import Place, Question
from evals.measures.paired import compare_paired
from evals.measures.ranking import MEASURES, document_id, score_rankings
from evals.peers.chunks import Layout, Peer, as_turns, lay_out
from evals.reports.model import Case, Measure, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, filters_of
from index import Filters, load_embedder

DEPTH = 30
OURS, PEER = "ours", "LangChain"
SCOPED, POOLED = "scoped", "pooled"
# MAP of a hundred turns is not asked of thirty chunks.
COMPARED = tuple(name for name in MEASURES if name != "MAP")


def run(world: World) -> SuiteReport:
    """Search with both; a chunk stands for the turn that is best for the peer."""
    questions = [question for question in world.questions if question.relevant]
    if not questions:
        raise UsageError(f"{world.dataset.name}: no question has an expected quote; the peers suite needs some")
    peer, layouts, seconds = _build(world)
    variants = (SCOPED, POOLED) if any(q.within for q in questions) else (POOLED,)
    try:
        cases = [case for variant in variants for case in _cases(world, peer, layouts, questions, variant)]
    finally:
        peer.close()
    inside = [float(layouts[chunk.interview].within_one_turn(chunk)) for chunk in peer.chunks]
    whole = mean_measure(
        "chunks that are the words of one turn", inside, PEER, note="the others join what two people said, or hold a label"
    )
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(questions)} questions to {world.dataset.name}; {len(peer.chunks)} chunks split and embedded in {seconds:.0f} s",
        measures=(*(m for variant in variants for m in _measures(cases, variant)), whole),
        plots=(_plot(cases, variants),),
        cases=tuple(cases),
        failed=world.failed,
    )


def _build(world: World) -> tuple[Peer, dict[str, Layout], float]:
    try:
        from evals.peers.langchain_chunks import build_peer
    except ImportError as error:
        raise UsageError(f"the peers suite needs {error.name}; run: pip install 'whatsworking[peers]'") from error
    start = time.perf_counter()
    ids = [entry.id for entry in world.assistant.folder.catalog.entries()]
    interviews = [interview for interview in map(world.assistant.interview, ids) if interview]
    layouts = {interview.id: lay_out(interview) for interview in interviews}
    embedder = load_embedder(world.assistant.settings.embedding_model)
    return build_peer([(i, layouts[i.id].text) for i in interviews], embedder), layouts, time.perf_counter() - start


def _cases(world: World, peer: Peer, layouts: dict[str, Layout], questions: Sequence[Question], variant: str) -> list[Case]:
    ours: dict[str, list[Place]] = {}
    theirs: dict[str, list[Place]] = {}
    for question in world.each(questions):
        scoped = variant == SCOPED
        quotes = world.assistant.search(question.text, filters_of(question) if scoped else Filters(), DEPTH)
        ours[question.id] = [Place(interview=quote.interview, turn=quote.turn) for quote in quotes]
        chunks = peer.search(question.text, DEPTH, question.within if scoped else None)
        theirs[question.id] = as_turns(chunks, layouts, question.relevant)
    qrels = {q.id: frozenset(_name(place) for place in q.relevant) for q in questions}
    values = {
        who: score_rankings(qrels, {key: [_name(place) for place in places] for key, places in run.items()})
        for who, run in ((OURS, ours), (PEER, theirs))
    }
    return [
        Case(
            id=question.id,
            question=question.text,
            variant=f"{variant}, {who}",
            kind=question.kind,
            won=values[who]["success@5"][question.id] > 0,
            scores={name: values[who][name][question.id] for name in COMPARED},
        )
        for who in (OURS, PEER)
        for question in questions
    ]


def _measures(cases: Sequence[Case], variant: str) -> list[Measure]:
    def scores(who: str, name: str) -> dict[str, float]:
        return {case.id: case.scores[name] for case in cases if case.variant == f"{variant}, {who}"}

    found = []
    for name in COMPARED:
        found += [mean_measure(name, list(scores(who, name).values()), f"{variant}, {who}") for who in (OURS, PEER)]
        against = compare_paired(scores(PEER, name), scores(OURS, name))
        found.append(
            Measure(
                name=f"{name}, ours less theirs",
                variant=variant,
                value=against.difference,
                low=against.low,
                high=against.high,
                cases=against.questions,
                unit="points",
                note=f"p = {against.p:.4f}, randomisation test",
            )
        )
    return found


def _plot(cases: Sequence[Case], variants: Sequence[str]) -> Plot:
    labels = tuple(f"{name}, {variant}" for variant in variants for name in COMPARED)
    series = []
    for who in (OURS, PEER):
        points = []
        for k, (variant, name) in enumerate((v, n) for v in variants for n in COMPARED):
            values = [case.scores[name] for case in cases if case.variant == f"{variant}, {who}"]
            points.append((float(k), sum(values) / len(values)))
        series.append(Series(name=who, points=tuple(points)))
    return Plot(kind="bars", title="Ours and theirs", x="measure", y="mean", labels=labels, series=tuple(series))


def _name(place: Place) -> str:
    return document_id(place.interview, place.turn)


SUITE = Suite(name="peers", title="Beside LangChain's splitter and Chroma with the same model", run=run, transcripts=True)
