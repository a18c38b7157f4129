"""SubRip captions (.srt). The canonical text is the visible words."""

from functools import partial

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.transcripts.captions import read_cues, utterances
from corpus.transcripts.captions.markup import Voiced, plain_lines
from corpus.transcripts.utterances import assemble


def read(document: Document) -> Parsed:
    """Read SubRip: a turn for each labelled cue, or for each paragraph where no cue has a label.

    Raises:
        InputError: The file is no text, or has no cue with words.
    """
    decoded = decode(document.name, document.data)
    cues = partial(read_cues, decoded.text, gaps_are_text=True)
    assembled = assemble(utterances(cues, _visible, voiced=False))
    if not assembled.text.strip():
        wanted = "put words under lines such as 00:00:01,000 --> 00:00:04,000"
        raise InputError(f"{document.name}: has no captions with words; {wanted}")
    odd = () if decoded.encoding == "utf-8" else (f"read as {decoded.encoding}",)
    return Parsed(text=assembled.text, turns=assembled.turns, encoding=decoded.encoding, warnings=(*odd, *assembled.warnings))


def _visible(text: str) -> list[Voiced]:
    return [Voiced(None, plain_lines(text))]


IMPORTER = Importer(name="subrip captions", suffixes=(".srt",), read=read, version=2)
