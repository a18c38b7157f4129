"""What an assistant knows of one state of its corpus: names, words, and which of the framework's questions have an answer."""

import threading
from functools import cached_property

from assistant.evidence import assess
from assistant.spoken import Spoken, read_spoken
from assistant.understanding import Known, NameReader, read_known
from corpus.catalog import Catalog
from corpus.catalog.catalog import Counts
from corpus.framework import Framework
from index import Filters, Index
from index.analysis import terms
from index.search import Searcher


class State:
    """Read once for each state of the catalog and the index; safe to share between threads."""

    def __init__(self, catalog: Catalog, index: Index, searcher: Searcher, framework: Framework) -> None:
        self._catalog = catalog
        self._index = index
        self._framework = framework
        self._lock = threading.RLock()
        self.searcher = searcher
        self.counts: Counts = catalog.counts()
        self.known: Known = read_known(catalog, framework)
        self.names = NameReader(self.known, self._is_heard)
        self._stems = {key.partition(":")[2] for key in self.searcher.snapshot.postings.vocabulary}
        self._spoken: Spoken | None = None
        self._answerable: tuple[str, ...] | None = None

    @property
    def spoken(self) -> Spoken:
        """All that was said, read when it is first asked for."""
        with self._lock:
            if self._spoken is None:
                self._spoken = read_spoken(self._catalog)
            return self._spoken

    @property
    def answerable(self) -> tuple[str, ...]:
        """The questions of the framework that this corpus can answer."""
        with self._lock:
            if self._answerable is None:
                questions = [insight.question for insight in self._framework.insights if insight.question]
                answers = (assess(self.searcher.search(q, self._index.embed, Filters(), 1)).enough for q in questions)
                self._answerable = tuple(q for q, answered in zip(questions, answers, strict=True) if answered)
            return self._answerable

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations by name, as `Known.labels` lists them."""
        return tuple(self.known.labels("organisation"))

    @cached_property
    def units(self) -> dict[tuple[str, int], list[int]]:
        """Positions of the units of each turn, by interview and the turn's position in it."""
        found: dict[tuple[str, int], list[int]] = {}
        for position, row in enumerate(self.searcher.snapshot.rows):
            found.setdefault((row.interview, row.turn), []).append(position)
        return found

    def _is_heard(self, word: str) -> bool:
        return any(stem in self._stems for stem in terms(word) or [word])
