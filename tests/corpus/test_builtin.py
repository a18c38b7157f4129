"""The built-in corpus is the page's words, all of them and nothing else."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.builtin import builtin_interview
from corpus.errors import FrameworkError
from corpus.framework import BuiltinQuote, load_framework, load_quote_page
from corpus.models import Origin, Role, sha256_of

QUOTES = load_quote_page().quotes
QUOTED = re.compile(r'^["“](.+)["”]$', re.MULTILINE)


def page(shared: Path) -> str:
    return (shared / "whats-working-page.txt").read_text(encoding="utf-8")


def test_there_are_28_quotes_one_opening_and_three_an_insight() -> None:
    assert [quote.id for quote in QUOTES] == ["opening", *(f"{insight}.{place}" for insight in range(1, 10) for place in (1, 2, 3))]
    assert all(quote.id.startswith(f"{quote.insight}.") for quote in QUOTES[1:])
    assert QUOTES[0].insight is None


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: quote.id)
def test_the_words_of_a_quote_have_the_recorded_sum(quote: BuiltinQuote) -> None:
    assert sha256_of(quote.text) == quote.sha256


def test_the_quotes_are_those_of_the_page_character_for_character(shared: Path) -> None:
    assert [quote.text for quote in QUOTES] == QUOTED.findall(page(shared))


def test_every_insight_stands_under_the_title_it_has_on_the_page(shared: Path) -> None:
    titles = dict(re.findall(r"^(\d):\n\n(.+)$", page(shared), re.MULTILINE))
    assert {str(insight.number): insight.title for insight in load_framework().insights} == titles


def test_every_turn_of_the_collection_is_exactly_one_quote() -> None:
    interview = builtin_interview()
    assert [interview.words_of(turn) for turn in interview.turns] == [quote.text for quote in QUOTES]
    assert [(quote.start, quote.end) for quote in interview.quotes] == [(turn.start, turn.end) for turn in interview.turns]
    assert interview.conversation is False


def test_every_quote_but_the_opening_one_carries_the_tag_of_its_insight_by_a_person() -> None:
    interview = builtin_interview()
    tags = [(interview.words_of(tag), tag.dimension, tag.value, tag.origin) for tag in interview.tags]
    assert tags == [(quote.text, "insight", str(quote.insight), Origin.HUMAN) for quote in QUOTES[1:]]


def test_a_quote_is_placed_by_its_insight_and_its_position_there() -> None:
    positions = [turn.position for turn in builtin_interview().turns]
    assert positions[0] == "opening quote"
    assert positions[1:] == [f"insight {insight}, quote {place} of 3" for insight in range(1, 10) for place in (1, 2, 3)]
    assert positions[11] == "insight 4, quote 2 of 3"


def test_only_the_opening_quote_has_a_named_speaker() -> None:
    assert [turn.speaker for turn in builtin_interview().turns] == ["David Levine"] + [None] * 27


def test_all_but_the_opening_quote_are_known_to_come_from_interviews() -> None:
    assert [turn.role for turn in builtin_interview().turns] == [Role.UNKNOWN] + [Role.INTERVIEWEE] * 27


def test_an_organisation_is_given_only_where_the_page_or_the_words_name_one() -> None:
    turns = builtin_interview().turns
    named = [next((name for name in ("Zvandiri", "CAMFED") if name in quote.text), None) for quote in QUOTES[1:]]
    assert [turn.organisation for turn in turns] == ["American Sustainable Business Network", *named]
    assert sorted(name for name in named if name) == ["CAMFED", "Zvandiri"]


def test_a_quote_with_one_character_changed_is_refused() -> None:
    altered = QUOTES[3].model_dump() | {"text": QUOTES[3].text.replace("'", "’", 1)}
    assert altered["text"] != QUOTES[3].text
    with pytest.raises(ValidationError, match=r"quote 1\.3 do not match their SHA-256"):
        BuiltinQuote(**altered)


def test_an_installed_file_with_altered_words_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(Path(str(files("corpus"))) / "data", tmp_path / "data")
    quotes = tmp_path / "data" / "quotes.yaml"
    words = quotes.read_text(encoding="utf-8")
    quotes.write_text(words.replace("This isn't a parallel program", "This is a parallel program"), encoding="utf-8")
    monkeypatch.setattr("corpus.framework.files", lambda package: tmp_path)
    with pytest.raises(FrameworkError, match=r"^quotes\.yaml: quotes\.4: .*restore the file as it was installed$"):
        load_quote_page()
