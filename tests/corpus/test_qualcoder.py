"""QualCoder projects come in with their sources, speakers, codes on the exact words, cases and attributes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Member, Parsed, importer_for
from corpus.importers.qualcoder import codes, members
from corpus.projects.codebook import Code
from tests.corpus.projects.databases import QUALCODER_V1, Tables, qualcoder

WELL = (
    "Interviewer: How did the well begin?\n"
    "Ana Lúcia: We asked every household 🙂 first. It took naïve patience 👩‍👩‍👧.\n"
    "Interviewer: And then?\n"
    "Ana Lúcia: Then the ministry paid. "
)


def read(project: Tables, folder: str = "wells.qda") -> list[Member]:
    document = project.document("data.qda", folder)
    project.close()
    return list(members(document))


def only(project: Tables) -> Parsed:
    (member,) = read(project)
    assert member.failure is None
    assert member.parsed is not None
    return member.parsed


def coded(parsed: Parsed) -> list[tuple[str, str]]:
    return [(tag.value, parsed.text[tag.start : tag.end]) for tag in parsed.tags]


def at(text: str, words: str, unit: str = "utf-32-le") -> tuple[int, int]:
    """Where words stand in a text, in units of an encoding."""
    size = {"utf-32-le": 4, "utf-16-le": 2, "utf-8": 1}[unit]
    start = len(text[: text.index(words)].encode(unit)) // size
    return start, start + len(words.encode(unit)) // size


def test_the_data_file_of_a_project_is_read_by_its_suffix() -> None:
    assert importer_for("data.qda").name == "QualCoder project"


def test_every_text_source_is_an_interview_with_its_speakers() -> None:
    found = read(qualcoder({"ana.docx": WELL, "ben.txt": "Ben: Yes.\nInterviewer: No?\n"}))
    assert [member.name for member in found] == ["ana.docx", "ben.txt"]
    first = found[0].parsed
    assert first
    assert first.title == "ana"
    assert [turn.speaker for turn in first.turns] == ["Interviewer", "Ana Lúcia", "Interviewer", "Ana Lúcia"]
    assert first.text == WELL


@pytest.mark.parametrize("unit", ["utf-32-le", "utf-16-le", "utf-8"])
def test_codes_land_on_their_words_in_whatever_unit_positions_count(unit: str) -> None:
    phrases = ["We asked", "first. It", "naïve patience", "ministry paid"]
    parsed = only(qualcoder({"ana": WELL}, [("ana", "trust", *at(WELL, p, unit), p) for p in phrases]))
    assert [words for _, words in coded(parsed)] == phrases
    assert not any("left out" in warning for warning in parsed.warnings)


@pytest.mark.parametrize("line_end", [2, 1])
def test_codes_land_on_their_words_whether_a_windows_line_end_counts_as_two_or_one(line_end: int) -> None:
    raw = "\ufeff" + WELL.replace("\n", "\r\n")
    counted = raw if line_end == 2 else raw[1:].replace("\r\n", "\n")
    phrases = ["every household", "And then", "paid. "]
    parsed = only(qualcoder({"ana": raw}, [("ana", "trust", *at(counted, p), p) for p in phrases]))
    assert parsed.text == WELL
    assert [words for _, words in coded(parsed)] == phrases


def test_a_source_coded_by_hand_and_by_program_may_mix_two_ways_of_counting() -> None:
    phrases = {"patience": "utf-16-le", "And then": "utf-16-le", "ministry": "utf-32-le"}
    parsed = only(qualcoder({"ana": WELL}, [("ana", "x", *at(WELL, p, unit), p) for p, unit in phrases.items()]))
    assert [words for _, words in coded(parsed)] == list(phrases)


def test_automatic_coding_counts_every_part_of_an_emoji_twice() -> None:
    start, end = at(WELL, "And then")
    twice = len("🙂") + len("👩‍👩‍👧")
    parsed = only(qualcoder({"ana": WELL}, [("ana", "x", start + twice, end + twice, "And then")]))
    assert coded(parsed) == [("x", "And then")]


def test_a_code_may_span_turns_and_keep_white_space_at_its_edges() -> None:
    words = " paid. "
    across = "👩‍👩‍👧.\nInterviewer: And"
    parsed = only(qualcoder({"ana": WELL}, [("ana", "x", *at(WELL, p), p.replace("\n", "\u2029")) for p in (across, words)]))
    assert [text for _, text in coded(parsed)] == [across, words]


def test_a_coding_whose_words_are_elsewhere_is_left_out_by_name() -> None:
    parsed = only(qualcoder({"ana": WELL}, [("ana", "trust", 0, 5, "We as"), ("ana", "trust", *at(WELL, "first"), "first")]))
    assert coded(parsed) == [("trust", "first")]
    assert any("1 coding is left out" in w and "“trust” “We as” at 0 to 5" in w for w in parsed.warnings)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 2), (10, 10_000), (None, 3)])
def test_empty_turned_round_and_out_of_range_codings_are_left_out_and_told(start: int | None, end: int) -> None:
    parsed = only(qualcoder({"ana": WELL}, [("ana", "x", start, end, "words")]))
    assert parsed.tags == ()
    assert any("left out" in warning for warning in parsed.warnings)


def test_overlapping_codes_of_several_coders_all_stay() -> None:
    span = at(WELL, "household")
    codings = [
        ("ana", "x", *span, "household", "nadia"),
        ("ana", "x", *span, "household", "Omar"),
        ("ana", "y", *at(WELL, "every household"), "every household"),
    ]
    parsed = only(qualcoder({"ana": WELL}, codings))
    assert sorted((t.value, t.coder or "") for t in parsed.tags) == [("x", "Omar"), ("x", "nadia"), ("y", "nadia")]


def test_a_code_named_after_a_known_dimension_becomes_that_dimension() -> None:
    span = at(WELL, "household")
    parsed = only(qualcoder({"ana": WELL}, [("ana", "Issue area: Health", *span, "household"), ("ana", "Money: none", *span, "household")]))
    assert {(t.dimension, t.value) for t in parsed.tags} == {("issue_area", "Health"), ("code", "Money: none")}


def test_the_codebook_has_categories_parents_colours_and_what_codes_mean() -> None:
    project = qualcoder({"ana": WELL}, codes={"trust": "Relations", "money": None})
    document = project.document("data.qda")
    project.close()
    assert codes(document) == [
        Code(value="Relations", description="about Relations", codable=False),
        Code(value="trust", description="means trust", parent="Relations", colour="#AA5500"),
        Code(value="money", description="means money", colour="#AA5500"),
    ]


def test_attributes_of_files_and_of_their_cases_come_along() -> None:
    project = qualcoder({"ana": WELL})
    case = project.add("cases", name="Valley cooperative")
    project.add("case_text", caseid=case, fid=1, pos0=0, pos1=len(WELL) - 1)
    project.add("attribute", name="Country", attr_type="case", value="Kenya", id=case)
    project.add("attribute", name="Interview date", attr_type="file", value="3 May 2025", id=1)
    project.add("attribute", name="Age", attr_type="file", value="", id=1)
    parsed = only(project)
    assert parsed.attributes == {"interview_date": ("3 May 2025",), "case": ("Valley cooperative",), "country": ("Kenya",)}
    assert parsed.date == "3 May 2025"


def test_what_is_not_taken_over_is_told() -> None:
    project = qualcoder({"ana": WELL, "photo.jpg": None, "talk.mp3": None}, [("ana", "x", *at(WELL, "first"), "first")])
    project.run("UPDATE code_text SET memo = 'look again'")
    project.add("annotation", fid=1, pos0=1, pos1=2, memo="hm")
    project.add("journal", name="day 1", jentry="…")
    project.add("code_image", id=2, cid=1)
    project.add("cases", name="Ana", memo="shy")
    told = "\n".join(only(project).warnings)
    assert "memos on codings were not taken over: 1" in told
    assert "annotations were not taken over: 1" in told
    assert "journal entries were not taken over: 1" in told
    assert "photo.jpg, talk.mp3" in told
    assert "own memos and those of its cases were not taken over: 1" in told


def test_a_case_on_a_part_of_a_source_is_told() -> None:
    project = qualcoder({"ana": WELL})
    project.add("case_text", caseid=project.add("cases", name="Ana"), fid=1, pos0=40, pos1=60)
    parsed = only(project)
    assert parsed.attributes["case"] == ("Ana",)
    assert any("only a part of this source belongs to Ana" in warning for warning in parsed.warnings)


def test_the_first_version_of_the_tables_is_read_too() -> None:
    parsed = only(qualcoder({"ana": WELL}, [("ana", "x", *at(WELL, "first"), "first")], schema=QUALCODER_V1))
    assert coded(parsed) == [("x", "first")]


def test_a_changed_coding_changes_the_bytes_of_its_source_only() -> None:
    texts = {"ana": WELL, "ben": "Ben: Yes.\n"}
    before, after = read(qualcoder(texts)), read(qualcoder(texts, [("ana", "x", *at(WELL, "first"), "first")]))
    assert before[0].data != after[0].data
    assert before[1].data == after[1].data


def test_a_database_with_a_write_ahead_log_header_is_read() -> None:
    project = qualcoder({"ana": WELL})
    data = bytearray(project.data())
    project.close()
    data[18:20] = b"\x02\x02"
    assert len(list(members(Document(name="data.qda", data=bytes(data))))) == 1


def test_views_in_place_of_tables_are_not_run() -> None:
    project = Tables(QUALCODER_V1)
    project.run("DROP TABLE source; CREATE VIEW source AS SELECT 1 AS id, 'x' AS name, randomblob(100000000) AS fulltext")
    with pytest.raises(InputError, match="is no QualCoder project"):
        read(project)


def damaged() -> bytes:
    project = qualcoder({f"s{k}": WELL * 40 for k in range(20)})
    data = bytearray(project.data())
    project.close()
    data[4096 : len(data) : 7] = b"\xff" * len(data[4096 : len(data) : 7])
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"SQLite format 3\x00" + bytes(50), "damaged"),
        (b"\x8f\x01" * 4000, "not an SQLite database, or it is encrypted"),
        (b"hello", "not an SQLite database"),
        (damaged(), "damaged|no text source|no QualCoder project"),
    ],
)
def test_what_is_no_project_or_is_damaged_gives_one_line_with_a_remedy(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        list(members(Document(name="data.qda", data=data, folder="wells.qda")))
    assert str(caught.value).startswith("wells.qda/data.qda: ")
    assert "\n" not in str(caught.value)


def test_a_database_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="is no QualCoder project"):
        read(Tables("CREATE TABLE places (id integer)"))


def test_a_project_without_words_says_so() -> None:
    with pytest.raises(InputError, match="no text source"):
        read(qualcoder({"photo.jpg": None}))


def test_values_of_the_wrong_type_do_no_harm() -> None:
    project = qualcoder({"ana": WELL})
    project.add("code_name", name=b"\xff\xfe", cid=7)
    project.add("code_text", cid=7, fid="one", pos0="zero", pos1=1.5, seltext=b"\x00", owner=3)
    project.add("attribute", name=None, attr_type="file", value=3, id=1)
    assert only(project).tags == ()


@pytest.mark.slow
def test_a_hundred_thousand_codes_are_read() -> None:
    text = "Ana: " + "word 🙂 " * 30_000
    words = [(m.start(), m.end()) for m in re.finditer("word", text)]
    found = [
        ("ana", f"code {k % 50}", start, end, "word", f"coder {k // 50 % 5}")
        for k in range(100_000)
        for start, end in [words[k % len(words)]]
    ]
    parsed = only(qualcoder({"ana": text}, dict.fromkeys(map(tuple, found))))
    assert len(parsed.tags) == len(set(map(tuple, found)))
    assert {parsed.text[t.start : t.end] for t in parsed.tags} == {"word"}


pieces = st.lists(st.sampled_from(["word", "é", "🙂", "\r\n", "\n", " ", "نص", "Ann: ", "\u00a0"]), min_size=1, max_size=30)


@settings(deadline=None)  # a busy machine is no failure
@given(pieces=pieces, data=st.data(), unit=st.sampled_from(["utf-32-le", "utf-16-le", "utf-8"]), once=st.booleans())
def test_a_coding_is_on_its_words_or_left_out(pieces: list[str], data: st.DataObject, unit: str, once: bool) -> None:
    raw = "".join(pieces)
    shown = raw.replace("\r\n", "\n") if once else raw
    start = data.draw(st.integers(0, len(shown) - 1))
    words = shown[start : data.draw(st.integers(start + 1, len(shown)))]
    size = {"utf-32-le": 4, "utf-16-le": 2, "utf-8": 1}[unit]
    position = len(shown[:start].encode(unit)) // size
    project = qualcoder({"a": "x" + raw}, [("a", "c", position + 1, position + 1 + len(words.encode(unit)) // size, words)])
    parsed = only(project)
    for tag in parsed.tags:
        assert parsed.text[tag.start : tag.end].split() == words.split()
    cut = shown[max(0, start - 1) : start + 1] == "\r\n" or shown[start:][len(words) - 1 : len(words) + 1] == "\r\n"
    assert parsed.tags or cut or not words.strip()
