"""REFI-QDA projects (``.qdpx``), which ATLAS.ti, MAXQDA, NVivo, QualCoder, Quirkos and others exchange."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from corpus.decoding import decode
from corpus.documents.archives import open_archive
from corpus.errors import InputError
from corpus.importers.base import Container, Document, Importer, Member, importer_for
from corpus.projects.codebook import Code
from corpus.projects.coded_source import Names, original, title_of
from corpus.projects.offsets import BOM
from corpus.projects.refi.archive import PROJECT_LIMITS, ProjectArchive
from corpus.projects.refi.codebook import listed_codes
from corpus.projects.refi.markup import child, children, guid_of, parse, tag_of
from corpus.projects.refi.project import Project, read_project
from corpus.projects.refi.source import SourceOfWords

WORDS = ("TextSource", "PDFSource")
RECORDINGS = ("AudioSource", "VideoSource")


def members(document: Document) -> Iterator[Member]:
    """The sources of words of a project, each with its codes, variables and cases.

    Raises:
        InputError: It is no REFI-QDA project, is damaged, or holds no source of words.
    """
    with _opened(document) as (archive, project):
        sources = list(children(child(project.root, "Sources"), *WORDS, *RECORDINGS, "PictureSource"))
        wordless = [_name(one) for one in sources if not _has_words(one)]
        if len(wordless) == len(sources):
            raise InputError(f"{document.name}: the project has no source of words; export it with its transcripts")
        told, names = _told_of_project(project, wordless), Names()
        for source in sources:
            for body in _bodies(source):
                yield _member(archive, project, source, body, names, told)
                told = ()


def codes(document: Document) -> Sequence[Code]:
    """The project's codebook."""
    with _opened(document) as (_, project):
        return listed_codes(project.codes, project.details.codes)


@contextmanager
def _opened(document: Document) -> Iterator[tuple[ProjectArchive, Project]]:
    with open_archive(document, PROJECT_LIMITS) as opened:
        archive = ProjectArchive(opened)
        yield archive, read_project(document.name, parse(document.name, archive.project()))


def _has_words(source: Element) -> bool:
    return next(_bodies(source), None) is not None


def _bodies(source: Element) -> Iterator[Element]:
    """The elements with the words of a source: itself, the representation of a PDF, the transcripts of a recording."""
    kind = tag_of(source)
    if kind in RECORDINGS:
        yield from children(source, "Transcript")
    elif kind == "PDFSource":
        representation = child(source, "Representation")
        yield source if representation is None else representation
    elif kind == "TextSource":
        yield source


def _name(source: Element) -> str:
    return (source.get("name") or "").strip() or guid_of(source) or "source"


def _told_of_project(project: Project, wordless: Sequence[str]) -> tuple[str, ...]:
    told = [f"the project's {what} were not taken over: {number}" for what, number in project.left.items()]
    if wordless:
        told.append(
            f"{len(wordless)} of the project's sources have no words (pictures, recordings) and were left out: {', '.join(wordless)}"
        )
    return tuple(told)


def _member(archive: ProjectArchive, project: Project, source: Element, body: Element, names: Names, told: Sequence[str]) -> Member:
    recorded = project.details.sources.get(guid_of(source))
    name = names.free(recorded.source_name if recorded else _name(source))
    try:
        words = _words(archive, project, source, body)
        if words is None:
            return _by_its_own_importer(archive, source, name, told)
        if words.is_empty and recorded is None:
            raise InputError(f"{name}: the source is empty; there is nothing to ingest")
        parsed = words.parsed(title_of(_name(source)), told)
    except InputError as error:
        return Member(name=name, data=b"", failure=str(error))
    return Member(name=name, data=original(parsed.text, words.applications, parsed.attributes), parsed=parsed)


def _words(archive: ProjectArchive, project: Project, source: Element, body: Element) -> SourceOfWords | None:
    content = child(body, "PlainTextContent")
    if content is not None and content.text:
        return SourceOfWords(project, source, body, content.text, inline=True)
    path = body.get("plainTextPath")
    if path:
        return SourceOfWords(project, source, body, _decoded(path, archive.source(path)), inline=False)
    if body.get("richTextPath") or source.get("path"):
        return None
    raise InputError(f"{_name(source)}: the project holds no text of this source; export it with its sources")


def _decoded(path: str, data: bytes) -> str:
    """A text with its line ends and byte-order mark as they are, because positions may count them."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return BOM + data.decode("utf-16")
    except UnicodeDecodeError:
        pass
    return decode(path, data).text


def _by_its_own_importer(archive: ProjectArchive, source: Element, name: str, told: Sequence[str]) -> Member:
    """A source that the project has only as a document: read as such, without codes, whose positions count in no text."""
    path = source.get("richTextPath") or source.get("path") or ""
    data = archive.source(path)
    suffix = "." + path.rpartition(".")[2]
    called = name if name.casefold().endswith(suffix.casefold()) else name + suffix
    importer = importer_for(called)
    if not isinstance(importer, Importer):
        raise InputError(f"{name}: {path} is no document; export the project with plain text")
    parsed = importer.read(Document(name=called, data=data))
    codings = sum(1 for selection in source for _ in children(selection, "Coding"))
    why = "the project holds no plain text of this source, in which codings have their positions; left out"
    lost = [f"{why}: {codings}"] if codings else []
    parsed = parsed.model_copy(update={"title": parsed.title or title_of(_name(source)), "warnings": (*parsed.warnings, *lost, *told)})
    return Member(name=called, data=data, parsed=parsed)


CONTAINER = Container(name="REFI-QDA project", suffixes=(".qdpx",), members=members, codes=codes, version=2)
