"""The verdict on one quotation: where its words stand, and what was done to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein, Opcode

from assistant.audit.conventions import Pieces, take_apart
from assistant.audit.likeness import Likeness, with_edges
from assistant.audit.matching import Match, Matcher, Near
from assistant.audit.report import Verdict
from assistant.audit.typography import Word, words_of
from assistant.audit.word_index import Run

LEAST_WORDS = 4  # fewer are titles, terms and scare quotes: too short to judge unless they stand somewhere
ALTERED_FROM = 0.5  # share of words that must stand in one passage, in order
SHORT, SHORT_FROM = 8, 0.6
JOINED_FROM = 0.6  # share of words that must stand in several passages together
LEAST_JOINED = 4  # words of one passage of those


@dataclass(frozen=True)
class Passage:
    """Words of one turn, as offsets in its interview's text."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class Judgement:
    """What was found of a quotation, before its attribution is looked at.

    Attributes:
        choices: For what stands exactly in several turns: the passages of each. For all else one.
        share: Of the quotation's words that stand in the passages.
    """

    verdict: Verdict
    choices: tuple[tuple[Passage, ...], ...] = ()
    notes: tuple[str, ...] = ()
    share: float = 0.0
    detail: str = field(default="")


_NOTES = {
    Likeness.TYPOGRAPHY: "exact apart from typography (quotation marks, dashes, white space)",
    Likeness.CAPITAL: "exact apart from the case of its first letter",
}


class Judge:
    """Judges quotations against a corpus."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.index = matcher.index

    def judge(self, text: str) -> Judgement:
        """Judge the words of one quotation, its outer marks taken off."""
        words = words_of(text)
        literal = self.matcher.literal(text, words)
        exact = [match for match in literal if match.likeness < Likeness.PUNCTUATION]
        if exact:
            return self._exact(text, words, exact)
        pieces = take_apart(text)
        kept = words_of(" ".join(piece.words for piece in pieces.pieces)) if pieces.marked else words
        if pieces.marked or pieces.text != text:
            shortened = self.matcher.with_omissions(pieces)
            if shortened:
                return self._shortened(pieces, shortened)
        over_turns = self._over_turns(text, words)
        if over_turns:
            return over_turns
        if len(kept) < LEAST_WORDS:
            return Judgement(Verdict.TOO_SHORT)
        return self._several(pieces) or self._inexact(pieces, kept)

    def _exact(self, text: str, words: Sequence[Word], matches: list[Match]) -> Judgement:
        best = matches[0].likeness
        notes = (_NOTES[best],) if best in _NOTES else ()
        choices = tuple((self._passage(text, words, match),) for match in matches if match.likeness == best)
        return Judgement(Verdict.EXACT, choices, notes, 1.0)

    def _shortened(self, pieces: Pieces, ways: list[list[Match]]) -> Judgement:
        notes = []
        if any(piece.gap for piece in pieces.pieces):
            notes.append("shortened: words are left out where an ellipsis marks it, all others are exact and in order")
        if any(piece.insert for piece in pieces.pieces) or not notes:
            notes.append("words or letters in square brackets are the draft's own")
        choices = tuple(tuple(self._merged(matches)) for matches in ways)
        return Judgement(Verdict.EXACT, choices, tuple(notes), 1.0)

    def _over_turns(self, text: str, words: Sequence[Word]) -> Judgement | None:
        """A quotation of several paragraphs that are turns of one speaker, one after another."""
        paragraphs = [part for part in text.split("\n\n") if words_of(part)]
        if len(paragraphs) < 2:
            return None
        for match in self.matcher.literal(paragraphs[0], words_of(paragraphs[0])):
            chain = [match]
            for paragraph in paragraphs[1:]:
                following = [m for m in self.matcher.literal(paragraph, words_of(paragraph)) if self._continues(chain[-1], m)]
                chain += following[:1]
            if len(chain) == len(paragraphs) and all(m.likeness < Likeness.PUNCTUATION for m in chain):
                note = "runs over several turns of one speaker, a paragraph each"
                return Judgement(Verdict.EXACT, (tuple(self._merged(chain)),), (note,), 1.0)
        return None

    def _continues(self, before: Match, match: Match) -> bool:
        one, other = self.index.turns[before.turn], self.index.turns[match.turn]
        if match.first != before.last or one.interview != other.interview:
            return False
        return one.turn.speaker == other.turn.speaker and other.turn.index - one.turn.index <= 1

    def _several(self, pieces: Pieces) -> Judgement | None:
        """Pieces that an ellipsis parts, each exact, but not in one turn and in order."""
        parts = [(piece, words_of(piece.words)) for piece in pieces.pieces if words_of(piece.words)]
        if len(parts) < 2 or min(len(words) for _, words in parts) < LEAST_WORDS - 1:
            return None
        found = [self.matcher.literal(piece.words, words) for piece, words in parts]
        if not all(matches and matches[0].likeness < Likeness.PUNCTUATION for matches in found):
            return None
        passages = tuple(self._merged([matches[0] for matches in found], merge=False))
        turns = {passage.turn for passage in passages}
        detail = "its parts stand in several turns" if len(turns) > 1 else "its parts stand in the turn in another order or further apart"
        return Judgement(Verdict.JOINED, (passages,), (), 1.0, detail)

    def _inexact(self, pieces: Pieces, words: Sequence[Word]) -> Judgement:
        numbers = self.index.numbers([word.form for word in words])
        runs = self.matcher.index.runs(numbers)
        near = self.matcher.near(numbers, runs)
        if not near:
            return Judgement(Verdict.NOT_FOUND)
        best = near[0]
        share = 1 - best.distance / len(words)
        joined = self._joined(numbers, runs, best)
        if joined:
            return joined
        passage = Passage(best.turn, *self.matcher.places(best))
        if share >= (SHORT_FROM if len(words) < SHORT else ALTERED_FROM):
            detail = "only punctuation, signs or the case of letters differ" if best.distance == 0 else ""
            return Judgement(Verdict.ALTERED, ((passage,),), (), round(max(share, 0.0), 3), detail)
        return Judgement(Verdict.NOT_FOUND)

    def _joined(self, numbers: Sequence[int], runs: Sequence[Run], best: Near) -> Judgement | None:
        """Whether what one passage does not explain stands exactly in another place."""
        said = [int(number) for number in self.index.words[best.first : best.last]]
        steps = [step for step in Levenshtein.opcodes(said, list(numbers)) if step.tag != "equal"]
        gap = any(step.tag == "delete" and step.src_end - step.src_start > LEAST_JOINED for step in steps)
        pieces = self._cover(numbers, runs, best)
        long = [piece for piece in pieces if piece.length >= LEAST_JOINED]
        if len(long) < 2 or sum(piece.length for piece in pieces) < JOINED_FROM * len(numbers):
            return None
        foreign = [run for run in long if run.place >= best.last or run.place + run.length <= best.first]
        if not gap and not any(self._explains(run, steps) for run in foreign):
            return None
        passages = tuple(
            Passage(run.turn, int(self.index.starts[run.place]), int(self.index.ends[run.place + run.length - 1])) for run in long
        )
        turns = {run.turn for run in long}
        detail = "from several turns, without an ellipsis" if len(turns) > 1 else "from several places of one turn, without an ellipsis"
        share = sum(piece.length for piece in pieces) / len(numbers)
        return Judgement(Verdict.JOINED, (passages,), (), round(share, 3), detail)

    @staticmethod
    def _explains(run: Run, steps: Sequence[Opcode]) -> bool:
        """Whether a run elsewhere has the words that the nearest passage lacks."""
        lacking = [k for step in steps for k in range(step.dest_start, step.dest_end)]
        return sum(run.start <= k < run.end for k in lacking) >= LEAST_JOINED

    def _cover(self, numbers: Sequence[int], runs: Sequence[Run], best: Near) -> list[Run]:
        """The fewest runs that have most of the words, those of the nearest passage first where two reach as far."""
        pieces: list[Run] = []
        position = 0
        while position < len(numbers):
            ahead = [run for run in runs if run.start <= position < run.end]
            if not ahead:
                position += 1
                continue
            run = max(ahead, key=lambda r: (r.end, r.turn == best.turn))
            pieces.append(Run(position, run.end, run.place + position - run.start, run.turn))
            position = run.end
        return pieces

    def _passage(self, text: str, words: Sequence[Word], match: Match) -> Passage:
        said = self.index.turns[match.turn]
        within = (said.turn.start, said.turn.end)
        place = with_edges(text, (words[0].start, words[-1].end), self.index.texts[said.interview], self.matcher.places(match), within)
        return Passage(match.turn, *place)

    def _merged(self, matches: Sequence[Match], merge: bool = True) -> list[Passage]:
        """The passages of matches, those without words between them as one."""
        passages: list[Passage] = []
        last = -1
        for match in matches:
            start, end = self.matcher.places(match)
            if merge and passages and passages[-1].turn == match.turn and match.first == last:
                passages[-1] = Passage(match.turn, passages[-1].start, end)
            else:
                passages.append(Passage(match.turn, start, end))
            last = match.last
        return passages
