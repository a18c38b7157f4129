"""Themes in the overview: found, read, accepted, dropped and brought back, by people of different roles."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assistant import Assistant
from corpus.settings import Settings
from tests.browser.axe import violations
from tests.browser.conftest import leave
from tests.browser.rooms import enter, served, window
from tests.transcripts import TOPICS, talks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NUMBER = "() => document.querySelector('.themes')?.dataset.number"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("themes-page")


@pytest.fixture(scope="module")
def house(folder: Path, browser: Browser) -> Iterator[str]:
    with served(folder, **talks()) as address:
        yield address


@pytest.fixture
def edi(browser: Browser, house: str) -> Iterator[Page]:
    with window(browser, house, "Edi") as page:
        yield page


def find(page: Page) -> Locator:
    """Find the themes; returns those that are offered."""
    enter(page, "Overview")
    before = page.evaluate(NUMBER)
    page.locator("#themes-find").click()
    page.wait_for_function(f"before => ![undefined, before].includes(({NUMBER})())", arg=before)
    expect(page.locator("#themes-find")).to_be_enabled()
    return page.locator(".themes > .theme-list > .theme")


def about(page: Page, phrase: str) -> Locator:
    """The theme that has a phrase."""
    return page.locator(".theme").filter(has=page.locator(".phrase", has_text=phrase)).first


def accepted(folder: Path) -> dict[str, set[str | None]]:
    """What themes are tagged as, and by whom."""
    assistant = Assistant(Settings(data_dir=folder / "data"))
    tags = [tag for _, tag in assistant.folder.catalog.tags() if tag.dimension == "theme"]
    assistant.close()
    return {name: {tag.coder for tag in tags if tag.value == name} for name in {tag.value for tag in tags}}


def test_a_themes_quotes_open_in_the_list_and_in_their_place(edi: Page) -> None:
    assert find(edi).count() >= 3
    water = about(edi, "pump")
    expect(water.locator(".theme-facts")).to_have_text(re.compile(r"[45] quotes.* · [45] interviews · [45] people named", re.DOTALL))
    words = water.locator(".quote-text").first.text_content() or ""
    assert words in TOPICS["water"]
    water.locator(".open-quotes").click()
    expect(edi.locator("#chosen-title")).to_contain_text("Theme: ")
    cards = edi.locator("#overview-quotes .quote-card")
    expect(cards.first.locator(".quote-text")).to_have_text(words)
    cards.first.locator(".quote-text").click()
    expect(edi.locator("#overview-quotes mark.quote")).to_have_text(words)
    edi.locator(".back-to-quotes").click()
    expect(cards.first.locator(".quote-text")).to_have_text(words)
    edi.locator(".close-chosen").click()
    card = about(edi, "school fees").locator(".quote-card").first
    card.focus()
    edi.keyboard.press("Enter")
    expect(edi.locator("#overview-quotes mark.quote")).to_have_text(card.locator(".quote-text").text_content() or "")
    edi.locator(".back-to-quotes").click()
    expect(edi.locator("#chosen-title")).to_contain_text("school fees")


def test_a_theme_is_accepted_under_a_name_renamed_and_taken_back(edi: Page, folder: Path) -> None:
    find(edi)
    about(edi, "school fees").locator(".theme-name").fill("a name that is not lost")
    water = about(edi, "pump")
    water.locator(".theme-name").fill(" ")
    edi.locator("#themes-find").click()
    expect(edi.locator("#themes-find")).to_be_enabled()
    expect(water.locator(".theme-name")).to_have_value(" ")
    water.get_by_role("button", name="Accept as tag").click()
    expect(water.locator(".problem")).to_contain_text("needs a name")
    water.locator(".theme-name").fill("Pumps <b>& repair</b>")
    water.locator(".theme-name").press("Enter")
    expect(water.locator(".chip")).to_have_text("accepted as a tag")
    expect(water.locator("h4")).to_have_text("Pumps <b>& repair</b>")
    expect(about(edi, "school fees").locator(".theme-name")).to_have_value("a name that is not lost")
    assert accepted(folder) == {"Pumps <b>& repair</b>": {"Edi"}}
    leave(edi)
    edi.locator(".welcome").wait_for()
    enter(edi, "Overview")
    expect(water.locator(".chip")).to_have_text("accepted as a tag")
    water.locator(".theme-name").fill("Pumps")
    water.get_by_role("button", name="Rename the tag").click()
    expect(water.locator("h4")).to_have_text("Pumps")
    assert accepted(folder) == {"Pumps": {"Edi"}}
    water.get_by_role("button", name="Take the tag off").click()
    expect(water.get_by_role("button", name="Accept as tag")).to_be_visible()
    assert accepted(folder) == {}


def test_a_dropped_theme_stays_dropped_until_it_is_brought_back(edi: Page) -> None:
    before = find(edi).count()
    about(edi, "mobile money").get_by_role("button", name="Drop").click()
    expect(find(edi)).to_have_count(before - 1)
    expect(edi.locator(".dropped-themes summary")).to_have_text("Dropped (1)")
    edi.locator(".dropped-themes summary").click()
    about(edi, "mobile money").get_by_role("button", name="Bring it back").click()
    expect(edi.locator(".dropped-themes")).to_have_count(0)
    expect(edi.locator(".themes > .theme-list > .theme")).to_have_count(before)
    expect(about(edi, "mobile money")).to_be_focused()


def test_a_list_that_was_made_before_the_one_that_is_shown_and_comes_late_is_passed_over(edi: Page) -> None:
    before = find(edi).count()
    lists: list[str] = []

    def make_older(route: Route) -> None:
        told = re.sub(r"data-number=(.{1,2})\d+", r"data-number=\g<1>1", route.fetch().text()).replace("<li", "<b")
        route.fulfill(content_type="text/event-stream", body=told)
        lists.extend(re.findall("data-number", told))

    edi.route("**/queue/data*", make_older)
    edi.locator("#themes-find").click()
    for _ in range(200):
        edi.wait_for_timeout(100)
        if lists:
            break
    assert lists
    edi.wait_for_timeout(500)
    expect(edi.locator(".themes > .theme-list > .theme")).to_have_count(before)
    expect(edi.locator("#themes b")).to_have_count(0)
    edi.unroute("**/queue/data*")
    about(edi, "mobile money").get_by_role("button", name="Drop").click()
    expect(edi.locator(".themes > .theme-list > .theme")).to_have_count(before - 1)
    edi.locator(".dropped-themes summary").click()
    about(edi, "mobile money").get_by_role("button", name="Bring it back").click()
    expect(edi.locator(".themes > .theme-list > .theme")).to_have_count(before)


def test_a_reader_reads_themes_and_decides_nothing(browser: Browser, house: str) -> None:
    with window(browser, house, "Rea") as reader:
        find(reader)
        expect(reader.locator(".themes")).to_contain_text("you need to be editor")
        expect(reader.locator(".deciding")).to_have_count(0)
        about(reader, "pump").locator(".open-quotes").click()
        expect(reader.locator("#overview-quotes .quote-card").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(browser: Browser, house: str, width: int, scheme: str) -> None:
    with window(browser, house, "Edi", width=width, scheme=scheme) as page:
        if not page.get_by_role("tab", name="Overview", exact=True).is_visible():
            page.locator("#rooms .overflow-menu > button").first.click()
            page.locator("#rooms .overflow-dropdown button", has_text="Overview").click()
            page.locator("#overview-gaps h3").wait_for()
            page.locator("#themes-find").click()
            page.locator(".themes").wait_for()
        else:
            find(page)
        expect(page.locator("#themes-find")).to_be_enabled()
        assert violations(page, "#overview-room") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
