"""Word documents (.docx, .docm): paragraphs and tables as a reader of the document sees them.

The XML is walked here rather than by python-docx, which leaves out insertions, content controls and text boxes.
"""

from pathlib import PurePosixPath

from corpus.documents.archives import MIB, OLE_SIGNATURE, Archive, Limits, open_archive
from corpus.documents.block_turns import parsed_blocks
from corpus.documents.titles import sensible_title
from corpus.documents.word_xml import WordReader
from corpus.documents.xml_parts import parse_xml
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed

LIMITS = Limits(member=64 * MIB, ratio=200, small=8 * MIB)
RELATIONSHIPS = "_rels/.rels"
USUAL_PART = "word/document.xml"
PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read(document: Document) -> Parsed:
    """Read a Word document.

    Raises:
        InputError: It is no Word document, encrypted, damaged, too large, or holds no words.
    """
    if document.data.startswith(OLE_SIGNATURE):
        raise InputError(
            f"{document.name}: is encrypted or in Word's old format; open it in Word, remove the password, and save it as .docx"
        )
    with open_archive(document, LIMITS) as archive:
        part = _main_part(archive)
        body = parse_xml(document.name, part, archive.read(part))
        title = _title(archive)
    reader = WordReader()
    return parsed_blocks(document.name, reader.blocks(body), title, reader.warnings)


def _main_part(archive: Archive) -> str:
    """The part with the words: the one that the package's relationships name, else where Word puts it."""
    names = archive.names()
    if RELATIONSHIPS in names:
        for relation in parse_xml(archive.name, RELATIONSHIPS, archive.read(RELATIONSHIPS)):
            target = str(relation.get("Target", "")).lstrip("/")
            if str(relation.get("Type", "")).endswith("/officeDocument") and target in names and target.endswith(".xml"):
                return _word_part(archive, target)
    if USUAL_PART in names:
        return USUAL_PART
    raise _other_document(archive, names)


def _word_part(archive: Archive, part: str) -> str:
    if PurePosixPath(part).parts[0] in ("xl", "ppt", "visio"):
        raise _other_document(archive, [part])
    return part


def _other_document(archive: Archive, names: list[str]) -> InputError:
    folders = {PurePosixPath(name).parts[0] for name in names if name}
    for folder, what in (("xl", "an Excel workbook (.xlsx)"), ("ppt", "a PowerPoint presentation (.pptx)"), ("content.xml", "an .odt")):
        if folder in folders:
            return InputError(f"{archive.name}: is {what}, not a Word document; give it its own suffix or save it as .docx")
    return InputError(f"{archive.name}: is an archive but no Word document; unpack it, or save the interview as .docx")


def _title(archive: Archive) -> str | None:
    """The title in the properties. Their date is when the file was made, not when people spoke, so it is not read."""
    if PROPERTIES not in archive.names():
        return None
    try:
        return sensible_title(parse_xml(archive.name, PROPERTIES, archive.read(PROPERTIES)).findtext(_TITLE))
    except InputError:  # damaged properties: the words are none the worse
        return None


IMPORTER = Importer(name="word", suffixes=(".docx", ".docm"), read=read, version=2)
