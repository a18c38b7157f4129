"""Web pages: the text that a browser shows."""

import pytest

from corpus.errors import InputError
from tests.corpus.documents import read, said, times, web_page


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>two\n   words<br> and  more </p>", "two words\nand more", id="white space"),
        pytest.param("<pre>a\n  b\tc</pre>", "a\n  b\tc", id="preformatted"),
        pytest.param(
            "a<script>no</script><style>no</style><template>no</template><noscript>no</noscript>b<!-- no -->c", "abc", id="not shown"
        ),
        pytest.param("<p hidden>no</p><p style='display: none'>no</p>yes", "yes", id="hidden"),
        pytest.param("a &amp; b&nbsp;c &eacute; &#8217;", "a & b\u00a0c é ’", id="entities"),
        pytest.param("<div>a<div>b</div>c</div><ul><li>d<li>e</ul>", "a\nb\nc\nd\ne", id="blocks"),
        pytest.param("<p>un<b>believ</b><i>able</i> <odd-thing>tale</odd-thing>", "unbelievable tale", id="inline and unknown elements"),
        pytest.param("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢", id="ruby"),
        pytest.param("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td", id="any table"),
        pytest.param("<td>a</td></table></tr>b<p>", "a\nb", id="stray tags"),
    ],
)
def test_a_page_reads_as_a_browser_shows_it(body: str, text: str) -> None:
    assert read(web_page(body), "talk.html").text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("<meta charset=iso-8859-1><p>café €".encode("cp1252"), "café €", id="declared, as browsers read it"),
        pytest.param("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>Да".encode("cp1251"), "Да", id="the old way"),
        pytest.param("\ufeff<meta charset=iso-8859-1>Да".encode(), "Да", id="a byte-order mark wins"),
        pytest.param("<meta charset=klingon>Да".encode(), "Да", id="unknown"),
        pytest.param(
            "<meta charset=utf-8>café crème brûlée, très bon".encode("cp1252"), "café crème brûlée, très bon", id="declared wrongly"
        ),
    ],
)
def test_the_encoding_is_the_marked_then_the_declared_then_the_likely_one(page: bytes, text: str) -> None:
    assert read(page, "talk.htm").text == text


def test_rows_of_a_table_are_turns_though_one_cell_spans_rows() -> None:
    rows = "<tr><th>Who<th>When<th>What</tr><tr><td rowspan=2>Ada<td>0:05<td>We dug.<tr><td>0:07<td>Long.<tr><td>Jo<td>0:09<td>Why?"
    parsed = read(web_page(f"<table>{rows}</table>"), "talk.html")
    assert said(parsed) == [("Ada", "We dug."), ("Ada", "Long."), ("Jo", "Why?")]
    assert times(parsed) == [5.0, 7.0, 9.0]


def test_the_title_is_the_pages() -> None:
    assert read(web_page("<p>a", "<title> The &amp; well\n</title>"), "talk.html").title == "The & well"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(web_page("<script>1</script>"), "holds no words", id="no words"),
        pytest.param(b"\x00\x01\x02\x03" * 200, "is not a text file", id="binary"),
        pytest.param(web_page("<div>" * 100_000 + "deep"), "nested too deeply", id="deep"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_in_one_line(page: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^talk.html: .*{reason}"):
        read(page, "talk.html")


def test_tables_in_tables_in_tables_are_read_and_entities_are_not_expanded() -> None:
    assert read(web_page("<table><tr><td>" * 60 + "deep"), "talk.html").text == "deep"
    bomb = b"<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><p>&b;"
    assert "haha" not in read(bomb, "talk.html").text
