"""OpenDocument texts: what the page shows, with the format's own white space."""

import pytest

from corpus.errors import InputError
from tests.corpus.documents import open_document, read, said, zipped


def text_of(body: str) -> str:
    return read(open_document(body), "talk.odt").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<text:p>a<text:tab/>b<text:line-break/>c<text:s text:c='3'/>d</text:p>", "a\tb\nc   d", id="tabs, breaks, spaces"),
        pytest.param("<text:p>\n   two\n   words\n</text:p>", "two words", id="white space is layout"),
        pytest.param("<text:h>Title</text:h><text:p>words</text:p>", "Title\nwords", id="headings"),
        pytest.param("<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>", "one", id="lists"),
        pytest.param("<text:section><text:p>in</text:p></text:section>", "in", id="sections"),
        pytest.param("<text:section text:display='none'><text:p>no</text:p></text:section><text:p>in</text:p>", "in", id="hidden sections"),
        pytest.param("<text:p>a<text:note><text:note-body><text:p>no</text:p></text:note-body></text:note>b</text:p>", "ab", id="notes"),
        pytest.param("<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>", "ab", id="comments"),
        pytest.param("<text:p>a <text:a>link</text:a> <text:span>b<text:span>c</text:span></text:span></text:p>", "a link bc", id="spans"),
        pytest.param(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>no</text:p></text:deletion></text:changed-region>"
            "</text:tracked-changes><text:p>yes<text:change/></text:p>",
            "yes",
            id="deletions",
        ),
        pytest.param(
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p><text:p>b</text:p>",
            "a\nbox\nb",
            id="text boxes",
        ),
        pytest.param("<text:p>a<text:s text:c='999999999'/>b</text:p>", "a" + " " * 100 + "b", id="a space that claims to be millions"),
    ],
)
def test_text_reads_as_it_is_shown(body: str, text: str) -> None:
    assert text_of(body) == text


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_a_speaker_that_spans_rows_says_them_all() -> None:
    spanned = cell("Ada", "table:number-rows-spanned='2'")
    rows = (
        row(cell("Speaker"), cell("Words"))
        + row(spanned, cell("We dug."))
        + row("<table:covered-table-cell/>", cell("Long."))
        + row(cell("Jo"), cell("Why?"))
    )
    assert said(read(open_document(f"<table:table>{rows}</table:table>"), "talk.odt")) == [
        ("Ada", "We dug."),
        ("Ada", "Long."),
        ("Jo", "Why?"),
    ]


def test_names_in_bold_without_a_colon_are_labels() -> None:
    styles = "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
    lines = "".join(f"<text:p><text:span text:style-name='T1'>{who}</text:span> Well, yes.</text:p>" for who in ("Ada", "Jo", "Ada", "Jo"))
    assert [speaker for speaker, _ in said(read(open_document(lines, styles), "talk.odt"))] == ["Ada", "Jo", "Ada", "Jo"]


def test_the_title_comes_from_the_properties() -> None:
    meta = "<meta xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The well</dc:title><dc:date>2020-01-01</dc:date></meta>"
    parsed = read(open_document("<text:p>a</text:p>", **{"meta.xml": meta}), "talk.odt")
    assert (parsed.title, parsed.date) == ("The well", None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Word document or encrypted", id="OLE"),
        pytest.param(b"hello", "is not the archive", id="no archive"),
        pytest.param(open_document("<text:p/>"), "holds no words", id="empty"),
        pytest.param(zipped({"word/document.xml": "<a/>"}), "is a Word document; give it the suffix .docx", id="Word"),
        pytest.param(
            open_document("<text:p>a</text:p>", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            "locked with a password",
            id="locked",
        ),
        pytest.param(zipped({"content.xml": "<a>" * 100_000}), "Excessive depth", id="deep"),
        pytest.param(zipped({"content.xml": "<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>"}), "declares XML entities", id="entities"),
        pytest.param(zipped({"content.xml": "<d/>", "Pictures/a": b" " * 60_000_000}), "as a zip bomb does", id="zip bomb"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^talk.odt: .*{reason}") as caught:
        read(data, "talk.odt")
    assert "\n" not in str(caught.value)
