"""Somebody who is quicker than the page, on a network that is slow: nothing that they do is lost, and nothing is done to what they did not mean."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, leave

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "How do we get government to own our programme?"
MILLISECONDS = 250


@contextmanager
def slow_network(page: Page) -> Iterator[None]:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    conditions = {"offline": False, "latency": MILLISECONDS, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", conditions)
    yield
    session.send("Network.emulateNetworkConditions", {**conditions, "latency": 0})
    session.detach()


def test_choices_made_before_the_first_is_answered_all_count(page: Page) -> None:
    page.click(".open-menu")
    insights = page.locator("#narrow-menu details", has_text="Insight").first
    insights.locator("summary").click()
    with slow_network(page):
        for place in range(4):
            insights.locator("button.value").nth(place).click()
        expect(page.locator(".bar .chip")).to_have_count(4)
    expect(insights.locator("button.value[aria-pressed=true]")).to_have_count(4)
    leave(page)
    expect(page.locator(".bar .chip")).to_have_count(4)


def test_thumbs_in_a_row_all_count(page: Page) -> None:
    answer = ask(page, "What do grants and funders do?")
    thumbs = answer.locator(".quote-card .thumb[data-verdict=up]")
    assert thumbs.count() > 2
    with slow_network(page):
        for place in range(3):
            thumbs.nth(place).dispatch_event("click")  # the mouse would miss those that the form of the one before pushes down
        expect(page.locator(".quote-card .thumb[aria-pressed=true]")).to_have_count(3)


def test_a_thumb_on_an_answer_that_the_server_has_not_kept_yet_is_stored(page: Page) -> None:
    with slow_network(page):
        page.fill("#ask textarea", QUESTION)
        page.press("#ask textarea", "Enter")
        page.locator(".quote-card .thumb[data-verdict=down]").first.click()
        expect(page.locator("form.why")).to_be_visible()
    leave(page)
    expect(page.locator(".quote-card .thumb[data-verdict=down]").first).to_have_attribute("aria-pressed", "true")


def test_the_quote_that_was_clicked_last_is_the_one_that_opens(page: Page) -> None:
    cards = ask(page, "What do grants and funders do?").locator(".insight-group .quote-card")
    wanted = cards.nth(2).get_attribute("data-start")
    with slow_network(page):
        for place in range(3):
            cards.nth(place).locator(".quote-text").click()
        expect(page.locator("#reader .interview")).to_have_attribute("data-start", str(wanted))
        page.wait_for_timeout(2 * MILLISECONDS)
    expect(page.locator("#reader .interview")).to_have_attribute("data-start", str(wanted))


def test_letters_typed_after_a_question_was_asked_stay_and_are_no_part_of_it(page: Page) -> None:
    with slow_network(page):
        page.fill("#ask textarea", QUESTION)
        page.press("#ask textarea", "Enter")
        page.keyboard.type("And in Kenya?", delay=15)
        page.locator(".coverage").wait_for()
        expect(page.locator("#ask textarea")).to_have_value("And in Kenya?")
    expect(page.locator(".question")).to_have_text([QUESTION])
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_text([QUESTION, "And in Kenya?"])
    expect(page.locator("#ask textarea")).to_have_value("")


def test_a_question_that_is_asked_twice_in_a_moment_is_answered_once(page: Page) -> None:
    with slow_network(page):
        page.fill("#ask textarea", QUESTION)
        for _ in range(4):
            page.press("#ask textarea", "Enter")
            page.wait_for_timeout(60)
        page.locator(".coverage").wait_for()
        for _ in range(2):
            page.press("#ask textarea", "Enter")
        expect(page.locator("#ask textarea")).to_have_value("")
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".question")).to_have_text([QUESTION])
    leave(page)
    expect(page.locator(".question")).to_have_text([QUESTION])


def test_two_questions_in_a_row_are_both_answered(page: Page) -> None:
    other = "Why publish data openly?"
    with slow_network(page):
        page.fill("#ask textarea", QUESTION)
        page.press("#ask textarea", "Enter")
        page.locator(".quote-card").first.wait_for()
        page.fill("#ask textarea", other)
        page.press("#ask textarea", "Enter")
        expect(page.locator(".question")).to_have_text([QUESTION, other])
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
    leave(page)
    expect(page.locator(".question")).to_have_text([QUESTION, other])


def test_a_note_stays_beside_its_quote_while_the_order_changes(page: Page) -> None:
    answer = ask(page, "What do grants and funders do?")
    keeping = answer.locator(".quote-card .keep-in")
    keeping.first.click()
    page.fill("#shelf form.begin input[name=name]", "In a hurry")
    page.click("#shelf form.begin button")
    expect(page.locator("#notice")).to_contain_text("Kept in")
    with slow_network(page):
        for place in (1, 2):
            answer.locator(".quote-card .keep").nth(place).click()
        page.wait_for_timeout(3 * MILLISECONDS)
        page.get_by_role("tab", name="Write").click()
        page.get_by_role("tab", name="Collections").click()
        page.get_by_label("Collection", exact=True).click()
        page.get_by_role("option", name="In a hurry").click()
        rows = page.locator("#collection-shown .collection > li")
        expect(rows).to_have_count(3)
        items = [row.get_attribute("data-item") for row in rows.all()]
        notes = page.locator("#collection-shown .note-text")
        for place, words in enumerate(("the first", "the second")):
            notes.nth(place).click()
            page.keyboard.type(words)
        rows.nth(1).locator(".move").last.click()
        expect(rows.nth(2)).to_have_attribute("data-item", str(items[1]))
        expect(notes.nth(2)).to_have_value("the second")
        assert [note.input_value() for note in notes.all()] == ["the first", "", "the second"]
        page.wait_for_timeout(2 * MILLISECONDS)
    leave(page)
    page.get_by_role("tab", name="Write").click()
    page.get_by_role("tab", name="Collections").click()
    page.get_by_label("Collection", exact=True).click()
    page.get_by_role("option", name="In a hurry").click()
    expect(notes.nth(2)).to_have_value("the second")
    assert [note.input_value() for note in notes.all()] == ["the first", "", "the second"]
