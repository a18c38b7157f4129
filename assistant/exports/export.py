"""Writing an export in one of its formats."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.exports.document import ExportDocument
from corpus.errors import UsageError
from corpus.models import Frozen
from corpus.whole_file import write_whole


@dataclass(frozen=True)
class DocumentFormat:
    """A format that a document is exported in; the module that writes it is imported when it is asked for."""

    name: str
    suffix: str
    holds: str
    writer: Callable[[], Callable[[ExportDocument], bytes]]


class ExportedFile(Frozen):
    """What was written, and which quotes are not in it because they no longer verify."""

    path: str
    format: str
    quotes: int
    sources: int
    bytes: int
    failures: tuple[str, ...]


def _markdown() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.markdown import markdown

    return markdown


def _word() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.word import word

    return word


def _pdf() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.pdf import pdf

    return pdf


def _csv() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.quote_table import quote_table

    return quote_table


def _bibtex() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.sources import bibtex

    return bibtex


def _ris() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.sources import ris

    return ris


def _csl() -> Callable[[ExportDocument], bytes]:
    from assistant.exports.sources import csl_json

    return csl_json


FORMATS: dict[str, DocumentFormat] = {
    one.name: one
    for one in (
        DocumentFormat("markdown", ".md", "the quotes with their citations", _markdown),
        DocumentFormat("docx", ".docx", "the same for Word and others", _word),
        DocumentFormat("pdf", ".pdf", "the same as pages", _pdf),
        DocumentFormat("csv", ".csv", "a row for each quote", _csv),
        DocumentFormat("bibtex", ".bib", "the sources, for LaTeX", _bibtex),
        DocumentFormat("ris", ".ris", "the sources, for reference managers", _ris),
        DocumentFormat("csl", ".json", "the sources as CSL-JSON, for Zotero, pandoc and others", _csl),
    )
}


def render(document: ExportDocument, name: str) -> bytes:
    """A document in a format: a key of `FORMATS`.

    Raises:
        UsageError: There is no such format, or it cannot hold the words; the message says which can.
    """
    if name not in FORMATS:
        raise UsageError(f"{name!r} is no export format; the formats are {', '.join(FORMATS)}")
    return FORMATS[name].writer()(document)


def export_document(document: ExportDocument, path: Path, name: str | None = None) -> ExportedFile:
    """Write a document to a file, in the format that is named or that the file's suffix stands for.

    Raises:
        UsageError: There is no such format, or the file cannot be written.
    """
    chosen = name or next((one.name for one in FORMATS.values() if one.suffix == path.suffix.lower()), None)
    if chosen is None:
        suffixes = ", ".join(one.suffix for one in FORMATS.values())
        raise UsageError(f"{path}: say what to write with --format {'|'.join(FORMATS)}, or end the name in {suffixes}")
    data = render(document, chosen)
    write_whole(path, data)
    sizes = {"quotes": len(document.quotes), "sources": len(document.sources), "bytes": len(data)}
    return ExportedFile(path=str(path), format=chosen, failures=document.failures, **sizes)
