"""Where the words of a quotation stand in the corpus: literally, with marked omissions, nearly, or in several places."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from assistant.audit.conventions import LEAST_WORDS_A_PIECE, Piece, Pieces
from assistant.audit.likeness import Likeness, likeness
from assistant.audit.typography import Word, words_of
from assistant.audit.word_index import Run, WordIndex

MOST_OCCURRENCES = 400
# A bracketed insertion may stand in place of so many words of the source.
MOST_REPLACED = 12
MOST_CANDIDATES = 6
MOST_PIECES = 200  # of a quotation with omissions
EDGE_SEARCH = 8
# Where the nearest passage needs more changes than this share of the words, passages that share only single words are tried.
FAR = 0.4


class Match(NamedTuple):
    """Words ``[first, last)`` of the index, all of one turn, and how alike they are to what was looked for."""

    first: int
    last: int
    turn: int
    likeness: Likeness


class Near(NamedTuple):
    """The passage of one turn that is nearest to a quotation: index words ``[first, last)`` and the changes it takes."""

    first: int
    last: int
    turn: int
    distance: int


class Matcher:
    """Looks words up in an index."""

    def __init__(self, index: WordIndex) -> None:
        self.index = index

    def literal(self, text: str, words: Sequence[Word]) -> list[Match]:
        """Every place in one turn that has these words and no others between, most alike first."""
        numbers = self.index.numbers([word.form for word in words])
        found = [self._match(text, words, place) for place in self.index.occurrences(numbers)[:MOST_OCCURRENCES]]
        return sorted(found, key=lambda match: match.likeness)

    def with_omissions(self, pieces: Pieces) -> list[list[Match]]:
        """Every way in which all pieces stand in their order in one turn, literally; a list of matches, one for each."""
        needed = [(piece, words_of(piece.words)) for piece in pieces.pieces if words_of(piece.words)]
        total = sum(len(words) for _, words in needed)
        if not needed or len(pieces.pieces) > MOST_PIECES or total < LEAST_WORDS_A_PIECE * len(needed):
            return []
        longest = max((words for _, words in needed), key=len)
        numbers = self.index.numbers([word.form for word in longest])
        turns = dict.fromkeys(int(self.index.turn_of[p]) for p in self.index.occurrences(numbers)[:MOST_OCCURRENCES])
        found = (self._in_turn(pieces, turn) for turn in turns)
        return [matches for matches in found if matches]

    def near(self, numbers: Sequence[int], runs: Sequence[Run]) -> list[Near]:
        """The nearest passages, each of another turn, nearest first."""
        scores: dict[int, int] = {}
        for run in runs:
            scores[run.turn] = scores.get(run.turn, 0) + run.length**2
        turns = sorted(scores, key=lambda turn: -scores[turn])[:MOST_CANDIDATES]
        found = [self._nearest(numbers, turn, [run for run in runs if run.turn == turn]) for turn in turns]
        if not found or min(near.distance for near in found) > FAR * len(numbers):
            others = [turn for turn in self.index.nearest_turns(numbers, MOST_CANDIDATES) if turn not in scores]
            found += [self._nearest(numbers, turn, []) for turn in others]
        return sorted((near for near in found if near.last > near.first), key=lambda near: near.distance)

    def places(self, match: Match | Near) -> tuple[int, int]:
        """Where a match begins and ends in its interview's text."""
        return int(self.index.starts[match.first]), int(self.index.ends[match.last - 1])

    def _match(self, text: str, words: Sequence[Word], place: int) -> Match:
        turn = int(self.index.turn_of[place])
        said = self.index.turns[turn]
        match = Match(place, place + len(words), turn, Likeness.PUNCTUATION)
        source, (start, end) = self.index.texts[said.interview], self.places(match)
        within = source[said.turn.start : said.turn.end]
        shift = said.turn.start
        found = likeness(text, (words[0].start, words[-1].end), within, (start - shift, end - shift))
        return match._replace(likeness=found)

    def _in_turn(self, pieces: Pieces, turn: int) -> list[Match]:
        """The pieces in order within a turn, or nothing."""
        return self._follow(pieces, 0, turn, None, set()) or []

    def _follow(self, pieces: Pieces, k: int, turn: int, after: int | None, dead: set[tuple[int, int | None]]) -> list[Match] | None:
        """Match the k-th and all later pieces, from the word ``after`` on; ``dead`` are beginnings that are known to fail."""
        if k == len(pieces.pieces):
            return []
        if (k, after) in dead:
            return None
        piece = pieces.pieces[k]
        words = words_of(piece.words)
        if not words:
            return self._follow(pieces, k + 1, turn, after, dead)
        for place in self._allowed(pieces, k, words, turn, after):
            text = pieces.text
            shifted = [word._replace(start=word.start + piece.start, end=word.end + piece.start) for word in words]
            match = self._match(text, shifted, place)
            if match.likeness >= Likeness.PUNCTUATION:
                continue
            rest = self._follow(pieces, k + 1, turn, match.last, dead)
            if rest is not None:
                return [match, *rest]
        dead.add((k, after))
        return None

    def _allowed(self, pieces: Pieces, k: int, words: Sequence[Word], turn: int, after: int | None) -> Iterator[int]:
        """Places of a piece in a turn, in order, that what stands before it allows."""
        said = self.index.turns[turn]
        first = said.first if after is None else after
        marks: list[Piece] = []
        for piece in reversed(pieces.pieces[:k]):
            if words_of(piece.words):
                break
            marks.append(piece)
        replaced = MOST_REPLACED * sum(bool(piece.insert) for piece in marks)
        free = after is None or any(piece.gap for piece in marks)
        last = said.last - len(words) if free else min(said.last - len(words), first + replaced)
        numbers = self.index.numbers([word.form for word in words])
        for place in range(first, last + 1):
            if all(self.index.words[place + n] == number for n, number in enumerate(numbers)):
                yield place

    def _nearest(self, numbers: Sequence[int], turn: int, runs: Sequence[Run]) -> Near:
        """The passage of a turn nearest to the quotation: guessed from its runs, then its edges moved while that helps."""
        said, size = self.index.turns[turn], len(numbers)
        if runs:
            longest = max(runs, key=lambda run: run.length)
            near = [r for r in runs if abs((r.place - r.start) - (longest.place - longest.start)) <= size]
            leftmost, rightmost = min(near, key=lambda r: r.start), max(near, key=lambda r: r.end)
            first = leftmost.place - leftmost.start
            last = rightmost.place + rightmost.length + size - rightmost.end
            return self._settle(numbers, said.first, said.last, turn, first, last)
        starts = range(said.first, max(said.first + 1, said.last - size + 1), max(1, size // 3))
        tried = (self._settle(numbers, said.first, said.last, turn, start, start + size, search=0) for start in starts)
        best = min(tried, key=lambda near: near.distance)
        return self._settle(numbers, said.first, said.last, turn, best.first, best.last)

    def _settle(self, numbers: Sequence[int], low: int, high: int, turn: int, first: int, last: int, search: int = EDGE_SEARCH) -> Near:
        first, last = max(low, min(first, high)), min(high, max(last, low))
        best = self._distance(numbers, turn, first, max(first, last))
        for step in range(-search, search + 1):
            moved = self._distance(numbers, turn, max(low, min(first + step, last)), last)
            best = moved if moved.distance < best.distance else best
        for step in range(-search, search + 1):
            moved = self._distance(numbers, turn, best.first, min(high, max(last + step, best.first)))
            best = moved if moved.distance < best.distance else best
        return best

    def _distance(self, numbers: Sequence[int], turn: int, first: int, last: int) -> Near:
        said = [int(number) for number in self.index.words[first:last]]
        return Near(first, last, turn, Levenshtein.distance(numbers, said))
