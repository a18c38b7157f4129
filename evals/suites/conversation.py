"""The conversation suite: scripted conversations whose later questions need the earlier ones to be understood.

It runs whatever the program can do and says what it cannot: a follow-up that is searched for word for word, "only from …"
that sets no filter, "more" that shows the same quotes again.
"""

from collections.abc import Sequence
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field

from assistant import Answer, Conversation
from corpus.builtin import BUILTIN_ID
from corpus.errors import QuestionError
from corpus.models import Frozen
from evals.datasets.base import Place
from evals.datasets.builtin import quote_ids
from evals.reports.model import Case, Measure, Passage, Plot, Series, SuiteReport, mean_measure
from evals.suites.base import Suite, World, shortened

FIRST = 3
Kind = Literal["opening", "reference", "ellipsis", "more", "restriction", "correction", "new subject", "refusal"]
STANDALONE, FILTERS, QUOTES, NO_REPEATS, REFUSED = (
    "standalone question",
    "filters",
    "expected quote in the first three",
    "no quote repeated",
    "refused rightly",
)
CHECKS = (STANDALONE, FILTERS, QUOTES, NO_REPEATS, REFUSED)


class Step(Frozen):
    """One question of a scripted conversation, and what must come of it. What is left out is not checked.

    Attributes:
        standalone: Each must stand in the standalone question, whatever the case; "a|b" means either.
        without: None of these may stand in it (what belongs to a subject that was left behind).
        filters: Fields of the filters that must hold these values, and maybe more.
        quotes: Ids of built-in quotes; one must be among the first three shown.
        no_repeats: Nothing may be shown that was shown before.
        refused: There is no evidence, and the program must say so.
    """

    ask: str = Field(min_length=1)
    kind: Kind
    standalone: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: dict[str, tuple[str | int, ...]] = Field(default_factory=dict)
    quotes: tuple[str, ...] = ()
    no_repeats: bool = False
    refused: bool = False


class Script(Frozen):
    """A conversation."""

    id: str
    steps: tuple[Step, ...] = Field(min_length=2)


def load_scripts() -> list[Script]:
    """The scripted conversations about the built-in quotes."""
    text = (files("evals") / "data" / "conversations.yaml").read_text(encoding="utf-8")
    return [Script.model_validate(item) for item in yaml.safe_load(text)["conversations"]]


def run(world: World) -> SuiteReport:
    """Hold every conversation."""
    scripts = load_scripts()
    cases: list[Case] = []
    for k, script in enumerate(scripts, start=1):
        cases += [
            _with_expected(world, case, step)
            for case, step in zip(_hold(world.assistant.conversation(), script), script.steps, strict=True)
        ]
        if world.progress:
            world.progress(k, len(scripts))
    follow_ups = [case for case in cases if case.kind != "opening"]
    measures = [mean_measure(name, [c.scores[name] for c in follow_ups if name in c.scores]) for name in CHECKS]
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(scripts)} conversations, {len(follow_ups)} follow-up questions to the built-in quotes",
        measures=(*_whole(cases, follow_ups), *measures),
        plots=(_by_kind(follow_ups),),
        cases=tuple(cases),
        missing=tuple(_missing(follow_ups)),
        failed=world.failed,
    )


def _hold(conversation: Conversation, script: Script) -> list[Case]:
    cases = []
    for position, step in enumerate(script.steps, start=1):
        before = conversation.shown
        try:
            answer = conversation.ask(step.ask)
        except QuestionError as error:
            scores = dict.fromkeys(_wanted(step), 0.0)
            cases.append(_case(script, position, step, scores, (), f"could not be asked: {error}"))
            continue
        quotes = answer.quotes
        scores = _check(step, answer, before)
        passages = tuple(Passage(interview=q.interview, turn=q.turn, words=shortened(q.text)) for q in quotes)
        cases.append(_case(script, position, step, scores, passages, f"searched for: {answer.standalone_question}"))
    return cases


def _with_expected(world: World, case: Case, step: Step) -> Case:
    ids = quote_ids()
    places = (Place(interview=BUILTIN_ID, turn=ids.index(quote)) for quote in step.quotes)
    return case.model_copy(update={"expected": tuple(world.passage(place) for place in places)})


def _case(script: Script, position: int, step: Step, scores: dict[str, float], shown: tuple[Passage, ...], note: str) -> Case:
    return Case(
        id=f"{script.id}/{position}",
        question=step.ask,
        kind=step.kind,
        won=all(value == 1.0 for value in scores.values()),
        scores=scores,
        shown=shown,
        note=f"{note}. Wrong: {', '.join(wrong)}." if (wrong := [name for name, value in scores.items() if value < 1.0]) else note,
    )


def _wanted(step: Step) -> list[str]:
    given = (bool(step.standalone or step.without), bool(step.filters), bool(step.quotes), step.no_repeats, step.refused)
    return [name for name, wanted in zip(CHECKS, given, strict=True) if wanted]


def _check(step: Step, answer: Answer, before: frozenset[tuple[str, int, int]]) -> dict[str, float]:
    quotes = answer.quotes
    ids = quote_ids()
    searched = answer.standalone_question.casefold()
    filters = answer.filters.model_dump(mode="json")
    results = {
        STANDALONE: all(any(part in searched for part in words.casefold().split("|")) for words in step.standalone)
        and not any(words.casefold() in searched for words in step.without),
        FILTERS: all(_holds(filters.get(name, ()), values) for name, values in step.filters.items()),
        QUOTES: any(ids[quote.turn] in step.quotes for quote in quotes[:FIRST]),
        NO_REPEATS: bool(quotes) and not any((q.interview, q.start, q.end) in before for q in quotes),
        REFUSED: answer.status == "no_evidence",
    }
    return {name: float(results[name]) for name in _wanted(step)}


def _holds(found: Sequence[object], wanted: Sequence[str | int]) -> bool:
    folded = {str(value).casefold() for value in found}
    return all(str(value).casefold() in folded for value in wanted)


def _whole(cases: Sequence[Case], follow_ups: Sequence[Case]) -> list[Measure]:
    scripts: dict[str, list[bool]] = {}
    for case in cases:
        scripts.setdefault(case.id.partition("/")[0], []).append(bool(case.won))
    return [
        mean_measure("follow-ups right in everything", [float(bool(case.won)) for case in follow_ups]),
        mean_measure("conversations right in everything", [float(all(won)) for won in scripts.values()]),
    ]


def _by_kind(cases: Sequence[Case]) -> Plot:
    kinds = tuple(dict.fromkeys(case.kind for case in cases))
    chosen = [[float(bool(c.won)) for c in cases if c.kind == kind] for kind in kinds]
    points = tuple((float(k), sum(values) / len(values)) for k, values in enumerate(chosen))
    series = (Series(name="right in everything", points=points),)
    return Plot(kind="bars", title="Follow-ups by what they need", x="kind", y="share right", labels=kinds, series=series)


def _missing(cases: Sequence[Case]) -> list[str]:
    """The kinds of follow-up of which the program gets less than half right, with an example."""
    found = []
    for kind in dict.fromkeys(case.kind for case in cases):
        members = [case for case in cases if case.kind == kind]
        lost = [case for case in members if not case.won]
        if len(lost) * 2 > len(members):
            failing = sorted({name for case in lost for name, value in case.scores.items() if value < 1.0})
            example = f"“{lost[0].question}”, {lost[0].note.rpartition('. Wrong:')[0] or lost[0].note}"
            found.append(f"{kind}: {len(lost)} of {len(members)} are not understood ({', '.join(failing)}). Example: {example}")
    return found


SUITE = Suite(name="conversation", title="Follow-up questions in scripted conversations", run=run, fixed=True)
