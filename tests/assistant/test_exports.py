"""Exports: exact words, failures named, files that other programs read."""

import csv
import io
import json
from pathlib import Path

import bibtexparser
import pypdfium2
import pytest
import rispy
from docx import Document

from assistant import Answer, Assistant
from assistant.answer import Column, Count, CounterQuote, CountItem, Gap, Voice
from assistant.exports import FORMATS, answer_document, collection_document, conversation_document, export_document, quotation, render
from assistant.exports.citations import blockquote, escaped
from corpus.builtin import BUILTIN_ID
from corpus.errors import UsageError
from corpus.models import Interview, Role, Source, Turn, sha256_of

ODD = 'She *said*: "<b>5 & 6</b>" | `x` _y_ [z](u) &amp; 100% — ünïcödé, ωκ, ђ.\n# not a heading\n1. nor a list'


def put(assistant: Assistant, words: str, **fields: object) -> None:
    """Store an interview of one turn and collect it whole as "Report"."""
    turn = Turn(index=0, start=0, end=len(words), speaker="Ada Obi", role=Role.INTERVIEWEE, time=62.0)
    source = Source(name="ada & co.txt", format="plain text", sha256=sha256_of(words))
    base = {"id": "ada", "title": "Wells & {pumps}", "date": "30 May 2021", "publisher": "Radio_1", "url": "https://example.org/a?b=1&c"}
    assistant.folder.catalog.put(Interview(source=source, text=words, turns=(turn,), **{**base, **fields}))
    assistant.collections.create("Report")
    assistant.collections.add_span("Report", "ada", 0, len(words))


def document_of(assistant: Assistant):  # type: ignore[no-untyped-def]
    return collection_document(assistant.collections.open("Report"), assistant.folder.catalog)


def test_every_format_is_written_by_its_suffix(kept: Assistant, answer: Answer, tmp_path: Path) -> None:
    document = answer_document(answer, kept.folder.catalog)
    for form in FORMATS.values():
        done = export_document(document, tmp_path / f"out{form.suffix}")
        assert (done.format, done.quotes, done.sources, done.failures) == (form.name, len(answer.quotes), 1, ())
        assert (tmp_path / f"out{form.suffix}").stat().st_size == done.bytes
    with pytest.raises(UsageError, match="say what to write with --format"):
        export_document(document, tmp_path / "out.xyz")
    with pytest.raises(UsageError, match="is no export format"):
        render(document, "odt")


def test_every_quote_stands_word_for_word_in_word_markdown_and_csv(kept: Assistant, answer: Answer) -> None:
    document = answer_document(answer, kept.folder.catalog)
    paragraphs = [p.text for p in Document(io.BytesIO(render(document, "docx"))).paragraphs]
    markdown = render(document, "markdown").decode()
    rows = list(csv.DictReader(io.StringIO(render(document, "csv").decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in rows] == [quote.text for quote in answer.quotes]
    for quote in answer.quotes:
        assert quote.text in paragraphs
        assert f"> {quote.text}\n" in markdown
        assert f"— {quote.citation}" in paragraphs


def test_a_pdf_holds_every_word(kept: Assistant, answer: Answer) -> None:
    pages = pypdfium2.PdfDocument(render(answer_document(answer, kept.folder.catalog), "pdf"))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    for quote in answer.quotes:
        assert " ".join(quote.text.split()) in text


def test_odd_words_stay_what_they_are(kept: Assistant) -> None:
    put(kept, ODD)
    document = document_of(kept)
    assert ODD in [p.text for p in Document(io.BytesIO(render(document, "docx"))).paragraphs]
    (row,) = csv.DictReader(io.StringIO(render(document, "csv").decode("utf-8-sig"), newline=""))
    assert row["text"] == ODD
    pages = pypdfium2.PdfDocument(render(document, "pdf"))
    assert "ünïcödé, ωκ, ђ." in "".join(page.get_textpage().get_text_range() for page in pages)
    markdown = render(document, "markdown").decode()
    assert r"> She \*said\*: \"" not in markdown
    assert r'> She \*said\*: "\<b>5 & 6\</b>" | \`x\` \_y\_ [z\](u) \&amp; 100%' in markdown
    assert "\n> \\# not a heading\n> 1\\. nor a list\n" in markdown


def test_markdown_escapes_nothing_that_needs_none() -> None:
    for words in ("We [the team] paid 5 & 6 - that's all!", "snake_case stays", "a > b, 2 + 2", "(yes) ~ no"):
        assert escaped(words) == words
    assert blockquote("one\n\ntwo") == "> one\n>\n> two"


def test_a_quote_that_no_longer_verifies_is_named_and_left_out(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    kept.folder.catalog.remove(BUILTIN_ID)
    for document in (answer_document(answer, kept.folder.catalog), conversation_document(kept.saved.open(key), kept.folder.catalog)):
        assert document.quotes == ()
        assert document.sources == ()
        assert len(document.failures) == len(answer.quotes)
        text = render(document, "markdown").decode()
        assert "## Not shown" in text
        assert "A quote was withdrawn" in text
        assert answer.quotes[0].text not in text


def test_a_refusal_is_exported_with_its_reason_and_the_nearest(kept: Assistant, refusal: Answer) -> None:
    assert refusal.refusal is not None
    document = answer_document(refusal, kept.folder.catalog)
    assert refusal.refusal.reason in document.paragraphs
    assert [one.quote for one in document.quotes] == [near.quote for near in refusal.refusal.nearest]


def test_sources_are_read_by_other_programs(kept: Assistant) -> None:
    put(kept, "Pumps last where a mechanic lives nearby.")
    document = document_of(kept)
    (entry,) = bibtexparser.parse_string(render(document, "bibtex").decode()).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key, fields["author"], fields["year"], fields["date"]) == (
        "misc",
        "ada",
        "Ada Obi",
        "2021",
        "2021-05-30",
    )
    assert fields["title"] == r"{Wells \& \textbraceleft{}pumps\textbraceright{}}"
    assert fields["url"] == "https://example.org/a?b=1&c"
    (record,) = rispy.loads(render(document, "ris").decode())
    assert (record["type_of_reference"], record["title"], record["authors"], record["year"]) == (
        "PCOMM",
        "Wells & {pumps}",
        ["Ada Obi"],
        "2021",
    )
    (item,) = json.loads(render(document, "csl"))
    assert (item["type"], item["author"], item["issued"]) == ("interview", [{"literal": "Ada Obi"}], {"date-parts": [[2021, 5, 30]]})


def test_letters_that_a_pdf_cannot_set_are_refused_in_one_line_and_kept_by_the_others(kept: Assistant) -> None:
    words = "قال لنا الوزير نعم"
    put(kept, words)
    with pytest.raises(UsageError, match="cannot set Arabic letters") as refused:
        render(document_of(kept), "pdf")
    assert "\n" not in str(refused.value)
    assert words in [p.text for p in Document(io.BytesIO(render(document_of(kept), "docx"))).paragraphs]


def test_signs_without_a_font_are_told(kept: Assistant) -> None:
    put(kept, "We were so happy \U0001fae0 that day.")
    pages = pypdfium2.PdfDocument(render(document_of(kept), "pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "\U0001fae0" in text or "Signs that no font of this machine has" in text


def test_control_characters_are_told_in_word(kept: Assistant) -> None:
    put(kept, "one\x0btwo \x1b[31mthree")
    paragraphs = [p.text for p in Document(io.BytesIO(render(document_of(kept), "docx"))).paragraphs]
    assert paragraphs[-1].endswith("2.")
    assert "Characters that a Word document cannot hold" in paragraphs[-1]


def test_one_quote_is_cited_in_three_styles(kept: Assistant) -> None:
    put(kept, "Pumps last where a *mechanic* lives nearby.")
    quote = document_of(kept).quotes[0].quote
    place = kept.folder.catalog.place("ada", 0)
    assert place is not None
    assert quotation(quote, place.header, "plain") == f"“{quote.text}”\n{quote.citation}"
    assert quotation(quote, place.header, "markdown").startswith("> Pumps last where a \\*mechanic\\* lives nearby.\n>\n> Speaker: Ada Obi")
    assert quotation(quote, place.header, "apa") == (
        f"“{quote.text}” (Ada Obi, 2021, 0:01:02)\n\n"
        "Ada Obi. (2021, May 30). Wells & {pumps} [Interview transcript]. Radio_1. https://example.org/a?b=1&c"
    )
    with pytest.raises(UsageError, match="plain, markdown, apa"):
        quotation(quote, place.header, "mla")  # type: ignore[arg-type]


def told(answer: Answer) -> Answer:
    """An answer with all that one may tell beside its quotes."""
    one, two, *_ = answer.quotes
    item = CountItem(label="Zita Person", interview=one.interview, mentions=3, quote=one)
    count = Count(unit="people", number=1, total=2, words=("own",), rule="Rule of counting.", items=(item,), text="One of two says own.")
    voice = Voice(speaker="Zita Person", organisation=None, interview=one.interview, quotes=1, citation="Voice cited.")
    return answer.model_copy(
        update={
            "count": count,
            "voices": (voice,),
            "gaps": (Gap(kind="place", name="Peru", text="Nobody of Peru is heard."),),
            "counter": (CounterQuote(quote=two, cue=two.text.split()[0], reason="qualifies"),),
            "columns": (Column(label="funders", groups=answer.groups[:1]), Column(label="founders", groups=answer.groups[1:], text="all")),
        }
    )


def test_numbers_voices_gaps_columns_and_the_other_hand_are_exported(kept: Assistant, answer: Answer) -> None:
    document = answer_document(told(answer), kept.folder.catalog)
    for words in (
        "One of two says own.",
        "Rule of counting.",
        "Zita Person: 3 in whats-working",
        "Missing: Peru (place). Nobody of Peru is heard.",
    ):
        assert words in document.paragraphs
    headings = [section.heading for section in document.sections]
    assert headings[0].startswith("funders: 2. ")
    assert headings[-1] == "On the other hand"
    assert any(heading.startswith("founders: ") for heading in headings)
    assert len(document.quotes) == len(answer.quotes) + 1


def test_what_is_told_beside_quotes_goes_with_them(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([told(answer)])
    assert kept.saved.open(key).exchanges[0].answer == told(answer)
    kept.folder.catalog.remove(BUILTIN_ID)
    documents = [answer_document(told(answer), kept.folder.catalog), conversation_document(kept.saved.open(key), kept.folder.catalog)]
    for document in documents:
        assert "Zita" not in document.model_dump_json()
        assert "Voice cited" not in document.model_dump_json()
    assert kept.kept.forget(BUILTIN_ID) == 1
    assert b"Zita" not in (kept.folder.path / "kept.sqlite3").read_bytes()
