"""QMSum transcripts with their questions and gold spans, embedded once and kept in a cache."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.importers import Document, importer_for
from corpus.importers.base import Importer
from corpus.models import Interview, Source
from index.analysis import terms
from index.embedders import Embedder, Vectors
from index.snapshot import Snapshot
from index.unit_store import UnitRow
from index.units import Unit, units_of

LEAST_WORDS = 8
IDEAL = 10


@dataclass(frozen=True)
class Query:
    """A question with the turns that answer it.

    Attributes:
        topic: Whether it is the name of a topic ("Trust") rather than a question; a topic's span is its passage.
        ideal: How many relevant quotes the best ten can hold.
    """

    text: str
    topic: bool
    gold: frozenset[int]
    ideal: int


@dataclass(frozen=True)
class Transcript:
    """A transcript's units, their vectors and its questions."""

    name: str
    units: tuple[Unit, ...]
    vectors: Vectors
    queries: tuple[Query, ...]


def load_transcripts(folder: Path, embedder: Embedder, cache: Path) -> Iterator[Transcript]:
    """The transcripts of a folder in the order of their names.

    Args:
        folder: JSON files of the data set.
        embedder: Embeds the units of those that are not in the cache.
        cache: Folder for the vectors, one file a transcript.
    """
    cache.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.json")):
        raw = path.read_bytes()
        units = tuple(units_of(_interview(path.name, raw)))
        yield Transcript(path.stem, units, _vectors(cache / f"{path.stem}.npy", units, embedder), tuple(_queries(json.loads(raw))))


def snapshot_of(transcripts: Sequence[Transcript], apart: frozenset[str] = frozenset()) -> Snapshot:
    """One index of transcripts, ordered by name; those in ``apart`` as collections of separate quotations."""
    rows = [_row(unit, transcript.name not in apart) for transcript in transcripts for unit in transcript.units]
    rows = [row._replace(number=k) for k, row in enumerate(rows)]
    return Snapshot.build(rows, range(len(rows)), np.concatenate([t.vectors for t in transcripts]))


def _row(unit: Unit, conversation: bool) -> UnitRow:
    known = {name: value for name, value in unit.model_dump().items() if name in UnitRow._fields}
    return UnitRow(
        **{**known, "role": unit.role.value},
        number=0,
        asks=int(unit.text.rstrip().endswith("?")),
        sha256="",
        stems=" ".join(terms(unit.text)),
        conversation=int(conversation),
        language="en",
    )


def _interview(name: str, raw: bytes) -> Interview:
    importer = importer_for(name)
    if not isinstance(importer, Importer):
        raise TypeError(f"{name}: is a container, not a transcript")
    parsed = importer.read(Document(name=name, data=raw))
    key = Path(name).stem
    return Interview(id=key, title=key, source=Source(name=name, format=importer.name, sha256=""), text=parsed.text, turns=parsed.turns)


def _vectors(file: Path, units: Sequence[Unit], embedder: Embedder) -> Vectors:
    if file.exists():
        stored = np.load(file)
        if len(stored) == len(units):
            return np.asarray(stored, dtype=np.float32)
    vectors = embedder.embed([unit.text for unit in units])
    np.save(file, vectors.astype(np.float16))
    return vectors


def _queries(data: dict[str, Any]) -> Iterator[Query]:
    long = {k for k, turn in enumerate(data["meeting_transcripts"]) if len(turn["content"].split()) >= LEAST_WORDS}
    asked = [(item["query"], False, item) for item in data["specific_query_list"]]
    named = [(item["topic"], True, item) for item in data["topic_list"] if item["topic"].strip()]
    for text, topic, item in asked + named:
        gold = frozenset(k for first, last in item["relevant_text_span"] for k in range(int(first), int(last) + 1))
        yield Query(text, topic, gold, min(IDEAL, len(gold & long)))
