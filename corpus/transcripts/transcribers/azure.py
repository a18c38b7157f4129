"""Azure AI Speech: batch (``recognizedPhrases``) and fast transcription (``phrases``).

Times are ticks of 100 nanoseconds, milliseconds, or ISO 8601 durations ("PT1M2.5S"), told by the name of the field.
"""

import re
from collections.abc import Iterable
from typing import Any

from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, at, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance

TICKS = 10_000_000
_DURATION = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?")


def _recognises(data: Any) -> bool:
    batch, fast = objects(data, "recognizedPhrases"), objects(data, "phrases")
    return any("nBest" in phrase for phrase in batch) or any("text" in phrase and "offsetMilliseconds" in phrase for phrase in fast)


def _utterances(data: Any) -> Iterable[Utterance]:
    phrases = objects(data, "recognizedPhrases") or objects(data, "phrases")
    heard = [phrase for phrase in phrases if phrase.get("recognitionStatus", "Success") == "Success"]
    several = len({str(phrase.get("channel")) for phrase in heard}) > 1
    found = [Utterance(_speaker(phrase, several), _words(phrase), _start(phrase)) for phrase in heard]
    return sorted(found, key=lambda turn: turn.start or 0.0) if several else found


def _speaker(phrase: dict[str, Any], several: bool) -> str | None:
    label, channel = label_of(phrase.get("speaker")), label_of(phrase.get("channel"))
    if label is not None or not several or channel is None:
        return label
    return f"channel {channel}"


def _words(phrase: dict[str, Any]) -> str:
    best = at(phrase, "nBest", 0)
    return text_of(at(best, "display")) or text_of(at(best, "lexical")) or text_of(phrase.get("text"))


def _start(phrase: dict[str, Any]) -> float | None:
    for key, unit in (("offsetInTicks", TICKS), ("offsetMilliseconds", 1000)):
        value = phrase.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18:
            return parse_time(value / unit)
    match = _DURATION.fullmatch(str(phrase.get("offset"))[:40])
    if not match or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return parse_time(hours * 3600 + minutes * 60 + seconds)


TRANSCRIBER = Transcriber("Azure AI Speech", _recognises, _utterances)
