"""A source of a coding project: its text, its turns, and the codes on their exact words."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.importers.base import Parsed
from corpus.models import Attributes, Tag
from corpus.projects.codebook import Code, code_name
from corpus.projects.offsets import Marked, Placed
from corpus.transcripts.transcript import read_transcript

MOST_NAMED = 5
SHOWN_WORDS = 40


@dataclass(frozen=True)
class Application:
    """One code put on one stretch by one coder; ``code`` is None where the codebook lacks it."""

    marked: Marked
    code: Code | None
    coder: str | None


def coded_source(
    text: str,
    applications: Sequence[Application],
    placed: Placed,
    title: str | None = None,
    attributes: Attributes | None = None,
    warnings: Iterable[str] = (),
) -> Parsed:
    """Read a source's turns, and put its codes on the words that they were put on.

    Args:
        text: The canonical text.
        applications: Codes on stretches of it.
        placed: Where each of them lies in the text.
        title: What the project calls the source.
        attributes: What the project says of it.
        warnings: What else a reader should be told.
    """
    transcript = read_transcript(text)
    return Parsed(
        text=text,
        turns=transcript.turns,
        title=title,
        date=date_in(attributes or {}),
        attributes=attributes or {},
        tags=_tags(applications, placed),
        warnings=(*transcript.warnings, *_told(applications, placed), *warnings),
    )


class Names:
    """Names of the sources of one project, each made unique."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """The name without control characters, numbered before its suffix where it is taken."""
        clean = "".join(character if character.isprintable() else " " for character in name).strip() or "source"
        stem, dot, suffix = clean.rpartition(".")
        number, candidate = 1, clean
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{stem} ({number}).{suffix}" if dot and stem else f"{clean} ({number})"
        self._taken.add(candidate.casefold())
        return candidate


def original(raw: str, applications: Sequence[Application], attributes: Attributes | None = None) -> bytes:
    """A source as its project stores it: words, codes and attributes, so that a change of any is a change of the source."""
    coded = [[one.marked.start, one.marked.end, one.marked.words, one.code and one.code.model_dump(), one.coder] for one in applications]
    return json.dumps({"text": raw, "codes": coded, "attributes": attributes or {}}).encode()


def date_in(attributes: Attributes) -> str | None:
    """The date of the interview, where an attribute says it."""
    names = ("date", "interview_date", "date_of_interview")
    return next((attributes[name][0] for name in names if attributes.get(name)), None)


def title_of(name: str) -> str:
    """A source's name without the suffix of the file that it came from."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and len(suffix) <= 4 and suffix.isalnum() and not suffix.isdigit() else name


def attribute_name(name: str) -> str:
    """An attribute's name as the catalog has it: lower case, with underscores."""
    return "_".join(name.split()).casefold()


def gather(pairs: Iterable[tuple[str | None, str | None]]) -> Attributes:
    """Attributes from names and values, in order; what has no value is left out, a value given twice stands once."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if name and value and value.strip():
            values = found.setdefault(attribute_name(name), [])
            if value.strip() not in values:
                values.append(value.strip())
    return {name: tuple(values) for name, values in found.items()}


def _tags(applications: Sequence[Application], placed: Placed) -> tuple[Tag, ...]:
    found: dict[Tag, None] = {}  # the same code by the same coder on the same words is one tag
    for one, span in zip(applications, placed.spans, strict=True):
        if span and one.code:
            found[Tag(start=span[0], end=span[1], dimension=one.code.dimension, value=one.code.value, coder=one.coder)] = None
    return tuple(sorted(found, key=lambda tag: (tag.start, tag.end)))


def _told(applications: Sequence[Application], placed: Placed) -> list[str]:
    told = []
    lost = [one for one, span in zip(applications, placed.spans, strict=True) if one.code and span is None]
    if lost:
        named = "; ".join(_described(one) for one in lost[:MOST_NAMED])
        more = f"; and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
        told.append(f"{_codings(len(lost))} left out, whose positions do not hold the words that were coded: {named}{more}")
    unknown = Counter(one.code is None for one in applications)[True]
    if unknown:
        told.append(f"{_codings(unknown)} left out, whose code is not in the codebook")
    if not placed.usual:
        told.append(f"positions of codes were read as {placed.reading.name}, under which they agree with the words that were coded")
    if placed.unchecked:
        told.append(f"{placed.unchecked} of the codings could not be checked, because the project does not store the words")
    return told


def _described(one: Application) -> str:
    name = code_name(one.code.dimension, one.code.value) if one.code else "?"
    words = " ".join((one.marked.words or "").split())
    shown = f" “{words[:SHOWN_WORDS]}{'…' if len(words) > SHOWN_WORDS else ''}”" if words else ""
    return f"“{name}”{shown} at {one.marked.start} to {one.marked.end}"


def _codings(number: int) -> str:
    return "1 coding is" if number == 1 else f"{number} codings are"
