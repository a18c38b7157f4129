"""The overview of an insight: strongest quotes, whose they are, where evidence is thin."""

from pathlib import Path

import pytest

from assistant import Assistant
from corpus.errors import UsageError
from corpus.ingest import Ingest, IngestOptions
from corpus.models import Origin
from corpus.settings import Settings
from corpus.tagging import tag_words
from tests.transcripts import CLINIC, SEEDS, write


def test_the_quotes_of_the_page_stand_under_their_insight_and_are_counted_from_the_catalog(builtin: Assistant) -> None:
    tags = [tag for _, tag in builtin.folder.catalog.tags()]
    for insight in builtin.framework.insights:
        overview = builtin.insight(insight.number)
        assert overview.tagged == sum(tag.value == str(insight.number) for tag in tags)
        assert {q.insights[0].number for q in overview.strongest} == {insight.number}
        interview = builtin.interview("whats-working")
        assert interview is not None
        assert all(q.text == interview.text[q.start : q.end] for q in overview.strongest)
        assert [q.rank for q in overview.strongest] == list(range(1, len(overview.strongest) + 1))
    with pytest.raises(UsageError, match="the framework has no insight 10; it has 1, 2"):
        builtin.insight(10)


def test_silent_interviews_organisations_and_communities_are_named(tmp_path: Path) -> None:
    files = write(tmp_path / "files", clinic=CLINIC, seeds=SEEDS)
    table = "file,organisation,community_served\nclinic.txt,Valley Health,Herders\nseeds.txt,Open Seeds,Farmers\n"
    (files / "metadata.csv").write_text(table)
    assistant = Assistant(Settings(data_dir=tmp_path / "data", builtin_corpus=False))
    Ingest(assistant.folder.catalog, IngestOptions(max_file_mb=64)).run([files])
    tag_words(assistant.folder.catalog, "clinic", "Now the ministry of health pays the drivers and the fuel.", "insight", "2")
    overview = assistant.insight(2)
    assert overview.tagged == 1
    first = overview.strongest[0]
    assert first.insights[0].origin is Origin.HUMAN
    assert "ministry of health pays the drivers" in first.text
    assert "Interviewer" not in {share.name for share in overview.people}
    assert {share.name for share in overview.interviews} == {"clinic", "seeds"}
    assert sum(share.quotes for share in overview.interviews) == overview.tagged + overview.suggested
    assert {share.name for share in overview.communities} == {"Herders", "Farmers"}
    silent = [share.name for share in overview.communities if not share.quotes]
    assert all(name in " ".join(overview.thin) for name in silent)
    assistant.close()
