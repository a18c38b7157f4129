"""Rich Text: code pages, Unicode escapes, tables, and what is not shown."""

import time

import pytest

from corpus.errors import InputError
from tests.corpus.documents import read, said, times


def text_of(body: str | bytes, head: str = r"{\rtf1\ansi\ansicpg1252\uc1") -> str:
    content = body.encode("ascii") if isinstance(body, str) else body
    return read(head.encode() + b"\n" + content + b"}", "talk.rtf").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(r"We dug.\par Ten\line metres\tab deep.", "We dug.\nTen\nmetres\tdeep.", id="breaks"),
        pytest.param(r"caf\'e9 \'80 \u8217?s \u-3913?", "café € ’s \uf0b7", id="escapes"),
        pytest.param(r"\u-10179?\u-8704? \u55357\'3f\u56832\'3f", "😀 😀", id="two units make one character"),
        pytest.param(r"a\u-10179?b \u-8704?c\u-10179?", "a\ufffdb \ufffdc\ufffd", id="half a character"),
        pytest.param(r"{\uc0\u8217 s}{\uc2\u8217 xxs}\u8217\par x", "’s’s’\nx", id="stand-ins for old readers"),
        pytest.param(r"\{a\}\\b\~c\_d\-e\emdash\ldblquote f\rdblquote", "{a}\\b\u00a0c-de—“f”", id="symbols"),
        pytest.param(r"a {\v hidden}b {\deleted gone}c {\revised new}", "a b c new", id="hidden, deleted and new"),
        pytest.param(r"a{\footnote no}{\*\annotation no}{\header no}{\pict ffd8}{\*\unknown no}b", "ab", id="what is no text"),
        pytest.param(r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt the well}}', "the well", id="a field's result"),
        pytest.param(r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt box}}b\par c", "ab\nbox\nc", id="text boxes"),
        pytest.param("one \r\ntwo\\\nthree", "one two\nthree", id="line ends of the file"),
        pytest.param(b"a\\bin5 \\}{}}b", "ab", id="binary data"),
        pytest.param("a\x00b\x01c\\'07d", "abcd", id="controls"),
    ],
)
def test_text_reads_as_it_is_shown(body: str | bytes, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        pytest.param(r"{\rtf1\ansi\ansicpg1251", r"\'c4\'e0", "Да", id="the document's code page"),
        pytest.param(r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}}", r"\f1\'b3\f0\'b3", "ł³", id="a font's character set"),
        pytest.param(r"{\rtf1\ansi\deff1{\fonttbl{\f1\fcharset128 A;}}", r"\f1\'82\'a0\'83A", "あア", id="two bytes a character"),
        pytest.param(r"{\rtf1\mac", r"\'8e", "é", id="Macintosh"),
    ],
)
def test_bytes_are_read_by_their_code_page(head: str, body: str, text: str) -> None:
    assert text_of(body, head) == text


def test_rows_of_a_table_are_turns() -> None:
    rows = "".join(
        rf"\trowd\pard\intbl {at}\cell {who}\cell {words}\cell\row " for at, who, words in
        (("Time", "Speaker", "Text"), ("00:05", "Jo", "Why?"), ("00:09", "Ada", r"Water.\par And time."))
    )  # fmt: skip
    parsed = read(rf"{{\rtf1 {rows}\pard The end.\par}}".encode(), "talk.rtf")
    assert said(parsed) == [("Jo", "Why?"), ("Ada", "Water.\nAnd time.")]
    assert times(parsed) == [5.0, 9.0]


def test_a_table_within_a_cell_is_read() -> None:
    inner = r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    assert text_of(rf"\trowd\pard\intbl x\cell {inner}\pard\intbl y\cell\row\pard z") == "x\na\tb\ny\nz"


def test_the_title_is_the_files_and_a_cut_off_file_is_told() -> None:
    parsed = read(rb"{\rtf1{\info{\title The well}{\author Jo}}Ada: We dug.", "talk.rtf")
    assert (parsed.title, parsed.text) == ("The well", "Ada: We dug.")
    assert "it may be cut off" in parsed.warnings[0]


def test_groups_nested_without_end_are_read() -> None:
    began = time.perf_counter()
    assert text_of("{" * 100_000 + "deep") == "deep"
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "is a Word document or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word document"),
        (b"hello", "is not Rich Text"),
        (rb"{\rtf1 {\v hidden}\par}", "holds no words"),
    ],
)
def test_a_file_that_is_no_rich_text_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^talk.rtf: {reason}"):
        read(data, "talk.rtf")
