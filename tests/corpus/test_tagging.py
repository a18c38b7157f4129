"""Tags are put on stored interviews, by offsets, by words and from tables; what does not fit is refused by its line."""

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.catalog import Catalog
from corpus.errors import InputError, UsageError
from corpus.models import Interview, Origin, Tag
from corpus.projects.codebook import Code
from corpus.tag_table import COLUMNS, import_tags, write_tags
from corpus.tagging import tag_span, tag_words, untag
from tests.corpus.interviews import VISIT, an_interview
from tests.corpus.projects.made_up import interviews

TEXT = "\n\n".join(words for _, words in VISIT)


@pytest.fixture
def catalog(catalog: Catalog) -> Catalog:
    catalog.put(an_interview())
    return catalog


def tags(catalog: Catalog) -> list[Tag]:
    return [tag for _, tag in catalog.tags()]


def table(*rows: str, header: str = ",".join(COLUMNS[:9])) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def test_a_span_is_tagged_and_untagged(catalog: Catalog) -> None:
    before = catalog.generation()
    tag = tag_span(catalog, "visit.txt", 0, 3, "issue_area", "Water", coder="Nadia")
    assert tags(catalog) == [tag]
    assert catalog.generation() > before
    assert untag(catalog, "visit", 0, 3, "issue_area", "Water", coder="Omar") == 0
    assert untag(catalog, "visit", 0, 3, "issue_area", "Water") == 1
    assert tags(catalog) == []


def test_the_same_tag_is_put_once(catalog: Catalog) -> None:
    for _ in range(2):
        tag_span(catalog, "visit", 0, 3, "code", "x")
    assert len(tags(catalog)) == 1


def test_words_are_tagged_where_they_stand_once(catalog: Catalog) -> None:
    tag = tag_words(catalog, "visit", "every household", "code", "trust")
    assert TEXT[tag.start : tag.end] == "every household"
    with pytest.raises(UsageError, match="more than once"):
        tag_words(catalog, "visit", "he", "code", "trust")
    with pytest.raises(UsageError, match="do not stand in it"):
        tag_words(catalog, "visit", "Every Household", "code", "trust")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_a_span_that_is_none_is_refused(catalog: Catalog, start: int, end: int) -> None:
    with pytest.raises(UsageError, match=r"is no span|is not in its text"):
        tag_span(catalog, "visit", start, end, "code", "x")
    assert tags(catalog) == []


def test_an_interview_dimension_or_value_that_is_missing_is_named(catalog: Catalog) -> None:
    with pytest.raises(UsageError, match="no interview is called 'nobody'"):
        tag_span(catalog, "nobody", 0, 3, "code", "x")
    with pytest.raises(UsageError, match="needs a dimension"):
        tag_span(catalog, "visit", 0, 3, " ", "x")
    with pytest.raises(UsageError, match="needs a value"):
        tag_span(catalog, "visit", 0, 3, "code", "")


def test_tags_go_with_their_interview(catalog: Catalog) -> None:
    tag_span(catalog, "visit", 0, 3, "code", "x")
    catalog.remove("visit")
    assert catalog.tags() == []


def test_a_table_of_tags_is_taken_over_once(catalog: Catalog) -> None:
    words = "every household"
    start = TEXT.index(words)
    rows = (f"visit.txt,{start},{start + len(words)},{words},issue_area,Water,human,Nadia,", f"visit,,,{words},code,trust,suggested,,0.5")
    result = import_tags(catalog, "tags.csv", table(*rows))
    assert (result.added, result.known, result.refused, result.interviews) == (2, 0, (), ("visit",))
    assert import_tags(catalog, "tags.csv", table(*rows)).known == 2
    assert set(tags(catalog)) == {
        Tag(start=start, end=start + len(words), dimension="issue_area", value="Water", coder="Nadia"),
        Tag(start=start, end=start + len(words), dimension="code", value="trust", origin=Origin.SUGGESTED, confidence=0.5),
    }


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("nobody,0,3,,code,x,,,", "no interview is called 'nobody'"),
        (",0,3,,code,x,,,", "names no interview"),
        ("visit,0,3,Now,code,x,,,", r"the text is not what stands at \[0, 3\)"),
        ("visit,0,9999,,code,x,,,", "is not in its text"),
        ("visit,3,3,,code,x,,,", "is not in its text"),
        ("visit,0,,,code,x,,,", "only one of start and end"),
        ("visit,zero,3,,code,x,,,", "start 'zero' is no whole number"),
        ("visit,٣,3,,code,x,,,", "is no whole number"),
        ("visit,,,,code,x,,,", "neither start and end nor text"),
        ("visit,,,h,code,x,,,", "more than once"),
        ("visit,,,not there,code,x,,,", "do not stand in it"),
        ("visit,0,3,,,x,,,", "needs a dimension"),
        ("visit,0,3,,code,,,,", "needs a value"),
        ("visit,0,3,,code,x,robot,,", "origins are human and suggested"),
        ("visit,0,3,,code,x,human,,7", "not between 0 and 1"),
        ("visit,0,3,,code,x,human,,much", "cannot be read"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_its_line_and_the_others_go_on(catalog: Catalog, row: str, why: str) -> None:
    result = import_tags(catalog, "tags.csv", table("visit,0,3,How,code,ok,,,", row, "visit,0,3,How,code,fine,,,"))
    (refused,) = result.refused
    assert refused.line == 3
    assert result.added == 2
    with pytest.raises(UsageError, match=why):
        raise UsageError(refused.reason)


def test_lines_are_counted_over_cells_of_several_lines(catalog: Catalog) -> None:
    result = import_tags(catalog, "tags.csv", table('visit,,,"How did\nit go",code,x,,,', "visit,0,3,Now,code,x,,,"))
    assert [row.line for row in result.refused] == [2, 4]


def test_semicolons_tabs_and_a_byte_order_mark_are_read(catalog: Catalog) -> None:
    for number, delimiter in enumerate(";\t"):
        text = f"Interview,Start,End,Dimension,Value\nvisit,0,3,code,x{number}\n".replace(",", delimiter)
        assert import_tags(catalog, "tags.csv", b"\xef\xbb\xbf" + text.encode()).added == 1


def test_a_table_of_something_else_is_refused(catalog: Catalog) -> None:
    with pytest.raises(InputError, match=r"tags.csv: lacks the column interview"):
        import_tags(catalog, "tags.csv", b"name,age\nAda,41\n")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(interview=interviews("visit"))
def test_tags_that_are_written_and_read_again_are_known(catalog: Catalog, interview: Interview) -> None:
    for safe_cells in (False, True):
        catalog.put(interview)
        result = import_tags(catalog, "tags.csv", write_tags([interview], safe_cells).encode())
        for row in result.refused:  # words or names of nothing but white space, which a person would not write
            assert "needs a value" in row.reason or "needs a dimension" in row.reason


def test_cells_that_a_spreadsheet_would_run_are_exact_or_guarded_as_asked(catalog: Catalog) -> None:
    interview = an_interview((None, "=SUM(A1) and 'more'"), tags=(Tag(start=0, end=8, dimension="code", value="x"),))
    assert '"=SUM(A1)"' in write_tags([interview])
    guarded = write_tags([interview], safe_cells=True)
    assert '"\'=SUM(A1)"' in guarded
    assert guarded.splitlines()[0].endswith('"cells_guarded"')
    catalog.put(interview)
    for text in (guarded, write_tags([interview])):
        assert import_tags(catalog, "tags.csv", text.encode()).known == 1


def test_the_codebook_keeps_codes_in_their_order_and_replaces_equals(catalog: Catalog) -> None:
    first, second = Code(value="trust", description="old"), Code(dimension="insight", value="4", colour="#aabbcc")
    catalog.put_codes([first, second])
    catalog.put_codes([Code(value="trust", description="new", parent="relations", codable=False)])
    catalog.put_codes([])
    assert catalog.codes() == [Code(value="trust", description="new", parent="relations", codable=False), second]
    assert catalog.remove_code("code", "trust")
    assert not catalog.remove_code("code", "trust")
    assert catalog.codes() == [second]
