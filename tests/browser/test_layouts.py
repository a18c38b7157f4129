"""Each way of asking in its layout, what was understood and how to change it, and a chat model's paragraphs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Watched, _address_of, ask, leave

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _served(folder: str, port: int, model: str) -> Iterator[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WHATSWORKING_")}
    command = [sys.executable, "-m", "tests.browser.serve_fiction", folder, str(port), model]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        yield _address_of(server)
        server.terminate()


@pytest.fixture(scope="module")
def with_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page on the fictional interviews, with a chat model that repeats quotes and makes things up."""
    yield from _served(str(tmp_path_factory.mktemp("fiction")), 7940, "model")


@pytest.fixture
def page(browser: Browser, with_model: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watched = Watched(context, with_model)
    yield watched.open()
    context.close()
    watched.check()


def again(page: Page) -> Locator:
    """The last answer, when what was asked anew is there."""
    page.locator(".searching").wait_for(state="detached")
    last = page.locator(".exchange").last
    last.locator(".coverage").wait_for()
    return last


def places(within: Locator) -> set[tuple[str | None, ...]]:
    names = ("data-interview", "data-start", "data-end")
    return {tuple(card.get_attribute(name) for name in names) for card in within.locator(".quote-card").all()}


def boxes(shown: Locator) -> list[dict[str, float]]:
    """Where all of them stand, at one moment: the page may be scrolling."""
    boxes: list[dict[str, float]] = shown.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    return boxes


def test_a_comparison_stands_side_by_side_and_one_below_the_other_on_a_phone(page: Page) -> None:
    answer = ask(page, "Compare founders and funders on unrestricted funding")
    sides = answer.locator(".compared")
    expect(sides.locator(".side")).to_have_text(["Founders", "Funders"])
    assert answer.locator(".insight-group[data-insight='3'] .quote-card .quote-text").count() >= 2
    assert answer.locator(".quote-card:not(.insight-group .quote-card)").count() == 0
    left, right = boxes(sides)
    assert left["top"] == right["top"]
    assert left["right"] <= right["left"]
    page.set_viewport_size({"width": 390, "height": 844})
    left, right = boxes(sides)
    assert left["bottom"] <= right["top"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_number_has_its_rule_and_the_list_behind_it_leads_to_the_quotes(page: Page) -> None:
    answer = ask(page, "How many interviewees mention government?")
    people = answer.locator(".list-behind li")
    number = people.count()
    assert number > 2
    expect(answer.locator(".count-text")).to_contain_text(f"{number} of 7 people")
    expect(answer.locator(".rule").first).to_contain_text("person counts once")
    assert answer.locator(".insight-group .quote-card").count() == number
    people.last.get_by_role("button").click()
    expect(answer.locator(".quote-card:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark.quote")).to_contain_text("overnment")


def test_who_said_it_what_is_missing_and_exact_words_stand_over_the_quotes(page: Page) -> None:
    answer = ask(page, "Who talks about mothers?")
    expect(answer.locator(".voices li").first).to_contain_text("Ben Kato")
    answer = ask(page, "What is missing about government?")
    expect(answer.locator(".gaps summary").first).to_contain_text("Insight")
    expect(answer.locator(".gaps")).to_contain_text("says nothing close to it")
    answer = ask(page, "exact words: unrestricted funding")
    expect(answer.locator(".count-text")).to_contain_text("said 4 times")
    assert all("unrestricted funding" in words.casefold() for words in answer.locator(".quote-text").all_text_contents())


def test_an_interview_is_summed_up_by_its_quotes_and_opens(page: Page) -> None:
    answer = ask(page, "Summarise the interview with Dev Rao")
    expect(answer.locator(".summed")).to_contain_text("Dev Rao on water")
    expect(answer.locator(".one-voice")).to_contain_text("Dev Rao")
    answer.get_by_role("button", name="Read the interview").click()
    expect(page.locator("#reader-title")).to_have_text("Dev Rao on water")


def test_what_speaks_against_the_others_stands_apart(page: Page) -> None:
    answer = ask(page, "Is unrestricted funding useful?")
    counter = answer.locator(".counter")
    expect(counter.locator("h3").first).to_have_text("On the other hand")
    expect(counter.locator(".note")).to_contain_text("not always")
    groups = {place for group in answer.locator(".insight-group").all() for place in places(group)}
    assert groups
    assert not groups & places(counter)
    answer = ask(page, "Who disagrees that unrestricted funding helps?")
    expect(answer.locator(".insight-group .note").first).to_contain_text("not always")
    expect(answer.locator(".counter")).to_have_count(0)


def test_a_filter_that_words_set_is_shown_and_can_be_taken_off(page: Page) -> None:
    answer = ask(page, "What do people in Kenia say about government?")
    expect(answer.locator(".narrowed .chip")).to_contain_text(["place: Kenya"])
    expect(answer.locator(".notes")).to_contain_text("Kenia")
    assert {place[0] for place in places(answer)} <= {"ada", "fay"}
    answer.get_by_role("button", name="Ask without place: Kenya").click()
    expect(page.locator(".narrowed .chip")).to_have_count(0)
    answer = again(page)
    expect(page.locator(".exchange")).to_have_count(1)
    expect(answer.locator(".standalone")).not_to_contain_text("Kenia")
    assert {place[0] for place in places(answer)} - {"ada", "fay"}
    followed = ask(page, "And what about funding?")
    expect(followed.locator(".narrowed .chip")).to_have_count(0)


def test_a_follow_up_tells_its_question_in_full_and_takes_an_edited_one(page: Page) -> None:
    ask(page, "How do founders work with government?")
    answer = ask(page, "And what about funding?")
    expect(answer.locator(".standalone")).to_contain_text("government, regarding funding?")
    answer.locator(".rephrase").click()
    field = answer.get_by_label("The question in full")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(field).to_be_hidden()
    answer.locator(".rephrase").click()
    field.fill("Who decides about the village health worker?")
    field.press("Enter")
    expect(page.locator(".standalone")).to_contain_text("village health worker")
    answer = again(page)
    expect(page.locator(".question")).to_have_text(["How do founders work with government?", "And what about funding?"])
    expect(answer.locator(".quote-card[data-interview='ben']").first).to_be_visible()
    leave(page)
    expect(page.locator(".exchange").last.locator(".standalone")).to_contain_text("village health worker")


def test_more_shows_quotes_that_were_not_shown_yet(page: Page) -> None:
    first = ask(page, "What do people say about government?")
    if first.locator(".show-more").count():
        first.locator(".show-more").click()
        expect(page.locator(".exchange")).to_have_count(2)
        second = again(page)
    else:
        second = ask(page, "Show me more")
    assert not places(page.locator(".exchange").first.locator(".insight-group")) & places(second.locator(".insight-group"))


def test_a_refusal_says_which_filter_emptied_it_and_what_to_ask_instead(page: Page) -> None:
    answer = ask(page, "What do funders in Brazil say about school fees?")
    expect(answer.locator(".refusal")).to_contain_text("leave nothing together")
    expect(answer.locator(".emptied button")).to_have_text(["role: Funder", "place: Brazil"])
    expect(answer.locator(".suggestions button").first).to_have_text("What do people in Brazil say about school fees?")
    answer.locator(".emptied button").last.click()
    expect(page.locator(".narrowed .chip")).to_have_count(1)
    answer = again(page)
    expect(answer.locator(".narrowed .chip")).to_contain_text(["role: Funder"])
    answer = ask(page, "What is the capital of Mongolia?")
    answer.locator(".refusal summary").click()
    expect(answer.locator(".refusal .note").first).to_contain_text("needed")


def test_a_model_writes_only_when_it_is_switched_on_and_its_inventions_are_struck(page: Page) -> None:
    answer = ask(page, "Why does unrestricted funding matter?")
    switch = answer.get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(answer.locator(".writer")).to_contain_text("Words leave this computer when this is on.")
    expect(answer.locator(".written")).to_have_count(0)
    switch.click()
    expect(answer.locator(".written .foot")).to_contain_text("each sentence checked")
    struck = answer.locator(".struck").first
    expect(struck.locator("li")).to_be_hidden()
    struck.locator("summary").click()
    expect(struck.locator("s")).to_contain_text("77 million")
    cited = answer.locator(".cite").first
    expect(cited).to_have_text("[1]")
    cited.click()
    expect(answer.locator(".insight-group .quote-card").first).to_be_focused()
    assert violations(page) == []
    following = ask(page, "What do people say about government?")
    expect(following.locator(".written .foot")).to_be_visible()
    following.get_by_role("switch").click()
    expect(following.locator(".written")).to_have_count(0)


def test_a_model_that_fails_leaves_the_quotes_with_one_line(page: Page) -> None:
    answer = ask(page, "What about climate and farmers?")
    quotes = places(answer)
    answer.get_by_role("switch").click()
    expect(answer.locator(".no-paragraphs")).to_contain_text("does not answer; start it and try again")
    assert places(answer) == quotes
    expect(page.locator("#ask .submit-button")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious_in_any_layout(browser: Browser, with_model: str, width: int, scheme: Any) -> None:
    watched = Watched(browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme), with_model)
    page = watched.open()
    for question in (
        "Compare founders and funders on unrestricted funding",
        "How many interviewees mention government?",
        "What is missing about government?",
        "Is unrestricted funding useful?",
        "What do funders in Brazil say about school fees?",
    ):
        ask(page, question)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    watched.context.close()
    watched.check()
