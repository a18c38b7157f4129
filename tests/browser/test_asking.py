"""Asking on the page: stopping, editing, narrowing, copying."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE, ask, leave
from tests.browser.serve import SLOW

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "How do we get government to own our programme?"
HIVES = "How many hives does the beekeeping school keep in year 60?"


def test_an_answer_tells_strength_coverage_and_silence_in_words(page: Page) -> None:
    answer = ask(page, QUESTION)
    expect(answer.locator(".strength").first).to_contain_text("match")
    parts = answer.locator(".strip li")
    expect(parts).to_have_count(9)
    expect(parts.nth(1)).to_contain_text("Insight 2, ")
    silent = answer.locator(".silent-insights li")
    assert silent.count() == answer.locator(".strip .silent").count() > 0
    answer.locator(".silent-insights summary").click()
    expect(silent.first).to_be_visible()
    page.get_by_role("status").first.wait_for(state="attached")


def test_an_answer_that_takes_long_can_be_stopped_and_its_question_asked_again(page: Page) -> None:
    page.fill("#ask textarea", SLOW)
    page.press("#ask textarea", "Enter")
    expect(page.locator(".searching")).to_be_visible()
    page.locator("#ask .stop-button").click()
    expect(page.locator(".stopped")).to_be_visible()
    expect(page.locator("#ask .submit-button")).to_be_visible()
    page.locator(".edit").click()
    expect(page.locator("#ask textarea")).to_have_value(SLOW)
    page.fill("#ask textarea", QUESTION)
    page.press("#ask textarea", "Enter")
    page.locator(".coverage").wait_for()
    expect(page.locator(".question")).to_have_text([QUESTION])


def test_escape_stops_an_answer_that_takes_long(page: Page) -> None:
    page.fill("#ask textarea", SLOW)
    page.press("#ask textarea", "Enter")
    page.locator("#ask .stop-button").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".stopped")).to_be_visible()
    expect(page.locator("#ask .submit-button")).to_be_visible()


def test_what_was_typed_is_answered_the_moment_it_is_asked_and_stays_as_it_was_drawn(page: Page) -> None:
    ask(page, "Why publish data openly?")
    page.focus("#ask textarea")
    with page.expect_response(lambda response: QUESTION in (response.request.post_data or "")):
        page.keyboard.type(QUESTION, delay=20)
    page.wait_for_timeout(300)
    assert page.locator(".exchange").count() == 1, "nothing is shown before it is asked"
    page.evaluate(
        """() => addEventListener("keydown", () => setTimeout(() => {
            window.drawn = document.querySelector("#exchange-1 .quote-card");
            window.busy = document.querySelector("#ask textarea").value !== "";
        }), { once: true, capture: true })"""
    )
    page.keyboard.press("Enter")
    expect(page.locator("#ask textarea")).to_have_value("")
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
    assert page.evaluate("() => Boolean(window.drawn)"), "it was there before the server was heard"
    assert page.evaluate("() => window.busy && window.drawn.isConnected"), "what was drawn stays"
    expect(page.locator(".question")).to_have_text(["Why publish data openly?", QUESTION])
    leave(page)
    expect(page.locator(".question")).to_have_text(["Why publish data openly?", QUESTION])


def test_what_was_read_ahead_is_not_shown_for_other_words_or_another_choice(page: Page) -> None:
    page.focus("#ask textarea")
    with page.expect_response(lambda response: "/run/" in response.url):
        page.keyboard.type(QUESTION, delay=20)
    page.keyboard.type(" And " + HIVES, delay=0)
    page.keyboard.press("Enter")
    page.locator(".coverage, .refusal").first.wait_for()
    expect(page.locator(".question")).to_have_text([f"{QUESTION} And {HIVES}"])
    page.keyboard.type(HIVES, delay=20)
    page.wait_for_timeout(400)
    page.keyboard.press("Shift+Enter")
    assert page.locator(".exchange").count() == 1


def test_a_question_put_in_as_a_whole_is_read_ahead_without_waiting_for_a_pause_in_typing(page: Page) -> None:
    page.evaluate(
        """() => {
            const send = window.fetch, later = window.setTimeout;
            window.sent = 0;
            window.fetch = (...what) => { window.sent += 1; return send(...what); };
            window.setTimeout = (what, wait, ...more) => [60, 150].includes(wait) ? 0 : later(what, wait, ...more);  // no pause ever comes
        }"""
    )
    put = """([words, kind, data]) => {
        const box = document.querySelector("#ask textarea");
        box.value = words;
        box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: kind, data }));
    }"""
    for words, kind, data in (
        (QUESTION, "insertCompositionText", QUESTION),
        (f"{QUESTION}?", "insertText", "?"),
        (HIVES, "deleteWordBackward", None),
    ):
        page.evaluate(put, [words, kind, data])
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.sent") == 0, "somebody is typing"
    page.evaluate(put, [QUESTION, "insertText", QUESTION])
    page.wait_for_function("() => window.sent > 0")


def test_a_question_is_edited_and_asked_again_in_its_place(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "Why publish data openly?")
    page.press("#ask textarea", "ArrowUp")
    expect(page.locator("#ask textarea")).to_have_value("Why publish data openly?")
    page.press("#ask textarea", "Escape")
    expect(page.locator("#ask textarea")).to_have_value("")
    page.locator(".edit").first.click()
    expect(page.locator("#ask textarea")).to_be_focused()
    expect(page.locator(".editing-chip")).to_contain_text("question 1")
    page.fill("#ask textarea", HIVES)
    page.press("#ask textarea", "Enter")
    page.locator(".quote-card[data-interview='bees']").first.wait_for()
    expect(page.locator(".question")).to_have_text([HIVES])


def test_keys_lead_from_the_box_through_the_quotes_into_the_interview_and_back(page: Page) -> None:
    ask(page, QUESTION)
    cards = page.locator(".quote-card")
    page.keyboard.press("ArrowDown")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark.quote")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#ask textarea")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#ask textarea")).to_have_value("a/b")


def test_menus_narrow_to_what_the_corpus_has_with_counts(page: Page) -> None:
    page.click(".open-menu")
    menu = page.locator("#narrow-menu")
    for name in ("Insight", "Organisation", "Speaker", "Issue area", "Geography", "Interview"):
        expect(menu.locator("summary", has_text=name).first).to_be_visible()
    menu.locator("summary", has_text="Geography").click()
    expect(menu.locator("button.value", has_text="Malta")).to_contain_text("1")
    menu.locator("button.value", has_text="Malta").click()
    menu.locator("summary", has_text="Speaker").click()
    menu.locator("button.value", has_text="Ida Berg").click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".bar .chip")).to_have_count(2)
    answer = ask(page, HIVES)
    expect(answer.locator(".narrowed .chip")).to_have_text(["speaker: Ida Berg", "geography: Malta"])
    assert {card.get_attribute("data-interview") for card in answer.locator(".quote-card").all()} == {"bees"}
    page.get_by_role("button", name="Remove speaker: Ida Berg").click()
    expect(page.locator(".bar .chip")).to_have_text(["geography: Malta ×"])


def test_years_bound_what_is_searched(page: Page) -> None:
    page.click(".open-menu")
    page.get_by_label("From").select_option("2023")
    expect(page.locator(".bar .chip")).to_contain_text("from 2023")
    page.keyboard.press("Escape")
    answer = ask(page, "Who pays the drivers and the fuel of the mobile clinic?")
    assert {card.get_attribute("data-interview") for card in answer.locator(".quote-card").all()} == {"clinic"}


def test_a_quote_is_copied_with_its_citation_in_one_click(page: Page) -> None:
    card = ask(page, "Who pays the drivers and the fuel of the mobile clinic?").locator(".quote-card[data-interview='clinic']").first
    words, citation = card.locator(".quote-text").text_content() or "", card.locator(".citation").text_content() or ""
    copied = []
    for name in ("Copy", "Copy as Markdown", "Copy as APA"):
        card.get_by_role("button", name=name, exact=True).click()
        expect(page.locator("#notice")).to_contain_text("Copied")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied[0] == f"“{words}”\n— {citation.strip()}"
    assert copied[1].startswith("> “")
    assert f"“{words}” (Amara Okoye, 2023, para. " in copied[2]
    assert page.locator("#side").is_hidden()


def test_markup_in_names_titles_and_values_is_text_in_menus_and_chips(page: Page) -> None:
    page.click(".open-menu")
    page.locator("summary", has_text="Issue area").click()
    page.locator("button.value", has_text="zeppelin").or_(page.locator(".facet[open] button.value", has_text="<script>")).first.click()
    expect(page.locator(".bar .chip bdi")).to_have_text(f"issue area: {HOSTILE}".rstrip(";"))  # which parts the values of a cell

    page.keyboard.press("Escape")
    answer = ask(page, "What happened in the zeppelin workshop on the second floor?")
    expect(answer.locator(".narrowed")).to_contain_text(HOSTILE.rstrip(";"))
    expect(answer.locator(".citation").first).to_contain_text(HOSTILE)
    assert page.evaluate("window.hurt") is None
    assert page.locator("#narrow img, #narrow script, #conversation img, #conversation script").count() == 0


def test_fifty_thousand_characters_are_shown_as_they_are(page: Page) -> None:
    page.goto(f"{page.url.split('?')[0]}?interview=hostile&start=0&end=60000")
    words = page.locator("#reader .words").last.text_content() or ""
    assert len(words) > 50_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_what_the_page_asks_for_is_on_this_machine_and_on_no_other(page: Page) -> None:
    entries = json.loads(page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map((e) => new URL(e.name).host))"))
    assert set(entries) <= {page.url.split("/")[2]}
