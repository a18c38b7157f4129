"""Two evaluations side by side: which measures moved, whether by more than chance, and which questions and quotes."""

from collections.abc import Iterator, Sequence

from corpus.errors import UsageError
from corpus.models import Frozen
from evals.measures.paired import Difference, compare_paired
from evals.reports.model import Case, Evaluation, Passage, SuiteReport, measure_key


class Change(Frozen):
    """A measure in both runs; ``test`` is there where it is a mean over the same questions."""

    key: str
    before: float | None
    after: float | None
    higher_is_better: bool
    test: Difference | None = None

    @property
    def better(self) -> bool | None:
        """Whether the second is better; None where they are equal or one has no value."""
        if self.before is None or self.after is None or self.before == self.after:
            return None
        return (self.after > self.before) == self.higher_is_better


class Moved(Frozen):
    """A question whose verdict changed, with right quotes that are no longer shown."""

    key: str
    question: str
    lost: tuple[Passage, ...] = ()


class Comparison(Frozen):
    """The second evaluation against the first.

    Attributes:
        notes: What makes the two hard to compare: another corpus, another model.
        quotes_lost: Questions that had a right quote among those shown, which is gone, whether or not the verdict changed.
    """

    before: str
    after: str
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    won: tuple[Moved, ...]
    lost: tuple[Moved, ...]
    quotes_lost: tuple[Moved, ...]


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """Compare two evaluations of the same suites over the same questions.

    Raises:
        UsageError: They share no suite, or asked different questions.
    """
    pairs = [(a, b) for a in before.suites for b in after.suites if a.suite == b.suite]
    if not pairs:
        ran = ", ".join(s.suite for s in before.suites), ", ".join(s.suite for s in after.suites)
        raise UsageError(f"the two runs share no suite: {ran[0]} against {ran[1]}; run the same suites")
    for pair in pairs:
        _same_questions(*pair)
    moved = [found for a, b in pairs for found in _moved(a, b)]
    return Comparison(
        before=before.environment.date,
        after=after.environment.date,
        notes=tuple(_notes(before, after)),
        changes=tuple(change for a, b in pairs for change in _changes(a, b)),
        won=tuple(m for m, verdict in moved if verdict == "won"),
        lost=tuple(m for m, verdict in moved if verdict == "lost"),
        quotes_lost=tuple(m for m, _ in moved if m.lost),
    )


def _notes(before: Evaluation, after: Evaluation) -> Iterator[str]:
    one, two = before.environment, after.environment
    for name in sorted(set(one.corpora) & set(two.corpora)):
        if one.corpora[name] != two.corpora[name]:
            yield f"the corpus {name!r} changed between the runs ({one.corpora[name]}; {two.corpora[name]})"
    if one.model != two.model:
        yield f"the embedding model changed: {one.model}, then {two.model}"
    differing = [key for key in sorted(set(one.settings) | set(two.settings)) if one.settings.get(key) != two.settings.get(key)]
    if differing:
        yield f"settings changed: {', '.join(differing)}"


def _changes(before: SuiteReport, after: SuiteReport) -> Iterator[Change]:
    known = {measure_key(before, measure): measure for measure in before.measures}
    for measure in after.measures:
        old = known.get(measure_key(after, measure))
        if old is None:
            continue
        values = [_values(report.cases, measure.variant, measure.name) for report in (before, after)]
        test = compare_paired(*values) if all(values) and set(values[0]) == set(values[1]) else None
        yield Change(
            key=measure_key(after, measure),
            before=old.value,
            after=measure.value,
            higher_is_better=measure.higher_is_better,
            test=test,
        )


def _values(cases: Sequence[Case], variant: str, name: str) -> dict[str, float]:
    """The value of a measure for each question, where it is a mean over them; those of other suites have none."""
    chosen = [case for case in cases if case.variant == variant]
    if name.startswith("won, "):
        return {case.id: float(bool(case.won)) for case in chosen if case.kind == name.removeprefix("won, ")}
    return {case.id: case.scores[name] for case in chosen if name in case.scores}


def _same_questions(before: SuiteReport, after: SuiteReport) -> None:
    first = {(case.variant, case.id): case.question for case in before.cases}
    second = {(case.variant, case.id): case.question for case in after.cases}
    odd = sorted(set(first) ^ set(second))
    if odd:
        where = "first" if odd[0] in first else "second"
        raise UsageError(
            f"{before.suite}: the two runs asked different questions: {_name(odd[0])!r} is in the {where} only; "
            "compare runs over the same questions"
        )
    changed = [key for key, question in first.items() if question != second[key]]
    if changed:
        raise UsageError(
            f"{before.suite}: the question {_name(changed[0])!r} has other words in the second run; compare the same questions"
        )


def _moved(before: SuiteReport, after: SuiteReport) -> Iterator[tuple[Moved, str]]:
    old = {(case.variant, case.id): case for case in before.cases}
    for case in after.cases:
        was = old[case.variant, case.id]
        lost = _right_quotes_lost(was, case)
        verdict = "" if case.won == was.won or case.won is None else "won" if case.won else "lost"
        if verdict or lost:
            yield Moved(key=f"{after.suite}/{_name((case.variant, case.id))}", question=case.question, lost=lost), verdict


def _right_quotes_lost(before: Case, after: Case) -> tuple[Passage, ...]:
    kept = {passage.key for passage in after.shown}
    return tuple(passage for passage in before.shown if passage.right and passage.key not in kept)


def _name(key: tuple[str, str]) -> str:
    return "/".join(filter(None, key))
