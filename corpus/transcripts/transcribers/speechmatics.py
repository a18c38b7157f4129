"""Speechmatics (json-v2): ``results`` of words and punctuation, the speaker on each; times in seconds."""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.captions.paragraphs import as_paragraphs
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, Word, as_pieces, at, by_speaker, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    results = objects(data, "results")
    return bool(results) and all("alternatives" in item and "type" in item for item in results[:20])


def _utterances(data: Any) -> Iterable[Utterance]:
    words = [
        Word(
            text_of(at(item, "alternatives", 0, "content")),
            label_of(at(item, "alternatives", 0, "speaker")),
            parse_time(item.get("start_time")),
            parse_time(item.get("end_time")),
            "" if item.get("type") == "punctuation" and item.get("attaches_to", "previous") == "previous" else " ",
        )
        for item in objects(data, "results")
    ]
    return by_speaker(words) if any(word.speaker for word in words) else as_paragraphs(as_pieces(words), joint=" ")


TRANSCRIBER = Transcriber("Speechmatics", _recognises, _utterances)
