"""Word documents: the text is what the page shows with all changes accepted, once, in reading order."""

import docx
import pytest

from corpus.errors import InputError
from corpus.models import Role
from tests.corpus.documents import read, said, saved, times, word_document, word_lines, word_paragraph, word_table, zipped

RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


def text_of(body: str) -> str:
    return read(word_document(body), "talk.docx").text


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner}</w:p>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param(RUN.format("We ") + f"<w:ins w:id='1'>{RUN.format('dug')}</w:ins>", "We dug", id="insertions are there"),
        pytest.param("<w:del w:id='1'><w:r><w:delText>not </w:delText></w:r></w:del>" + RUN.format("yes"), "yes", id="deletions are not"),
        pytest.param(f"<w:moveFrom>{RUN.format('no ')}</w:moveFrom><w:moveTo>{RUN.format('yes')}</w:moveTo>", "yes", id="moved text once"),
        pytest.param(f"<w:hyperlink>{RUN.format('the well')}</w:hyperlink>", "the well", id="hyperlinks"),
        pytest.param(f"<w:smartTag><w:smartTag>{RUN.format('Leeds')}</w:smartTag></w:smartTag>", "Leeds", id="smart tags"),
        pytest.param(f"<w:sdt><w:sdtContent>{RUN.format('chosen')}</w:sdtContent></w:sdt>", "chosen", id="content controls"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc", id="tabs and line breaks"),
        pytest.param("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co-op", id="no-break hyphens"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + RUN.format("seen"), "seen", id="hidden text is not"),
        pytest.param("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r>", "seen", id="hidden switched off"),
        pytest.param(
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>7</w:t>"
            "<w:fldChar w:fldCharType='end'/></w:r>",
            "7",
            id="a field's result, not its code",
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w:sym/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "😊",
            id="an emoji in Word's alternative form",
        ),
        pytest.param(
            "<w:r><w:ruby><w:rt>" + RUN.format("kan") + "</w:rt><w:rubyBase>" + RUN.format("漢") + "</w:rubyBase></w:ruby></w:r>",
            "漢",
            id="ruby",
        ),
        pytest.param(RUN.format("a &amp; b &lt;c&gt; \u202eodd\u202c"), "a & b <c> \u202eodd\u202c", id="any characters"),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(inner: str, text: str) -> None:
    assert text_of(paragraph(inner)) == text


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{word_paragraph('in the box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(paragraph(RUN.format("before") + both) + word_paragraph("after")) == "before\nin the box\nafter"


def test_a_paragraph_whose_end_was_deleted_runs_on_in_the_next() -> None:
    deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    assert text_of(paragraph(RUN.format("We "), deleted) + word_paragraph("dug.")) == "We dug."


def test_deleted_rows_and_cells_are_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{word_paragraph('gone')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{word_paragraph('a')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{word_paragraph('gone')}</w:tc></w:tr>"
    assert text_of(f"<w:tbl>{gone}{kept}</w:tbl>") == "a"


def test_the_strict_form_of_the_format_is_read_too() -> None:
    body = word_document(word_paragraph("Ada: We dug."))
    assert b"openxmlformats" not in body  # compressed; the replacement goes into the XML below
    document = "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>strict</t></r></p></body></document>"
    assert read(zipped({"word/document.xml": document}), "talk.docx").text == "strict"


def test_headers_footers_notes_and_comments_stay_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Project Well"
    document.sections[0].footer.paragraphs[0].text = "page 1"
    run = document.add_paragraph("Ada: We dug.").runs[0]
    document.add_comment(run, text="check this", author="Jo")
    assert read(saved(document), "talk.docx").text == "Ada: We dug."


def test_the_title_is_taken_where_a_person_wrote_it_and_the_files_date_never() -> None:
    document = docx.Document()
    document.add_paragraph("Ada: We dug.")
    for title, expected in (("The well", "The well"), ("Document1", None), ("Microsoft Word - talk.docx", None), ("", None)):
        document.core_properties.title = title
        parsed = read(saved(document), "talk.docx")
        assert (parsed.title, parsed.date) == (expected, None)


def test_names_in_bold_without_a_colon_are_labels() -> None:
    document = docx.Document()
    for name, words in (("Ada Obi", "We dug."), ("Ben", "How deep?"), ("Ada Obi", "Ten metres."), ("Ben", "I see.")):
        line = document.add_paragraph()
        line.add_run(name).bold = True
        line.add_run(f"  {words}")
    assert said(read(saved(document), "talk.docx")) == [
        ("Ada Obi", "We dug."),
        ("Ben", "How deep?"),
        ("Ada Obi", "Ten metres."),
        ("Ben", "I see."),
    ]


def test_without_labels_each_paragraph_is_a_turn_of_nobody() -> None:
    parsed = read(word_lines(["We dug.", "It took a year.", "", "Then water came."]), "talk.docx")
    assert said(parsed) == [(None, "We dug."), (None, "It took a year."), (None, "Then water came.")]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Time", "Speaker", "Text"), ("00:00:05", "Jo", "Why there?"), ("00:00:09", "Ada", "Water.")], id="header"),
        pytest.param([("00:05", "Jo", "Why there?"), ("00:09", "Ada", "Water.")], id="no header"),
        pytest.param([("Was", "Wer", "Zeit"), ("Why there?", "Jo:", "[0:05]"), ("Water.", "Ada:", "[0:09]")], id="German, other order"),
        pytest.param(
            [("#", "Name", "Start", "End", "Words"), ("1", "Jo", "5", "8", "Why there?"), ("2", "Ada", "9", "10", "Water.")], id="seconds"
        ),
        pytest.param([("Speaker", "Words"), ("Jo\n00:05", "Why there?"), ("Ada (00:09)", "Water.")], id="time beside the name"),
    ],
)
def test_rows_of_a_table_are_turns(rows: list[tuple[str, ...]]) -> None:
    parsed = read(word_table(rows), "talk.docx")
    assert said(parsed) == [("Jo", "Why there?"), ("Ada", "Water.")]
    assert times(parsed) == [5.0, 9.0]


def test_an_empty_speaker_cell_goes_on_with_the_one_above_but_a_remark_is_nobodys() -> None:
    rows = [("Speaker", "Words"), ("Ada", "We dug."), ("", "For a year."), ("", "[a break]"), ("Jo", "Why?")]
    assert said(read(word_table(rows), "talk.docx")) == [("Ada", "We dug."), ("Ada", "For a year."), (None, "[a break]"), ("Jo", "Why?")]


def test_a_column_of_roles_gives_the_roles() -> None:
    rows = [("Role", "Speaker", "Words"), ("Interviewer", "Jo", "Why?"), ("Participant", "Ada", "Water.")]
    assert [turn.role for turn in read(word_table(rows), "talk.docx").turns] == [Role.INTERVIEWER, Role.INTERVIEWEE]


def test_a_table_of_facts_is_no_table_of_turns() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, texts in zip(table.rows, (("Date", "3 May"), ("Place", "Leeds"), ("Interviewer", "Jo Bell")), strict=True):
        row.cells[0].text, row.cells[1].text = texts
    for line in ("Jo: Why?", "Ada: Water.", "Jo: Where?", "Ada: Here."):
        document.add_paragraph(line)
    parsed = read(saved(document), "talk.docx")
    assert said(parsed) == [("Jo", "Why?"), ("Ada", "Water."), ("Jo", "Where?"), ("Ada", "Here.")]
    assert parsed.text.startswith("Date\t3 May\nPlace\tLeeds\n")


def test_a_table_for_each_turn_is_read_as_one_table() -> None:
    document = docx.Document()
    for name, words in (("Ada Obi", "We dug for a whole year."), ("Jo", "How deep was it then?")) * 3:
        row = document.add_table(1, 2).rows[0]
        row.cells[0].text, row.cells[1].text = name, words
        document.add_paragraph()
    assert [speaker for speaker, _ in said(read(saved(document), "talk.docx"))] == ["Ada Obi", "Jo"] * 3


def test_a_heading_across_the_table_is_no_turn() -> None:
    document = docx.Document()
    table = document.add_table(4, 2)
    for row, texts in zip(table.rows, (("Speaker", "Words"), ("Ada", "We dug."), ("Part two", ""), ("Jo", "Why?")), strict=True):
        row.cells[0].text, row.cells[1].text = texts
    table.rows[2].cells[0].merge(table.rows[2].cells[1])
    parsed = read(saved(document), "talk.docx")
    assert said(parsed) == [("Ada", "We dug."), ("Jo", "Why?")]
    assert parsed.warnings == ("2 words outside the table of turns are kept in the text but belong to no turn",)


def test_a_table_within_a_page_wide_table_is_found() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1).rows[0].cells[0]
    inner = outer.add_table(3, 2)
    for row, texts in zip(inner.rows, (("Speaker", "Words"), ("Ada", "We dug."), ("Jo", "Why?")), strict=True):
        row.cells[0].text, row.cells[1].text = texts
    assert said(read(saved(document), "talk.docx")) == [("Ada", "We dug."), ("Jo", "Why?")]


def bomb(depth: int = 9) -> str:
    entities = "".join(f"<!ENTITY a{k} '{f'&a{k - 1};' * 10}'>" for k in range(1, depth))
    return f"<!DOCTYPE d [<!ENTITY a0 'ha'>{entities}]><d>&a{depth - 1};</d>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted or in Word's old format", id="OLE"),
        pytest.param(b"{\\rtf1 hello}", "is not the archive that its suffix promises", id="RTF"),
        pytest.param(word_lines(["Ada: We dug."])[:-200], "damaged or cut-off archive", id="cut off"),
        pytest.param(zipped({"notes.txt": "hello"}), "is an archive but no Word document", id="any archive"),
        pytest.param(zipped({"xl/workbook.xml": "<a/>"}), "is an Excel workbook", id="Excel"),
        pytest.param(zipped({"content.xml": "<a/>"}), "is an .odt, not a Word document", id="OpenDocument"),
        pytest.param(zipped({"word/document.xml": bomb()}), "amplification|entities", id="entity bomb"),
        pytest.param(
            zipped({"word/document.xml": "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d>&e;</d>"}),
            "entities",
            id="external entity",
        ),
        pytest.param(zipped({"word/document.xml": "<a>" * 100_000}), "Excessive depth", id="deep"),
        pytest.param(zipped({"word/document.xml": "<w:document"}), "the XML of word/document.xml in it cannot be read", id="broken XML"),
        pytest.param(word_document("<w:p/>"), "holds no words", id="empty"),
        pytest.param(zipped({"word/document.xml": " " * 60_000_000}), "as a zip bomb does", id="zip bomb"),
    ],
)
def test_a_file_that_is_no_word_document_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^talk.docx: .*({reason})") as caught:
        read(data, "talk.docx")
    assert "\n" not in str(caught.value)
