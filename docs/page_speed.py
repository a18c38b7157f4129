"""How quick the page is: an answer beside the same question in Python, and a long interview beside a plain page of it.

Run it with ``python docs/page_speed.py``; it needs a Chromium (``make browser``) and prints a table.
"""

import html
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assistant import Assistant

TURNS = 5000
ROUNDS = 7
QUESTIONS = (
    "How do we get government to own our programme?",
    "Why publish data openly?",
    "What does flexible funding make possible?",
    "Why should the people closest to the problem lead?",
    "How do women and girls gain a say in decisions?",
    "Why does change need a long time horizon?",
    "How do we change the story people believe?",
)


def main() -> None:
    """Measure and print."""
    chromium = os.environ.get("WHATSWORKING_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        talk = _talk(Path(folder) / "talk.txt")
        data = Path(folder) / "data"
        command = [sys.executable, "-m", "ui.cli", "--data-dir", str(data)]
        subprocess.run([*command, "ingest", str(talk)], check=True, stdout=subprocess.DEVNULL)
        with subprocess.Popen([*command, "chat", "--port", "7960"], stdout=subprocess.PIPE, text=True) as server:
            address = next(found[0] for line in server.stdout or [] if (found := re.search(r"http://127\S+", line)))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context().new_page()
            page.goto(address)
            page.wait_for_selector(".welcome")
            try:
                _print_answers(page, Assistant.open(data))
                _print_reading(page, address, talk)
            finally:
                browser.close()
                server.terminate()


def _print_answers(page: Page, assistant: Assistant) -> None:
    assistant.examples()
    assistant.ask("What is asked first is not measured.")
    _seconds(lambda: _ask(page, "What is asked first is not measured?"))
    python, shown = [], []
    for question in QUESTIONS:  # by turns, so that whatever else this machine does slows both
        python.append(_seconds(lambda question=question: assistant.ask(question)))  # type: ignore[misc]
        shown.append(_seconds(lambda question=question: _ask(page, question)))  # type: ignore[misc]
    _line("an answer in Python", python)
    _line("the same on the page, first quote", shown, python)


def _print_reading(page: Page, address: str, talk: Path) -> None:
    plain = talk.with_suffix(".html")
    turns = "".join(f"<p>{html.escape(line)}</p>" for line in talk.read_text(encoding="utf-8").splitlines())
    plain.write_text(f"<!doctype html><meta charset=utf-8><title>Talk</title>{turns}", encoding="utf-8")
    other = page.context.new_page()
    by_itself = [_seconds(lambda: other.goto(plain.as_uri(), wait_until="load")) for _ in range(ROUNDS)]
    middle = talk.read_text(encoding="utf-8").index("story 2500")
    opened = [_seconds(lambda place=middle + k: _read(page, place)) for k in range(ROUNDS)]  # type: ignore[misc]
    _line(f"a plain page with {TURNS} turns", by_itself)
    _line("the same interview in the reader", opened, by_itself)


def _ask(page: Page, question: str) -> None:
    before = page.locator(".exchange").count()
    page.evaluate("question => { const box = document.querySelector('#ask textarea'); box.value = question; "
                  "box.dispatchEvent(new Event('input', {bubbles: true})); }", question)  # fmt: skip
    page.press("#ask textarea", "Enter")
    page.wait_for_selector(f"#exchange-{before} :is(.quote-card, .refusal)")


def _read(page: Page, start: int) -> None:
    page.evaluate(
        """start => { const card = document.querySelector('.quote-card');
             Object.assign(card.dataset, { interview: 'talk', start, end: start + 9 }); card.click(); }""",
        start,
    )
    page.wait_for_selector(f"#reader .interview[data-start='{start}'] mark.quote")


def _talk(path: Path) -> Path:
    lines = (
        f"{('Ann', 'Ben')[k % 2]} Doe: Then I told them story {k} of the village, and what the rain did to the road that year.\n"
        for k in range(TURNS)
    )
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _line(name: str, seconds: list[float], beside: list[float] | None = None) -> None:
    middle = statistics.median(seconds)
    ratio = f"   {middle / statistics.median(beside):.2f} times" if beside else ""
    sys.stdout.write(f"{name:<40} {1000 * middle:7.0f} ms{ratio}\n")


if __name__ == "__main__":
    main()
