"""Names of people and organisations as drafts write them: whole, in part, with titles, with a slip of the pen."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from assistant.audit.report import Attribution
from assistant.audit.word_index import SaidTurn
from corpus.models import Turn
from corpus.transcripts.role_words import is_role_word

_PARTS = re.compile(r"[^\W_]+")
TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother hon honourable honorable herr frau
    madame monsieur mme m señor señora sr sra don doña dott ing phd md esq jr""".split()
)
_GENERIC = re.compile(r"(?:[^\W\d_]{1,2}|spk|speaker|person|voice)[\s_.-]*\d*|\d+", re.I)
LEAST_FUZZY = 5  # letters of a name, from which one wrong letter is a slip


def name_parts(name: str) -> frozenset[str]:
    """The parts of a name that tell people apart, folded, without titles and a possessive ending."""
    name = re.sub(r"['’]s\b", "", name)
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    parts = frozenset(_PARTS.findall(plain))
    return (parts - TITLES) or parts


def is_anonymous(label: str | None) -> bool:
    """Whether a speaker label names no person: "Interviewee", "Speaker 2", "P1", or none at all."""
    return label is None or is_role_word(label) or bool(_GENERIC.fullmatch(label.strip()))


class Names:
    """Who speaks in the corpus, and for whom."""

    def __init__(self, turns: Iterable[SaidTurn]) -> None:
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._organisations: set[str] = set()
        seen: set[tuple[str, str | None, str | None, str | None]] = set()
        for said in turns:
            turn = said.turn
            key = (said.interview, turn.speaker, turn.participant, turn.organisation)
            if key in seen:
                continue
            seen.add(key)
            self._labels[said.interview].update(filter(None, (turn.speaker, turn.participant)))
            self._organisations.update(filter(None, (turn.organisation,)))
        people = {label for labels in self._labels.values() for label in labels}
        self._people = {name_parts(label) for label in people if not is_anonymous(label)}
        self._parts = {part for parts in self._people for part in parts if len(part) > 1}
        self._known_organisations = {name_parts(name) for name in self._organisations}
        names = sorted({*people, *self._organisations}, key=len, reverse=True)
        written = [re.escape(name) for name in names if len(name) > 1]
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if written else None

    def is_known(self, name: str) -> bool:
        """Whether a person or organisation of the corpus may be meant."""
        parts = name_parts(name)
        return any(parts <= known for known in (*self._people, *self._known_organisations)) or parts in self._people

    def is_part(self, word: str) -> bool:
        """Whether a word is part of a person's name in the corpus."""
        return name_parts(word) <= self._parts

    def compare(self, name: str, said: SaidTurn) -> Attribution:
        """How a name beside a quotation compares with who spoke."""
        turn, parts = said.turn, name_parts(name)
        if not parts:
            return Attribution.NOT_TOLD
        spoke = [label for label in (turn.participant, turn.speaker) if label]
        if any(self._same(parts, name_parts(label)) for label in spoke):
            return Attribution.CONFIRMED
        if turn.organisation and self._same(parts, name_parts(turn.organisation)):
            return Attribution.CONFIRMED
        return Attribution.CONTRADICTED if self._contradicts(parts, said) else Attribution.NOT_TOLD

    def _contradicts(self, parts: frozenset[str], said: SaidTurn) -> bool:
        turn: Turn = said.turn
        if parts in self._known_organisations:
            return turn.organisation is not None
        if not is_anonymous(turn.participant or turn.speaker):
            return True
        own = {turn.speaker, turn.participant}
        others = [label for label in self._labels[said.interview] if label not in own]
        return any(parts <= name_parts(label) for label in others)

    def _same(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether one name may be a part of the other, or differs by a slip that is nobody else's name."""
        few, many = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
        if not few:
            return False
        return all(any(self._part_alike(part, other) for other in many) for part in few) and any(len(part) > 1 for part in few)

    def _part_alike(self, one: str, other: str) -> bool:
        if one == other:
            return True
        if len(one) == 1 or len(other) == 1:
            return one[0] == other[0]
        if one in self._parts and other in self._parts:
            return False
        return min(len(one), len(other)) >= LEAST_FUZZY and Levenshtein.distance(one, other) == 1
