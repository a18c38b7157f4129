"""Whisper and its kin (openai-whisper, faster-whisper, WhisperX, OpenAI's API, transformers): ``segments`` or ``chunks``.

Times in seconds. The speaker is on the segment or, in WhisperX, perhaps on its words only; without speakers, segments are
pieces of sentences and put together to paragraphs.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.transcripts.captions.paragraphs import Piece, as_paragraphs, as_turns
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, at, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance

_OWN_KEYS = frozenset("seek tokens temperature avg_logprob compression_ratio no_speech_prob".split())
# How far ahead of the word before a word is looked for in its segment, in characters.
FARTHEST = 200
_OWN_PLACES = ("language", "word_segments", "language_probability", "task")


def _recognises(data: Any) -> bool:
    segments = objects(data, "segments")
    if segments:
        timed = all("text" in item and "start" in item and "end" in item for item in segments[:20])
        own = any(_OWN_KEYS & item.keys() or objects(item, "words") for item in segments[:20])
        return timed and (own or any(at(data, place) is not None for place in _OWN_PLACES))
    return bool(_chunks(data))


def _utterances(data: Any) -> Iterable[Utterance]:
    pieces = [piece for segment in objects(data, "segments") for piece in _pieces(segment)] or list(map(_of_chunk, _chunks(data)))
    return as_turns(pieces, joint=" ") if any(piece.label for piece in pieces) else as_paragraphs(pieces, joint=" ")


def _chunks(data: Any) -> list[dict[str, Any]]:
    """The pieces of a transformers pipeline, which have their times in pairs."""
    chunks = objects(data) if isinstance(data, list) else objects(data, "chunks")
    return chunks if any("text" in chunk and isinstance(chunk.get("timestamp"), list) for chunk in chunks[:20]) else []


def _of_chunk(chunk: dict[str, Any]) -> Piece:
    start, end = parse_time(at(chunk, "timestamp", 0)), parse_time(at(chunk, "timestamp", 1))
    return Piece(label_of(chunk.get("speaker")), False, text_of(chunk.get("text")), start, end)


def _pieces(segment: dict[str, Any]) -> Iterator[Piece]:
    """The segment, cut where its words change their speaker, if only they have one."""
    text, end = text_of(segment.get("text")), parse_time(segment.get("end"))
    speaker, start = label_of(segment.get("speaker")), parse_time(segment.get("start"))
    cut = 0
    for place, label, time in () if speaker else _changes(segment, text):
        if speaker and text[cut:place].strip():
            yield Piece(speaker, False, text[cut:place].strip(), start, end)
            cut, start = place, time
        speaker = label
    yield Piece(speaker, False, text[cut:].strip(), start, end)


def _changes(segment: dict[str, Any], text: str) -> Iterator[tuple[int, str, float | None]]:
    """Where in the text a word of another speaker stands, who that is, and when."""
    before: str | None = None
    place = 0
    for word in objects(segment, "words"):
        written = text_of(word.get("word")) or text_of(word.get("text"))
        place = max(place, text.find(written, place, place + len(written) + FARTHEST))
        label = label_of(word.get("speaker"))
        if label and label != before:
            yield place, label, parse_time(word.get("start"))
            before = label
        place += len(written) if text.startswith(written, place) else 0


TRANSCRIBER = Transcriber("Whisper", _recognises, _utterances)
