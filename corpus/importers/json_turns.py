"""Transcripts in JSON (.json): what a transcription service returns, or a plain list of turns."""

from corpus.importers.base import Document, Importer, Parsed
from corpus.transcripts.json_documents import load, parsed
from corpus.transcripts.transcribers import transcriber_of
from corpus.transcripts.turn_lists import find_turns, read_turns
from corpus.transcripts.utterances import assemble


def read(document: Document) -> Parsed:
    """Read a service's JSON or a list of turns. The canonical text is the turns' words, in order, a line break between two.

    Raises:
        InputError: Broken JSON, no turns in it, or a turn that is no object or has words that are no text.
    """
    data = load(document)
    transcriber = transcriber_of(data)
    if transcriber:
        return parsed(document, data, assemble(transcriber.utterances(data)))
    return parsed(document, data, assemble(read_turns(document.name, find_turns(document.name, data))))


IMPORTER = Importer(name="json turns", suffixes=(".json",), read=read, version=3)
