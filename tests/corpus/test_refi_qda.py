"""REFI-QDA projects of other programs come in, whatever their habits."""

import zipfile
from io import BytesIO

import pytest

from corpus.errors import InputError
from corpus.importers import Document, Member, Parsed, importer_for
from corpus.importers.refi_codebook import CONTAINER as CODEBOOK
from corpus.importers.refi_qda import codes, members
from corpus.projects.codebook import Code
from tests.corpus.projects.refi import code, inline_source, key, project, qdpx, selection, text_source

WELL = "Interviewer: How did the well begin?\nAna: We asked every household 🙂 first.\nInterviewer: And then?\nAna: The ministry paid. \n"
WINDOWS = WELL.replace("\n", "\r\n")


def read(document: Document) -> list[Member]:
    return list(members(document))


def only(document: Document) -> Parsed:
    (member,) = read(document)
    assert member.failure is None
    assert member.parsed is not None
    return member.parsed


def coded(parsed: Parsed) -> list[tuple[str, str]]:
    return [(tag.value, parsed.text[tag.start : tag.end]) for tag in parsed.tags]


def on(words: str, text: str = WELL, number: int = 300, **more: object) -> str:
    start = text.index(words)
    return selection(number, start, start + len(words), 100, **more)  # type: ignore[arg-type]


def a_project(inner: str, text: str | bytes = WELL, folder: str = "sources", **more: str) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return qdpx(project(text_source(200, "Ana.docx", inner), code(100, "trust"), **more), {f"{folder}/{key(200)}.txt": data})


def test_a_project_is_read_by_its_suffix() -> None:
    assert importer_for("wells.qdpx").name == "REFI-QDA project"
    assert importer_for("codes.qdc").name == "REFI-QDA codebook"


@pytest.mark.parametrize("folder", ["Sources", "sources"])
def test_texts_codes_and_coders_are_read(folder: str) -> None:
    parsed = only(a_project(on("household 🙂", user=1) + on("ministry", number=301, user=2), folder=folder))
    assert parsed.title == "Ana"
    assert [turn.speaker for turn in parsed.turns] == ["Interviewer", "Ana", "Interviewer", "Ana"]
    assert coded(parsed) == [("trust", "household 🙂"), ("trust", "ministry")]
    assert [tag.coder for tag in parsed.tags] == ["Nadia", "omar"]


def test_sources_of_one_file_name_in_two_folders_are_told_apart() -> None:
    sources = text_source(201, "Ben", path="internal://b/talk.txt") + text_source(200, "Ana", path="internal://a/talk.txt")
    files = {"Sources/a/talk.txt": WELL.encode(), "Sources/b/talk.txt": b"Ben: Other words.\n"}
    ben, ana = read(qdpx(project(sources), files))
    assert ben.parsed
    assert ana.parsed
    assert (ben.parsed.text, ana.parsed.text) == ("Ben: Other words.\n", WELL)


def test_by_the_standard_a_line_end_of_two_characters_counts_as_two() -> None:
    assert coded(only(a_project(on("ministry", WINDOWS), WINDOWS, origin="MAXQDA 2022"))) == [("trust", "ministry")]


def test_atlas_counts_a_line_end_of_two_characters_as_one() -> None:
    assert coded(only(a_project(on("ministry", WELL), WINDOWS, origin="ATLAS.ti Windows 23"))) == [("trust", "ministry")]


def test_names_of_selections_that_are_their_words_decide_how_positions_count() -> None:
    inner = on("ministry paid", WELL, name="ministry paid") + on("household", WELL, number=301, name="household")
    parsed = only(a_project(inner, WINDOWS))
    assert [words for _, words in coded(parsed)] == ["household", "ministry paid"]
    assert any("positions of codes were read as" in warning for warning in parsed.warnings)


def test_borders_of_words_decide_where_nothing_else_does_and_the_difference_is_clear() -> None:
    phrases = ["And then", "Ana: The", "ministry", "paid", "The"]
    inner = "".join(on(phrase, WELL, number=300 + k) for k, phrase in enumerate(phrases))
    assert {words for _, words in coded(only(a_project(inner, WINDOWS)))} == set(phrases)


def test_one_selection_inside_a_word_is_believed() -> None:
    assert coded(only(a_project(on("inist", WINDOWS), WINDOWS))) == [("trust", "inist")]


def test_text_that_stands_in_the_project_itself_is_read() -> None:
    parsed = only(qdpx(project(inline_source(200, "Ana", WELL, on("ministry")), code(100, "trust"))))
    assert coded(parsed) == [("trust", "ministry")]


def test_guids_in_braces_and_in_another_case_are_the_same() -> None:
    xml = project(text_source(200, "Ana", on("ministry", user=1)), code(100, "trust")).replace(
        f'targetGUID="{key(100)}"', f'targetGUID="{{{key(100).upper()}}}"'
    )
    assert coded(only(qdpx(xml, {f"Sources/{key(200)}.txt": WELL.encode()}))) == [("trust", "ministry")]


def test_texts_in_utf_16_and_with_a_byte_order_mark_are_read() -> None:
    assert coded(only(a_project(on("ministry"), WELL.encode("utf-16")))) == [("trust", "ministry")]
    assert coded(only(a_project(on("ministry"), b"\xef\xbb\xbf" + WELL.encode()))) == [("trust", "ministry")]


def test_nested_codes_keep_their_names_and_repeated_names_become_paths() -> None:
    book = code(100, "Barriers", code(101, "Money") + code(102, "Trust")) + code(103, "Helps", code(104, "Money"), codable="false")
    document = qdpx(project(text_source(200, "Ana"), book), {f"sources/{key(200)}.txt": WELL.encode()})
    assert [(c.value, c.parent, c.codable) for c in codes(document)] == [
        ("Barriers", None, True),
        ("Barriers / Money", "Barriers", True),
        ("Trust", "Barriers", True),
        ("Helps", None, False),
        ("Helps / Money", "Helps", True),
    ]


def test_a_code_on_a_whole_source_is_on_all_of_its_words() -> None:
    whole = f'<Coding guid="{key(400)}"><CodeRef targetGUID="{key(100)}"/></Coding>'
    (tag,) = only(a_project(whole)).tags
    assert (tag.start, tag.end) == (0, len(WELL))


def test_variables_of_sources_and_of_their_cases_come_along() -> None:
    value = '<VariableValue><VariableRef targetGUID="{}"/><{}>{}</{}></VariableValue>'
    variables = f'<Variables><Variable guid="{key(10)}" name="Country" typeOfVariable="Text"/><Variable guid="{key(11)}" name="Age" typeOfVariable="Integer"/></Variables>'
    cases = f'<Cases><Case guid="{key(12)}" name="Ana">{value.format(key(11), "IntegerValue", 41, "IntegerValue")}<SourceRef targetGUID="{key(200)}"/></Case></Cases>'
    parsed = only(a_project(value.format(key(10), "TextValue", "Kenya", "TextValue"), before=variables + cases))
    assert parsed.attributes == {"country": ("Kenya",), "case": ("Ana",), "age": ("41",)}


def test_words_coded_with_a_case_are_no_code_but_a_case() -> None:
    cases = f'<Cases><Case guid="{key(12)}" name="Ana"/></Cases>'
    parsed = only(a_project(selection(300, 0, 11, 12), before=cases))
    assert parsed.tags == ()
    assert parsed.attributes == {"case": ("Ana",)}
    assert not any("codebook" in warning for warning in parsed.warnings)


def test_the_transcript_of_a_recording_has_the_times_of_its_synchronisation_points() -> None:
    points = "".join(
        f'<SyncPoint guid="{key(50 + k)}" position="{position}" timeStamp="{stamp}"/>'
        for k, (position, stamp) in enumerate([(0, 0), (37, 4500), (77, 9000)])
    )
    chosen = f'<TranscriptSelection guid="{key(300)}" fromSyncPoint="{key(51)}" toSyncPoint="{key(52)}"><Coding guid="{key(301)}"><CodeRef targetGUID="{key(100)}"/></Coding></TranscriptSelection>'
    transcript = f'<Transcript guid="{key(201)}" plainTextPath="internal://talk.txt">{points}{chosen}</Transcript>'
    source = f'<AudioSource guid="{key(200)}" name="talk.mp3" path="internal://talk.mp3">{transcript}</AudioSource>'
    parsed = only(qdpx(project(source, code(100, "trust")), {"sources/talk.txt": WELL.encode()}))
    assert [turn.time for turn in parsed.turns] == [0.0, 4.5, 9.0, None]
    assert coded(parsed) == [("trust", WELL[37:77])]


def test_the_text_of_a_pdf_and_its_regions_are_read() -> None:
    text = f'<Representation guid="{key(201)}" plainTextPath="internal://a.txt">{on("household")}</Representation>'
    words = f'<Representation guid="{key(202)}"><PlainTextContent>ministry paid</PlainTextContent></Representation>'
    region = f'<PDFSelection guid="{key(310)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2">{{}}<Coding guid="{key(311)}"><CodeRef targetGUID="{key(100)}"/></Coding></PDFSelection>'
    source = f'<PDFSource guid="{key(200)}" name="Ana.pdf" path="internal://a.pdf">{region.format(words)}{text}</PDFSource>'
    document = qdpx(project(source, code(100, "trust")), {"sources/a.txt": WELL.encode(), "sources/a.pdf": b"%PDF"})
    assert coded(only(document)) == [("trust", "household"), ("trust", "ministry paid")]
    lost = only(qdpx(project(source.replace(words, ""), code(100, "trust")), {"sources/a.txt": WELL.encode()}))
    assert coded(lost) == [("trust", "household")]
    assert any("1 coding is left out" in warning for warning in lost.warnings)


def test_a_source_with_only_a_document_is_read_by_the_importer_of_its_suffix() -> None:
    source = f'<TextSource guid="{key(200)}" name="Ana" richTextPath="internal://a.md">{on("ministry")}</TextSource>'
    parsed = only(qdpx(project(source, code(100, "trust")), {"sources/a.md": WELL.encode()}))
    assert parsed.text == WELL
    assert any("in which codings have their positions; left out: 1" in warning for warning in parsed.warnings)


def test_what_is_not_taken_over_is_told() -> None:
    after = f'<Notes><Note guid="{key(70)}" name="memo"><PlainTextContent>hm</PlainTextContent></Note></Notes><Sets><Set guid="{key(71)}" name="s"/></Sets>'
    picture = f'<PictureSource guid="{key(201)}" name="photo" path="internal://p.png"/>'
    memo = on("ministry", inner="<Description>look again</Description>")
    document = qdpx(
        project(picture + text_source(200, "Ana", memo), code(100, "trust"), after=after), {f"sources/{key(200)}.txt": WELL.encode()}
    )
    told = "\n".join(only(document).warnings)
    for part in (
        "notes and memos were not taken over: 1",
        "sets were not taken over: 1",
        "photo",
        "memos on selections were not taken over: 1",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("start", "end"),
    [("5", "5"), ("9", "4"), ("-3", "2"), ("10", "99999"), ("one", "2"), ("9" * 40, "9" * 41)],
)
def test_positions_that_are_none_are_left_out_and_told(start: str, end: str) -> None:
    xml = (
        selection(300, 0, 1, 100)
        .replace('startPosition="0"', f'startPosition="{start}"')
        .replace('endPosition="1"', f'endPosition="{end}"')
    )
    parsed = only(a_project(xml))
    assert parsed.tags == ()
    assert any("left out" in warning for warning in parsed.warnings)


def test_a_code_that_the_codebook_lacks_is_told() -> None:
    parsed = only(a_project(selection(300, 0, 11, 999)))
    assert any("whose code is not in the codebook" in warning for warning in parsed.warnings)


def test_two_codes_of_one_guid_are_one_code() -> None:
    document = qdpx(
        project(text_source(200, "Ana", on("ministry")), code(100, "trust") + code(100, "money")),
        {f"sources/{key(200)}.txt": WELL.encode()},
    )
    assert coded(only(document)) == [("trust", "ministry")]
    assert len(codes(document)) == 1


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("internal://missing.txt", "is missing in the project file"),
        ("relative:///a.txt", "lies outside of the project file"),
        ("absolute:///etc/passwd", "lies outside of the project file"),
        ("internal://../../etc/passwd", "is missing in the project file"),
    ],
)
def test_a_source_whose_text_cannot_be_had_fails_alone(path: str, why: str) -> None:
    sources = text_source(201, "Lost", path=path) + text_source(200, "Ana")
    lost, found = read(qdpx(project(sources), {f"sources/{key(200)}.txt": WELL.encode()}))
    assert lost.failure
    assert why in lost.failure
    assert "\n" not in lost.failure
    assert found.parsed


def test_an_empty_source_fails_alone() -> None:
    lost, found = read(
        qdpx(
            project(text_source(201, "Blank") + text_source(200, "Ana")),
            {f"sources/{key(200)}.txt": WELL.encode(), f"sources/{key(201)}.txt": b" \n"},
        )
    )
    assert lost.failure
    assert "empty" in lost.failure
    assert found.parsed


BOMB = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Project name="&b;"/>'
FETCH = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project name="x">&a;</Project>'


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (Document(name="wells.qdpx", data=b"hello"), "not the archive"),
        (Document(name="wells.qdpx", data=b"PK\x03\x04" + bytes(40)), "archive"),
        (qdpx(None, {"sources/a.txt": b"x"}), "holds no project.qde"),
        (qdpx("<Project"), "not well-formed XML"),
        (qdpx(BOMB), "document type or entities"),
        (qdpx(FETCH), "document type or entities"),
        (qdpx('<?xml version="1.0" encoding="klingon"?><Project/>'), "encoding|well-formed"),
        (qdpx("<CodeBook/>"), "is a CodeBook, not a REFI-QDA project"),
        (qdpx(project("")), "no source of words"),
    ],
)
def test_what_is_no_project_gives_one_line_with_a_remedy(document: Document, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        read(document)
    assert str(caught.value).startswith("wells.qdpx: ")
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("project.qde", "w") as entry:
        for _ in range(600):
            entry.write(bytes(1024 * 1024))
    with pytest.raises(InputError, match=r"bomb|limit"):
        read(Document(name="wells.qdpx", data=stream.getvalue()))


def test_codes_nested_ten_thousand_deep_are_read() -> None:
    deep = "".join(f'<Code guid="{key(k)}" name="c{k}" isCodable="true">' for k in range(10_000)) + "</Code>" * 10_000
    document = qdpx(project(text_source(20000, "Ana"), deep), {f"sources/{key(20000)}.txt": WELL.encode()})
    assert len(codes(document)) == 10_000
    assert read(document)[0].parsed


@pytest.mark.slow
def test_a_hundred_thousand_selections_are_read() -> None:
    text = "word 🙂 " * 20_000
    inner = "".join(selection(1000 + k, (k % 20_000) * 7, (k % 20_000) * 7 + 4, 100 + k % 5) for k in range(100_000))
    book = "".join(code(100 + k, f"c{k}") for k in range(5))
    (member,) = read(qdpx(project(text_source(200, "Ana", inner), book), {f"sources/{key(200)}.txt": text.encode()}))
    assert member.parsed
    assert {member.parsed.text[t.start : t.end] for t in member.parsed.tags} == {"word"}


def test_a_codebook_alone_is_codes_without_sources() -> None:
    xml = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>{code(1, "Relations", "<Description>between people</Description>" + code(2, "insight: 4"))}</Codes></CodeBook>'
    document = Document(name="codes.qdc", data=xml.encode())
    assert list(CODEBOOK.members(document)) == []
    assert CODEBOOK.codes
    assert CODEBOOK.codes(document) == [
        Code(value="Relations", description="between people", colour="#00ff00"),
        Code(dimension="insight", value="4", parent="Relations", colour="#00ff00"),
    ]


@pytest.mark.parametrize(
    ("xml", "why"), [("<Project/>", "not a REFI-QDA codebook"), ("<CodeBook><Codes/></CodeBook>", "has no codes"), ("", "well-formed")]
)
def test_what_is_no_codebook_gives_one_line_with_a_remedy(xml: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        list(CODEBOOK.members(Document(name="codes.qdc", data=xml.encode())))
