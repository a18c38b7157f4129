"""REFI-QDA projects as other programs write them."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.importers import Document

NAMESPACE = "urn:QDA-XML:project:1.0"


def key(number: int) -> str:
    return f"{number:08d}-0000-4000-8000-000000000000"


def code(number: int, name: str, inner: str = "", codable: str = "true") -> str:
    return f'<Code guid="{key(number)}" name={quoteattr(name)} isCodable="{codable}" color="#00ff00">{inner}</Code>'


def selection(number: int, start: int, end: int, target: int, user: int = 0, name: str = "", inner: str = "") -> str:
    author = f' creatingUser="{key(user)}"' if user else ""
    named = f" name={quoteattr(name)}" if name else ""
    coding = f'<Coding guid="{key(number + 500)}"{author}><CodeRef targetGUID="{key(target)}"/></Coding>'
    return (
        f'<PlainTextSelection guid="{key(number)}"{named} startPosition="{start}" endPosition="{end}">{inner}{coding}</PlainTextSelection>'
    )


def text_source(number: int, name: str, inner: str = "", path: str | None = None) -> str:
    where = path or f"internal://{key(number)}.txt"
    return f'<TextSource guid="{key(number)}" name={quoteattr(name)} plainTextPath={quoteattr(where)}>{inner}</TextSource>'


def inline_source(number: int, name: str, text: str, inner: str = "") -> str:
    content = f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    return f'<TextSource guid="{key(number)}" name={quoteattr(name)}>{content}{inner}</TextSource>'


def project(sources: str, codes: str = "", before: str = "", after: str = "", origin: str = "Quirkos") -> str:
    """The XML of a project; ``before`` stands between users and sources, ``after`` behind the sources."""
    users = f'<Users><User guid="{key(1)}" name="Nadia"/><User guid="{key(2)}" id="omar"/></Users>'
    book = f"<CodeBook><Codes>{codes}</Codes></CodeBook>" if codes else ""
    head = f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{NAMESPACE}" name="Wells" origin="{origin}">'
    return f"{head}{users}{book}{before}<Sources>{sources}</Sources>{after}</Project>"


def qdpx(xml: str | bytes | None, files: Mapping[str, bytes] | None = None, name: str = "project.qde") -> Document:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        if xml is not None:
            archive.writestr(name, xml)
        for path, data in (files or {}).items():
            archive.writestr(path, data)
    return Document(name="wells.qdpx", data=stream.getvalue())
