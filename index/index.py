"""The index of a data folder: opened, kept in step with the catalog, searched, and rebuilt."""

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.catalog.facets import read_facts
from corpus.data_folder import DataFolder
from corpus.errors import DataFolderBusyError, DataFolderError
from corpus.framework import Framework
from index.census import Census
from index.chroma_store import ChromaStore
from index.embedders import Embedder, Vectors
from index.filters import Filters
from index.hits import IndexReport, SearchResult
from index.insights import InsightSuggester
from index.labels import InsightLabels
from index.search import Searcher
from index.snapshot import MissingVectorsError, Snapshot
from index.sync import Progress, Synchroniser
from index.tags import Facets
from index.unit_store import UnitStore

GENERATION = "index_generation"


@dataclass
class _Stores:
    units: UnitStore
    vectors: ChromaStore

    def close(self) -> None:
        self.units.close()
        self.vectors.close()


class Index:
    """Both legs over the interviews of one data folder."""

    def __init__(self, folder: DataFolder, embedder: Callable[[], Embedder], framework: Framework) -> None:
        """Prepare an index; nothing is opened or loaded before it is needed.

        Args:
            folder: The open data folder.
            embedder: Loads the embedding model.
            framework: What insights are suggested from.
        """
        self._folder = folder
        self._load_embedder = embedder
        self._framework = framework
        self._lock = threading.RLock()
        self._stores: _Stores | None = None
        self._searcher: Searcher | None = None
        self._suggester: InsightSuggester | None = None
        self._seen: tuple[str | None, int] | None = None

    def sync(self, progress: Progress | None = None, wait_seconds: float | None = None) -> bool:
        """Bring the index up to the catalog; returns whether anything changed.

        Args:
            progress: Called with turns done and turns to do.
            wait_seconds: How long to wait for another process that writes (default: the setting).

        Raises:
            IndexMismatchError: It was made with another model.
            DataFolderBusyError: Another process writes to the folder.
            DataFolderError: A store failed.
        """
        with self._lock, self._folder.writing(wait_seconds):
            stores = self._open()
            synchroniser = Synchroniser(self._folder.catalog, stores.units, stores.vectors)
            changed = any(synchroniser.work()) and synchroniser.run(self._load_embedder(), progress)  # a model takes seconds to load
            if changed:
                self._folder.catalog.set_meta(GENERATION, str(int(self._folder.catalog.meta(GENERATION) or 0) + 1))
        return changed

    def ready(self, progress: Progress | None = None) -> None:
        """Bring the index up to the catalog if it is behind, and into memory if it changed.

        While another process is writing, what is indexed so far is used.

        Raises:
            IndexMismatchError: The index was made with another model.
            DataFolderBusyError: Another process is making the first index of this folder.
        """
        with self._lock:
            seen = self._now()
            if self._searcher is not None and seen == self._seen:
                return
            if not self._sync_unless_busy(progress):
                return
            seen = self._now()
            self._searcher = self._load_or_repair(progress)
            self._seen = seen

    def search(self, question: str, filters: Filters | None = None, limit: int = 10) -> SearchResult:
        """Find the units that best answer a question, best first.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        return self.current().search(question, self._load_embedder().embed, filters or Filters(), limit)

    def current(self) -> Searcher:
        """The searcher of what the catalog holds now; several questions to it are answered from one state.

        Raises:
            DataFolderError: The index cannot be made.
        """
        self.ready()
        searcher = self._searcher
        if searcher is None:
            raise DataFolderError(f"{self._folder.path}: the index is not ready; run 'whatsworking index sync'")
        return searcher

    def census(self) -> Census:
        """Counts over all that is indexed now."""
        return self.current().census(tuple(self._folder.catalog.organisations()))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts with the model of the index."""
        return self._load_embedder().embed(texts)

    def report(self) -> IndexReport:
        """How catalog and index stand to each other; changes nothing."""
        with self._lock:
            stores = self._open()
            work = Synchroniser(self._folder.catalog, stores.units, stores.vectors).work()
            return IndexReport(
                model=stores.units.meta("model"),
                interviews=sum(state.complete for state in stores.units.indexed().values()),
                units=stores.units.count(),
                vectors=stores.vectors.count(),
                to_add=tuple(entry.id for entry in work.add),
                to_remove=tuple(work.remove),
            )

    def rebuild(self, progress: Progress | None = None) -> None:
        """Delete the index and make it anew from the catalog.

        Raises:
            DataFolderBusyError: Another process writes to the folder.
        """
        with self._lock, self._folder.writing():
            self.close()
            if self._folder.index_path.exists():
                shutil.rmtree(self._folder.index_path)
            self.sync(progress)

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            if self._stores:
                self._stores.close()
            self._stores = self._searcher = self._seen = None

    def _open(self) -> _Stores:
        if self._stores is None:
            path = self._folder.index_path
            try:
                os.makedirs(path, exist_ok=True)
            except OSError as error:
                raise DataFolderError(f"{path}: {error.strerror}; check the folder's rights") from error
            units = UnitStore(path / "units.sqlite3")
            self._stores = _Stores(units, ChromaStore(path / "chroma"))
        return self._stores

    def _now(self) -> tuple[str | None, int]:
        return self._folder.catalog.meta(GENERATION), self._folder.catalog.generation()

    def _sync_unless_busy(self, progress: Progress | None) -> bool:
        """Sync if there is work. Returns False where another process is at it and what is in memory has to do."""
        stores = self._open()
        synchroniser = Synchroniser(self._folder.catalog, stores.units, stores.vectors)
        synchroniser.check_model(self._load_embedder().name)
        if not any(synchroniser.work()):
            return True
        try:
            self.sync(progress, wait_seconds=0 if self._searcher else None)
        except DataFolderBusyError:
            if not stores.units.count():
                raise
            return self._searcher is None
        return True

    def _load_or_repair(self, progress: Progress | None) -> Searcher:
        try:
            return self._load()
        except MissingVectorsError as error:
            with self._folder.writing():
                for interview in error.interviews:
                    self._open().units.mark_incomplete(interview)
                self.sync(progress)
            return self._load()

    def _load(self) -> Searcher:
        snapshot = self._load_snapshot()
        facets = Facets(snapshot, self._folder.catalog.tags(), read_facts(self._folder.catalog))
        if self._suggester is None:
            self._suggester = InsightSuggester.build(self._framework, self._load_embedder())
        labels = InsightLabels(self._framework, self._suggester, facets, snapshot)
        return Searcher(snapshot, labels, facets, self._load_embedder())

    def _load_snapshot(self) -> Snapshot:
        """Read the stores, or keep what was read where only the catalog changed: tags, dates, attributes."""
        generation = self._folder.catalog.meta(GENERATION)
        if self._searcher and self._seen and generation == self._seen[0]:
            return self._searcher.snapshot
        if self._stores:  # another process may have written: read the files afresh
            self._stores.close()
            self._stores = None
        stores = self._open()
        numbers, vectors = stores.vectors.vectors(self._load_embedder().dimension)
        return Snapshot.build(stores.units.rows(), numbers, vectors)
