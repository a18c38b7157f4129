"""Tables of every dialect: header, delimiter and sheet are found, cells come back as written, damage is one clear line."""

import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus.errors import InputError
from corpus.importers import Document
from corpus.tables.tabular import read_rows, read_table
from tests.corpus.workbooks import altered, workbook

ROWS = [["file", "person", "note"], ["a.txt", "Ada Obi", "came; left"], ["b.txt", "Ben", 'said "no",\ntwice']]
RECORDS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]


def written(rows: list[list[str]], **dialect: str) -> str:
    target = io.StringIO()
    csv.writer(target, **dialect).writerows(rows)
    return target.getvalue()


def rows_of(data: bytes | str, name: str = "people.csv") -> list[dict[str, str]]:
    return read_rows(Document(name, data.encode() if isinstance(data, str) else data))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_a_table_of_any_delimiter_is_read(delimiter: str, suffix: str) -> None:
    assert rows_of(written(ROWS, delimiter=delimiter), f"people.{suffix}") == RECORDS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_in_any_encoding_is_read(encoding: str) -> None:
    data = "file,person\nvisit one.txt,Zoë Müller\nvisit two.txt,René Fançois\n".encode(encoding)
    assert [row["person"] for row in rows_of(data)] == ["Zoë Müller", "René Fançois"]


def test_the_line_with_which_a_spreadsheet_tells_its_delimiter_is_obeyed() -> None:
    assert rows_of("sep=;\nfile;a,b,c\nx;1,2,3\n") == [{"file": "x", "a,b,c": "1,2,3"}]


def test_a_header_is_found_under_a_title_and_blank_lines() -> None:
    assert rows_of("Our visits,,\n\n,,\nfile,person,note\na.txt,Ada,x\n") == [{"file": "a.txt", "person": "Ada", "note": "x"}]


def test_a_header_that_the_caller_knows_is_taken_before_a_wider_row() -> None:
    document = Document("people.csv", b"a;b;c;d\nfile;person\nx;Ada\n")
    assert read_rows(document, lambda row: "file" in row) == [{"file": "x", "person": "Ada"}]


def test_short_rows_are_filled_and_blank_rows_left_out() -> None:
    assert rows_of("file,person,note\na.txt\n,,\nb.txt,Ben\n") == [
        {"file": "a.txt", "person": "", "note": ""},
        {"file": "b.txt", "person": "Ben", "note": ""},
    ]


def test_of_two_columns_with_one_name_the_first_counts() -> None:
    assert rows_of("file,file,\na,b,c\n") == [{"file": "a"}]


def test_formulas_and_spaces_in_cells_are_text() -> None:
    assert rows_of("file,sum\na.txt,=1+1\n b.txt , @x \n") == [{"file": "a.txt", "sum": "=1+1"}, {"file": " b.txt ", "sum": " @x "}]


def test_a_cell_longer_than_the_usual_limit_is_read() -> None:
    long = "well " * 60_000
    assert rows_of(written([["file", "text"], ["a", long]])) == [{"file": "a", "text": long}]


def test_an_unclosed_quotation_mark_is_refused_by_its_line() -> None:
    with pytest.raises(InputError, match=r"^people\.csv: a quotation mark that opens in the row at line 3 is never closed"):
        rows_of('file,note\na,"fine"\nb,"open\nc,x\nd,y\n')


def test_a_row_of_far_too_many_cells_is_refused() -> None:
    with pytest.raises(InputError, match=r"^people\.csv: the row at line 1 has 20001 cells"):
        rows_of("," * 20_000)


def test_an_inch_sign_inside_a_cell_does_no_harm() -> None:
    assert rows_of('file,note\na,5" pipe\nb,x\n') == [{"file": "a", "note": '5" pipe'}, {"file": "b", "note": "x"}]


@pytest.mark.parametrize("data", ["", "\n\n", "only one column\nand its rows\n"])
def test_a_table_whose_header_is_not_found_is_refused(data: str) -> None:
    with pytest.raises(InputError, match=r"^people\.csv: no table found; put a header row with known column names above the rows$"):
        read_rows(Document("people.csv", data.encode()), lambda row: "file" in row)


def test_cells_of_a_workbook_are_text_with_dates_and_clock_times() -> None:
    values = [3, 3.5, 12.0, True, date(2024, 3, 1), datetime(2024, 3, 1, 4, 5), time(0, 1, 2), timedelta(hours=30, milliseconds=250)]
    data = workbook([["a", "b", "c", "d", "e", "f", "g", "h"], values])
    expected = ["3", "3.5", "12", "TRUE", "2024-03-01", "2024-03-01 04:05:00", "00:01:02", "30:00:00.250"]
    assert list(rows_of(data, "people.xlsx")[0].values()) == expected


def test_the_first_sheet_with_such_a_header_is_read() -> None:
    book = Workbook()
    book.active.append(["About", "this"])
    hidden = book.create_sheet("old")
    hidden.append(["file", "person"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("people")
    sheet.append(["file", "person"])
    sheet.append(["a.txt", "Ada"])
    target = io.BytesIO()
    book.save(target)
    table = read_table(Document("people.xlsx", target.getvalue()), lambda row: "file" in row)
    assert (table.sheet, list(table.records())) == ("people", [{"file": "a.txt", "person": "Ada"}])


def test_a_value_merged_over_rows_stands_in_each_of_them() -> None:
    data = workbook([["file", "place"], ["a", "Oru"], ["b", None], ["c", None], ["d", "Imo"], ["e", None]], merged=["B2:B3", "B5:B6"])
    assert [row["place"] for row in rows_of(data, "people.xlsx")] == ["Oru", "Oru", "", "Imo", "Imo"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
OVERRIDE = b"""<Override PartName="/xl/sharedStrings.xml"
    ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"""


def test_a_workbook_with_an_entity_bomb_is_refused() -> None:
    in_sheet = altered(workbook(ROWS), "xl/worksheets/sheet1.xml", lambda xml: BOMB + xml)
    listed = altered(workbook(ROWS), "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", OVERRIDE))
    in_strings = altered(listed, "xl/sharedStrings.xml", lambda _: BOMB + SHARED)
    for data in (in_sheet, in_strings):
        with pytest.raises(InputError, match=r"^people\.xlsx: the workbook is damaged or holds XML that is not safe to read"):
            rows_of(data, "people.xlsx")


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_before_it_is_read() -> None:
    data = altered(workbook(ROWS), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (80 * 1024 * 1024))
    with pytest.raises(InputError, match=r"^people\.xlsx: unpacks to .* as a zip bomb does"):
        rows_of(data, "people.xlsx")


@pytest.mark.parametrize("claim", [b'r="99999999999"', b'r="2000000"'])
def test_a_row_number_beyond_the_format_is_refused(claim: bytes) -> None:
    data = altered(workbook(ROWS), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b"<row " + claim))
    with pytest.raises(InputError, match="claims too many rows"):
        rows_of(data, "people.xlsx")


def test_a_sheet_that_claims_to_be_huge_is_read_in_its_real_size() -> None:
    data = altered(workbook(ROWS), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'))
    assert rows_of(data, "people.xlsx") == RECORDS


@pytest.mark.parametrize("data", [b"file,person\na,b\n", b"PK\x03\x04 but no more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^people\.xlsx: is ") as caught:
        rows_of(data, "people.xlsx")
    assert "\n" not in str(caught.value)


def test_another_zip_archive_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("notes.txt", "hello")
    with pytest.raises(InputError, match="damaged"):
        rows_of(target.getvalue(), "people.xlsx")


cells = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=15)
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(tables, st.sampled_from([",", ";", "\t", "|"]))
def test_any_cells_come_back_from_delimited_text(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    text = written([["file", "person", "note"], *map(list, rows)], delimiter=delimiter)
    found = read_rows(Document("people.csv", text.encode()), lambda row: list(row) == ["file", "person", "note"])
    assert [tuple(row.values()) for row in found] == [row for row in rows if any(row)]


@settings(max_examples=30, deadline=None)
@given(tables)
def test_any_cells_come_back_from_a_workbook(rows: list[tuple[str, str, str]]) -> None:
    data = workbook([["file", "person", "note"], *map(list, rows)], as_text=True)
    found = read_rows(Document("people.xlsx", data), lambda row: list(row) == ["file", "person", "note"])
    assert [tuple(row.values()) for row in found] == [row for row in rows if any(row)]
