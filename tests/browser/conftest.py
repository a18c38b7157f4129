"""The page, served by a process of its own and driven in a real Chromium."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from tests.transcripts import CLINIC, write

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOSTILE = "<script>window.hurt=1</script> <img src=x onerror='window.hurt=1'> **bold** [x](javascript:window.hurt=1) {{7*7}} ${window.hurt=1} &amp;"
HOW_TO = "no Chromium found: run 'make browser', or name one with WHATSWORKING_CHROMIUM=/path/to/chromium"


def _launch(playwright: Playwright) -> Browser | None:
    """A Chromium: the one that a setting names, the system's, or Playwright's own."""
    named = os.environ.get("WHATSWORKING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return playwright.chromium.launch(executable_path=named, args=ARGUMENTS)
    except Error:
        return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = _launch(playwright)
        if launched is None:
            if os.environ.get("WHATSWORKING_BROWSER_REQUIRED"):
                pytest.fail(HOW_TO)
            pytest.skip(HOW_TO)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page on the built-in corpus, a fictional interview and a hostile one."""
    folder = tmp_path_factory.mktemp("page")
    long_talk = "".join(f"Ida Berg: In year {k} of the beekeeping school on the island we kept {k} hives.\n" for k in range(1, 121))
    files = write(folder / "files", clinic=CLINIC, bees=long_talk)
    words = f"The zeppelin workshop is where {HOSTILE} happened, on the second floor."
    (files / "hostile.json").write_text(json.dumps([{"speaker": "Mallory <b>Bold</b>", "text": words}]))
    data = folder / "data"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WHATSWORKING_")}
    command = [sys.executable, "-m", "ui.cli", "--data-dir", str(data)]
    subprocess.run([*command, "ingest", str(files)], check=True, env=environment, stdout=subprocess.DEVNULL)
    with subprocess.Popen([*command, "chat", "--port", "7900"], env=environment, stdout=subprocess.PIPE, text=True) as server:
        yield _address_of(server)
        server.terminate()


def _address_of(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    timer = threading.Timer(90, server.kill)
    timer.start()
    for line in server.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            timer.cancel()
            return found[0]
    raise AssertionError("the page did not start")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new window on the page. It fails the test on any request to another host and on any error in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    window = context.new_page()
    strangers: list[str] = []
    errors: list[str] = []
    window.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else strangers.append(r.url))
    window.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    window.on("pageerror", lambda e: errors.append(str(e)))
    window.goto(address)
    window.wait_for_selector("#ask textarea")
    window.wait_for_selector(".welcome")
    yield window
    context.close()
    assert strangers == []
    assert errors == []
