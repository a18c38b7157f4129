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

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
QUESTION = "How do we get government to own our programme?"
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}


def main() -> None:
    """Serve the page, ask, and save a picture of each state."""
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("WHATSWORKING_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "ui.cli", "--data-dir", folder, "chat", "--port", "7950"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
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
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"start-{size}-{scheme}.png")
    page.fill("#ask textarea", QUESTION)
    page.press("#ask textarea", "Enter")
    page.wait_for_selector(".coverage")
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"answer-{size}-{scheme}.png")
    page.locator(".quote-text").first.click()
    page.wait_for_selector("#reader mark.quote")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"reader-{size}-{scheme}.png")
    page.keyboard.press("Escape")
    page.fill("#ask textarea", "What is the capital of Mongolia?")
    page.press("#ask textarea", "Enter")
    page.wait_for_selector(".refusal")
    page.locator(".refusal summary").click()
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"refusal-{size}-{scheme}.png")
    page.close()


if __name__ == "__main__":
    main()
