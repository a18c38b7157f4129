"""What axe-core finds on a page, once that stands still."""

from pathlib import Path
from typing import Any

from axe_playwright_python import sync_playwright as axe_package
from playwright.sync_api import Page, expect

AXE = (Path(axe_package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
STILL = """() => document.getAnimations().every(
    (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity
)"""


def violations(page: Page, within: str | None = None) -> list[Any]:
    """What axe calls serious or critical on the page, or in what a selector names, each with the first places."""
    _settle(page)
    page.evaluate(AXE)
    found = page.evaluate("async within => (await axe.run(within ?? document)).violations", within)
    return [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")]


def _settle(page: Page) -> None:
    """Wait until nothing is being drawn or fades any more: charts come a little later than the rest, colours change slowly."""
    page.wait_for_timeout(500)
    expect(page.locator("[aria-label='Empty value']:visible")).to_have_count(0)
    page.wait_for_function(STILL)
