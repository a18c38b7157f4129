"""Otter: ``transcripts`` with offsets in samples of 16 kHz, speakers by number, their names beside."""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.time_units import in_seconds
from corpus.transcripts.transcribers.base import Transcriber, at, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance

SAMPLE = 1 / 16_000


def _recognises(data: Any) -> bool:
    return any("transcript" in item and "start_offset" in item for item in objects(_speech(data), "transcripts"))


def _utterances(data: Any) -> Iterable[Utterance]:
    speech = _speech(data)
    names = {
        label_of(speaker.get("id") or speaker.get("speaker_id")): label_of(speaker.get("speaker_name") or speaker.get("name"))
        for speaker in objects(speech, "speakers")
    }
    for item in objects(speech, "transcripts"):
        number = label_of(item.get("speaker_id"))
        label = names.get(number) or label_of(item.get("speaker_name")) or number or label_of(item.get("speaker_model_label"))
        yield Utterance(label, text_of(item.get("transcript")), in_seconds(item.get("start_offset"), SAMPLE))


def _speech(data: Any) -> Any:
    return at(data, "speech") or data


TRANSCRIBER = Transcriber("Otter", _recognises, _utterances)
