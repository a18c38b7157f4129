"""Coverage, counted again by hand."""

from collections.abc import Sequence

import pytest

from assistant import Assistant, Group, InsightHeading
from assistant.coverage import cover
from corpus.catalog import Counts
from corpus.framework import load_framework
from corpus.models import Role
from corpus.quote import Quote

COUNTS = Counts(interviews=40, turns=900, quotes=0, tags=0, participants=55, organisations=23)


def quote(interview: str, speaker: str | None, organisation: str | None = None) -> Quote:
    return Quote(
        rank=1, score=1, interview=interview, source="s", turn=0, start=0, end=1, speaker=speaker, role=Role.UNKNOWN,
        organisation=organisation, time=None, page=None, text="x", citation="c",
    )  # fmt: skip


def group(number: int | None, quotes: Sequence[Quote]) -> Group:
    return Group(insight=InsightHeading(number=number, title="t") if number else None, quotes=tuple(quotes))


def test_voices_are_counted_once_an_interview() -> None:
    groups = [group(2, [quote("a", "Ann", "Org"), quote("a", "ANN"), quote("b", "Ann")]), group(None, [quote("b", None)])]
    coverage = cover(groups, load_framework(), COUNTS)
    assert (coverage.quotes, coverage.interviews, coverage.people, coverage.unnamed, coverage.organisations) == (4, 2, 2, 1, 1)
    assert coverage.speaking == (2,)
    assert coverage.silent == (1, 3, 4, 5, 6, 7, 8, 9)
    assert coverage.text == (
        "4 quotes from 2 of 40 interviews, 1 of 23 organisations, 2 of 55 named speakers, 1 quote whose speaker is not named. "
        "Insights that speak: 2; silent here: 1, 3, 4, 5, 6, 7, 8, 9."
    )


@pytest.mark.parametrize(
    ("speakers", "dominant"),
    [
        (["Ann", "Ann", "Bob"], "Ann"),
        (["Ann", "Ann", "Bob", "Cid"], None),
        (["Ann", "Ann"], None),
        ([None, None, None], None),
        (["Ann", "Ann", "Ann", None], "Ann"),
    ],
)
def test_one_voice_with_more_than_half_is_named(speakers: list[str | None], dominant: str | None) -> None:
    coverage = cover([group(1, [quote("a", name) for name in speakers])], load_framework(), COUNTS)
    assert coverage.dominant == dominant
    assert ("More than half" in coverage.text) is (dominant is not None)


def test_the_coverage_of_an_answer_agrees_with_its_groups_and_the_catalog(builtin: Assistant) -> None:
    answer = builtin.ask("Why do funders need a long time horizon?")
    counts = builtin.folder.catalog.counts()
    assert answer.coverage.quotes == sum(len(group.quotes) for group in answer.groups)
    assert answer.coverage.speaking == tuple(sorted(g.insight.number for g in answer.groups if g.insight))
    assert set(answer.coverage.speaking).isdisjoint(answer.coverage.silent)
    assert answer.coverage.interviews_total == counts.interviews == 1
    assert answer.coverage.people_total == counts.participants == 1
