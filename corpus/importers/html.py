"""Web pages (.html, .htm, .xhtml): the text that a browser shows, its blocks as paragraphs, its tables as tables."""

import codecs
import re

from lxml import etree

from corpus.decoding import decode, normalise_line_ends
from corpus.documents.block_turns import parsed_blocks
from corpus.documents.html_blocks import HtmlReader
from corpus.documents.titles import sensible_title
from corpus.documents.xml_parts import Element
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I
)
DECLARED_WITHIN = 4096  # bytes
# What browsers read these names as.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
_NO_CHARACTER_SETS = frozenset("unicode-escape raw-unicode-escape idna punycode utf-7 undefined mbcs oem".split())


def read(document: Document) -> Parsed:
    """Read a web page.

    Raises:
        InputError: It is no text, or shows no words.
    """
    text, encoding = _text(document)
    root = _parsed(document.name, text)
    parsed = parsed_blocks(document.name, HtmlReader(root).blocks(), sensible_title(root.findtext(".//title")))
    return parsed.model_copy(update={"encoding": encoding})


def _text(document: Document) -> tuple[str, str]:
    """The page's source and its encoding: by byte-order mark, by its own declaration, else as any text file."""
    declared = _DECLARED.search(document.data[:DECLARED_WITHIN])
    encoding = _codec((declared[1] or declared[2]).decode("ascii", "replace")) if declared else None
    marked = document.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if encoding and not marked:
        try:
            return normalise_line_ends(document.data.decode(encoding)), encoding
        except (UnicodeDecodeError, LookupError):  # declared wrongly: look at the bytes themselves
            pass
    decoded = decode(document.name, document.data)
    return decoded.text, decoded.encoding


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return None if found in _NO_CHARACTER_SETS else _AS_BROWSERS.get(found, found)


def _parsed(name: str, text: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: Element | None = etree.fromstring(text.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())[:120]
        raise InputError(f"{name}: cannot be read as a web page ({reason}); save it again or export it as text") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError(f"{name}: its elements are nested too deeply to be read whole; save the page's text and ingest that")
    if root is None:
        raise InputError(f"{name}: holds no words; there is nothing to ingest")
    return root


IMPORTER = Importer(name="web page", suffixes=(".html", ".htm", ".xhtml"), read=read, version=2)
