"""whisper.cpp (-oj): ``transcription`` of pieces with ``offsets`` in milliseconds, and speakers where it told them apart."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.transcripts.captions.paragraphs import Piece, as_paragraphs, as_turns
from corpus.transcripts.time_units import MILLISECOND, in_seconds
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, at, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    return any("text" in item and ("offsets" in item or "timestamps" in item) for item in objects(data, "transcription"))


def _utterances(data: Any) -> Iterable[Utterance]:
    pieces = list(_pieces(data))
    return as_turns(pieces, joint=" ") if any(piece.label for piece in pieces) else as_paragraphs(pieces, joint=" ")


def _pieces(data: Any) -> Iterator[Piece]:
    changes = False
    for item in objects(data, "transcription"):
        yield Piece(label_of(item.get("speaker")), changes, text_of(item.get("text")), _time(item, "from"), _time(item, "to"))
        changes = item.get("speaker_turn_next") is True


def _time(item: dict[str, Any], edge: str) -> float | None:
    offset = at(item, "offsets", edge)
    return parse_time(at(item, "timestamps", edge)) if offset is None else in_seconds(offset, MILLISECOND)


TRANSCRIBER = Transcriber("whisper.cpp", _recognises, _utterances)
