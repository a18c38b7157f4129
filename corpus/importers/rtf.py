"""Rich Text Format (.rtf), as word processors and some transcription services export it.

Read here rather than by striprtf, which runs the cells of a table together and keeps deleted and hidden text.
"""

from corpus.documents.archives import OLE_SIGNATURE
from corpus.documents.block_turns import parsed_blocks
from corpus.documents.rtf_blocks import RtfReader
from corpus.documents.titles import sensible_title
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed

SIGNATURE = b"{\\rtf"


def read(document: Document) -> Parsed:
    """Read a Rich Text document.

    Raises:
        InputError: It is none, or holds no words.
    """
    data = document.data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not data.startswith(SIGNATURE):
        raise InputError(f"{document.name}: {_what_instead(data)}; open it in a word processor and save it as .docx or .rtf")
    reader = RtfReader(data)
    blocks = reader.blocks()
    warnings = [] if reader.complete else ["the file ends in the middle; it may be cut off, so compare its last words"]
    return parsed_blocks(document.name, blocks, sensible_title(reader.title), warnings)


def _what_instead(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "is a Word document or an archive, not Rich Text"
    return "is an old Word document, not Rich Text" if data.startswith(OLE_SIGNATURE) else "is not Rich Text"


IMPORTER = Importer(name="rich text", suffixes=(".rtf",), read=read, version=2)
