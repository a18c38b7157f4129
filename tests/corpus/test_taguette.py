"""Taguette projects come in with their documents as people read them, and highlights on the exact words."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents.markup_text import read_markup
from corpus.errors import InputError
from corpus.importers import Document, Member, Parsed, importer_for
from corpus.importers.taguette import codes, members
from corpus.projects.codebook import Code
from tests.corpus.projects.databases import TAGUETTE, Tables, taguette

GARDEN = (
    "<h1>Garden &amp; kitchen</h1>\n"
    "<p><b>Interviewer:</b> How did it begin?</p>\n\n"
    "<p><b>Zoë Abara:</b> With <em>seven</em> naïve gardeners 🌱 and\n  one spade.<br>Nobody paid.</p>"
    "<ul><li>Seeds</li><li>Water</li></ul>"
    "<p><b>Interviewer:</b> And&nbsp;now?</p>"
)
READ = (
    "Garden & kitchen\n\nInterviewer: How did it begin?\n\nZoë Abara: With seven naïve gardeners 🌱 and one spade.\nNobody paid."
    "\n\nSeeds\nWater\n\nInterviewer: And\u00a0now?"
)


def read(project: Tables) -> list[Member]:
    document = project.document("wells.sqlite3")
    project.close()
    return list(members(document))


def only(project: Tables) -> Parsed:
    (member,) = read(project)
    assert member.failure is None
    assert member.parsed is not None
    return member.parsed


def marked(document: str, words: str, unit: str = "utf-8") -> tuple[int, int, str]:
    """Where words stand in the text nodes of HTML, in units of an encoding, and a snippet as Taguette stores it."""
    nodes = read_markup(document).nodes
    size = {"utf-32-le": 4, "utf-16-le": 2, "utf-8": 1}[unit]
    start = len(nodes[: nodes.index(words)].encode(unit)) // size
    return start, start + len(words.encode(unit)) // size, f"<p>{html.escape(words)}</p>"


def coded(parsed: Parsed) -> list[tuple[str, str]]:
    return [(tag.value, parsed.text[tag.start : tag.end]) for tag in parsed.tags]


def test_a_taguette_database_is_read_by_its_suffix() -> None:
    assert importer_for("taguette.sqlite3").name == "Taguette project"


def test_a_document_is_read_as_people_see_it() -> None:
    parsed = only(taguette({"garden": GARDEN}))
    assert parsed.text == READ
    assert parsed.title == "garden"
    assert [turn.speaker for turn in parsed.turns] == ["Interviewer", "Zoë Abara", "Interviewer"]


@pytest.mark.parametrize("unit", ["utf-8", "utf-16-le", "utf-32-le"])
def test_highlights_land_on_their_words_in_whatever_unit_positions_count(unit: str) -> None:
    phrases = ["Garden & kitchen", "seven", "gardeners 🌱", "spade", "And\u00a0now"]
    parsed = only(taguette({"garden": GARDEN}, [("garden", ["trust"], *marked(GARDEN, p, unit)) for p in phrases]))
    assert [words for _, words in coded(parsed)] == phrases


def test_a_highlight_over_tags_paragraphs_and_runs_of_space_is_one_span() -> None:
    phrase = "gardeners 🌱 and\n  one spade.Nobody paid.Seeds"
    start, end, _ = marked(GARDEN, phrase)
    snippet = "<p>gardeners 🌱 and\n  one spade.<br/>Nobody paid.</p><ul><li>Seeds</li></ul>"
    parsed = only(taguette({"garden": GARDEN}, [("garden", ["trust"], start, end, snippet)]))
    assert coded(parsed) == [("trust", "gardeners 🌱 and one spade.\nNobody paid.\n\nSeeds")]


def test_white_space_at_the_edges_of_a_highlight_is_kept() -> None:
    parsed = only(taguette({"garden": GARDEN}, [("garden", ["x"], *marked(GARDEN, " naïve "))]))
    assert coded(parsed) == [("x", " naïve ")]


def test_each_tag_of_a_highlight_is_a_tag_by_the_user_who_put_it_there() -> None:
    project = taguette({"garden": GARDEN}, [("garden", ["a", "b"], *marked(GARDEN, "seven"), "admin")])
    project.run(
        "INSERT INTO tags VALUES (3, 1, 'c', ''); INSERT INTO highlight_tags VALUES (1, 3); DELETE FROM highlight_tags WHERE tag_id = 2;"
        'INSERT INTO commands VALUES (9, \'2026\', \'imani\', 1, 1, \'{"type": "highlight_add", "highlight_id": 1, "tags": [1, 3]}\')'
    )
    assert {(tag.value, tag.coder) for tag in only(project).tags} == {("a", "admin"), ("c", "imani")}


def test_a_project_of_one_person_names_that_person_where_the_log_is_lost() -> None:
    (tag,) = only(taguette({"garden": GARDEN}, [("garden", ["a"], *marked(GARDEN, "seven"))])).tags
    assert tag.coder == "admin"


def test_a_highlight_that_is_not_on_its_snippet_is_left_out_by_name() -> None:
    parsed = only(taguette({"garden": GARDEN}, [("garden", ["trust"], 3, 8, "<p>seven</p>")]))
    assert parsed.tags == ()
    assert any("“trust” “seven” at 3 to 8" in warning for warning in parsed.warnings)


def test_a_highlight_without_tags_is_told() -> None:
    parsed = only(taguette({"garden": GARDEN}, [("garden", [], *marked(GARDEN, "seven"))]))
    assert any("highlights without a tag were not taken over: 1" in warning for warning in parsed.warnings)


def test_white_space_before_the_first_element_may_be_counted_or_not() -> None:
    lead = "\n  " + GARDEN
    counted, dropped = marked(lead, "spade"), marked(GARDEN, "seven")
    assert coded(only(taguette({"g": lead}, [("g", ["x"], *counted)]))) == [("x", "spade")]
    assert coded(only(taguette({"g": lead}, [("g", ["x"], *dropped)]))) == [("x", "seven")]


def test_speakers_on_lines_of_one_paragraph_keep_their_lines() -> None:
    parsed = only(taguette({"g": "<p>Interviewer: Why wells\nand not taps?\nZoë: Taps need\na company.</p>"}))
    assert parsed.text == "Interviewer: Why wells and not taps?\nZoë: Taps need a company."
    assert [turn.speaker for turn in parsed.turns] == ["Interviewer", "Zoë"]


def test_nested_paths_are_the_codebooks_parents() -> None:
    project = taguette({"g": GARDEN}, [("g", ["money", "money.public", "issue area: Food"], *marked(GARDEN, "seven"))])
    document = project.document("g.sqlite3")
    project.close()
    assert codes(document) == [
        Code(value="money", description="means money"),
        Code(value="money.public", description="means money.public", parent="money"),
        Code(dimension="issue_area", value="Food", description="means issue area: Food"),
    ]


def test_documents_of_several_projects_are_told_apart() -> None:
    project = taguette({"g": GARDEN})
    project.run("INSERT INTO projects VALUES (2, 'Taps', '', ''); UPDATE documents SET project_id = 2 WHERE id = 1")
    project.add(
        "documents",
        name="g",
        description="",
        filename="g.docx",
        created="",
        project_id=1,
        text_direction="RIGHT_TO_LEFT",
        contents="<p>Hi.</p>",
    )
    found = read(project)
    assert [member.name for member in found] == ["Taps/g.docx", "Wells/g.docx"]
    assert found[1].parsed
    assert found[1].parsed.attributes == {"text_direction": ("right to left",)}


def test_two_documents_of_one_file_name_have_two_names() -> None:
    project = taguette({"a": GARDEN, "b": GARDEN})
    project.run("UPDATE documents SET filename = 'talk.docx'")
    assert [member.name for member in read(project)] == ["talk.docx", "talk (2).docx"]


def test_an_empty_document_fails_alone() -> None:
    found = read(taguette({"empty": "<p> </p>", "garden": GARDEN}))
    assert found[0].failure
    assert "empty" in found[0].failure
    assert found[1].parsed


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a<b>b<p>c</div></p>d",
        "<script>alert(1)</script><p>words",
        "<title>t<p>words</p>",
        "a<!-- no -->b",
        "<p>&#0;&bogus;</p>",
        "<" * 5000,
    ],
)
def test_broken_markup_is_read_without_error(markup: str) -> None:
    assert "alert" not in read_markup(markup).text


def test_what_is_no_taguette_database_is_refused() -> None:
    with pytest.raises(InputError, match="is no Taguette database"):
        read(Tables("CREATE TABLE documents (id integer)"))
    with pytest.raises(InputError, match="is not an SQLite database"):
        list(members(Document(name="x.sqlite3", data=b"PK")))
    with pytest.raises(InputError, match="no documents"):
        read(Tables(TAGUETTE))


words = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(" \n🙂é"), min_size=1, max_size=12)


@settings(deadline=None)  # a busy machine is no failure
@given(parts=st.lists(st.tuples(st.sampled_from(["p", "b", "li", "div", "h2"]), words), min_size=1, max_size=6), data=st.data())
def test_a_highlight_covers_exactly_the_visible_words_of_its_snippet(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    document = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in parts)
    nodes = read_markup(document).nodes
    start = data.draw(st.integers(0, len(nodes) - 1))
    end = data.draw(st.integers(start + 1, len(nodes)))
    snippet = html.escape(nodes[start:end])
    span = len(nodes[:start].encode()), len(nodes[:end].encode())
    project = taguette({"a": document or "<p>x</p>"}, [("a", ["c"], *span, snippet)])
    (member,) = read(project)
    for tag in member.parsed.tags if member.parsed else ():
        assert "".join(member.parsed.text[tag.start : tag.end].split()) == "".join(nodes[start:end].split())  # type: ignore[union-attr]
    assert member.failure or not nodes[start:end].strip() or (member.parsed and member.parsed.tags)


@pytest.mark.parametrize(
    ("markup", "nodes", "text"),
    [
        ("<pre>\na  b\n c</pre>", "a  b\n c", "a  b\n c"),
        ("<p>a</p>\n  <p>b <i> c</i></p>", "a\n  b  c", "a\n\nb c"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "abc", "a b\nc"),
        ("a<br><br/>b", "ab", "a\n\nb"),
        ("&amp;lt; &#x1F642;&nbsp;", "&lt; 🙂\u00a0", "&lt; 🙂\u00a0"),
    ],
)
def test_text_nodes_and_what_is_seen_of_them(markup: str, nodes: str, text: str) -> None:
    assert (read_markup(markup).nodes, read_markup(markup).text) == (nodes, text)
