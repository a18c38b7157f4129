"""Who uses the page otherwise: with a screen reader, enlarged, in the dark, on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Watched, ask, open_quote

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "How do we get government to own our programme?"
FUEL = "Who pays the drivers and the fuel of the mobile clinic?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_state(browser: Browser, address: str, scheme: Any) -> None:
    watched = Watched(browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme), address)
    page = watched.open()
    assert violations(page) == []
    page.click(".open-menu")
    page.locator(".facet summary").first.click()
    page.locator(".facet[open] button.value").first.click()
    expect(page.locator(".bar .chip")).to_have_count(1)
    assert violations(page) == []
    page.get_by_role("button", name="Remove ").click()
    page.keyboard.press("Escape")
    ask(page, "What is the capital of Mongolia?").locator("summary").click()
    card = open_quote(page, FUEL, "clinic")
    page.locator("#find-words").fill("the")
    page.locator("mark.hit.current").wait_for()
    assert violations(page) == []
    card.locator(".tag").click()
    page.locator("dialog[open]").wait_for()
    assert violations(page) == []
    watched.context.close()
    watched.check()


def test_what_happens_is_told_to_screen_readers(page: Page) -> None:
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("textbox", name="Your question")).to_be_focused()
    answer = ask(page, QUESTION)
    expect(log).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("region", name=QUESTION)).to_be_visible()
    card = answer.locator(".quote-card").first
    words = card.locator(".quote-text").text_content() or ""
    expect(page.get_by_role("article", name=words[:60])).to_be_visible()
    card.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(640, 450), (360, 700)])
def test_twice_the_size_and_the_smallest_phone_leave_everything_in_reach(browser: Browser, address: str, width: int, height: int) -> None:
    """At 200% zoom, a window of 1280 by 900 has 640 by 450 of the page's own pixels."""
    watched = Watched(browser.new_context(viewport={"width": width, "height": height}, has_touch=True), address)
    page = watched.open()
    page.click(".open-menu")
    expect(page.locator(".facet summary").first).to_be_in_viewport()
    page.locator(".close-menu").click()
    open_quote(page, FUEL, "clinic")
    expect(page.locator("#reader mark.quote")).to_be_in_viewport()
    side = page.locator("#side").bounding_box()
    assert side is not None
    assert (side["x"], side["y"]) == (0, 0)
    assert side["width"] >= width - 16  # all but a scrollbar
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".close-reader").click()
    expect(page.locator("#side")).to_be_hidden()
    expect(page.locator("#ask textarea")).to_be_in_viewport()
    watched.context.close()
    watched.check()
