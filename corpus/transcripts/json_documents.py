"""JSON documents loaded safely, and what they say of themselves."""

import json
import re
from typing import Any

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers.base import Document, Parsed
from corpus.transcripts.turn_lists import WORDS_KEYS
from corpus.transcripts.utterances import Assembled

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_ABOUT = ((), ("data",), ("transcript",), ("data", "transcript"), ("speech",), ("results",))


def load(document: Document) -> Any:
    """A JSON document; a file of JSON Lines is read as the list of its lines.

    Raises:
        InputError: The file is no JSON, broken, or nested too deeply.
    """
    text = decode(document.name, document.data).text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text[error.pos - 1 : error.pos + 1]:
            return load_lines(document)
        _refuse_other_formats(document.name, text, error)
        raise InputError(
            f"{document.name}: broken JSON at line {error.lineno}, column {error.colno} ({error.msg}); mend the file"
        ) from error
    except ValueError as error:
        raise InputError(f"{document.name}: holds a number too long to read; mend the file") from error
    except RecursionError as error:
        raise InputError(f"{document.name}: JSON nested too deeply; a turn list has one level") from error


def load_lines(document: Document) -> list[Any]:
    """The documents of a file of JSON Lines, one a line; blank lines are passed over.

    Raises:
        InputError: A line is no JSON.
    """
    loaded = []
    for number, line in enumerate(decode(document.name, document.data).text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            loaded.append(json.loads(line))
        except json.JSONDecodeError as error:
            where = f"line {number}, column {error.colno}"
            raise InputError(f"{document.name}: broken JSON at {where} ({error.msg}); put one turn on each line") from error
        except ValueError as error:
            raise InputError(f"{document.name}: line {number} holds a number too long to read; mend the file") from error
        except RecursionError as error:
            raise InputError(f"{document.name}: JSON nested too deeply at line {number}; a turn has one level") from error
    return loaded


def parsed(document: Document, data: Any, assembled: Assembled) -> Parsed:
    """What was understood, with the document's title, date and language.

    Raises:
        InputError: No turn has words.
    """
    if not assembled.text.strip():
        keys = ", ".join(WORDS_KEYS[:3])
        raise InputError(f"{document.name}: no turn has words under any of {keys}; name the words' key so")
    language = _LANGUAGE.fullmatch(_about(data, "language") or _about(data, "language_code") or "")
    return Parsed(
        text=assembled.text,
        turns=assembled.turns,
        title=_about(data, "title"),
        date=_about(data, "date"),
        language=language[1] if language else None,
        warnings=assembled.warnings,
    )


def _refuse_other_formats(name: str, text: str, error: json.JSONDecodeError) -> None:
    start = text.lstrip()[:40]
    if not start:
        raise InputError(f"{name}: is empty; there is nothing to ingest") from error
    if start[0] not in '[{"' and not start.startswith(("null", "true", "false")) and not start[0].isdigit():
        word = start.split("\n")[0][:20]
        raise InputError(f"{name}: is not JSON (it begins with {word!r}); rename it to what it is: .txt, .csv, .vtt or .srt") from error


def _about(data: Any, key: str) -> str | None:
    for path in _ABOUT:
        place = data
        for step in path:
            place = place.get(step) if isinstance(place, dict) else None
        value = place.get(key) if isinstance(place, dict) else None
        if isinstance(value, str) and value.strip() and not _broken(value):
            return value.strip()
    return None


def _broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
