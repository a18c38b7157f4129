"""Documents of every format: what was written is read back, by real producers and by our own writers."""

import json
import re
from itertools import takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from tests.corpus.documents import FILES, Layout, read, refused, said, times, written

TURNS = json.loads((FILES / "turns.json").read_text(encoding="utf-8"))
PRODUCED = sorted(path.name for path in FILES.iterdir() if path.suffix not in (".md", ".json") and path.name != "locked.pdf")
TIMED = ("header", "table3", "owner-locked")


def folded(text: str) -> str:
    """White space folded, and a hyphen at a line's end rejoined, as the words were before a PDF wrapped them."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(text.split()))


@pytest.mark.parametrize("name", PRODUCED)
def test_the_turns_of_a_real_producers_file_are_its_true_turns(name: str) -> None:
    layout = name.split(".")[0]
    truth = TURNS["header" if layout == "owner-locked" else layout]
    parsed = read((FILES / name).read_bytes(), name)
    assert [(speaker, folded(words)) for speaker, words in said(parsed)] == [(speaker, folded(words)) for speaker, words, _ in truth]
    assert times(parsed) == [float(time) if layout in TIMED else None for _, _, time in truth]


@pytest.mark.parametrize("name", [name for name in PRODUCED if name.endswith(".pdf")])
def test_turns_of_a_pdf_know_their_page(name: str) -> None:
    pages = [turn.page for turn in read((FILES / name).read_bytes(), name).turns]
    assert pages[0] == 1
    assert pages == sorted(pages)  # type: ignore[type-var]
    assert len(set(pages)) > 1


@pytest.mark.parametrize("name", [name for name in PRODUCED if not name.endswith(".pdf")])
def test_headers_footers_and_page_numbers_are_not_among_the_words(name: str) -> None:
    parsed = read((FILES / name).read_bytes(), name)
    assert "Seed Library" not in parsed.text
    assert "Page" not in parsed.text


NAMES = ("Ada Obi", "Ben", "Interviewer", "Speaker 2", "José Ávila")
# Any words but those that would begin a label of their own, or a paragraph's lines.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=":："), min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def begins_like_a_list_of_people(turns: list[tuple[str, str]]) -> bool:
    """Whether a first line would be read as who took part by anybody: "Interviewer: Bo Al" before the talk."""
    opening = takewhile(lambda turn: turn[0] in ("Interviewer", "Speaker 2"), turns)
    return any(" " in words and words[0] != words[0].lower() for _, words in opening)


EXCHANGES = (
    st.lists(st.tuples(st.sampled_from(NAMES), SENTENCES), min_size=4, max_size=12)
    .filter(lambda turns: not begins_like_a_list_of_people(turns))
    .map(lambda turns: [*turns, *turns])
)


@pytest.mark.parametrize("layout", ["labels", "table"])
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html"])
@settings(max_examples=40, deadline=None)
@given(turns=EXCHANGES)
@example(turns=[("Interviewer", "B"), ("Speaker 2", "B A"), ("Ada Obi", "0"), ("Ada Obi", "0")] * 2)
def test_what_is_written_as_turns_is_read_as_these_turns(suffix: str, layout: Layout, turns: list[tuple[str, str]]) -> None:
    assert said(read(written(suffix, layout, turns), f"talk{suffix}")) == turns


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"]) | st.sampled_from(" \n\t"), min_size=1, max_size=60
)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html"])
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(CELLS.filter(str.strip), min_size=1, max_size=8))
def test_words_in_a_cell_may_hold_any_characters(suffix: str, cells: list[str]) -> None:
    turns = [("Ada Obi", cell.strip()) for cell in cells]
    assert [words.split() for _, words in said(read(written(suffix, "table", turns), f"talk{suffix}"))] == [w.split() for _, w in turns]


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(["a.docx", "a.odt", "a.rtf", "a.html"]),
    head=st.sampled_from([b"", b"PK\x03\x04", b"{\\rtf1"]),
)
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes, name: str, head: bytes) -> None:
    refused(head + data, name)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", ["table3.docx", "table3.odt", "table3.rtf", "inline.pdf"])
def test_a_damaged_file_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(1, len(content)))
    refused(bytes(content[:cut]), name)


@pytest.mark.parametrize("name", ["talk.doc", "talk.pages", "talk.mht"])
def test_formats_that_are_not_read_say_what_to_do(name: str) -> None:
    with pytest.raises(InputError, match=f"^{name}: files ending in .* are not read; open it in .*"):
        read(b"", name)
