"""WebVTT captions (.vtt), as Zoom, Teams, Meet, YouTube and others write them. The canonical text is the visible words."""

from functools import partial

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.transcripts.captions import names_cues, read_cues, utterances
from corpus.transcripts.captions.markup import voices
from corpus.transcripts.utterances import assemble


def read(document: Document) -> Parsed:
    """Read WebVTT: a turn for each labelled cue, or for each paragraph where no cue has a label.

    Raises:
        InputError: The file is no text, or has no cue with words.
    """
    decoded = decode(document.name, document.data)
    cues = partial(read_cues, decoded.text, gaps_are_text=False)
    assembled = assemble(utterances(cues, voices, voiced="<v" in decoded.text or "<V" in decoded.text or names_cues(decoded.text)))
    if not assembled.text.strip():
        wanted = "put words under lines such as 00:00:01.000 --> 00:00:04.000"
        raise InputError(f"{document.name}: has no captions with words; {wanted}")
    odd = () if decoded.encoding == "utf-8" else (f"read as {decoded.encoding}",)
    return Parsed(text=assembled.text, turns=assembled.turns, encoding=decoded.encoding, warnings=(*odd, *assembled.warnings))


IMPORTER = Importer(name="webvtt captions", suffixes=(".vtt",), read=read, version=2)
