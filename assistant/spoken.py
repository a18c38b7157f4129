"""Everything that was said, turn by turn, in memory: for questions about words, which a search by meaning cannot answer exactly."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.catalog import Catalog
from corpus.catalog.facets import Facts, read_facts
from corpus.models import Role, Span
from corpus.transcripts.speakers import speaker_key
from index import Filters
from index.analysis import base_language, fold, stemmed
from index.dates import parse_bound, period_of

_APOSTROPHE = "['’‘`]"
_BETWEEN = r"[\s,;:–—\-“”\"'’‘()]+"


@dataclass(frozen=True)
class SpokenTurn:
    """A turn with its words and who said them."""

    interview: str
    title: str
    index: int
    start: int
    text: str
    speaker: str | None
    labels: tuple[str, ...]
    organisation: str | None
    role: Role
    language: str

    @property
    def person(self) -> tuple[str, str] | None:
        """Who speaks: a name counts once an interview, since two interviews may have a "Speaker 1" each."""
        return (self.interview, speaker_key(self.speaker)) if self.speaker else None


@dataclass
class Spoken:
    """All turns of one state of the catalog, with the turns in which each stem stands."""

    generation: int
    turns: list[SpokenTurn] = field(default_factory=list)
    facts: dict[str, Facts] = field(default_factory=dict)
    stems: dict[str, dict[str, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    forms: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def holding(self, text: str) -> dict[int, list[Span]]:
        """The turns that hold all words of a text in any inflected form, each with where the words stand in it."""
        found: dict[int, list[Span]] = {}
        for language, stems in self.stems.items():
            wanted = list(dict.fromkeys(stem for _, stem in stemmed(text, language)))
            if not wanted:
                continue
            common = set.intersection(*(stems.get(stem, set()) for stem in wanted))
            words = {word for stem in wanted for word in self.forms[language, stem]}
            for number in common:
                found[number] = [Span(start=m.start(), end=m.end()) for m in _WORD.finditer(self.turns[number].text) if fold(m[0]) in words]
        return dict(sorted(found.items()))

    def running(self, text: str) -> dict[int, list[Span]]:
        """The turns that hold the words of a text one behind the other, each in any inflected form, with every place where they do."""
        found: dict[int, list[Span]] = {}
        asked = [fold(match[0]) for match in _WORD.finditer(text)]
        meant = {
            language: [{w for _, stem in stemmed(word, language) for w in self.forms[language, stem]} or {word} for word in asked]
            for language in self.stems
        }
        for number in self.holding(text):
            forms = meant[self.turns[number].language]
            words = [(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(self.turns[number].text)]
            runs = (words[k : k + len(forms)] for k in range(len(words) - len(forms) + 1))
            spans = [Span(start=r[0][1], end=r[-1][2]) for r in runs if all(w[0] in any_of for w, any_of in zip(r, forms, strict=True))]
            if spans:
                found[number] = spans
        return found

    def found_forms(self, text: str) -> list[str]:
        """The forms in which the words of a text are said."""
        return sorted({w for language in self.stems for _, stem in stemmed(text, language) for w in self.forms[language, stem]})

    def saying(self, phrase: str) -> dict[int, list[Span]]:
        """The turns that hold a phrase word for word, whatever its case and the white space in it."""
        words = [re.sub(_APOSTROPHE, _APOSTROPHE, re.escape(word)) for word in re.findall(r"[^\W_]+(?:['’‘`][^\W_]+)*", phrase)]
        if not words:
            return {}
        pattern = re.compile(r"(?<![^\W_])" + _BETWEEN.join(words) + r"(?![^\W_])", re.I)
        found = {k: [Span(start=m.start(), end=m.end()) for m in pattern.finditer(turn.text)] for k, turn in enumerate(self.turns)}
        return {k: spans for k, spans in found.items() if spans}

    def passing(self, filters: Filters) -> Iterator[int]:
        """Turns that the filters let through as far as speaker, organisation, role, interview, attributes and date decide it."""
        speakers = {speaker_key(name) for name in filters.speakers}
        organisations = {speaker_key(name) for name in filters.organisations}
        interviews = {key for key in self.facts if self._interview_passes(key, filters)}
        asks = filters.include_interviewers or Role.INTERVIEWER in filters.roles
        for k, turn in enumerate(self.turns):
            if turn.interview not in interviews or (turn.role is Role.INTERVIEWER and not asks):
                continue
            if speakers and not speakers & {speaker_key(label) for label in turn.labels}:
                continue
            if organisations and speaker_key(turn.organisation or "") not in organisations:
                continue
            if not filters.roles or turn.role in filters.roles:
                yield k

    def _interview_passes(self, key: str, filters: Filters) -> bool:
        facts = self.facts[key]
        if filters.interviews and key not in filters.interviews:
            return False
        if filters.since or filters.until:
            period = period_of(facts.date or "")
            since = parse_bound(filters.since, end=False) if filters.since else None
            until = parse_bound(filters.until, end=True) if filters.until else None
            if period is None or not period.overlaps(since, until):
                return False
        said = {name.casefold(): {v.casefold() for v in values} for name, values in facts.attributes.items()}
        for dimension in {tag.dimension.casefold() for tag in filters.tags}:
            wanted = {tag.value.casefold() for tag in filters.tags if tag.dimension.casefold() == dimension}
            if not wanted & said.get(dimension, set()):
                return False
        return True


_WORD = re.compile(r"[^\W_]+")


def read_spoken(catalog: Catalog) -> Spoken:
    """Read all that was said."""
    spoken = Spoken(catalog.generation(), facts=read_facts(catalog))
    cache: dict[tuple[str, str], str | None] = {}
    for entry in catalog.entries():
        interview = catalog.get(entry.id)
        if interview is None:
            continue
        language = base_language(interview.language)
        for turn in interview.turns:
            text = interview.words_of(turn)
            labels = tuple(label for label in (turn.participant, turn.speaker) if label)
            spoken.turns.append(
                SpokenTurn(
                    interview.id, interview.title, turn.index, turn.start, text, turn.participant or turn.speaker, labels,
                    turn.organisation, turn.role, language,
                )
            )  # fmt: skip
            _note_stems(spoken, len(spoken.turns) - 1, text, language, cache)
    return spoken


def _note_stems(spoken: Spoken, number: int, text: str, language: str, cache: dict[tuple[str, str], str | None]) -> None:
    stems = spoken.stems[language]
    for raw in set(_WORD.findall(text)):
        word = fold(raw)
        key = (language, word)
        if key not in cache:
            found = stemmed(word, language)
            cache[key] = found[0][1] if len(found) == 1 else None
        stem = cache[key]
        if stem is not None:
            stems[stem].add(number)
            spoken.forms[language, stem].add(word)
