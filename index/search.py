"""One search over a snapshot: the question understood, both legs, scored, filtered, the best units chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.census import Census
from index.choosing import choose
from index.descriptions import Descriptions
from index.embedders import Embedder, Vectors
from index.filters import Filters
from index.hits import Hit, SearchResult, Support, hit_of
from index.known_texts import elsewhere, embed_known
from index.labels import InsightLabels
from index.postings import Matches
from index.question import Question, understand
from index.ranker import load_ranker
from index.scoring import Scored, Scorer
from index.selection import select
from index.snapshot import Booleans, Snapshot
from index.support import support_of, term_weights
from index.tags import Facets

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Look:
    """A search with what was computed for it.

    Attributes:
        allowed: Which units of the snapshot its filters let through.
        scored: None where they let none through.
        summed: What speaks for an answer from some units.
    """

    result: SearchResult
    allowed: Booleans
    scored: Scored | None
    summed: Callable[[Booleans], Support] | None

    def among(self, units: Booleans) -> SearchResult:
        """What would support an answer from some of the allowed units, without hits."""
        mask = self.allowed & units
        if self.summed is None or not mask.any():
            return SearchResult(hits=(), allowed=0, terms=self.result.terms)
        return SearchResult(hits=(), allowed=int(mask.sum()), terms=self.result.terms, support=self.summed(mask))


class Searcher:
    """Searches one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, labels: InsightLabels, facets: Facets, embedder: Embedder) -> None:
        self.snapshot = snapshot
        self._descriptions = Descriptions.of(snapshot, embedder)
        self._elsewhere = embed_known(elsewhere(), embedder)
        self._scorer = Scorer(snapshot, load_ranker(), self._descriptions)
        self.labels = labels
        self._facets = facets
        names = set(snapshot.speaker.values) | set(snapshot.participant.values)
        self._names = sorted(names - {""})

    def search(self, text: str, embed: Embed, filters: Filters, limit: int) -> SearchResult:
        """Find the best units.

        Args:
            text: The question as asked.
            embed: Embeds texts.
            filters: Which units may be returned.
            limit: How many at most.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        return self.look(text, embed, filters, limit).result

    def look(self, text: str, embed: Embed, filters: Filters, limit: int) -> "Look":
        """Find the best units, and keep what was computed on the way, so that other choices of units can be judged too.

        Args:
            text: The question as asked.
            embed: Embeds texts.
            filters: Which units may be returned.
            limit: How many at most.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        allowed = select(filters, self.snapshot, self._facets, self.labels)
        question = understand(text, self._names_among(allowed), self.snapshot.postings.languages)
        if not allowed.any():
            weights = term_weights(self.snapshot.postings.matches(question.terms), len(self.snapshot))
            return Look(SearchResult(hits=(), allowed=0, terms=weights), allowed, None, None)
        theirs = allowed & self._words_of(question.speakers)
        asked_for = not question.topical and bool(theirs.any())
        if asked_for:
            allowed = theirs
        vector = embed_question(question, embed)
        scored = self._scorer.score(question, vector, allowed, limit)
        chosen = choose(self.snapshot, scored.positions, scored.scores, limit)
        elsewhere_cosines = self._elsewhere @ vector

        def summed(units: Booleans) -> Support:
            support = support_of(scored, units, self.snapshot.interview, self._descriptions, elsewhere_cosines)
            return support.model_copy(update={"asked_for": asked_for})

        result = SearchResult(
            hits=tuple(self._hits(scored, chosen)),
            allowed=int(allowed.sum()),
            terms=term_weights(scored.matches, len(self.snapshot)),
            support=summed(allowed),
        )
        return Look(result, allowed, scored, summed)

    def allowed(self, filters: Filters) -> Booleans:
        """Which units the filters let through.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        return select(filters, self.snapshot, self._facets, self.labels)

    def hits_at(self, positions: Sequence[int]) -> list[Hit]:
        """Units that were found otherwise than by a search, with their insights; score and cosine are 0."""
        rows = [self.snapshot.rows[position] for position in positions]
        return [hit_of(row, insights) for row, insights in zip(rows, self.labels.of(positions) if rows else [], strict=True)]

    def census(self, organisations: tuple[str, ...]) -> Census:
        """Counts over the same units."""
        return Census(self.snapshot, self.labels, self._facets, organisations)

    def _words_of(self, speakers: Sequence[str]) -> Booleans:
        return self.snapshot.speaker.among(speakers) | self.snapshot.participant.among(speakers)

    def _names_among(self, allowed: Booleans) -> list[str]:
        """Names of the speakers of the interviews that are searched."""
        if allowed.all() or len(self.snapshot.interviews) == 1:
            return self._names
        interviews = np.zeros(len(self.snapshot.interviews), dtype=np.bool_)
        interviews[self.snapshot.interview[allowed]] = True
        units = interviews[self.snapshot.interview]
        coded = (self.snapshot.speaker, self.snapshot.participant)
        return sorted({codes.values[k] for codes in coded for k in np.unique(codes.codes[units])} - {""})

    def _hits(self, scored: Scored, chosen: Sequence[int]) -> list[Hit]:
        positions = [int(scored.positions[k]) for k in chosen]
        labels = self.labels.of(positions)
        return [
            hit_of(
                self.snapshot.rows[position],
                insights,
                float(scored.scores[k]),
                float(scored.cosines[position]),
                _matched(scored.matches, position),
            )
            for k, position, insights in zip(chosen, positions, labels, strict=True)
        ]


def embed_question(question: Question, embed: Embed) -> Vectors:
    """The mean of the vectors of a question as asked and of what it is about, of length 1."""
    texts = list(dict.fromkeys((question.text, question.about)))
    mean = embed(texts).mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


def _matched(matches: Sequence[Matches], position: int) -> tuple[str, ...]:
    return tuple(match.term for match in matches if match.holds(position))
