"""The sources of an export for reference managers: BibTeX, RIS and CSL-JSON. One entry an interview."""

import json
import re
from typing import Any

import bibtexparser
import rispy
from bibtexparser.model import Entry, Field

from assistant.exports.citations import year_of
from assistant.exports.document import ExportDocument, QuotedSource
from corpus.slug import slugify
from index.dates import period_of

_SPECIAL = re.compile(r"([&%$#_])")
_BREAKS = re.compile(r"\s+")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?: [^\W\d_][^\W\d_'’.-]*){1,3}")


class _Ris(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """RIS as its specification has it: a record begins with its type, where rispy puts a number before it."""

    def set_header(self, count: int) -> str:
        return ""


def bibtex(document: ExportDocument) -> bytes:
    """BibTeX, UTF-8: ``@misc`` for interviews, ``@online`` for pages."""
    library = bibtexparser.Library()
    for key, source in _keyed(document).items():
        library.add(Entry(entry_type=_kind(source, "misc", "online"), key=key, fields=_bibtex_fields(source)))
    return str(bibtexparser.write_string(library)).encode()


def ris(document: ExportDocument) -> bytes:
    """RIS, UTF-8: PCOMM (personal communication) for interviews, ELEC for pages."""
    entries = []
    for key, source in _keyed(document).items():
        header, entry = source.header, {"type_of_reference": _kind(source, "PCOMM", "ELEC"), "id": key}
        known: dict[str, Any] = {
            "authors": [_line(name) for name in _authors(source)],
            "title": _line(header.title),
            "year": year_of(header),
            "date": _line(header.date) if header.date else None,
            "publisher": _line(header.publisher) if header.publisher else None,
            "urls": [_line(header.url)] if header.url else [],
            "notes": list(filter(None, [_note(source)])),
        }
        entries.append({**entry, **{name: value for name, value in known.items() if value}})
    return str(rispy.dumps(entries, implementation=_Ris)).encode()


def csl_json(document: ExportDocument) -> bytes:
    """CSL-JSON, which Zotero, pandoc and others read; names are literal, as the source has them."""
    items = [_csl(key, source) for key, source in _keyed(document).items()]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _keyed(document: ExportDocument) -> dict[str, QuotedSource]:
    """The sources by a key that every reference manager takes: ASCII letters, digits and hyphens."""
    keyed: dict[str, QuotedSource] = {}
    for source in document.sources:
        ascii_only = re.sub(r"[^a-z0-9]+", "-", slugify(source.header.id)).strip("-") or "interview"
        key, number = ascii_only, 1
        while key in keyed:
            number += 1
            key = f"{ascii_only}-{number}"
        keyed[key] = source
    return keyed


def _bibtex_fields(source: QuotedSource) -> list[Field]:
    header = source.header
    period = period_of(header.date) if header.date else None
    exact = period.first.isoformat() if period and period.first == period.last else None
    known = {
        "author": " and ".join(_bibtex_name(name) for name in _authors(source)),
        "title": f"{{{_bibtex_text(header.title)}}}",
        "year": year_of(header),
        "date": exact or year_of(header),
        "publisher": _bibtex_text(header.publisher) if header.publisher else None,
        "url": _line(header.url).replace("{", "%7B").replace("}", "%7D") if header.url else None,
        "howpublished": "Interview" if header.conversation else None,
        "note": _bibtex_text(_note(source) or ""),
    }
    return [Field(key=name, value=value) for name, value in known.items() if value]


def _bibtex_name(name: str) -> str:
    """A name of two to four words as it is; anything else ("Speaker 1", "Ministry of Health") whole, in braces."""
    text = _bibtex_text(name)
    return text if _NAME.fullmatch(text) and not {"and", "of", "the"} & set(text.casefold().split()) else f"{{{text}}}"


def _bibtex_text(text: str) -> str:
    """Text that BibTeX sets as it is; backslashes and braces, which would unbalance a field, as commands."""
    line = _line(text).replace("\\", "\0").replace("{", "\1").replace("}", "\2")
    line = _SPECIAL.sub(r"\\\1", line).replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
    return line.replace("\0", r"\textbackslash{}").replace("\1", r"\textbraceleft{}").replace("\2", r"\textbraceright{}")


def _csl(key: str, source: QuotedSource) -> dict[str, Any]:
    header = source.header
    known: dict[str, Any] = {
        "id": key,
        "type": _kind(source, "interview", "webpage"),
        "title": _line(header.title),
        "author": [{"literal": _line(name)} for name in _authors(source)],
        "issued": _csl_date(header.date),
        "publisher": header.publisher,
        "URL": header.url,
        "note": _note(source),
    }
    return {name: value for name, value in known.items() if value}


def _csl_date(date: str | None) -> dict[str, Any] | None:
    period = period_of(date) if date else None
    if period is None:
        return {"literal": _line(date)} if date else None
    first, last = period
    if first == last:
        return {"date-parts": [[first.year, first.month, first.day]]}
    if (first.year, first.month) == (last.year, last.month):
        return {"date-parts": [[first.year, first.month]]}
    return {"date-parts": [[first.year]] if first.year == last.year else [[first.year], [last.year]]}


def _kind(source: QuotedSource, interview: str, page: str) -> str:
    return interview if source.header.conversation else page


def _authors(source: QuotedSource) -> tuple[str, ...]:
    """Who speaks in an interview; of a page with quotations, who published it."""
    if source.header.conversation:
        return source.speakers
    return (source.header.publisher,) if source.header.publisher else ()


def _note(source: QuotedSource) -> str | None:
    return _line(f"Source file: {source.header.source_name}") if source.header.conversation else None


def _line(text: str) -> str:
    """Text on one line; these formats end a field with it."""
    return _BREAKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else " " for c in text)).strip()
