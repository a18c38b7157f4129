"""Transcripts in JSON Lines (.jsonl, .ndjson): a turn on each line."""

from corpus.importers.base import Document, Importer, Parsed
from corpus.transcripts.json_documents import load_lines, parsed
from corpus.transcripts.turn_lists import find_turns, read_turns
from corpus.transcripts.utterances import assemble


def read(document: Document) -> Parsed:
    """Read a turn from each line. The canonical text is the turns' words, in order, a line break between two.

    Raises:
        InputError: A line is no JSON or no turn, or no turn has words.
    """
    lines = load_lines(document)
    return parsed(document, lines, assemble(read_turns(document.name, find_turns(document.name, lines))))


IMPORTER = Importer(name="json lines", suffixes=(".jsonl", ".ndjson"), read=read, version=2)
