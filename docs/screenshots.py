"""Draw the pictures in docs/images: the page at desktop and phone width, light and dark, on a fresh data folder.

Run it with ``make screenshots``; it needs a Chromium (``make browser``) and asks the page real questions.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
INTERVIEWS = Path(__file__).parent / "fictional-interviews"
QUESTION = "How do we get government to own our programme?"
DRAFT = (
    "One leader said, “The day the government put its own logo on our van was the day the programme became ours.” "
    "Others agree: “Nine years is long.”"
)
NEW_FILE: FilePayload = {
    "name": "ana.txt",
    "mimeType": "text/plain",
    "buffer": b"Interviewer: Who pays?\nAna Sousa: We pay it ourselves, month by month.\n",
}
BROKEN_FILE: FilePayload = {"name": "seeds.json", "mimeType": "application/json", "buffer": b'{"turns": ['}
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}


def main() -> None:
    """Serve the page, ask, and save a picture of each state."""
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("WHATSWORKING_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "ui.cli", "--data-dir", f"{folder}/data"]
        subprocess.run([*command, "ingest", INTERVIEWS], check=True, stdout=subprocess.DEVNULL)
        with subprocess.Popen([*command, "chat", "--port", "7950"], stdout=subprocess.PIPE, text=True) as server:
            line = next(line for line in server.stdout or [] if "http://" in line)
            address = re.search(r"http://\S+", line)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for size in SIZES:
                for scheme in ("light", "dark"):
                    _draw(browser, address[0] if address else "", size, scheme)
            browser.close()
            server.terminate()


def _draw(browser: Browser, address: str, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_selector(".welcome")
    _save(page, f"start-{size}-{scheme}")
    _ask(page, QUESTION)
    _save(page, f"answer-{size}-{scheme}")
    page.locator(".silent-insights summary").click()
    page.locator(".rests-on").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    _save(page, f"coverage-{size}-{scheme}")
    page.locator(".open-menu").click()
    page.locator(".facet summary", has_text="Geography").click()
    page.locator(".facet[open] button.value").first.click()
    page.locator(".bar .chip").wait_for()
    _save(page, f"narrow-{size}-{scheme}")
    page.keyboard.press("Escape")
    page.locator(".bar .chip button").click()
    page.locator(".quote-card[data-interview='amara'] .quote-text").first.click()
    page.wait_for_selector("#reader mark.quote")
    page.fill("#find-words", "ministry")
    page.wait_for_selector("mark.hit.current")
    page.evaluate("document.activeElement.blur()")
    _save(page, f"reader-{size}-{scheme}")
    page.keyboard.press("Escape")
    page.locator(".quote-card[data-interview='amara'] .tag").first.click()
    page.wait_for_selector("dialog[open]")
    _save(page, f"tag-{size}-{scheme}")
    page.keyboard.press("Escape")
    _ask(page, "What is the capital of Mongolia?")
    page.locator(".refusal summary").click()
    _save(page, f"refusal-{size}-{scheme}")
    _draw_rooms(page, f"{size}-{scheme}")
    page.close()


def _draw_rooms(page: Page, kind: str) -> None:
    """The rooms beside the chat: files looked at, the corpus as charts with the quotes behind a bar, a draft that is audited."""
    page.get_by_role("tab", name="Bring").click()
    page.locator("#bring-files input[type=file]").set_input_files([NEW_FILE, BROKEN_FILE])
    page.locator("#bring-shown .file.failed").wait_for()
    _save(page, f"bring-{kind}")
    page.get_by_role("tab", name="Overview").click()
    page.locator(".js-plotly-plot .barlayer path").first.wait_for()
    _save(page, f"overview-{kind}")
    page.locator(".open-quotes").first.click()
    page.locator("#overview-quotes .quote-card").first.wait_for()
    _save(page, f"bar-{kind}")
    page.locator(".close-chosen").click()
    page.get_by_role("tab", name="Write").click()
    page.fill("#draft textarea", DRAFT)
    page.locator("#audit-go").click()
    page.locator(".audited").first.wait_for()
    page.locator("#audit-shown").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    _save(page, f"audit-{kind}")


def _ask(page: Page, question: str) -> None:
    before = page.locator(".exchange").count()
    page.fill("#ask textarea", question)
    page.press("#ask textarea", "Enter")
    page.wait_for_selector(f"#exchange-{before} .coverage")


def _save(page: Page, name: str) -> None:
    page.wait_for_timeout(700)  # until what moves has come to rest
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
