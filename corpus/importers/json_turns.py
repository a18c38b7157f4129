"""JSON turn lists: a list of turns at the top level or under a usual key, each with words and perhaps a speaker and a start."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.decoding import decode, normalise_line_ends
from corpus.errors import InputError
from corpus.importers.base import Document, Importer, Parsed
from corpus.models import Role, Turn
from corpus.speakers import Speaker, identify
from corpus.times import parse_time

LIST_KEYS = ("meeting_transcripts", "turns", "segments", "utterances")
SPEAKER_KEYS = ("speaker", "name")
WORDS_KEYS = ("content", "text", "words")
SEPARATOR = "\n"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def read(document: Document) -> Parsed:
    """Read a JSON turn list. The canonical text is the turns' words, in order, a line break between two turns.

    Raises:
        InputError: Broken JSON, no turn list, or a turn that is no object or has words that are no text.
    """
    data = _load(document)
    items = _turn_list(document.name, data)
    words = [_words(document.name, position, item) for position, item in enumerate(items)]
    if not any(w.strip() for w in words):
        raise InputError(f"{document.name}: no turn has words under any of {', '.join(WORDS_KEYS)}; name the words' key so")
    warnings = []
    if any(_broken(w) for w in words):
        warnings.append("unpaired surrogates cannot be stored; each was replaced by the replacement character")
        words = [w.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _broken(w) else w for w in words]
    speakers = [_speaker(item) for item in items]
    if not any(speakers):
        warnings.append("no turn names a speaker; all turns are by one unknown speaker")
    return Parsed(
        text=SEPARATOR.join(words),
        turns=_turns(words, speakers, [parse_time(_first(item, ("start",))) for item in items]),
        title=_text_or_none(data, "title"),
        date=_text_or_none(data, "date"),
        warnings=tuple(warnings),
    )


def _load(document: Document) -> Any:
    text = decode(document.name, document.data).text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{document.name}: broken JSON at line {error.lineno}, column {error.colno} ({error.msg}); mend the file"
        ) from error
    except ValueError as error:
        raise InputError(f"{document.name}: holds a number too long to read; mend the file") from error
    except RecursionError as error:
        raise InputError(f"{document.name}: JSON nested too deeply; a turn list has one level") from error


def _turn_list(name: str, data: Any) -> Sequence[Mapping[str, Any]]:
    candidates = [data] if isinstance(data, list) else []
    if isinstance(data, dict):
        candidates = [data[key] for key in LIST_KEYS if isinstance(data.get(key), list)]
    for items in candidates:
        if items and all(isinstance(item, dict) for item in items):
            return list(items)
        wrong = next((k for k, item in enumerate(items) if not isinstance(item, dict)), None)
        if wrong is not None:
            raise InputError(f"{name}: turn {wrong} is not an object with a speaker and words; mend the file")
    raise InputError(f"{name}: no turns found; put a list of turns at the top level or under {', '.join(LIST_KEYS)}")


def _words(name: str, position: int, item: Mapping[str, Any]) -> str:
    present = [item[key] for key in WORDS_KEYS if item.get(key) is not None]
    text = next((value for value in present if isinstance(value, str)), None)
    if text is None and present:
        raise InputError(f"{name}: the words of turn {position} are not text; put them as text under {', '.join(WORDS_KEYS)}")
    return normalise_line_ends(text or "")


def _speaker(item: Mapping[str, Any]) -> str | None:
    value = _first(item, SPEAKER_KEYS)
    label = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return label.encode("utf-8", "replace").decode() or None


def _turns(words: Sequence[str], speakers: Sequence[str | None], times: Sequence[float | None]) -> tuple[Turn, ...]:
    known = identify(label for label in speakers if label)
    turns: list[Turn] = []
    start = 0
    for index, (text, label, time) in enumerate(zip(words, speakers, times, strict=True)):
        speaker = known[label] if label else Speaker(None, Role.UNKNOWN)
        turns.append(Turn(index=index, start=start, end=start + len(text), speaker=speaker.name, role=speaker.role, time=time))
        start += len(text) + len(SEPARATOR)
    return tuple(turns)


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _text_or_none(data: Any, key: str) -> str | None:
    value = data.get(key) if isinstance(data, dict) else None
    return value.strip() or None if isinstance(value, str) and not _broken(value) else None


def _broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


IMPORTER = Importer(name="json turns", suffixes=(".json",), read=read)
