"""Plain text and Markdown, with or without speaker labels. The canonical text is the whole file's text."""

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.transcripts.front_matter import read_front_matter
from corpus.transcripts.transcript import read_transcript


def read(document: Document) -> Parsed:
    """Read a transcript in plain text; without speaker labels, each paragraph is a turn of one unknown speaker.

    Raises:
        InputError: The file is no text, or holds no words.
    """
    decoded = decode(document.name, document.data)
    if not decoded.text.strip():
        raise InputError(f"{document.name}: is empty; there is nothing to ingest")
    matter = read_front_matter(decoded.text)
    transcript = read_transcript(decoded.text, begin=matter.end)
    odd = [] if decoded.encoding == "utf-8" else [f"read as {decoded.encoding}"]
    return Parsed(
        text=decoded.text,
        turns=transcript.turns,
        title=matter.title,
        date=matter.date,
        language=matter.language,
        encoding=decoded.encoding,
        attributes=matter.attributes,
        warnings=(*odd, *matter.warnings, *transcript.warnings),
    )


IMPORTER = Importer(name="plain text", suffixes=(".txt", ".md"), read=read, version=3)
