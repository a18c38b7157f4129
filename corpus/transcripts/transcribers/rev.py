"""Rev and Rev AI: ``monologues`` of ``elements``; a speaker's number is his name's where the document names speakers.

Elements are words, and marks with the spaces between words among them; times in seconds.
"""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    return any("elements" in monologue for monologue in objects(data, "monologues"))


def _utterances(data: Any) -> Iterable[Utterance]:
    names = {label_of(speaker.get("id")): label_of(speaker.get("name")) for speaker in objects(data, "speakers")}
    for monologue in objects(data, "monologues"):
        speaker = label_of(monologue.get("speaker"))
        name = label_of(at_name) if (at_name := names.get(speaker)) else label_of(monologue.get("speaker_name"))
        elements = objects(monologue, "elements")
        starts = (parse_time(element.get("ts", element.get("start_ts"))) for element in elements)
        yield Utterance(name or speaker, _words(elements), next((start for start in starts if start is not None), None))


def _words(elements: list[dict[str, Any]]) -> str:
    values = [(element.get("type"), value) for element in elements if isinstance(value := element.get("value"), str)]
    if any(value.isspace() or value.startswith(" ") or value.endswith(" ") for kind, value in values if kind != "text"):
        return text_of("".join(value for _, value in values))
    return text_of("".join(value if kind == "punct" else f" {value}" for kind, value in values))


TRANSCRIBER = Transcriber("Rev AI", _recognises, _utterances)
