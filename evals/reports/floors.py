"""Floors: measures that must not fall below a value, for continuous integration.

A floor names a measure by its full name or a part of it, whatever the case of its letters: "ndcg@10" means every nDCG@10 of
the run, "retrieval/ndcg@10" those of one suite, "scoped/ndcg@10" the scoped one, "retrieval/scoped/ndcg@10" exactly one.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import yaml

from corpus.errors import UsageError
from corpus.models import Frozen
from evals.reports.model import Evaluation, Measure, measures_by_key


class Floor(Frozen):
    """A measure and the value that it must reach (or must not exceed, where lower is better).

    Attributes:
        suite: The floor is passed over when this suite did not run; without one it always holds.
    """

    measure: str
    value: float
    suite: str | None = None


class Missed(Frozen):
    """A floor that was not held."""

    key: str
    value: float | None
    floor: float

    @property
    def message(self) -> str:
        """One line for people."""
        found = "was not measured" if self.value is None else f"is {self.value:.4f}"
        return f"{self.key} {found}, the floor is {self.floor:g}"


def parse_floor(text: str) -> Floor:
    """Read ``measure=value``.

    Raises:
        UsageError: It has another form.
    """
    name, equals, number = text.rpartition("=")
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not (name.strip() and equals and math.isfinite(value)):
        raise UsageError(f"--fail-under {text!r} is not MEASURE=VALUE, for example --fail-under ndcg@10=0.4")
    return Floor(measure=name.strip(), value=value)


def read_floors(path: Path) -> list[Floor]:
    """The floors of a YAML file: ``floors:`` and under it ``suite/…/measure: value``. Those of suites that do not run are passed over.

    Raises:
        UsageError: The file cannot be read or has another form.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a YAML file of floors") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not YAML; give a file with 'floors:' and measures under it") from error
    found = data.get("floors") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise UsageError(f"{path}: has no 'floors:' with measures under it")
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or "/" not in str(name):
            raise UsageError(f"{path}: {name}: {value!r} is no floor; write suite/measure: number, for example retrieval/ndcg@10: 0.4")
    return [Floor(measure=str(name), value=float(value), suite=str(name).partition("/")[0].casefold()) for name, value in found.items()]


def missed_floors(evaluation: Evaluation, floors: Sequence[Floor]) -> list[Missed]:
    """The floors that an evaluation does not hold.

    Raises:
        UsageError: A floor names no measure of the evaluation.
    """
    measures = measures_by_key(evaluation.suites)
    ran = {suite.suite for suite in evaluation.suites}
    missed = []
    for floor in floors:
        if floor.suite is not None and floor.suite not in ran:
            continue
        named = {key: measure for key, measure in measures.items() if _names(floor.measure, key)}
        if not named:
            raise UsageError(f"no measure is called {floor.measure!r}; there is {', '.join(measures)}")
        missed += [Missed(key=key, value=m.value, floor=floor.value) for key, m in named.items() if not _holds(m, floor.value)]
    return missed


def _names(wanted: str, key: str) -> bool:
    """Whether a full name ends in the measure that is asked for, and holds what is asked before it, in that order."""
    parts, asked = key.casefold().split("/"), wanted.casefold().split("/")
    before = iter(parts[:-1])
    return parts[-1] == asked[-1] and all(part in before for part in asked[:-1])


def _holds(measure: Measure, floor: float) -> bool:
    if measure.value is None:
        return False
    return measure.value >= floor if measure.higher_is_better else measure.value <= floor
