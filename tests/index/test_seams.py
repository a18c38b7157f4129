"""Where something of the source was left out of the text, no quote goes across; a quote tells the page it begins on."""

from pathlib import Path

from corpus.catalog import Catalog
from corpus.models import Span, sha256_of
from corpus.quote import Verifier
from index.units import units_of
from tests.corpus.interviews import an_interview

FIRST, SECOND = "We asked every household on the hill first,", "one door after the other, until it rained again."
TALK = an_interview(("Ben", "How did it begin?"), ("Ada", f"{FIRST}\n{SECOND}"))
SEAM = TALK.text.index(SECOND)
PAGED = TALK.model_copy(update={"page_starts": (0, SEAM), "seams": (SEAM,)})


def test_without_a_seam_a_short_turn_is_one_unit() -> None:
    assert [unit.text for unit in units_of(TALK)] == ["How did it begin?", f"{FIRST}\n{SECOND}"]


def test_no_unit_crosses_a_seam() -> None:
    assert [unit.text for unit in units_of(PAGED)] == ["How did it begin?", FIRST, SECOND]


def test_a_quote_tells_the_page_on_which_it_begins(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.put(PAGED)
    assert catalog.get("visit") == PAGED
    pages = []
    for unit in units_of(PAGED):
        quote = Verifier(catalog).quote("visit", unit.turn, Span(start=unit.start, end=unit.end), sha256_of(unit.text), 1, 1.0)
        assert quote
        pages.append((quote.page, f"page {quote.page}, turn {unit.turn + 1}" in quote.citation))
    assert pages == [(1, True), (1, True), (2, True)]
    catalog.close()
