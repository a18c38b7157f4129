"""AssemblyAI: ``utterances`` with speakers, else ``words``; times in milliseconds."""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.captions.paragraphs import as_paragraphs
from corpus.transcripts.time_units import MILLISECOND, in_seconds
from corpus.transcripts.transcribers.base import Transcriber, Word, as_pieces, at, by_speaker, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance

_OWN_KEYS = ("audio_duration", "acoustic_model", "language_model", "speech_model", "audio_url", "speaker_labels")


def _recognises(data: Any) -> bool:
    spoken = objects(data, "utterances") or objects(data, "words")
    ours = any(at(data, key) is not None for key in _OWN_KEYS)
    return ours and any("text" in item and "start" in item for item in spoken)


def _utterances(data: Any) -> Iterable[Utterance]:
    given = objects(data, "utterances")
    if given:
        return [Utterance(_speaker(item), text_of(item.get("text")), in_seconds(item.get("start"), MILLISECOND)) for item in given]
    words = [
        Word(
            text_of(item.get("text")), _speaker(item), in_seconds(item.get("start"), MILLISECOND), in_seconds(item.get("end"), MILLISECOND)
        )
        for item in objects(data, "words")
    ]
    return by_speaker(words) if any(word.speaker for word in words) else as_paragraphs(as_pieces(words), joint=" ")


def _speaker(item: dict[str, Any]) -> str | None:
    channel = label_of(item.get("channel"))
    return label_of(item.get("speaker")) or (f"channel {channel}" if channel else None)


TRANSCRIBER = Transcriber("AssemblyAI", _recognises, _utterances)
