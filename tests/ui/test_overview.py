"""Counts of the overview, against the quotes that they open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from corpus.ingest import Ingest
from corpus.models import Origin
from corpus.settings import Settings
from corpus.tagging import tag_words
from index import Choice, verified_quotes
from tests.transcripts import CLINIC, SEEDS, write
from ui.overview import Overview
from ui.page.charts import heat_chart, insight_chart, timeline_chart, value_chart

TABLE = "file,organisation,issue area,date\nclinic,Valley Health,Health; Rural,2022-05\nseeds,Seed <b>Commons</b>,Health,2019\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("overview")
    files = write(folder / "files", clinic=CLINIC, seeds=SEEDS)
    (files / "metadata.csv").write_text(TABLE)
    assistant = Assistant(Settings(data_dir=folder / "data"))
    Ingest(assistant.folder.catalog).run([files])
    tag_words(assistant.folder.catalog, "clinic", "the ministry of health pays the drivers and the fuel", "insight", "2")
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def overview(assistant: Assistant) -> Overview:
    return Overview(assistant)


def test_every_count_is_the_number_of_quotes_that_it_opens(assistant: Assistant, overview: Overview) -> None:
    rows = [*overview.by_insight(), *overview.by_value("issue_area"), *overview.by_value("organisation"), *overview.timeline().rows]
    assert len(rows) > 15
    for row in rows:
        hits, total = overview.census.quotes(row.choice, 0, 1000)
        quotes, withheld = verified_quotes(assistant.folder.catalog, hits)
        assert (len(quotes), total, withheld) == (row.tally.quotes, row.tally.quotes, 0), row.name
        assert len({quote.interview for quote in quotes}) == row.tally.interviews, row.name


def test_a_persons_tags_and_suggestions_are_counted_apart(overview: Overview) -> None:
    second = overview.by_insight()[1]
    tagged, _ = overview.census.quotes(Choice(insight=2, origin=Origin.HUMAN), 0, 100)
    suggested, _ = overview.census.quotes(Choice(insight=2, origin=Origin.SUGGESTED), 0, 100)
    assert second.tagged == len(tagged) == 4
    assert second.suggested == len(suggested)
    assert {label.origin for hit in tagged for label in hit.insights} == {Origin.HUMAN}
    assert all(label.origin is Origin.SUGGESTED for hit in suggested for label in hit.insights)


def test_no_interviewer_is_counted(overview: Overview) -> None:
    assert overview.all.quotes == 28 + 2 + 2


def test_values_tell_interviews_organisations_and_quotes(overview: Overview) -> None:
    health, rural = overview.by_value("issue_area")
    assert (health.name, health.tally.interviews, health.tally.organisations, health.tally.quotes) == ("Health", 2, 2, 4)
    assert (rural.name, rural.tally.interviews, rural.tally.people, rural.tally.quotes) == ("Rural", 1, 1, 2)
    assert overview.by_value("strategy") == []


def test_the_heat_map_adds_up(overview: Overview) -> None:
    heat = overview.heat()
    assert set(heat.organisations) == {
        "Valley Health",
        "Seed <b>Commons</b>",
        "CAMFED",
        "Zvandiri",
        "American Sustainable Business Network",
    }
    at = heat.organisations.index("Valley Health")
    assert heat.counts[1][at] == 1
    assert overview.heat(most=2).left_out == 3


def test_the_timeline_has_no_holes_and_counts_what_has_no_date(overview: Overview) -> None:
    timeline = overview.timeline()
    assert [(row.name, row.tally.interviews) for row in timeline.rows] == [
        ("2019", 1), ("2020", 0), ("2021", 0), ("2022", 1), ("2023", 0), ("2024", 1),
    ]  # fmt: skip
    assert timeline.undated == 0


def test_thin_evidence_is_named_with_its_reason(overview: Overview) -> None:
    gaps = {gap.what: gap.why for gap in overview.gaps()}
    assert "nobody who says it is named" in gaps["9. Solutions adapted to specific cultural contexts are more effective"]
    assert gaps["Strategy"] == "3 of 3 interviews say nothing of it"
    assert gaps["Issue area"] == "1 of 3 interviews say nothing of it"


def test_names_are_text_in_charts(overview: Overview) -> None:
    figure = value_chart(overview.by_value("organisation"), "quotes")
    names = [annotation.text for annotation in figure.layout.annotations]
    assert "Seed &lt;b&gt;Commons&lt;/b&gt;" in names
    assert all("<b>" not in str(part) for part in (*names, *heat_chart(overview.heat()).layout.xaxis.ticktext))


def test_every_bar_carries_its_choice(overview: Overview) -> None:
    rows = overview.by_insight()
    for bars in insight_chart(rows).data:
        assert [Choice.model_validate_json(choice).insight for choice in bars.customdata] == [row.choice.insight for row in rows]
    for bar in timeline_chart(overview.timeline()).data:
        assert len(bar.customdata) == 6


def test_an_empty_corpus_counts_nothing_and_fails_nowhere(tmp_path: Path) -> None:
    assistant = Assistant(Settings(data_dir=tmp_path / "none", builtin_corpus=False))
    empty = Overview(assistant)
    assert (empty.all.quotes, empty.timeline().rows, empty.heat().organisations) == (0, (), ())
    assert {row.tally.quotes for row in empty.by_insight()} == {0}
    assert len(empty.gaps()) == 9
    assistant.close()
