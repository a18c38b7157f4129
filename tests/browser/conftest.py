"""The page, served by a process of its own and driven in a real Chromium."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Playwright, expect, sync_playwright

from tests.transcripts import CLINIC, SEEDS, write

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOSTILE = "<script>window.hurt=1</script> <img src=x onerror='window.hurt=1'> **bold** [x](javascript:window.hurt=1) {{7*7}} ${window.hurt=1} &amp;"
LONG = "v" + "ery" * 17_000
METADATA = """file,date,organisation,issue_area,geography
clinic.txt,2023-05-14,Valley Health Trust,Health,Kenya
bees.txt,2021,Island Bees,Food,Iceland; Malta
"""
expect.set_options(timeout=20_000)  # other tests may run beside these
HOW_TO = "no Chromium found: run 'make browser', or name one with WHATSWORKING_CHROMIUM=/path/to/chromium"


def _launch(playwright: Playwright) -> Browser | None:
    """A Chromium: the one that a setting names, the system's, or Playwright's own."""
    named = os.environ.get("WHATSWORKING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return playwright.chromium.launch(executable_path=named, args=ARGUMENTS)
    except Error:
        return None


@pytest.fixture(scope="package")  # and not longer: while Playwright runs, no other event loop can run in this process
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = _launch(playwright)
        if launched is None:
            if os.environ.get("WHATSWORKING_BROWSER_REQUIRED"):
                pytest.fail(HOW_TO)
            pytest.skip(HOW_TO)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page on the built-in corpus, some fictional interviews and a hostile one."""
    folder = tmp_path_factory.mktemp("page")
    long_talk = "".join(f"Ida Berg: In year {k} of the beekeeping school on the island we kept {k} hives.\n" for k in range(1, 121))
    files = write(folder / "files", clinic=CLINIC, bees=long_talk, seeds=SEEDS)
    (files / "told.csv").write_text(METADATA)
    words = f"The zeppelin workshop is where {HOSTILE} happened, on the second floor."
    turns = [{"speaker": "Mallory <b>Bold</b>", "text": words}, {"speaker": "Longfellow", "text": f"The balloon was {LONG} big."}]
    (files / "hostile.json").write_text(json.dumps(turns))
    (files / "hostile.json.yaml").write_text(json.dumps({"title": HOSTILE, "issue_area": [HOSTILE], "organisation": HOSTILE}))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WHATSWORKING_")}
    command = [sys.executable, "-m", "tests.browser.serve", str(folder / "data"), "7900", str(files)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        yield _address_of(server)
        server.terminate()


def _address_of(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    timer = threading.Timer(240, server.kill)
    timer.start()
    for line in server.stdout:
        found = re.search(r"http://127\S+", line)
        if found:
            timer.cancel()
            return found[0]
    raise AssertionError("the page did not start")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new window on the page. It fails the test on any request to another host and on any error in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    watched = Watched(context, address)
    yield watched.open()
    context.close()
    watched.check()


@dataclass
class Watched:
    """The windows of one browser profile, of which each request to another host and each error in the console is noted."""

    context: BrowserContext
    address: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", lambda r: None if r.url.startswith((self.address, "data:", "blob:")) else self.strangers.append(r.url))
        self.context.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.context.on("weberror", lambda e: self.errors.append(str(e.error)))

    def open(self, path: str = "") -> Page:
        """A new window, when the page stands in it."""
        window = self.context.new_page()
        window.goto(f"{self.address}{path}")
        window.locator(".welcome, .exchange").first.wait_for()
        window.locator(".open-menu").wait_for()
        return window

    def check(self) -> None:
        """Nothing strange has happened."""
        assert self.strangers == []
        assert self.errors == []


def ask(page: Page, question: str) -> Locator:
    """Put in a question and press Enter; wait for the whole answer and until it is kept, and return it with its question."""
    before = page.locator(".exchange").count()
    page.fill("#ask textarea", question)
    page.press("#ask textarea", "Enter")
    expect(page.locator(".exchange")).to_have_count(before + 1)
    last = page.locator(".exchange").last
    last.locator(".coverage").wait_for()
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
    return last


def leave(page: Page, address: str | None = None) -> None:
    """Go to an address, or reload, once what is under way has ended: cut off, it would be told as an error of the page that is left."""
    page.wait_for_timeout(500)
    if address is None:
        page.reload()
    else:
        page.goto(address)


def open_quote(page: Page, question: str, interview: str) -> Locator:
    """Ask, and open the first quote of an interview; returns its card."""
    card = ask(page, question).locator(f".quote-card[data-interview='{interview}']").first
    card.locator(".quote-text").click()
    page.locator("#reader mark.quote").first.wait_for()
    return card
