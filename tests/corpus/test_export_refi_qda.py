"""A REFI-QDA export keeps the standard, and comes back as it was."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from corpus.exporters.base import Export
from corpus.exporters.refi_qda import write
from corpus.importers import Document
from corpus.importers.refi_qda import codes, members
from corpus.models import Interview, Origin, Tag
from corpus.projects.codebook import Code
from tests.corpus.interviews import an_interview
from tests.corpus.projects.made_up import codebooks, interviews
from tests.corpus.projects.schema import problems
from tests.corpus.test_export_json_lines import in_parsed

TAGS = (
    Tag(start=0, end=3, dimension="code", value="trust", coder="Nadia"),
    Tag(start=2, end=60, dimension="issue_area", value="Health", coder="Omar", origin=Origin.SUGGESTED, confidence=0.25),
)
CODEBOOK = [Code(value="relations", description="between people", codable=False), Code(value="trust", parent="relations", colour="#aa5500")]


def visit() -> Interview:
    return an_interview(tags=TAGS, attributes={"country": ("Kenya", "Uganda")}, date="May 2025", url="https://example.org/visit")


def document(data: bytes) -> Document:
    return Document(name="export.qdpx", data=data)


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The project as another program might have changed it."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes if name.endswith(".qde") else ():
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode(), 1)
            new.writestr(name, content)
    return stream.getvalue()


@settings(max_examples=150, deadline=None)
@given(first=interviews("visit"), second=interviews("walk"), codebook=codebooks())
def test_an_export_that_is_read_again_is_what_it_was(first: Interview, second: Interview, codebook: list[Code]) -> None:
    data = write(Export([first, second], codebook))
    assert problems(data) == []
    found = list(members(document(data)))
    assert [member.failure for member in found] == [None, None]
    assert [member.parsed for member in found] == [in_parsed(first), in_parsed(second)]
    assert [member.name for member in found] == ["visit.txt", "walk.txt"]
    assert list(codes(document(data))) == codebook


def test_the_same_catalog_gives_the_same_file() -> None:
    assert write(Export([visit()], CODEBOOK)) == write(Export([visit()], CODEBOOK))


def test_other_programs_find_words_codes_coders_and_variables_without_our_notes() -> None:
    with ZipFile(BytesIO(write(Export([visit()], CODEBOOK)))) as archive:
        project = archive.read("project.qde").decode()
        notes = project[project.index("<Notes>") : project.index("</Notes>") + len("</Notes>")]
    (found,) = members(document(edited(write(Export([visit()], CODEBOOK)), (notes, ""))))
    assert found.parsed
    assert found.parsed.text == visit().text
    assert found.parsed.attributes == {"country": ("Kenya", "Uganda")}
    assert [(t.start, t.end, t.dimension, t.value, t.coder) for t in found.parsed.tags] == [
        (0, 3, "code", "trust", "Nadia"),
        (2, 60, "issue_area", "Health", "Omar"),
    ]


def test_a_coding_that_another_program_moved_is_where_that_program_put_it() -> None:
    data = edited(write(Export([visit()], CODEBOOK)), ('startPosition="2" endPosition="60"', 'startPosition="4" endPosition="9"'))
    (found,) = members(document(data))
    assert found.parsed
    assert found.parsed.tags[0] == TAGS[0]
    assert found.parsed.tags[1] == Tag(start=4, end=9, dimension="issue_area", value="Health", coder="Omar")
    assert found.parsed.turns == visit().turns


def test_variables_that_another_program_changed_count() -> None:
    (found,) = members(document(edited(write(Export([visit()])), ("<TextValue>Uganda", "<TextValue>Mali"))))
    assert found.parsed
    assert found.parsed.attributes == {"country": ("Kenya", "Mali")}


def test_a_code_that_another_program_renamed_has_its_new_name() -> None:
    data = edited(write(Export([visit()], CODEBOOK)), ('name="trust"', 'name="confidence"'))
    (found,) = members(document(data))
    assert found.parsed
    assert found.parsed.tags[0] == Tag(start=0, end=3, dimension="code", value="confidence", coder="Nadia")
    assert codes(document(data))[1].value == "confidence"


@pytest.mark.parametrize(
    "change", [('\\"end\\": 23', '\\"end\\": 9999'), ('\\"turns\\"', '\\"turnips\\"'), ('{\\"whatsworking\\": 1', '{\\"whatsworking\\": 9')]
)
def test_a_note_that_was_tampered_with_is_not_believed(change: tuple[str, str]) -> None:
    before, after = (part.replace('\\"', '"') for part in change)
    (found,) = members(document(edited(write(Export([visit()])), (before, after))))
    assert found.parsed
    assert found.parsed.text == visit().text
    assert [(tag.start, tag.end) for tag in found.parsed.tags] == [(0, 3), (2, 60)]


def test_an_empty_catalog_is_a_valid_project() -> None:
    assert problems(write(Export([]))) == []


def test_the_schema_would_tell() -> None:
    data = write(Export([visit()], CODEBOOK))
    for change in (
        ('isCodable="true" ', ""),
        ('color="#aa5500"', 'color="brown"'),
        ("<Users>", "<Notes/><Users>"),
        ('endPosition="3"', 'endPosition="x"'),
    ):
        assert problems(edited(data, change)), change
