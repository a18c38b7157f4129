"""The page, used with a mouse and a keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.builtin import builtin_interview
from tests.browser.conftest import HOSTILE, Watched, ask, leave

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "How do we get government to own our programme?"


def test_a_question_is_answered_with_cited_quotes_under_the_insights(page: Page) -> None:
    ask(page, QUESTION)
    group = page.locator(".answer .insight-group").first
    expect(group).to_have_attribute("data-insight", "2")
    expect(group.locator("h3")).to_contain_text("Public-private partnerships are vital to sustain changes at scale")
    expect(group.locator(".citation").first).to_contain_text("Solutions Insights Lab")
    expect(page.locator(".coverage")).to_contain_text("Insights that speak: ")
    expect(page.locator("#ask textarea")).to_have_value("")


def test_every_quote_on_the_page_is_the_exact_words_at_its_offsets(page: Page) -> None:
    text = builtin_interview().text
    ask(page, "How do partnerships and networks help us grow our impact?")
    cards = page.locator(".quote-card[data-interview='whats-working']")
    assert cards.count() > 2
    for card in cards.all():
        start, end = card.get_attribute("data-start"), card.get_attribute("data-end")
        assert card.locator(".quote-text").text_content() == text[int(start or 0) : int(end or 0)]


def test_clicking_a_quote_opens_the_interview_with_the_words_marked(page: Page) -> None:
    ask(page, "How many hives does the beekeeping school keep in year 60?")
    card = page.locator(".quote-card[data-interview='bees']").first
    words = card.locator(".quote-text").text_content()
    card.locator(".quote-text").click()
    mark = page.locator("#reader mark.quote")
    expect(mark).to_have_text(words or "")
    expect(mark).to_be_in_viewport()
    assert page.locator("#reader .turn").count() > 20
    expect(page.locator("#reader .who").first).to_contain_text("Ida Berg")


def test_the_reader_shows_more_turns_on_request(page: Page) -> None:
    ask(page, "How many hives does the beekeeping school keep in year 60?")
    page.locator(".quote-card[data-interview='bees'] .quote-text").first.click()
    page.locator("#reader mark.quote").wait_for()
    before = page.locator("#reader .turn").count()
    page.locator("#reader .more").first.click()
    expect(page.locator("#reader .turn")).not_to_have_count(before)
    assert page.locator("#reader .turn").count() > before
    expect(page.locator("#reader mark.quote")).to_have_count(1)


def test_the_keyboard_is_enough(page: Page) -> None:
    expect(page.locator("#ask textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".coverage").wait_for()
    card = page.locator(".quote-card").first
    card.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark.quote")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#reader mark.quote")).to_be_hidden()
    expect(card).to_be_focused()


def test_an_example_question_starts_the_conversation(page: Page) -> None:
    example = page.locator(".welcome .suggestion").nth(1)
    words = example.text_content() or ""
    example.click()
    page.locator(".coverage").wait_for()
    expect(page.locator(".question")).to_have_text(words)


def test_what_cannot_be_answered_is_said_with_the_nearest_quotes(page: Page) -> None:
    ask(page, "What is the capital of Mongolia?")
    expect(page.locator(".refusal")).to_contain_text("No one here speaks to that")
    expect(page.locator(".insight-group")).to_have_count(0)
    page.locator(".refusal summary").click()
    expect(page.locator(".refusal .quote-card").first).to_be_visible()


def test_a_persons_tag_and_a_suggestion_look_different(page: Page) -> None:
    ask(page, "How can organisations from different sectors come together and collaborate?")
    expect(page.locator(".origin.human").first).to_contain_text("tagged by a person")
    expect(page.locator(".origin.suggested").first).to_contain_text(re.compile(r"suggested, \d+%"))


@pytest.mark.parametrize("question", ["   ", "?!", "y" * 60_000])
def test_a_question_that_cannot_be_asked_is_explained_and_not_lost(page: Page, question: str) -> None:
    ask(page, QUESTION)
    page.fill("#ask textarea", question)
    page.press("#ask textarea", "Enter")
    expect(page.locator(".problem")).to_contain_text(re.compile("question"))
    expect(page.locator("#ask textarea")).to_have_value(question)
    expect(page.locator(".answer")).to_have_count(1)


def test_markup_in_a_question_or_a_transcript_is_text_and_never_runs(page: Page) -> None:
    ask(page, f"What happened in the zeppelin workshop on the second floor? {HOSTILE}")
    expect(page.locator(".question")).to_contain_text(HOSTILE)
    ask(page, "What happened in the zeppelin workshop on the second floor?")
    card = page.locator(".exchange").last.locator(".quote-card[data-interview='hostile']").first
    assert HOSTILE in (card.locator(".quote-text").text_content() or "")
    expect(card.locator(".citation")).to_contain_text("Mallory <b>Bold</b>")
    card.locator(".quote-text").click()
    expect(page.locator("#reader mark.quote")).to_contain_text(HOSTILE)
    assert page.evaluate("window.hurt") is None
    assert page.locator(".conversation img, .conversation script, .conversation b, #reader img").count() == 0


def test_two_windows_have_conversations_of_their_own(page: Page, browser: Browser, address: str) -> None:
    ask(page, QUESTION)
    stranger = Watched(browser.new_context(), address)
    for other in (Watched(page.context, address).open(), stranger.open()):
        assert other.locator(".exchange").count() == 0
        ask(other, "Why publish data openly?")
        expect(other.locator(".question")).to_have_count(1)
    ask(page, "Why does change need a long time horizon?")
    expect(page.locator(".question")).to_have_count(2)
    stranger.check()
    stranger.context.close()


def test_reload_keeps_the_conversation_and_what_it_is_narrowed_to(page: Page) -> None:
    ask(page, QUESTION)
    page.click(".open-menu")
    page.locator(".facet summary", has_text="Organisation").click()
    page.locator("button.value", has_text="Island Bees").click()
    expect(page.locator(".bar .chip")).to_contain_text("Island Bees")
    before = page.locator(".quote-text").all_text_contents()
    leave(page)
    expect(page.locator(".question")).to_have_text(QUESTION)
    assert page.locator(".quote-text").all_text_contents() == before
    expect(page.locator(".bar .chip")).to_contain_text("Island Bees")
    page.click(".new-conversation")
    expect(page.locator(".welcome")).to_contain_text(QUESTION)  # asked lately


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window_and_text_stands_out(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".welcome").wait_for()
    ask(page, QUESTION)
    page.locator(".quote-card .quote-text").first.click()
    page.locator("#reader mark.quote").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colours = page.evaluate(
        """() => [...document.querySelectorAll('.quote-text, .citation, mark.quote, .coverage, .origin')].map((e) => {
             let back = e; while (getComputedStyle(back).backgroundColor.endsWith(', 0)')) back = back.parentElement;
             return [getComputedStyle(e).color, getComputedStyle(back).backgroundColor]; })"""
    )
    assert min(_contrast(ink, paper) for ink, paper in colours) >= 4.5
    context.close()


def _contrast(ink: str, paper: str) -> float:
    """Contrast ratio of two CSS colours as WCAG 2 defines it."""
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(n) / 255 for n in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
