"""The way in: files to the catalog, catalog to the index, beside embedding the same turns and adding them to Chroma."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from corpus.ingest import Ingest, IngestOptions
from corpus.settings import Settings
from evals.benchmarks.bare import BareSearch
from evals.benchmarks.corpus import Turns
from evals.benchmarks.search import SearchTimes, time_search
from index import load_embedder


@dataclass(frozen=True)
class IngestTimes:
    """Seconds for all turns."""

    ingest: float
    index: float
    bare_index: float
    search: SearchTimes


def time_ingest(turns: Turns, questions: Sequence[str], settings: Settings) -> IngestTimes:
    """Bring turns into a fresh folder, index them, then time questions to them."""
    embedder = load_embedder(settings.embedding_model)
    embedder.embed(turns.words[:32])  # the first batch pays for what the model sets up once
    bare = BareSearch(embedder)
    with tempfile.TemporaryDirectory() as folder:
        files = turns.write(Path(folder))
        assistant = Assistant(settings.model_copy(update={"data_dir": Path(folder) / "data", "builtin_corpus": False}))
        try:
            start = time.perf_counter()
            with assistant.folder.writing():
                Ingest(assistant.folder.catalog, IngestOptions(max_file_mb=settings.max_file_mb)).run(files)
            stored = time.perf_counter()
            assistant.ready()
            indexed = time.perf_counter()
            bare.add(turns.words)
            done = time.perf_counter()
            search = time_search(assistant, bare, questions)
        finally:
            assistant.close()
            bare.close()
    return IngestTimes(ingest=stored - start, index=indexed - stored, bare_index=done - indexed, search=search)
