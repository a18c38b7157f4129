"""JSON lines hold everything: what is exported and read again is what it was."""

import json

import pytest
from hypothesis import given, settings

from corpus.errors import InputError
from corpus.exporters.base import Export
from corpus.exporters.json_lines import write
from corpus.importers import Document, Parsed, importer_for
from corpus.importers.whatsworking_jsonl import codes, members, read_interviews
from corpus.models import Interview
from corpus.projects.codebook import Code
from tests.corpus.interviews import an_interview
from tests.corpus.projects.made_up import codebooks, interviews


def document(data: bytes) -> Document:
    return Document(name="export.jsonl", data=data)


def in_parsed(interview: Interview) -> Parsed:
    """The part of an interview that an importer gives back: all but its id and where it came from."""
    return Parsed(exported=True, **{name: getattr(interview, name) for name in Interview.model_fields if name in Parsed.model_fields})


@settings(deadline=None)  # a busy machine is no failure
@given(first=interviews("visit"), second=interviews("walk"), codebook=codebooks())
def test_an_export_that_is_read_again_is_what_it_was(first: Interview, second: Interview, codebook: list[Code]) -> None:
    data = write(Export([first, second], codebook))
    assert read_interviews(document(data)) == [first, second]
    assert [member.parsed for member in members(document(data))] == [in_parsed(first), in_parsed(second)]
    assert list(codes(document(data))) == codebook
    assert data.count(b"\n") == 3


def test_the_files_suffix_leads_to_its_reader() -> None:
    assert importer_for("export.jsonl").name == "json lines"


def test_a_damaged_line_fails_alone() -> None:
    lines = write(Export([an_interview(id="a"), an_interview(id="b")])).split(b"\n")
    lines[1] = lines[1][:-9]
    found = list(members(document(b"\n".join(lines))))
    assert found[0].failure == "export.jsonl: line 2 is no JSON; mend or remove the line"
    assert found[1].parsed


def test_a_line_with_a_span_outside_of_its_text_fails_alone() -> None:
    lines = write(Export([an_interview(id="a")])).split(b"\n")
    broken = json.loads(lines[1]) | {"text": "short"}
    (found,) = members(document(lines[0] + b"\n" + json.dumps(broken).encode()))
    assert found.failure
    assert "line 2 is no interview" in found.failure


def test_a_list_of_turns_is_one_interview() -> None:
    data = b'{"speaker": "Ben", "text": "How?", "start": 0}\n\n{"speaker": "Ada", "text": "We dug.", "start": 4.5}\n'
    (found,) = members(document(data))
    assert found.parsed
    assert [(turn.speaker, turn.time) for turn in found.parsed.turns] == [("Ben", 0.0), ("Ada", 4.5)]
    assert codes(document(data)) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\n \n", "is empty"),
        (b"hello\n", "line 1"),
        (b"[1]\n", "line 1|turn 0"),
        (b'{"whatsworking_export": 1, "codes"\n', "line 1 is no JSON;"),
        (b'{"whatsworking_export": 99}\n', "another version"),
        (b'{"a": 1}\n{"b"\n', "line 2"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        list(members(document(data)))


def test_a_damaged_codebook_is_named() -> None:
    with pytest.raises(InputError, match="line 1: the codebook"):
        codes(document(b'{"whatsworking_export": 1, "codes": [{"colour": 3}]}\n'))
