"""YouTube captions (json3): ``events`` of ``segs``, times in milliseconds; read as any other captions are."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.transcripts.captions.cues import Cue
from corpus.transcripts.captions.markup import Voiced
from corpus.transcripts.captions.speech import utterances
from corpus.transcripts.time_units import MILLISECOND, in_seconds
from corpus.transcripts.transcribers.base import Transcriber, objects
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    return any("segs" in event and "tStartMs" in event for event in objects(data, "events"))


def _utterances(data: Any) -> Iterable[Utterance]:
    return utterances(lambda: _cues(data), _visible, voiced=False)


def _cues(data: Any) -> Iterator[Cue]:
    for event in objects(data, "events"):
        start, length = in_seconds(event.get("tStartMs"), MILLISECOND), in_seconds(event.get("dDurationMs"), MILLISECOND)
        words = "".join(value for part in objects(event, "segs") if isinstance(value := part.get("utf8"), str))
        if words.strip():
            yield Cue(start, None if start is None or length is None else start + length, words)


def _visible(words: str) -> list[Voiced]:
    return [Voiced(None, [line for line in (line.strip() for line in words.split("\n")) if line])]


TRANSCRIBER = Transcriber("YouTube captions", _recognises, _utterances)
