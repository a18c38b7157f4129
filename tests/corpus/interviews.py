"""Fictional interviews for the tests of the corpus, made of (speaker, words) pairs."""

from pathlib import Path
from typing import Any

from corpus.catalog import Catalog
from corpus.ingest import FileReport, Ingest, IngestOptions
from corpus.models import Interview, Source, Turn

VISIT = (("Ben", "How did the well begin?"), ("Ada", "We asked every household first, one door after the other."), ("Ben", "And then?"))


def an_interview(*said: tuple[str | None, str], id: str = "visit", **more: Any) -> Interview:
    """An interview with a blank line between its turns; `more` sets any other field."""
    turns, start = [], 0
    for index, (speaker, words) in enumerate(said or VISIT):
        turns.append(Turn(index=index, start=start, end=start + len(words), speaker=speaker))
        start += len(words) + 2
    fields = {"title": id, "source": Source(name=f"{id}.txt", format="plain text", sha256="0" * 64), "turns": tuple(turns)} | more
    return Interview(id=id, text="\n\n".join(words for _, words in said or VISIT), **fields)


def ingest(catalog: Catalog, *paths: Path, **options: Any) -> list[FileReport]:
    """Read files into a catalog."""
    return Ingest(catalog, IngestOptions(**options)).run(paths)


def stored(catalog: Catalog, interview: str = "ada") -> Interview:
    """An interview that is there."""
    found = catalog.get(interview)
    assert found is not None
    return found
