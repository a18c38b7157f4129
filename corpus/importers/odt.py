"""OpenDocument texts (.odt, and their templates): paragraphs and tables as a reader of the document sees them."""

from corpus.documents.archives import MIB, OLE_SIGNATURE, Archive, Limits, open_archive
from corpus.documents.block_turns import parsed_blocks
from corpus.documents.open_document_xml import OpenDocumentReader
from corpus.documents.titles import sensible_title
from corpus.documents.xml_parts import parse_xml
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed

LIMITS = Limits(member=64 * MIB, ratio=200, small=8 * MIB)
CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def read(document: Document) -> Parsed:
    """Read an OpenDocument text.

    Raises:
        InputError: It is no such text, encrypted, damaged, too large, or holds no words.
    """
    if document.data.startswith(OLE_SIGNATURE):
        raise InputError(f"{document.name}: is an old Word document or encrypted; open it, remove the password, and save it as .odt")
    with open_archive(document, LIMITS) as archive:
        names = archive.names()
        if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
            raise InputError(f"{document.name}: is locked with a password; save a copy without it and ingest that")
        if CONTENT not in names:
            what = "a Word document; give it the suffix .docx" if "word/document.xml" in names else "an archive but no OpenDocument text"
            raise InputError(f"{document.name}: is {what}, or save it as .odt")
        root = parse_xml(document.name, CONTENT, archive.read(CONTENT))
        title = _title(archive)
    return parsed_blocks(document.name, OpenDocumentReader(root).blocks(), title)


def _title(archive: Archive) -> str | None:
    """The title in the properties. Their dates are the file's, not the interview's, so they are not read."""
    if META not in archive.names():
        return None
    try:
        return sensible_title(parse_xml(archive.name, META, archive.read(META)).findtext(_TITLE))
    except InputError:  # damaged properties: the words are none the worse
        return None


IMPORTER = Importer(name="opendocument", suffixes=(".odt", ".ott"), read=read, version=2)
