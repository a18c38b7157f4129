"""Running suites: each data set is brought in once, into a folder that is thrown away unless one is named."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant import Assistant
from corpus.errors import UsageError
from corpus.models import Frozen
from corpus.settings import Settings, load_settings
from evals.datasets.base import Dataset, checked, spread
from evals.datasets.builtin import load_builtin
from evals.datasets.choose import choose_dataset
from evals.reports.environment import corpus_fingerprint, describe
from evals.reports.model import Evaluation, SuiteReport
from evals.suites import ALL, SUITES, Suite
from evals.suites.base import World
from evals.suites.builtin import ANSWERS
from index import load_embedder

# Told what is being done, how much of it is done, and how much there is to do.
Progress = Callable[[str, int, int], None]


class Options(Frozen):
    """What a run is asked of.

    Attributes:
        data: A folder of QMSum or BEIR, or of interviews that ``gold`` asks about.
        gold: A practitioner's own questions.
        data_dir: The data folder that ``gold`` asks about, or one to keep what ``data`` brings in for the next run.
        limit: Most questions of each kind.
    """

    data: Path | None = None
    gold: Path | None = None
    data_dir: Path | None = None
    limit: int | None = None


def run_evaluation(names: Sequence[str], options: Options | None = None, progress: Progress | None = None) -> Evaluation:
    """Run suites.

    Args:
        names: Names of suites, or "all".
        options: What is asked of what.
        progress: Told how far it is.

    Raises:
        UsageError: There is no such suite, or its data set lacks what it needs.
    """
    options = options or Options()
    suites = suites_named(["answers", *names] if options.gold and list(names) == ["all"] else names)
    lenient = list(names) == ["all"]
    reports: list[SuiteReport] = []
    corpora: dict[str, str] = {}
    settings = load_settings()
    for dataset, members in _by_dataset(suites, options):
        with _opened(dataset, options, settings, progress) as world:
            corpora[dataset.name] = corpus_fingerprint(world.assistant)
            reports += [_run(suite, world, progress, lenient) for suite in members]
    order = [suite.name for suite in suites]
    model = load_embedder(settings.embedding_model).name
    ordered = tuple(sorted(reports, key=lambda report: order.index(report.suite)))
    return Evaluation(environment=describe(settings, model, corpora), suites=ordered)


def suites_named(names: Sequence[str]) -> list[Suite]:
    """The suites of these names, in the order in which they run.

    Raises:
        UsageError: There is no suite of a name, or none is named.
    """
    wanted = [name for given in names for name in (ALL if given == "all" else (given,))]
    unknown = [name for name in wanted if name not in SUITES]
    if unknown or not wanted:
        raise UsageError(f"there is no suite {unknown[0] if unknown else ''!r}; there is {', '.join(SUITES)}, and all")
    return [SUITES[name] for name in dict.fromkeys(wanted)]


def _by_dataset(suites: Sequence[Suite], options: Options) -> list[tuple[Dataset, list[Suite]]]:
    """The suites by what they ask, so that each corpus is brought in once."""
    groups: dict[str, tuple[Dataset, list[Suite]]] = {}
    chosen: dict[bool, Dataset] = {}
    for suite in suites:
        if suite is ANSWERS and options.gold is None:
            raise UsageError("the answers suite needs your questions: --gold FILE; 'builtin' asks ours")
        if suite.fixed:
            dataset = load_builtin()
        else:
            if suite.transcripts not in chosen:
                chosen[suite.transcripts] = choose_dataset(options.data, options.gold, suite.transcripts)
            dataset = chosen[suite.transcripts]
        groups.setdefault(dataset.name, (dataset, []))[1].append(suite)
    return list(groups.values())


@contextmanager
def _opened(dataset: Dataset, options: Options, settings: Settings, progress: Progress | None) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as temporary:
        kept = options.data_dir or (settings.data_dir if dataset.own_folder else None)
        folder = Path(temporary) if kept is None or dataset.builtin else kept.expanduser()
        fixed = {"builtin_corpus": True, "framework": None} if dataset.builtin else {"builtin_corpus": False}
        changed = {} if dataset.own_folder else fixed
        assistant = Assistant(settings.model_copy(update={"data_dir": folder, **changed}))
        try:
            failed = dataset.fill(assistant)
            assistant.ready(_step(progress, "Indexing"))
            questions = checked(dataset.name, spread(dataset.questions(assistant), options.limit))
            yield World(assistant=assistant, dataset=dataset, questions=questions, failed=tuple(failed))
        finally:
            assistant.close()


def _run(suite: Suite, world: World, progress: Progress | None, lenient: bool) -> SuiteReport:
    """Run a suite; among "all", one that the data set cannot serve says so instead of stopping the others."""
    world.progress = _step(progress, suite.name)
    start = time.perf_counter()
    try:
        report = suite.run(world)
    except UsageError as error:
        if not lenient:
            raise
        report = SuiteReport(suite=suite.name, title=suite.title, data=world.dataset.name, measures=(), missing=(f"not run: {error}",))
    return report.model_copy(update={"seconds": round(time.perf_counter() - start, 3)})


def _step(progress: Progress | None, task: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress(task, done, total)) if progress else None
