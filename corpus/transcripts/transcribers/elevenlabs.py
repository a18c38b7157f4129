"""ElevenLabs Scribe: ``words`` with the spaces between them, the speaker on each; times in seconds. Sounds are left out."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.transcripts.captions.paragraphs import as_paragraphs
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, Word, as_pieces, by_speaker, label_of, objects
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    return any(word.get("type") in ("word", "spacing") and "text" in word for word in objects(data, "words"))


def _utterances(data: Any) -> Iterable[Utterance]:
    words = list(_words(data))
    return by_speaker(words) if any(word.speaker for word in words) else as_paragraphs(as_pieces(words), joint=" ")


def _words(data: Any) -> Iterator[Word]:
    space = ""
    for item in objects(data, "words"):
        text = item.get("text")
        if not isinstance(text, str):
            continue
        if item.get("type") == "word":
            yield Word(text, label_of(item.get("speaker_id")), parse_time(item.get("start")), parse_time(item.get("end")), space)
            space = ""
        else:
            space = " " if item.get("type") == "audio_event" else text


TRANSCRIBER = Transcriber("ElevenLabs", _recognises, _utterances)
