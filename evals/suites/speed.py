"""The speed suite: how long it takes, always beside the least that it could take on the same machine in the same run."""

from collections.abc import Sequence

from evals.benchmarks.corpus import Turns, sample_turns
from evals.benchmarks.ingest import IngestTimes, time_ingest
from evals.measures.interval import resampled_interval
from evals.reports.model import Measure, Plot, Series, SuiteReport
from evals.suites.base import Suite, World

QUESTIONS = 60
BUCKETS = 12


def run(world: World) -> SuiteReport:
    """Bring a bounded corpus in, index it, and ask it, each beside a bare encode and a bare Chroma."""
    turns = sample_turns(world.assistant)
    questions = [question.text for question in world.questions][:QUESTIONS]
    times = time_ingest(turns, questions, world.assistant.settings)
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(turns.words)} turns made of {world.dataset.name}, {len(questions)} questions",
        measures=tuple(_measures(times, turns)),
        plots=(_spread(times),),
        failed=world.failed,
    )


def _measures(times: IngestTimes, turns: Turns) -> list[Measure]:
    count = len(turns.words)
    ours, bare = times.search.ours, times.search.bare

    def ratio(drawn: Sequence[int]) -> float:
        return _median([ours[k] for k in drawn]) / _median([bare[k] for k in drawn])

    low, high = resampled_interval(ratio, len(ours)) or (None, None)
    bare_note = "against embedding the question and one query of Chroma"
    index_note = "against embedding the same turns and adding them to Chroma"
    return [
        Measure(
            name="query, times a bare one",
            value=ratio(range(len(ours))),
            low=low,
            high=high,
            cases=len(ours),
            unit="ratio",
            higher_is_better=False,
            note=bare_note,
        ),
        _milliseconds("query, median", _median(ours), len(ours)),
        _milliseconds("query, 95th percentile", sorted(ours)[int(0.95 * (len(ours) - 1))], len(ours)),
        _milliseconds("bare query, median", _median(bare), len(bare)),
        Measure(name="turns ingested", value=count / times.ingest, cases=count, unit="a second"),
        Measure(name="turns indexed", value=count / times.index, cases=count, unit="a second"),
        Measure(
            name="indexing, times a bare one",
            value=times.index / times.bare_index,
            cases=count,
            unit="ratio",
            higher_is_better=False,
            note=index_note,
        ),
    ]


def _milliseconds(name: str, seconds: float, cases: int) -> Measure:
    return Measure(name=name, value=1000 * seconds, cases=cases, unit="milliseconds", higher_is_better=False)


def _spread(times: IngestTimes) -> Plot:
    longest = max(*times.search.ours, *times.search.bare)
    width = 1000 * longest / BUCKETS
    series = []
    for name, values in (("ours", times.search.ours), ("bare encode and Chroma", times.search.bare)):
        counts = [0] * BUCKETS
        for value in values:
            counts[min(int(1000 * value / width), BUCKETS - 1)] += 1
        series.append(Series(name=name, points=tuple((float(k), count / len(values)) for k, count in enumerate(counts))))
    labels = tuple(f"{k * width:.0f}" for k in range(BUCKETS))
    return Plot(kind="bars", title="Time of a query", x="milliseconds, from", y="share of queries", labels=labels, series=tuple(series))


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


SUITE = Suite(name="speed", title="Time, beside the least that it could take", run=run)
