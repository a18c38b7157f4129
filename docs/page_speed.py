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
KEY_MILLISECONDS = 40
ENTER_MILLISECONDS = 200
PRESSED_MILLISECONDS = 80
SETTLE_MILLISECONDS = 700
WATCH = """selector => {
    window.painted = NaN;
    let pressed;
    const after = () => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { window.painted = performance.now() - pressed; };
        port2.postMessage(0);
    });
    const watching = new MutationObserver(() => { if (document.querySelector(selector)) { watching.disconnect(); after(); } });
    const begin = (event) => {
        if (pressed) return;
        pressed = event.timeStamp;
        watching.observe(document.body, { childList: true, subtree: true });
    };
    for (const kind of ["keydown", "pointerup"]) addEventListener(kind, begin, { capture: true, once: true });
}"""
QUESTIONS = (
    "How do we get government to own our programme?",
    "Why publish data openly?",
    "What did grants without strings allow people to do?",
    "Why should the people closest to the problem lead?",
    "How do girls come to speak up in their villages?",
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
        with subprocess.Popen([*command, "chat", "--port", "7960"], stdout=subprocess.PIPE, text=True) as server:
            address = next(found[0] for line in server.stdout or [] if (found := re.search(r"http://127\S+", line)))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context().new_page()
            page.goto(address)
            page.wait_for_selector(".welcome")
            try:
                _print_answers(page, Assistant.open(data))  # of the built-in quotes
                page.fill("#ask textarea", QUESTIONS[0])
                page.keyboard.press("Enter")
                page.wait_for_selector(".quote-card")
                subprocess.run([*command, "ingest", str(talk)], check=True, stdout=subprocess.DEVNULL)
                _print_reading(page, address, talk)
            finally:
                browser.close()
                server.terminate()


def _print_answers(page: Page, assistant: Assistant) -> None:
    assistant.examples()
    assistant.ask("What is asked first is not measured.")
    _put_in(page, "What is asked first is not measured?")
    _typed(page, "And what is asked second is not either?")
    python, typed, pasted, at_once, suggested = [], [], [], [], []
    for first, second in zip(QUESTIONS, reversed(QUESTIONS), strict=True):  # by turns: what else this machine does slows all
        python.append(_seconds(lambda question=first: assistant.ask(question)))  # type: ignore[misc]
        typed.append(_typed(page, first))
        at_once.append(_put_in(page, second))
        pasted.append(_put_in(page, first, ENTER_MILLISECONDS))
        suggested.append(_suggested(page, len(suggested)))
    _line("an answer in Python", python)
    _line("on the page, typed: from Enter to the quote painted", typed, python)
    _line("on the page, pasted, then Enter", pasted, python)
    _line("on the page, a suggestion clicked", suggested, python)
    _line("on the page, put in and asked in the same moment", at_once, python)


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


def _typed(page: Page, question: str) -> float:
    """Seconds from Enter to the picture with the first quote, for a question that is typed as people do."""
    page.focus("#ask textarea")
    page.keyboard.type(question, delay=KEY_MILLISECONDS)
    page.wait_for_timeout(ENTER_MILLISECONDS)
    return _entered(page)


def _put_in(page: Page, question: str, pause: float = 0) -> float:
    """The same for a question that is put into the box as a whole; asked in the same moment, it leaves no time to read ahead."""
    page.focus("#ask textarea")
    page.keyboard.insert_text(question)
    page.wait_for_timeout(pause)
    return _entered(page)


def _suggested(page: Page, place: int) -> float:
    """Seconds from letting go of the mouse over a suggestion to the picture with the first quote."""
    suggestions = page.locator("#conversation .suggestion")
    suggestions.nth(place % suggestions.count()).hover()
    page.mouse.down()
    page.wait_for_timeout(PRESSED_MILLISECONDS)
    return _painted(page, page.mouse.up)


def _entered(page: Page) -> float:
    return _painted(page, lambda: page.keyboard.press("Enter"))


def _painted(page: Page, ask: Callable[[], None]) -> float:
    """Ask; the page takes the time itself, as waiting for it from outside would slow it down. Then a new conversation begins."""
    page.evaluate(WATCH, "#exchange-0 :is(.quote-card, .refusal)")
    ask()
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    seconds = float(page.evaluate("() => window.painted")) / 1000
    page.click("#narrow .new-conversation")
    page.wait_for_selector(".welcome")
    return seconds


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
    sys.stdout.write(f"{name:<52} {1000 * middle:7.0f} ms{ratio}\n")


if __name__ == "__main__":
    main()
