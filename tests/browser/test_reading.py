"""Reading an interview beside the chat: links, finding, selecting, keeping, tagging."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, open_quote

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HIVES = "How many hives does the beekeeping school keep in year 60?"
FUEL = "Who pays the drivers and the fuel of the mobile clinic?"
SELECT = """([turn, from, to]) => {
  const words = [...document.querySelectorAll('#reader .words')].find((one) => one.textContent.includes(turn));
  const range = document.createRange();
  const at = words.textContent.indexOf(from);
  const walk = (offset) => { const nodes = document.createTreeWalker(words, NodeFilter.SHOW_TEXT); let node;
    while ((node = nodes.nextNode())) { if (offset <= node.length) return [node, offset]; offset -= node.length; } };
  range.setStart(...walk(at)); range.setEnd(...walk(at + to));
  getSelection().removeAllRanges(); getSelection().addRange(range); return range.toString(); }"""


def test_a_link_opens_the_words_again(page: Page) -> None:
    card = open_quote(page, HIVES, "bees")
    words = card.locator(".quote-text").text_content() or ""
    page.locator(".copy-link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\?interview=bees&start=\d+&end=\d+$", link)
    assert page.url == link
    other = page.context.new_page()
    other.goto(link)
    expect(other.locator("#reader mark.quote")).to_have_text(words)
    expect(other.locator("#reader mark.quote")).to_be_in_viewport()
    other.locator(".close-reader").click()
    expect(other.locator("#side")).to_be_hidden()
    assert "interview=" not in other.url


def test_the_browsers_way_back_closes_the_interview(page: Page) -> None:
    open_quote(page, HIVES, "bees")
    page.go_back()
    expect(page.locator("#side")).to_be_hidden()
    expect(page.locator(".exchange")).to_have_count(1)
    page.go_forward()
    expect(page.locator("#reader mark.quote")).to_be_visible()


@pytest.mark.parametrize(
    "query", ["interview=nobody&start=1&end=2", "interview=bees&start=x&end=-4", "interview=bees&start=9&end=99999999999"]
)
def test_a_link_that_is_wrong_does_no_harm(page: Page, query: str) -> None:
    page.goto(f"{page.url}?{query}")
    page.locator(".welcome").wait_for()
    if "nobody" in query:
        expect(page.locator("#notice")).to_have_text("This interview is no longer stored")
    else:
        expect(page.locator("#reader .turn").first).to_be_visible()


def test_words_are_found_in_the_whole_interview_one_hit_after_another(page: Page) -> None:
    open_quote(page, HIVES, "bees")
    box = page.locator("#find-words")
    box.fill("year 12")
    expect(page.locator(".found")).to_have_text("2 of 2")  # the first behind the quote of year 60
    expect(page.locator("mark.hit.current")).to_have_text("year 12")
    expect(page.locator("mark.hit.current")).to_be_in_viewport()
    box.press("Enter")
    expect(page.locator(".found")).to_have_text("1 of 2")
    expect(page.locator("mark.hit.current")).to_be_in_viewport()
    expect(box).to_be_focused()
    page.locator(".find-previous").click()
    expect(page.locator(".found")).to_have_text("2 of 2")
    box.fill("volcano")
    expect(page.locator(".found")).to_have_text("not said here")
    page.locator(".back-to-quote").click()
    expect(page.locator("#reader mark.quote")).to_be_in_viewport()


def test_selected_words_are_kept_and_copied_exactly(page: Page) -> None:
    open_quote(page, FUEL, "clinic")
    chosen = page.evaluate(SELECT, ["one van and a nurse", "a nurse who knew every footpath", 31])
    page.locator(".use-copy").click()
    expect(page.locator("#notice")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"“{chosen}”\n— Speaker: Amara Okoye")
    page.locator(".use-keep").click()
    expect(page.locator("#notice")).to_have_text("Kept as a quote")
    expect(page.locator("#reader .tagged")).to_have_text(chosen)
    expect(page.locator("#reader mark.quote")).to_have_count(1)


def test_selected_words_are_tagged_and_the_tag_can_be_taken_off_and_narrowed_to(page: Page) -> None:
    open_quote(page, FUEL, "clinic")
    page.evaluate(SELECT, ["nine years", "nine years of monthly meetings", 30])
    page.locator(".use-tag").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(".quote-text")).to_have_text("nine years of monthly meetings")
    dialog.locator(".dimension").select_option("*")
    dialog.get_by_label("Its name").fill("pace")
    dialog.get_by_label("Value").fill("slow & <b>steady</b>")
    dialog.get_by_label("Your name").fill("Kim")
    dialog.locator(".put-tag").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#notice")).to_contain_text("slow & <b>steady</b>")
    page.keyboard.press("Escape")
    page.click(".open-menu")
    page.locator("summary", has_text="Pace").click()
    expect(page.locator(".facet[open] button.value")).to_contain_text("slow & <b>steady</b>")
    page.keyboard.press("Escape")
    page.locator(".quote-card[data-interview='clinic'] .tag").first.click()
    dialog.get_by_role("button", name="Take off pace: slow & <b>steady</b>").click()
    expect(dialog.locator(".tags-there")).to_have_count(0)


def test_a_suggested_insight_is_corrected_and_counts_as_a_persons_from_then_on(page: Page) -> None:
    question = "What did the farmers do with the seed notebooks?"
    card = ask(page, question).locator(".quote-card[data-interview='seeds']").first
    card.locator(".tag").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("select.value").select_option("7")
    dialog.locator(".put-tag").click()
    expect(card.locator(".origin")).to_have_text("insight 7 · tagged by a person")
    expect(card.locator(".tag")).to_be_focused()
    again = ask(page, question).locator(".insight-group[data-insight='7'] .quote-card[data-interview='seeds']")
    expect(again.first.locator(".origin.human")).to_be_visible()


def test_a_turn_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    open_quote(page, FUEL, "clinic")
    page.locator("#reader .turn[aria-current]").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".use-copy")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] .quote-text")).to_have_text("And now?")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
