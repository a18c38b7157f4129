"""Themes: topics that recur, found the same way each time, accepted as tags or dropped for good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.themes.phrases import key_phrases
from corpus.errors import UsageError
from corpus.ingest import Ingest, IngestOptions
from corpus.settings import Settings
from tests.transcripts import TOPICS, talks, write


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Four interviews, in each of which somebody speaks to all three topics."""
    folder = tmp_path_factory.mktemp("themes")
    assistant = Assistant(Settings(data_dir=folder / "data", builtin_corpus=False))
    Ingest(assistant.folder.catalog, IngestOptions(max_file_mb=64)).run([write(folder / "files", **talks())])
    yield assistant
    assistant.close()


def test_recurring_topics_are_found_with_their_phrases_and_exact_quotes(corpus: Assistant) -> None:
    themes = corpus.themes.list()
    by_topic = {topic: next(t for t in themes if any(topic_word in " ".join(t.phrases) for topic_word in words)) for topic, words in
                {"water": ["pump"], "fees": ["school fees"], "money": ["mobile money"]}.items()}  # fmt: skip
    assert len({theme.number for theme in by_topic.values()}) == 3
    for topic, theme in by_topic.items():
        assert {quote.text for quote in theme.quotes} <= set(TOPICS[topic])
        assert theme.size >= 3
        assert theme.interviews >= 3
        for quote in theme.quotes:
            interview = corpus.interview(quote.interview)
            assert interview is not None
            assert interview.text[quote.start : quote.end] == quote.text
    assert not any("interviewer" in phrase or "okoye" in phrase or "um" in phrase.split() for t in themes for phrase in t.phrases)


def test_the_same_corpus_gives_the_same_themes(corpus: Assistant) -> None:
    again = Assistant(Settings(data_dir=corpus.folder.path))
    assert again.themes.list() == corpus.themes.list()
    again.close()


def test_a_dropped_theme_stays_dropped_and_an_accepted_one_is_a_tag(corpus: Assistant) -> None:
    before = corpus.themes.list()
    dropped, accepted = before[0], before[1]
    corpus.themes.drop(1)
    assert [t.phrases for t in corpus.themes.list()] == [t.phrases for t in before[1:]]
    assert len(corpus.themes.list(dropped=True)) == len(before)
    assert corpus.themes.accept(1, " Pumps & repair ", coder="Ruth") == accepted.size
    tags = [(key, tag) for key, tag in corpus.folder.catalog.tags() if tag.dimension == "theme"]
    assert {(tag.value, tag.coder, tag.origin.value) for _, tag in tags} == {("Pumps & repair", "Ruth", "human")}
    assert {(q.interview, q.start, q.end) for q in accepted.quotes} <= {(key, tag.start, tag.end) for key, tag in tags}
    after = Assistant(Settings(data_dir=corpus.folder.path))
    assert after.themes.list()[0].accepted == "Pumps & repair"
    assert dropped.phrases not in [t.phrases for t in after.themes.list()]
    after.close()
    with pytest.raises(UsageError, match="there is no theme 99"):
        corpus.themes.accept(99, "x")
    with pytest.raises(UsageError, match="needs a name"):
        corpus.themes.accept(1, " ")


def test_a_corpus_too_small_has_no_themes(tmp_path: Path) -> None:
    assistant = Assistant(Settings(data_dir=tmp_path / "none", builtin_corpus=False))
    assert assistant.themes.list() == ()
    assistant.close()


def test_phrases_name_no_speaker_no_filler_and_no_remark() -> None:
    one = ["Ruth said um you know the water pump {laughter} broke", "the water pump [inaudible] broke again, Ruth"]
    two = ["school fees are high {laughter}", "we paid school fees, Ruth"]
    phrases = key_phrases([one, two], ["Ruth Adeyemi"])
    assert phrases[0][0] == "water pump"
    assert phrases[1][0] == "school fees"
    assert not {"ruth", "laughter", "inaudible", "um"} & {word for found in phrases for phrase in found for word in phrase.split()}
    assert key_phrases([]) == []
    assert key_phrases([["um yeah"], ["uh"]]) == [(), ()]


def test_a_theme_is_renamed_restored_and_known_by_its_key(corpus: Assistant) -> None:
    theme = corpus.themes.list()[0]
    corpus.themes.restore(theme.key)
    corpus.themes.accept(theme.key, "First", coder="Ruth")
    corpus.themes.accept(theme.key, "Second", coder="Tomas")
    mine = {(quote.interview, quote.start, quote.end) for quote in theme.quotes}
    names = {tag.value for key, tag in corpus.folder.catalog.tags() if tag.dimension == "theme" and (key, tag.start, tag.end) in mine}
    assert names == {"Second"}
    quotes, total, withheld = corpus.themes.quotes(theme.key, 1)
    assert (quotes[0].text, len(quotes), total, withheld) == (theme.quotes[0].text, 1, theme.size, 0)
    assert corpus.themes.restore(theme.key) == theme.size
    corpus.themes.drop(theme.key)
    last = corpus.themes.list(dropped=True)[-1]
    assert last.dropped
    assert theme.key not in [one.key for one in corpus.themes.list()]
    assert corpus.themes.restore(theme.key) == 0
    assert theme.key in [one.key for one in corpus.themes.list()]
    with pytest.raises(UsageError, match="have changed"):
        corpus.themes.drop("no such key")
