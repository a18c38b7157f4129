"""Google Cloud Speech-to-Text (v1, v2): ``results[].alternatives[0]``; with diarization, the speaker is on each word.

With diarization the last result repeats all words, now with speakers; words without a speaker are therefore not read again.
Times are texts such as "1.400s", or objects of seconds and nanoseconds.
"""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.time_units import in_seconds
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, Word, at, by_speaker, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance

# Where the results stand: as they come, in a finished operation, in the file of a batch.
PLACES = ((), ("response",), ("response", "results", 0), ("transcript",), ("inlineResult", "transcript"))


def _recognises(data: Any) -> bool:
    return any("alternatives" in result for result in _results(data))


def _utterances(data: Any) -> Iterable[Utterance]:
    results = _results(data)
    words = [word for result in results for word in map(_word, objects(result, "alternatives", 0, "words"))]
    if any(word.speaker for word in words):
        return by_speaker(word for word in words if word.speaker)
    channels = {str(_first(result, "channelTag", "channel_tag")) for result in results}
    return [_of_result(result, before, len(channels) > 1) for before, result in zip([{}, *results], results, strict=False)]


def _results(data: Any) -> list[dict[str, Any]]:
    return next((found for place in PLACES if (found := objects(data, *place, "results"))), [])


def _of_result(result: dict[str, Any], before: dict[str, Any], channels: bool) -> Utterance:
    first = at(result, "alternatives", 0, "words", 0)
    start = _seconds(_first(first, "startTime", "start_time", "startOffset", "start_offset"))
    if start is None:
        start = _seconds(_first(before, "resultEndTime", "result_end_time", "resultEndOffset")) if before else None
    channel = label_of(_first(result, "channelTag", "channel_tag"))
    return Utterance(f"channel {channel}" if channels and channel else None, text_of(at(result, "alternatives", 0, "transcript")), start)


def _word(word: dict[str, Any]) -> Word:
    speaker = label_of(_first(word, "speakerLabel", "speaker_label", "speakerTag", "speaker_tag"))
    start = _seconds(_first(word, "startTime", "start_time", "startOffset", "start_offset"))
    return Word(text_of(word.get("word")), None if speaker == "0" else speaker, start)


def _first(item: Any, *keys: str) -> Any:
    return next((item[key] for key in keys if item.get(key) not in (None, "")), None) if isinstance(item, dict) else None


def _seconds(value: Any) -> float | None:
    if isinstance(value, dict):
        whole, nanos = parse_time(value.get("seconds") or 0), in_seconds(value.get("nanos") or 0, 1e-9)
        return None if whole is None else whole + (nanos or 0.0)
    return parse_time(value.removesuffix("s")) if isinstance(value, str) else parse_time(value)


TRANSCRIBER = Transcriber("Google Speech-to-Text", _recognises, _utterances)
