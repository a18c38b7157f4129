"""The nine insights, and a framework of a user's own."""

from pathlib import Path

import pytest

from corpus.errors import FrameworkError
from corpus.framework import load_framework, load_quote_page

OWN = """\
id: garden
title: What the gardeners learned
source: A fictional garden
insights:
  - number: 2
    title: Water early
    summary: Morning water reaches the roots.
    question: When do you water?
    examples:
      - We water before the sun is up.
      - text: "Evening water: only in spring."
  - number: 5
    title: Share seed
    summary: Seed that is given away comes back.
"""


def own_file(folder: Path, words: str | bytes) -> Path:
    path = folder / "own.yaml"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(FrameworkError) as caught:
        load_framework(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def test_without_a_file_there_are_nine_insights_numbered_in_order() -> None:
    framework = load_framework()
    assert [insight.number for insight in framework.insights] == list(range(1, 10))
    assert all(insight.title and insight.summary and insight.question for insight in framework.insights)
    assert len({insight.title for insight in framework.insights}) == 9


def test_the_examples_of_the_nine_are_the_words_of_their_own_quotes() -> None:
    quotes = load_quote_page().quotes
    for insight in load_framework().insights:
        assert insight.examples == tuple(quote.text for quote in quotes if quote.insight == insight.number)
        assert len(insight.examples) == 3


def test_an_insight_is_found_by_its_number() -> None:
    framework = load_framework()
    found = framework.insight(4)
    assert found is not None
    assert found.number == 4
    assert framework.insight(10) is None


def test_a_framework_of_ones_own_is_read_with_both_kinds_of_examples(tmp_path: Path) -> None:
    framework = load_framework(own_file(tmp_path, OWN))
    assert (framework.id, framework.title, framework.source) == ("garden", "What the gardeners learned", "A fictional garden")
    first, second = framework.insights
    assert (first.number, first.title, first.question) == (2, "Water early", "When do you water?")
    assert first.examples == ("We water before the sun is up.", "Evening water: only in spring.")
    assert (second.number, second.question, second.examples) == (5, None, ())


def test_ids_of_the_built_in_quotes_mean_nothing_in_a_framework_of_ones_own(tmp_path: Path) -> None:
    framework = load_framework(own_file(tmp_path, OWN.replace("We water before the sun is up.", '"1.1"')))
    assert framework.insights[0].examples[0] == "1.1"


def test_a_framework_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert load_framework(own_file(tmp_path, b"\xef\xbb\xbf" + OWN.encode())).id == "garden"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "nowhere.yaml")


def test_a_folder_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path)


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    assert "not UTF-8" in refusal(own_file(tmp_path, OWN.replace("garden", "jardín").encode("cp1252")))


def test_broken_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "at line 3;" in refusal(own_file(tmp_path, "id: garden\ntitle: Fine\nsource: one: two\ninsights: []\n"))


def test_a_control_character_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "not valid YAML" in refusal(own_file(tmp_path, OWN + "# \x01\n"))


@pytest.mark.parametrize("words", ["- one\n- two\n", "just words\n", "", "42\n"])
def test_a_file_that_is_no_mapping_is_told_what_it_needs(tmp_path: Path, words: str) -> None:
    assert "id, title and insights" in refusal(own_file(tmp_path, words))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("id: garden\n", "", "id"),
        ("title: What the gardeners learned\n", "", "title"),
        ("title: What the gardeners learned", "title: 2024-03-19", "title"),
        ("    title: Water early\n", "", "insights.0.title"),
        ("    title: Water early\n", "    title: ''\n", "insights.0.title"),
        ("    summary: Seed that is given away comes back.\n", "", "insights.1.summary"),
        ("number: 2", "number: 0", "insights.0.number"),
        ("number: 5", "number: five", "insights.1.number"),
        ("source: A fictional garden", "colour: green", "colour"),
        ("    question: When do you water?", "    colour: green", "insights.0.colour"),
        ("- text:", "- words:", "insights.0.examples.1"),
        ("number: 5", "number: 2", "insight numbers"),
        ("number: 5", "number: 1", "insight numbers"),
    ],
)
def test_what_is_wrong_in_a_framework_is_named_by_its_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert OWN.count(old) == 1
    assert field in refusal(own_file(tmp_path, OWN.replace(old, new)))


def test_a_framework_without_insights_is_refused(tmp_path: Path) -> None:
    assert refusal(own_file(tmp_path, "id: garden\ntitle: Empty\ninsights: []\n")).startswith("insights:")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(OWN.replace("What the gardeners learned", "2024-13-45"), id="a date that does not exist"),
        pytest.param("[" * 5_000, id="nested too deeply"),
    ],
)
def test_yaml_that_cannot_be_made_into_values_is_refused(tmp_path: Path, words: str) -> None:
    assert refusal(own_file(tmp_path, words))
