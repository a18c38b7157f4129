"""Plain lists of turns in JSON: each an object with words, and perhaps a speaker and a start, under any of the usual keys."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.decoding import normalise_line_ends
from corpus.errors import InputError
from corpus.transcripts.time_units import MILLISECOND, in_seconds, unit_of
from corpus.transcripts.utterances import Utterance

# Where lists of turns stand, and what their keys are called; the first that is there counts.
LIST_KEYS = ("meeting_transcripts", "turns", "segments", "utterances", "sentences", "transcript", "transcription", "entries", "paragraphs",
             "messages", "items", "data")  # fmt: skip
WRAPPER_KEYS = ("transcript", "transcription", "result", "results", "response", "data", "meeting", "recording")
SPEAKER_KEYS = ("speaker", "name", "speaker_name", "speakerName", "speaker_label", "speakerLabel", "participant", "user", "from",
                "speaker_id", "speakerId")  # fmt: skip
WORDS_KEYS = ("content", "text", "words", "sentence", "transcript", "utterance", "message", "body", "raw_text")
START_KEYS = ("start", "start_time", "startTime", "start_timestamp", "timestamp", "time", "offset", "begin", "start_seconds")
START_MS_KEYS = ("start_ms", "startMs", "start_time_ms", "startTimeMs", "offset_ms", "offsetMs", "startMilliseconds", "tStartMs")
END_KEYS = ("end", "end_time", "endTime", "end_timestamp")
DEEPEST = 3
UNIT_LOOKED_AT = 400


def find_turns(name: str, data: Any) -> Sequence[Mapping[str, Any]]:
    """The list of turns of a JSON document, at its top or under a usual key.

    Raises:
        InputError: There is none, or it holds something that is no object.
    """
    for items in _candidates(data):
        if items and all(isinstance(item, dict) for item in items):
            return items
        wrong = next((k for k, item in enumerate(items) if not isinstance(item, dict)), None)
        if wrong is not None:
            raise InputError(f"{name}: turn {wrong} is not an object with a speaker and words; mend the file")
    raise InputError(f"{name}: no turns found; put a list of turns at the top level or under {', '.join(LIST_KEYS[:4])}")


def read_turns(name: str, items: Sequence[Mapping[str, Any]]) -> Iterator[Utterance]:
    """The turns of a list, words exactly as they stand.

    Raises:
        InputError: While it is read: a turn has words that are no text.
    """
    unit = unit_of((_first(item, START_KEYS), _first(item, END_KEYS), _length(item)) for item in items[:UNIT_LOOKED_AT])
    for position, item in enumerate(items):
        start = _first(item, START_KEYS)
        time = in_seconds(_first(item, START_MS_KEYS), MILLISECOND) if start is None else in_seconds(start, unit)
        yield Utterance(_speaker(item), _words(name, position, item), time)


def _candidates(data: Any, depth: int = 0) -> Iterator[list[Any]]:
    if isinstance(data, list):
        yield data
    if not isinstance(data, dict):
        return
    yield from (data[key] for key in LIST_KEYS if isinstance(data.get(key), list))
    if depth < DEEPEST:
        for key in WRAPPER_KEYS:
            if isinstance(data.get(key), dict):
                yield from _candidates(data[key], depth + 1)


def _words(name: str, position: int, item: Mapping[str, Any]) -> str:
    present = [item[key] for key in WORDS_KEYS if item.get(key) is not None]
    text = next((value for value in present if isinstance(value, str)), None)
    if text is None and present:
        raise InputError(f"{name}: the words of turn {position} are not text; put them as text under {', '.join(WORDS_KEYS[:3])}")
    return normalise_line_ends(text or "")


def _length(item: Mapping[str, Any]) -> int:
    return len(next((item[key] for key in WORDS_KEYS if isinstance(item.get(key), str)), ""))


def _speaker(item: Mapping[str, Any]) -> str | None:
    value = _first(item, SPEAKER_KEYS)
    if isinstance(value, dict):
        value = _first(value, ("name", "displayName", "display_name", "label", "id"))
    label = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return label.encode("utf-8", "replace").decode() or None


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)
