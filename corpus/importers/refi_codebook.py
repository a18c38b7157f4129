"""REFI-QDA codebooks (``.qdc``): codes without sources."""

from collections.abc import Iterator, Sequence

from corpus.errors import InputError
from corpus.importers.base import Container, Document, Member
from corpus.projects.codebook import Code, in_order
from corpus.projects.refi.codebook import read_codes
from corpus.projects.refi.markup import parse, tag_of


def members(document: Document) -> Iterator[Member]:
    """No sources; the file is read all the same, so that a damaged one is told.

    Raises:
        InputError: It is no REFI-QDA codebook.
    """
    codes(document)
    yield from ()


def codes(document: Document) -> Sequence[Code]:
    """The codes, parents before their children.

    Raises:
        InputError: It is no REFI-QDA codebook, or has no code.
    """
    root = parse(document.name, document.data)
    if tag_of(root) != "CodeBook":
        raise InputError(f"{document.name}: its XML is a {tag_of(root) or 'document'}, not a REFI-QDA codebook; export it again as one")
    found = in_order(read_codes(root).values())
    if not found:
        raise InputError(f"{document.name}: the codebook has no codes; there is nothing to take over")
    return found


CONTAINER = Container(name="REFI-QDA codebook", suffixes=(".qdc",), members=members, codes=codes)
