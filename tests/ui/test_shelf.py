"""What the page keeps: whose it is, what comes back after a restart, what is gone, and what odd requests do."""

import base64
from dataclasses import dataclass
from typing import Any

import gradio as gr
import pytest

from assistant import Assistant
from corpus.settings import Settings
from tests.transcripts import CLINIC, interview
from ui.access import demand_login
from ui.page.asking import Asking
from ui.page.shelf import Shelf
from ui.page.windows import Windows
from ui.users import UserRole, Users

pytestmark = pytest.mark.slow
WINDOW, OTHER, BROWSER, STRANGER = "a" * 32, "b" * 32, "c" * 32, "d" * 32
FUEL = "Who pays the drivers and the fuel?"
NOLL = "Who taught sailors to read star maps at the lighthouse school?"


@dataclass
class By:
    """A request of somebody who logged in."""

    username: str | None


@dataclass
class House:
    """The page's handlers on an assistant; ``restarted`` is what a new server would have."""

    assistant: Assistant

    def __post_init__(self) -> None:
        self.windows = Windows(self.assistant)
        self.asking = Asking(self.assistant, self.windows)
        self.shelf = Shelf(self.assistant, self.windows, self.asking)

    def restarted(self) -> "House":
        return House(self.assistant)

    def ask(self, question: str, window: str = WINDOW, browser: str = BROWSER, by: Any = None) -> Any:
        *_, final = self.asking.ask(question, window, browser, by)
        return final

    def shown(self, window: str = WINDOW, browser: str = BROWSER, by: Any = None) -> str:
        return str(self.asking.arrive(window, browser, "", by)[2]["html"])

    def questions(self, window: str = WINDOW) -> list[str]:
        return [exchange.question for exchange in self.windows.of(window).exchanges]

    def entries(self, browser: str = BROWSER, window: str = WINDOW, by: Any = None) -> str:
        return str(self.shelf.look(window, browser, by).get("html"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Assistant(Settings(data_dir=tmp_path_factory.mktemp("shelf")))
    made.folder.catalog.put(interview(CLINIC, "clinic"))
    made.ready()
    yield made
    made.close()


@pytest.fixture
def house(assistant: Assistant) -> House:
    for entry in assistant.saved.list():
        assistant.saved.delete(entry.id)
    for collection in assistant.collections.list():
        assistant.collections.delete(collection.id)
    return House(assistant)


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def first_quote(house: House) -> dict[str, Any]:
    quote = house.windows.of(WINDOW).exchanges[0].quotes[0]
    return {"place": "0", "interview": quote.interview, "start": str(quote.start), "end": str(quote.end)}


def test_a_new_server_shows_the_conversation_and_what_was_set(house: House) -> None:
    house.asking.narrow(WINDOW, event(kind="speakers", value="Amara Okoye", on=True))
    house.ask(FUEL)
    house.asking.narrow(WINDOW, event(kind="speakers", value="Amara Okoye", on=False))
    house.ask("Why publish data openly?")
    house.asking.narrow(WINDOW, event(kind="insights", value="4", on=True))
    again = house.restarted()
    assert "Why publish data openly?" in again.shown()
    window = again.windows.of(WINDOW)
    assert window.filters.insights == (4,)
    assert [exchange.filters.speakers for exchange in window.exchanges] == [("Amara Okoye",), ()]
    again.ask("And who pays the fuel?")
    assert len(house.restarted().assistant.saved.list()) == 1


def test_a_page_that_outlived_its_server_goes_on_where_it_was(house: House) -> None:
    house.ask(FUEL)
    again = house.restarted()
    update, _, _ = again.ask("Why publish data openly?")
    assert update["first"] == 1
    assert again.questions() == [FUEL, "Why publish data openly?"]


def test_an_edited_question_takes_its_place_in_what_is_saved_too(house: House) -> None:
    for question in (FUEL, "Why publish data openly?", "What is the capital of Mongolia?"):
        house.ask(question)
    house.asking.edit(WINDOW, event(place="1"))
    assert "Mongolia" in house.restarted().shown()
    house.ask("Who pays the drivers?")
    again = house.restarted()
    again.shown()
    assert again.questions() == [FUEL, "Who pays the drivers?"]


def test_nobody_reaches_what_is_anothers(house: House) -> None:
    house.ask(FUEL)
    (entry,) = house.assistant.saved.list()
    assert entry.id not in house.entries(STRANGER, OTHER)
    assert FUEL not in house.shown(OTHER, STRANGER)
    assert FUEL not in house.shown(WINDOW, STRANGER)  # the window's id alone does not do
    for act in (house.shelf.open, house.shelf.rename, house.shelf.delete, house.shelf.export):
        for window, browser in ((OTHER, STRANGER), ("", ""), ("", BROWSER), (OTHER, "")):
            answer = act(window, browser, event(id=entry.id, title="Mine", format="markdown"))  # type: ignore[operator]
            update = answer[0] if isinstance(answer, tuple) else answer
            assert FUEL not in str(update)
            assert "file" not in update
    assert house.assistant.saved.open(entry.id).title == FUEL
    assert BROWSER not in entry.owner


def test_a_window_without_an_id_shares_and_keeps_nothing(house: House) -> None:
    house.ask(FUEL, "", "")
    assert house.assistant.saved.list() == []
    assert FUEL not in str(house.ask("Why publish data openly?", "", "")[0]["html"])


def test_what_was_withdrawn_is_told_and_never_shown(house: House) -> None:
    catalog = house.assistant.folder.catalog
    catalog.put(interview("Vera Noll: The lighthouse school taught forty sailors to read star maps.\n", "noll"))
    house.ask(NOLL)
    assert "forty sailors" in house.shown()
    catalog.remove("noll")
    for one in (house, house.restarted()):
        html = one.shown()
        assert "forty sailors" not in html
        assert "Vera" not in html
        assert "A quote was withdrawn" in html
    house.assistant.kept.forget("noll")
    assert "Quotes that stood here were withdrawn" in house.restarted().shown()


def test_a_deleted_conversation_is_gone_and_a_window_that_shows_it_begins_anew(house: House) -> None:
    house.ask(FUEL)
    (entry,) = house.assistant.saved.list()
    house.windows.mine(OTHER, BROWSER)
    house.shelf.open(OTHER, BROWSER, event(id=entry.id))
    house.shelf.delete(WINDOW, BROWSER, event(id=entry.id))
    assert house.questions() == []
    assert FUEL not in house.shown(WINDOW)
    assert FUEL not in house.restarted().shown()
    house.ask("Why publish data openly?", OTHER)
    assert [saved.title for saved in house.assistant.saved.list()] == ["Why publish data openly?"]


def test_a_conversation_can_be_exported_in_every_format(house: House) -> None:
    house.ask(FUEL)
    (entry,) = house.assistant.saved.list()
    for kind, suffix in (("markdown", "md"), ("csv", "csv"), ("bibtex", "bib"), ("ris", "ris"), ("csl", "json"), ("docx", "docx")):
        file = house.shelf.export(WINDOW, BROWSER, event(id=entry.id, format=kind))["file"]
        assert file["name"] == f"who-pays-the-drivers-and-the-fuel.{suffix}"
        assert base64.b64decode(file["data"])
    assert "no export format" in house.shelf.export(WINDOW, BROWSER, event(id=entry.id, format="exe"))["problem"]


def test_one_click_keeps_in_the_collection_that_was_used_last(house: House) -> None:
    house.ask(FUEL)
    quote = first_quote(house)
    assert "A new collection" in house.shelf.keep(WINDOW, BROWSER, event(**quote))["html"]
    assert house.shelf.keep(WINDOW, BROWSER, event(**quote, name="Report"))["says"] == "Kept in “Report”"
    assert house.shelf.keep(WINDOW, BROWSER, event(**quote))["says"] == "Already in “Report”"
    assert "already" in house.shelf.keep(WINDOW, BROWSER, event(**quote, name="Report"))["problem"]
    (item,) = house.assistant.collections.open("Report").items
    assert item.quote is not None
    assert item.quote.insights == house.windows.of(WINDOW).exchanges[0].quotes[0].insights


@pytest.mark.parametrize("data", [{}, {"place": "9"}, {"place": "0", "interview": "nobody", "start": "-1", "end": []}, {"interview": {}}])
def test_odd_requests_are_told_and_keep_nothing(house: House, data: dict[str, Any]) -> None:
    house.ask(FUEL)
    before = len(house.assistant.feedback.list())
    house.assistant.collections.create("Report")
    assert house.shelf.keep(WINDOW, BROWSER, event(**data))["problem"]
    assert house.assistant.collections.open("Report").items == ()
    assert house.shelf.judge(WINDOW, BROWSER, event(**data, verdict="up"))["says"]
    assert len(house.assistant.feedback.list()) == before
    for act in (house.shelf.open, house.shelf.rename, house.shelf.delete, house.shelf.export):
        assert act(WINDOW, BROWSER, event(**data))  # type: ignore[operator]
    assert len(house.assistant.saved.list()) == 1


def test_thumbs_are_one_persons_and_can_be_taken_back(house: House) -> None:
    house.ask(FUEL)
    house.ask(FUEL, OTHER, STRANGER)
    quote = first_quote(house)
    thumb = house.shelf.judge(WINDOW, BROWSER, event(**quote, verdict="down"))
    assert [one["verdict"] for one in thumb["judged"]] == ["down"]
    assert "Nothing in the interviews answers this" in thumb["why"]
    assert house.asking.arrive(OTHER, STRANGER, "")[2]["judged"] == []
    house.shelf.judge(WINDOW, BROWSER, event(place="0", verdict="up", reason="It answers my question"))
    mine = house.restarted().asking.arrive(WINDOW, BROWSER, "")[2]["judged"]
    assert {(one["on"] is None, one["verdict"]) for one in mine} == {(False, "down"), (True, "up")}
    assert house.shelf.judge(WINDOW, BROWSER, event(**quote, verdict="down", back=True))["says"] == "Taken back"
    house.shelf.judge(WINDOW, BROWSER, event(place="0", verdict="up", back=True))
    assert house.assistant.feedback.list() == []


def test_with_a_login_the_name_is_the_owner_whatever_the_window(tmp_path: Any) -> None:
    with_users = Assistant(Settings(data_dir=tmp_path))
    users = Users(with_users.folder)
    users.add("Ada", UserRole.ADMIN, "a long enough password")
    users.add("Rea", UserRole.READER, "a long enough password")
    demand_login(with_users, users)
    house = House(with_users)
    ada, rea, gone = By("ada"), By("Rea"), By("Gone")
    house.ask("Why publish data openly?", by=ada)
    assert "Why publish data openly?" in house.restarted().shown(by=By("Ada"))
    assert "Why publish data openly?" in house.entries("e" * 32, "f" * 32, By("Ada"))
    assert "Why publish data openly?" not in house.shown(by=rea)
    house.ask("How do networks grow?", by=rea)
    assert [entry.owner for entry in with_users.saved.list()] == ["Rea", "Ada"]
    assert not house.asking.arrive(WINDOW, BROWSER, "", rea)[2]["mayTag"]
    assert "no longer on the list" in house.shown(by=gone)
    assert "no longer on the list" in house.ask("How do networks grow?", by=gone)[0]["html"]
    with_users.close()
