"""What a reader of a service's JSON is, and how readers reach into documents that may be of any shape."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from corpus.transcripts.captions.paragraphs import Piece
from corpus.transcripts.utterances import Utterance


@dataclass(frozen=True)
class Transcriber:
    """A reader of one service's JSON.

    Attributes:
        name: The service, for warnings and documentation.
        recognises: Whether a document has the service's shape; it never raises.
        utterances: The turns of such a document, in its order.
    """

    name: str
    recognises: Callable[[Any], bool]
    utterances: Callable[[Any], Iterable[Utterance]]


def at(data: Any, *path: str | int) -> Any:
    """The value under a path of keys and positions; None where the path leaves the document."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and len(data) > step:
            data = data[step]
        else:
            return None
    return data


def objects(data: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects of the list under a path; empty where there is none."""
    found = at(data, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text_of(value: Any) -> str:
    """A text without white space at its edges, with line feeds as line ends; empty where the value is no text."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""


def label_of(value: Any) -> str | None:
    """A speaker's label, from a text, a whole number, or an object with a name; None where there is none."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "displayName", "display_name", "label", "id") if value.get(key) is not None), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(str(value).split()) or None


@dataclass(frozen=True)
class Word:
    """A word of a transcript that is given word by word; ``before`` is what stands between it and the word before."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    before: str = " "


def by_speaker(words: Iterable[Word]) -> Iterator[Utterance]:
    """Words as turns: a turn for each run of words of one speaker; words without a speaker go on with the run."""
    named = list(_carried(words))
    if not any(word.speaker for word in named):
        return
    for speaker, run in groupby(named, key=lambda word: word.speaker):
        said = list(run)
        yield Utterance(speaker, joined(said), next((word.start for word in said if word.start is not None), None))


def joined(words: Iterable[Word]) -> str:
    """The words as one text."""
    return "".join(word.before + word.text for word in words).strip()


def as_pieces(words: Iterable[Word]) -> Iterator[Piece]:
    """Words as pieces of unnamed speech, marks glued to their words, from which paragraphs are made."""
    held: list[Word] = []
    for word in words:
        if held and word.before:
            yield Piece(None, False, joined(held), held[0].start, held[-1].end if held[-1].end is not None else held[0].end)
            held = []
        held.append(word)
    if held:
        yield Piece(None, False, joined(held), held[0].start, held[-1].end if held[-1].end is not None else held[0].end)


def _carried(words: Iterable[Word]) -> Iterator[Word]:
    speaker: str | None = None
    for word in words:
        speaker = word.speaker or speaker
        yield word if word.speaker == speaker else Word(word.text, speaker, word.start, word.end, word.before)
