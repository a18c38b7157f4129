"""With a log-in: readers change nothing, and whoever was taken off the list neither asks nor reads in a window that is still open."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from assistant import Assistant
from corpus.ingest import Ingest, IngestOptions
from corpus.settings import Settings
from index import Choice
from tests.transcripts import CLINIC, talks, write
from ui.access import demand_login
from ui.page import settings
from ui.page.asking import Asking
from ui.page.overview import _Room
from ui.page.reading import Reading
from ui.page.shelf import Shelf
from ui.page.themes import ThemesPart, choice_of, theme_of
from ui.page.windows import Windows
from ui.page.write import _Audit, _Shelf
from ui.users import UserRole, Users

pytestmark = pytest.mark.slow
WINDOW, BROWSER = "a" * 32, "c" * 32
WORDS = "every footpath in the valley"
PLACE = {"interview": "clinic", "start": str(CLINIC.index(WORDS)), "end": str(CLINIC.index(WORDS) + len(WORDS))}
QUESTION = "Who pays the drivers and the fuel?"
GONE = "You are no longer on the list of users"
EDI, REA, GHOST = (SimpleNamespace(username=name) for name in ("Edi", "Rea", "Ghost"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("rights")
    made = Assistant(Settings(data_dir=folder / "data", builtin_corpus=False))
    files = write(folder / "files", clinic=CLINIC, **talks())
    Ingest(made.folder.catalog, IngestOptions(max_file_mb=64)).run([files])
    users = Users(made.folder)
    for name, role in (("Ada", UserRole.ADMIN), ("Edi", UserRole.EDITOR), ("Rea", UserRole.READER)):
        users.add(name, role, "a long enough password")
    demand_login(made, users)
    made.ready()
    yield made
    made.close()


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def shown(updates: Any) -> str:
    *_, final = updates
    return str(final)


def human_tags(assistant: Assistant) -> list[Any]:
    return assistant.folder.catalog.tags()


def test_a_reader_asks_and_reads_but_neither_tags_nor_keeps_words(assistant: Assistant) -> None:
    windows = Windows(assistant)
    asking, reading = Asking(assistant, windows), Reading(assistant, windows)
    assert "pays the drivers" in shown(asking.ask(QUESTION, WINDOW, BROWSER, REA))
    assert "every footpath" in reading.read(event(**PLACE), REA)["html"]
    told, _ = reading.tag(WINDOW, event(**PLACE, dimension="strategy", value="Vans"), REA)
    assert "To tag words you need to be editor, you are reader" in told["html"]
    kept = reading.keep(event(**PLACE, chosenStart=PLACE["start"], chosenEnd=PLACE["end"]), REA)
    assert kept["says"].startswith("To keep words as a quote you need to be editor, you are reader")
    stored = assistant.interview("clinic")
    assert stored is not None
    assert human_tags(assistant) == []
    assert stored.quotes == ()


@pytest.mark.parametrize("what", ["accept", "drop", "restore"])
def test_a_reader_sees_themes_and_decides_nothing(assistant: Assistant, what: str) -> None:
    part = ThemesPart(assistant)
    assert "theme-list" in shown(part.find(REA))
    before = assistant.themes.list(dropped=True)
    key = before[0].key
    told = part.decide(event(what=what, key=key, names={key: "Mine"}), REA)
    assert "themes you need to be editor, you are reader" in told
    assert "deciding" not in told
    assert assistant.themes.list(dropped=True) == before
    assert human_tags(assistant) == []


def test_an_editor_accepts_drops_and_brings_back(assistant: Assistant) -> None:
    part = ThemesPart(assistant)
    first, second, *_ = assistant.themes.list()
    assert "newly tagged “theme: Mine”" in part.decide(event(what="accept", key=first.key, names={first.key: " Mine "}), EDI)
    assert {(tag.value, tag.coder) for _, tag in human_tags(assistant)} == {("Mine", "Edi")}
    assert "Dropped (1)" in part.decide(event(what="drop", key=second.key), EDI)
    assert assistant.themes.list()[0].key == first.key
    assert second.key not in [theme.key for theme in assistant.themes.list()]
    assert "Dropped (" not in part.decide(event(what="restore", key=second.key), EDI)
    assert f"{first.size} tags taken off" in part.decide(event(what="restore", key=first.key), EDI)
    assert human_tags(assistant) == []


@pytest.mark.parametrize("data", [{}, {"what": "accept"}, {"what": "x", "key": "y"}, {"what": "drop", "key": "gone", "names": None}])
def test_odd_decisions_change_nothing_and_are_told(assistant: Assistant, data: dict[str, Any]) -> None:
    before = assistant.themes.list(dropped=True)
    assert "problem" in ThemesPart(assistant).decide(event(**data), EDI)
    assert assistant.themes.list(dropped=True) == before


def test_whoever_was_removed_neither_asks_nor_reads(assistant: Assistant) -> None:
    windows = Windows(assistant)
    asking, reading = Asking(assistant, windows), Reading(assistant, windows)
    keeping = Shelf(assistant, windows, asking)
    list(asking.ask(QUESTION, WINDOW, BROWSER, REA))
    told = [
        shown(asking.ask(QUESTION, WINDOW, BROWSER, GHOST)),
        shown(asking.submit(WINDOW, BROWSER, event(question=QUESTION), GHOST)),
        str(asking.arrive(WINDOW, BROWSER, "?interview=clinic&start=0&end=9", GHOST)),
        str(reading.read(event(**PLACE), GHOST)),
        str(reading.find(event(**PLACE, words="valley"), GHOST)),
        str(reading.copy(event(**PLACE), GHOST)),
        str(reading.keep(event(**PLACE, chosenStart=PLACE["start"], chosenEnd=PLACE["end"]), GHOST)),
        str(reading.open_tags(WINDOW, event(**PLACE), GHOST)),
        str(reading.tag(WINDOW, event(**PLACE, dimension="strategy", value="Vans"), GHOST)),
        shown(ThemesPart(assistant).find(GHOST)),
        str(ThemesPart(assistant).arrive(GHOST)),
        ThemesPart(assistant).decide(event(what="drop", key="x"), GHOST),
        _Audit(assistant).check(f"They say “{WORDS}”.", GHOST),
        str(asking.stop(WINDOW, GHOST)),
        str(_Shelf(assistant).look(None, GHOST)),
        str(_Shelf(assistant).show("clinic", GHOST)),
        str(_Shelf(assistant).change("clinic", event(what="remove", item="1"), GHOST)),
        settings._Room(assistant).findings(GHOST),
        str(keeping.keep(WINDOW, BROWSER, event(**PLACE, name="Mine"), GHOST)),
        str(keeping.judge(WINDOW, BROWSER, event(place="0", verdict="up"), GHOST)),
    ]
    for words in told:
        assert GONE in words
        assert "footpath" not in words
        assert "pays the" not in words.replace(QUESTION, "")
    for menu in (asking.open_menu(WINDOW, GHOST), asking.narrow(WINDOW, event(kind="interview", value="clinic", on=True), GHOST)):
        assert (menu["bar"], menu["menu"]) == ("", None)
    assert shown(asking.ask(QUESTION, WINDOW, BROWSER, None)).count(GONE)
    assert human_tags(assistant) == []


def test_whoever_was_removed_opens_nothing_in_the_overview(assistant: Assistant) -> None:
    room = _Room(assistant, SimpleNamespace(head="head", charts="charts"))  # type: ignore[arg-type]
    theme = assistant.themes.list()[0]
    every = Choice().model_dump_json()
    for choice in (every, choice_of(theme.key)):
        assert "quote-card" in room.open(event(choice=choice), REA)[0]
        assert GONE in room.open(event(choice=choice), GHOST)[0]
        assert GONE in room.again([choice, 10], GHOST)
    assert GONE in room.read(["{}", 0], event(**PLACE), GHOST)[0]
    assert GONE in str(room.draw("organisation", "Quotes", GHOST)["head"])  # type: ignore[index]
    assert GONE in room.draw_values("organisation", "Quotes", GHOST)[1]


@pytest.mark.parametrize("choice", ["", "{", "[]", "7", '{"insight": 1}'])
def test_what_names_no_theme_is_another_choice(choice: str) -> None:
    assert theme_of(choice) is None


def test_a_theme_that_is_gone_says_so(assistant: Assistant) -> None:
    room = _Room(assistant, SimpleNamespace())  # type: ignore[arg-type]
    assert "have changed since these themes were found" in room.open(event(choice=choice_of("gone")), REA)[0]


def test_too_few_interviews_explain_themselves(tmp_path: Any) -> None:
    small = Assistant(Settings(data_dir=tmp_path / "small", builtin_corpus=False))
    assert "There are 0 quotes here" in shown(ThemesPart(small).find())
    Ingest(small.folder.catalog, IngestOptions(max_file_mb=64)).run([write(tmp_path / "files", clinic=CLINIC)])
    assert ThemesPart(small).arrive()[1] == ""
    told = shown(ThemesPart(small).find())
    assert "No topic recurs in enough quotes yet" in told
    assert "There are 2 quotes here" in told
    small.close()
