"""PDFs: lines, pages, running headers, and files that would take a reader down."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.importers import Document
from corpus.importers.pdf import read as read_pdf
from corpus.pdf.worker import PdfReader
from tests.corpus.documents import FILES, read, said

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>/XObject<</X 4 0 R>>>>/Contents %d 0 R>>"
Placed = tuple[int, int, str]  # x, y, text


def document(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (extra, len(data), data)


def pages_of(contents: Sequence[bytes], form: bytes = b"<<>>") -> bytes:
    """A PDF with these content streams as its pages; they may show text in /F1 and draw /X."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * k) for k in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)), FONT, form]
    for k, content in enumerate(contents):
        objects += [PAGE % (6 + 2 * k), content]
    return document(objects)


def shown(lines: Sequence[Placed]) -> bytes:
    escaped = ((x, y, text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")) for x, y, text in lines)
    return stream(b"\n".join(b"BT /F1 10 Tf %d %d Td (%b) Tj ET" % placed for placed in escaped))


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    return pages_of([shown(page) for page in pages])


def lines(texts: Sequence[str], top: int = 700) -> list[Placed]:
    return [(72, top - 14 * k, text) for k, text in enumerate(texts)]


FULL = "and these words go on and on until the line is as full as a line of this page can be"


def test_wrapped_lines_are_no_labels_however_they_begin() -> None:
    talk = [f"Ada Obi: We dug {FULL}", "before: that was all, and we said so", f"Ben: Why {FULL}", "before: the rain, I mean"] * 2
    assert [speaker for speaker, _ in said(read(pdf([lines(talk)]), "talk.pdf"))] == ["Ada Obi", "Ben"] * 2


def test_a_speaker_interrupted_at_the_end_of_a_full_line_does_not_swallow_the_next() -> None:
    talk = ["Ada: We dug.", "Ben: How deep?", f"Ada: Well {FULL}", "Ben: So deep!", "Ada: Yes."]
    assert [speaker for speaker, _ in said(read(pdf([lines(talk)]), "talk.pdf"))] == ["Ada", "Ben", "Ada", "Ben", "Ada"]


def test_a_turn_knows_its_page_and_runs_over_the_next() -> None:
    parsed = read(pdf([lines(["Ada: We dug", "for a year."]), lines(["And then water came.", "Ben: How deep?", "Ada: Ten."])]), "talk.pdf")
    assert said(parsed) == [("Ada", "We dug\nfor a year.\nAnd then water came."), ("Ben", "How deep?"), ("Ada", "Ten.")]
    assert [turn.page for turn in parsed.turns] == [1, 2, 2]


def test_running_headers_and_page_numbers_are_left_out_and_told() -> None:
    talk = [
        [(72, 780, "Talk at the well"), *lines([f"Ada: Year {k} was dry.", f"Ben: And year {k * 7}?"]), (300, 20, f"- {k} -")]
        for k in range(1, 6)
    ]
    parsed = read(pdf(talk), "talk.pdf")
    assert "Talk at" not in parsed.text
    assert "- 3 -" not in parsed.text
    assert len(parsed.turns) == 10
    assert parsed.warnings[0].startswith("10 running headers, footers and page numbers are left out: ")


def test_what_people_say_on_top_of_pages_stays() -> None:
    talk = [lines(["Interviewer:", f"And in year {k}?", "Ada Obi:", "It was dry.", "Interviewer:", "I see."]) for k in range(1, 6)]
    parsed = read(pdf(talk), "talk.pdf")
    assert [speaker for speaker, _ in said(parsed)] == ["Interviewer", "Ada Obi", "Interviewer"] * 5


def test_a_lone_number_among_the_words_stays() -> None:
    parsed = read(pdf([lines(["Ada: How many came?", "Ben: I think it was", "42", "Ada: So many."])]), "talk.pdf")
    assert said(parsed)[1] == ("Ben", "I think it was\n42")


def test_an_empty_line_stands_where_paragraphs_stand_apart() -> None:
    parsed = read(pdf([[*lines([f"We dug {FULL}", "for a year."]), *lines([f"Then came {FULL}", "water."], top=640)]]), "talk.pdf")
    assert said(parsed) == [(None, f"We dug {FULL}\nfor a year."), (None, f"Then came {FULL}\nwater.")]


def test_labels_beside_the_words_are_told_by_their_place() -> None:
    talk = []
    for k in range(6):
        top = 700 - 40 * k
        talk += [(72, top, "ADA OBI" if k % 2 else "BEN"), (200, top, "Well, I would say that"), (200, top - 14, "it was dry for years.")]
    parsed = read(pdf([talk]), "talk.pdf")
    assert [speaker for speaker, _ in said(parsed)] == ["BEN", "ADA OBI"] * 3
    assert {words for _, words in said(parsed)} == {"Well, I would say that\nit was dry for years."}


def test_a_locked_file_says_how_to_unlock_it() -> None:
    with pytest.raises(InputError, match=r"^locked.pdf: is locked with a password; save a copy without it"):
        read((FILES / "locked.pdf").read_bytes(), "locked.pdf")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(pages_of([stream(b"0 0 90 90 re f")]), "has no text, only pictures of it; run OCR first", id="scan"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, "is damaged or cut off", id="garbage"),
        pytest.param((FILES / "inline.pdf").read_bytes()[:20_000], "is damaged or cut off", id="cut off"),
        pytest.param(b"hello", "is not a PDF", id="text"),
        pytest.param(
            document([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 900000000>>"]), "damaged|claims", id="page loop"
        ),
    ],
)
def test_a_file_without_a_text_layer_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^talk.pdf: .*({reason})"):
        read(data, "talk.pdf")


@pytest.mark.slow
def test_a_page_that_never_ends_or_fills_the_memory_takes_no_one_down(tmp_path: Path) -> None:
    endless = pages_of(
        [stream(b"/X Do")], stream(b"/X Do " * 3, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")
    )
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"BT /F1 1 Tf (aaaa) Tj ET\n" * 40_000) for _ in range(300)) + packer.flush()
    reader = PdfReader(page_seconds=4)
    try:
        for data in (endless, pages_of([stream(packed, b"/Filter/FlateDecode")])):
            with pytest.raises(InputError, match=r"^talk.pdf: page 1 takes (longer than 4 s|too much memory)"):
                reader.read("talk.pdf", data)
        assert reader.read("talk.pdf", pdf([lines(["Ada: We dug."])])).pages[0].lines[0].text == "Ada: We dug."
    finally:
        reader.close()


@pytest.mark.slow
def test_a_thousand_pages_are_read() -> None:
    talk = [
        lines([f"Ada: Year {n} was dry.", *[FULL] * 30, "it is.", f"Ben: And year {n}, how was it?", "It went on."]) for n in range(1000)
    ]
    parsed = read_pdf(Document("talk.pdf", pdf(talk)))
    assert len(parsed.turns) == 2000
    assert parsed.turns[-1].page == 1000


ANSWERS = ("the rain came late", "the ministry paid", "the wells held", "the banks were shut")


def test_names_in_the_middle_of_the_page_are_no_full_lines() -> None:
    page: list[Placed] = []
    for k in range(12):
        page += [(270, 760 - 60 * k, "ADA OBI" if k % 2 else "BEN OKRI"), (72, 746 - 60 * k, f"We said that {ANSWERS[k % 4]}.")]
        page += [(72, 732 - 60 * k, f"We went on: {FULL}"), (72, 718 - 60 * k, "and so it ended.")]
    assert [speaker for speaker, _ in said(read(pdf([page]), "talk.pdf"))] == ["BEN OKRI", "ADA OBI"] * 6


def test_a_wide_gap_behind_a_time_and_a_name_sets_them_apart() -> None:
    page: list[Placed] = []
    for k in range(8):
        page += [(72, 760 - 28 * k, f"00:0{k}:10"), (130, 760 - 28 * k, "Ada Obi" if k % 2 else "Ben Okri")]
        page += [(200, 760 - 28 * k, f"We think that {ANSWERS[k % 4]}."), (72, 746 - 28 * k, f"So {FULL}.")]
    parsed = read(pdf([page]), "talk.pdf")
    assert [(turn.speaker, turn.time) for turn in parsed.turns] == [("Ada Obi" if k % 2 else "Ben Okri", 60.0 * k + 10) for k in range(8)]


def test_a_time_that_found_no_room_beside_the_last_words_ends_their_turn() -> None:
    talk = ["I: How did it begin? (00:00:04)", f"B: With rain, {FULL}. It was 2004.", "(00:00:31)"]
    talk += ["I: And then? (00:00:40)", "B: We left. (00:00:50)", "I: Why? (00:01:00)", "B: The money. (00:01:10)"]
    parsed = read(pdf([lines(talk)]), "talk.pdf")
    assert [turn.time for turn in parsed.turns] == [4, 31, 40, 50, 60, 70]
    assert said(parsed)[1][1].endswith("It was 2004.")


def test_the_header_of_a_table_is_no_part_of_its_first_row() -> None:
    page: list[Placed] = [(72, 760, "No."), (120, 760, "Speaker"), (200, 760, "Text")]
    for k in range(10):
        top = 746 - 28 * k
        page += [
            (72, top, str(k + 1)),
            (120, top, "Ada" if k % 2 else "Ben"),
            (200, top, f"We think that {ANSWERS[k % 4]},"),
            (200, top - 14, "mostly."),
        ]
    heard = said(read(pdf([page]), "talk.pdf"))
    assert [speaker for speaker, _ in heard] == ["Ben", "Ada"] * 5
    assert heard[0][1] == "We think that the rain came late,\nmostly."
