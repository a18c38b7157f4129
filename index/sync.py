"""Bringing the index up to the catalog. Safe to kill at any point: what was begun and not finished is done again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.catalog import Catalog, Entry
from corpus.errors import IndexMismatchError
from index.chroma_store import ChromaStore
from index.embedders import Embedder
from index.unit_store import UnitStore
from index.units import units_of

FORMAT = "2"
# Embedded at a time, so that progress is seen and a kill costs little of a long interview's memory.
CHUNK = 256

Progress = Callable[[int, int], None]


class Work(NamedTuple):
    """What a sync would do: interviews to take out and to put in (a changed one stands in both)."""

    remove: list[str]
    add: list[Entry]


@dataclass(frozen=True)
class _Counter:
    """Reports the turns of one interview on top of those done before it."""

    progress: Progress | None
    before: int
    total: int

    def __call__(self, turns: int) -> None:
        if self.progress:
            self.progress(self.before + turns, self.total)


class Synchroniser:
    """Makes the unit store and the vector store hold exactly what the catalog holds."""

    def __init__(self, catalog: Catalog, units: UnitStore, vectors: ChromaStore) -> None:
        self._catalog = catalog
        self._units = units
        self._vectors = vectors

    def check_model(self, model: str) -> None:
        """Refuse an index that was made with another model.

        Raises:
            IndexMismatchError: It was; the message says how to go on.
        """
        made_with = self._units.meta("model")
        if made_with is not None and made_with != model:
            raise IndexMismatchError(
                f"the index was made with the embedding model {made_with}, the setting is {model}; run 'whatsworking index rebuild' "
                "to index again with it, or set WHATSWORKING_EMBEDDING_MODEL back"
            )

    def work(self) -> Work:
        """Compare catalog and index, without changing either."""
        entries = {entry.id: entry for entry in self._catalog.entries()}
        if not self._usable():
            return Work([], list(entries.values()))
        indexed = self._units.indexed()
        stale = {
            key
            for key, state in indexed.items()
            if not state.complete or key not in entries or entries[key].fingerprint != state.fingerprint
        }
        missing = [entry for key, entry in entries.items() if key not in indexed or key in stale]
        return Work(sorted(stale), missing)

    def run(self, embedder: Embedder, progress: Progress | None = None) -> bool:
        """Carry out the work; the caller holds the folder's write lock.

        Args:
            embedder: Embeds what is new.
            progress: Called with turns done and turns to do.

        Returns:
            Whether anything changed.

        Raises:
            IndexMismatchError: The index was made with another model.
            DataFolderError: A store failed.
        """
        self.check_model(embedder.name)
        if not self._usable():
            self._start_afresh(embedder)
        work = self.work()
        for interview in work.remove:
            self._remove(interview)
        done, total = 0, sum(entry.turns for entry in work.add)
        for entry in work.add:
            self._add(entry, embedder, _Counter(progress, done, total))
            done += entry.turns
        return bool(work.remove or work.add)

    def _usable(self) -> bool:
        """Whether both stores were made together and in this format; one that was deleted makes the other worthless."""
        return self._units.meta("format") == FORMAT and self._units.meta("collection") == self._vectors.collection_id

    def _start_afresh(self, embedder: Embedder) -> None:
        self._units.clear()
        self._vectors.clear()
        facts = {"format": FORMAT, "collection": self._vectors.collection_id, "model": embedder.name, "dimension": str(embedder.dimension)}
        self._units.set_meta(facts)

    def _remove(self, interview: str) -> None:
        self._units.mark_incomplete(interview)
        self._vectors.remove(interview)
        self._units.remove(interview)

    def _add(self, entry: Entry, embedder: Embedder, turns_done: Callable[[int], None]) -> None:
        interview = self._catalog.get(entry.id)
        if interview is None:
            return
        units = list(units_of(interview))
        numbers = self._units.begin(interview, entry.fingerprint, units)
        for at in range(0, len(units), CHUNK):
            chosen = slice(at, at + CHUNK)
            self._vectors.add(numbers[chosen], interview.id, embedder.embed([unit.text for unit in units[chosen]]))
            turns_done(entry.turns * min(at + CHUNK, len(units)) // len(units))
        self._units.complete(interview.id)
        turns_done(entry.turns)
