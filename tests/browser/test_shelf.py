"""What people keep from the page: conversations that outlive the server, quotes in collections, thumbs with a reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant import Assistant
from corpus.settings import Settings
from tests.browser.axe import violations
from tests.browser.conftest import Watched, ask, leave
from tests.browser.shelf import House
from tests.transcripts import CLINIC, SEEDS, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "How do we get government to own our programme?"
FUEL = "Who pays the drivers and the fuel of the mobile clinic?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("shelf")
    made = House(folder / "data", write(folder / "files", clinic=CLINIC, seeds=SEEDS))
    made.open()
    yield made
    made.close()


@pytest.fixture
def own(browser: Browser, house: House) -> Iterator[Page]:
    """A window of a new browser profile."""
    watched = Watched(browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True), house.address)
    yield watched.open()
    watched.context.close()
    watched.check()


@pytest.fixture
def stored(house: House) -> Iterator[Assistant]:
    """What the data folder holds, read beside the server."""
    opened = Assistant(Settings(data_dir=house.data))
    yield opened
    opened.close()


def shelf(page: Page) -> Locator:
    page.click(".open-shelf")
    dialog = page.locator("#shelf dialog[open]")
    dialog.wait_for()
    return dialog


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def test_a_quote_is_kept_in_a_new_collection_then_with_one_click_and_stands_in_write(own: Page) -> None:
    cards = ask(own, QUESTION).locator(".quote-card")
    words = [cards.nth(k).locator(".quote-text").text_content() or "" for k in range(2)]
    cards.nth(0).locator(".keep-in").click()
    form = own.locator("#shelf form.begin")
    form.locator("input").fill("Ministries <b>")
    form.locator("button").click()
    told(own, "Kept in “Ministries <b>”")
    expect(own.locator("#shelf dialog")).to_be_hidden()
    own.get_by_role("status").evaluate_all("all => all.forEach(one => { one.textContent = '' })")  # or the next words are there already
    cards.nth(1).locator(".keep").first.click()
    told(own, "Kept in “Ministries <b>”")
    cards.nth(1).locator(".keep").first.click()
    told(own, "Already in “Ministries <b>”")
    cards.nth(0).locator(".keep-in").click()
    expect(own.locator("#shelf .choose")).to_contain_text("2 quotes · used last")
    own.keyboard.press("Escape")
    expect(cards.nth(0).locator(".keep-in")).to_be_focused()
    own.get_by_role("tab", name="Write", exact=True).click()
    own.get_by_role("tab", name="Collections", exact=True).click()
    expect(own.locator("#collection-shown .quote-text")).to_have_text(words)


def test_thumbs_are_stored_with_their_reason_and_taken_back(own: Page, stored: Assistant) -> None:
    answer = ask(own, FUEL)
    card = answer.locator(".quote-card[data-interview='clinic']").first
    up = card.locator(".thumb[data-verdict=up]")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    own.locator(".because", has_text="The words are strong").click()
    told(own, "Noted, with your reason")
    down = answer.locator(".judging .thumb[data-verdict=down]")
    down.click()
    own.locator("form.why input").fill("Too few <i>voices</i>")
    own.keyboard.press("Enter")
    told(own, "Noted, with your reason")
    mine = [one for one in stored.feedback.list() if one.question == FUEL]
    assert [(one.about, one.verdict, one.reason) for one in mine] == [
        ("quote", "up", "The words are strong"),
        ("answer", "down", "Too few <i>voices</i>"),
    ]
    assert mine[0].quotes[0].text == card.locator(".quote-text").text_content()
    leave(own)
    expect(own.locator(".judging .thumb[data-verdict=down]")).to_have_attribute("aria-pressed", "true")
    expect(own.locator(".quote-card .thumb[aria-pressed=true]")).to_have_count(1)
    own.locator(".quote-card .thumb[aria-pressed=true]").click()
    told(own, "Taken back")
    assert [one.about for one in stored.feedback.list() if one.question == FUEL] == ["answer"]


def test_a_reload_and_a_restart_of_the_server_bring_the_conversation_back(own: Page, house: House, browser: Browser) -> None:
    ask(own, QUESTION)
    own.click(".open-menu")
    own.locator(".facet summary", has_text="Speaker").click()
    own.locator("button.value", has_text="Amara Okoye").click()
    expect(own.locator(".bar .chip")).to_contain_text("Amara Okoye")
    own.keyboard.press("Escape")
    ask(own, FUEL)
    before = own.locator(".quote-text").all_text_contents()
    leave(own, "about:blank")  # an open page would tell of the server that is gone
    house.restart()
    own.goto(house.address)
    expect(own.locator(".question")).to_have_text([QUESTION, FUEL])
    assert own.locator(".quote-text").all_text_contents() == before
    expect(own.locator(".bar .chip")).to_contain_text("Amara Okoye")
    ask(own, "Who paid the drivers at first?")
    leave(own)
    expect(own.locator(".question")).to_have_count(3)
    stranger = Watched(browser.new_context(), house.address)
    other = stranger.open()
    assert other.locator(".exchange").count() == 0
    expect(shelf(other)).to_contain_text("Nothing here yet")
    assert QUESTION not in other.locator("#shelf").inner_text()
    stranger.context.close()
    stranger.check()


def test_conversations_are_reopened_renamed_exported_and_deleted(own: Page, house: House, stored: Assistant) -> None:
    ask(own, QUESTION)
    own.click(".new-conversation")
    expect(own.locator(".welcome")).to_contain_text(QUESTION)
    ask(own, FUEL)
    dialog = shelf(own)
    expect(dialog.locator(".reopen")).to_have_text([FUEL, QUESTION])
    entry = dialog.locator("li", has_text=QUESTION)
    entry.locator(".start-rename").click()
    own.keyboard.type("Ministries, and <b>owning</b>")
    own.keyboard.press("Enter")
    renamed = dialog.locator(".reopen", has_text="Ministries, and <b>owning</b>")
    renamed.wait_for()
    entry = dialog.locator("li", has_text="Ministries, and <b>owning</b>")
    entry.locator(".start-export").click()
    for kind, start in (
        ("markdown", b"# Min"),
        ("docx", b"PK"),
        ("pdf", b"%PDF"),
        ("csv", b"\xef\xbb\xbf"),
        ("bibtex", b"@"),
        ("ris", b"TY"),
        ("csl", b"["),
    ):
        with own.expect_download() as downloading:
            entry.locator(f"[data-format={kind}]").click()
        assert Path(downloading.value.path()).read_bytes().startswith(start)
        assert downloading.value.suggested_filename.startswith("ministries-and-b-owning-b.")
    renamed.click()
    expect(own.locator(".question")).to_have_text([QUESTION])
    entry = shelf(own).locator("li.here")
    entry.locator(".start-delete").click()
    entry.locator(".stop-doing").nth(1).click()
    expect(entry.locator(".start-delete")).to_be_focused()
    entry.locator(".start-delete").click()
    entry.locator(".delete-it").click()
    expect(dialog.locator(".reopen")).to_have_text([FUEL])
    own.keyboard.press("Escape")
    expect(own.locator(".welcome")).to_be_visible()
    expect(own.locator(".welcome")).not_to_contain_text("Asked lately from this browser" + QUESTION)
    leave(own)
    expect(own.locator(".welcome")).to_be_visible()
    assert "owning" not in str([entry.title for entry in stored.saved.list()])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_in_what_is_kept(browser: Browser, house: House, scheme: Any, width: int) -> None:
    watched = Watched(browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme), house.address)
    page = watched.open()
    answer = ask(page, FUEL)
    answer.locator(".quote-card .thumb").first.click()
    page.locator("form.why").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".keep-in").first.click()
    page.locator("#shelf dialog[open]").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    entry = shelf(page).locator("li").first
    entry.locator(".start-export").click()
    assert violations(page) == []
    watched.context.close()
    watched.check()
