"""The names that a corpus knows: who speaks, for whom, where, on what; read once for each state of the catalog."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from assistant.understanding.regions import countries_of_regions, demonyms
from assistant.understanding.words import keys_of
from corpus.catalog import Catalog, Entry
from corpus.catalog.facets import read_facts
from corpus.framework import Framework
from corpus.models import Origin, Role
from corpus.transcripts.role_words import role_of_label
from corpus.transcripts.speakers import base_and_note
from index.analysis import STOP_WORDS, terms
from index.dates import period_of

# Attributes that are no subject of a filter in words.
_LEFT_OUT = frozenset("consent licence participant insight file notes note comment comments email phone id".split())
_KINDS = {"geography": "place", "issue_area": "issue area", "community_served": "community", "organisation": "organisation"}
PLACE, SPEAKER, ORGANISATION, ROLE, INTERVIEW, INSIGHT, DATE = "place", "speaker", "organisation", "role", "interview", "insight", "date"
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]{2,12})[)\]]")
_TITLES = re.compile(r"^(?:mrs?|ms|miss|dr|prof(?:essor)?|sir|madam|hon)\.?\s+(?=\w)", re.I)
_TITLE_WORDS = frozenset("grad phd professor prof doctor student speaker person manager designer director".split())
# Words that many organisations bear in their names: alone they name none.
_GENERIC = frozenset(
    """the foundation institute international national global centre center trust fund bank group network association society
    council company initiative project programme program alliance coalition university school college health education community
    ministry department agency office international services service solutions lab labs action aid world africa india american
    british east west north south women children youth people new young social development partners partnership care union
    of and for""".split()
)


@dataclass(frozen=True)
class Name:
    """A known value that a question may name.

    Attributes:
        kind: As it is told to people: "organisation", "place", "issue area", …
        field: The field of the filters that it sets: "organisations", "speakers", "interviews", "insights", "roles" or "tags".
        dimension: For tags, the dimension.
        values: What the filter is set to; several where a name stands for several ("East Africa").
        label: How it is called to people.
        weight: How many interviews or turns stand behind it; decides between two of one name.
    """

    kind: str
    field: str
    dimension: str
    values: tuple[str, ...]
    label: str
    weight: int = 0


@dataclass(frozen=True)
class Form:
    """A way in which a name is written, as folded words; ``whole`` unless it is a part of the name, as a first name is."""

    keys: tuple[str, ...]
    name: Name
    whole: bool = True


@dataclass
class Known:
    """All forms of all names, by their first word."""

    generation: int
    dated: bool
    by_first: dict[str, list[Form]] = field(default_factory=dict)
    joined: dict[str, list[Form]] = field(default_factory=dict)
    longest: int = 1

    def add(self, form: Form) -> None:
        """Take a form in, once."""
        if not form.keys or form in self.joined.get(" ".join(form.keys), ()):
            return
        self.by_first.setdefault(form.keys[0], []).append(form)
        self.joined.setdefault(" ".join(form.keys), []).append(form)
        self.longest = max(self.longest, len(form.keys))

    def labels(self, kind: str) -> list[str]:
        """How the names of a kind are called."""
        found = {form.name.label: form.name.weight for forms in self.by_first.values() for form in forms if form.name.kind == kind}
        return sorted(found, key=lambda label: (-found[label], label))


def read_known(catalog: Catalog, framework: Framework) -> Known:
    """Read the names of a catalog and the titles of a framework."""
    entries = catalog.entries()
    attributes = catalog.attributes()
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for said in attributes.values():
        for name, found in said.items():
            values[name].update(found)
    for _, tag in catalog.tags():
        if tag.origin is Origin.HUMAN:
            values[tag.dimension][tag.value] += 1
    known = Known(catalog.generation(), dated=any(period_of(facts.date or "") for facts in read_facts(catalog).values()))
    _add_organisations(known, catalog.organisations(), values.pop(ORGANISATION, Counter()))
    _add_speakers(known, entries)
    for dimension, counts in values.items():
        base = dimension.removeprefix("primary_")
        if base in _LEFT_OUT:
            continue
        add = _add_places if base == "geography" else _add_values
        add(known, dimension, counts)
    _add_interviews(known, entries)
    for insight in framework.insights:
        title = Name(INSIGHT, "insights", "", (str(insight.number),), f"insight {insight.number}")
        known.add(Form(keys_of(insight.title), title))
    return known


def _add_organisations(known: Known, spoken_for: Iterable[str], attribute: Mapping[str, int]) -> None:
    spoken = list(spoken_for)
    folded = {" ".join(keys_of(name)) for name in spoken}
    every = [(name, "organisations") for name in spoken] + [(n, "tags") for n in attribute if " ".join(keys_of(n)) not in folded]
    firsts = Counter(keys_of(name)[0] for name, _ in every if keys_of(name))
    for text, target in every:
        name = Name(ORGANISATION, target, ORGANISATION if target == "tags" else "", (text,), text, attribute.get(text, 0))
        bare = keys_of(_BRACKETS.sub(" ", text))
        forms = {keys_of(text), bare, bare[1:] if bare[:1] == ("the",) else bare}
        forms |= {keys_of(short) for short in _BRACKETS.findall(text)}
        for keys in forms:
            known.add(Form(keys, name))
        main = bare[1:] if bare[:1] == ("the",) else bare
        if len(main) > 1:
            if main[0] not in _GENERIC and firsts[main[0]] == 1 and len(main[0]) > 3:
                known.add(Form(main[:1], name, whole=False))
            initials = "".join(word[0] for word in main if word not in STOP_WORDS)
            if len(initials) > 2:
                known.add(Form((initials,), name, whole=False))


def _add_speakers(known: Known, entries: Iterable[Entry]) -> None:
    heard: Counter[str] = Counter()
    for entry in entries:
        heard.update(entry.speakers)
    for text, weight in heard.items():
        base = base_and_note(text)[0]
        name = Name(SPEAKER, "speakers", "", (text,), text, weight)
        if role_of_label(base) is not Role.UNKNOWN:
            continue
        known.add(Form(keys_of(text), name))
        keys = keys_of(_TITLES.sub("", base))
        known.add(Form(keys, name))
        if 1 < len(keys) <= 4 and not any(any(c.isdigit() for c in key) for key in keys):
            for part in {keys[0], keys[-1]}:
                if len(part) > 2 and part not in _TITLE_WORDS:
                    known.add(Form((part,), name, whole=False))


def _add_values(known: Known, dimension: str, counts: Mapping[str, int]) -> None:
    kind = _KINDS.get(dimension.removeprefix("primary_"), dimension.removeprefix("primary_").replace("_", " "))
    for text, weight in counts.items():
        if len(text) > 60 or not any(c.isalpha() for c in text):
            continue
        name = Name(kind, "tags", dimension, (text,), text, weight)
        known.add(Form(keys_of(text), name))
        stems = terms(text)
        if kind == ROLE and len(keys_of(text)) <= 3:
            for plural in _plurals(keys_of(text)):
                known.add(Form(plural, name))
            for part in re.split(r"\s*(?:/|,|&|\band\b)\s*", text):
                if part != text and terms(part):
                    for plural in ((keys_of(part)), *_plurals(keys_of(part))):
                        known.add(Form(plural, name, whole=False))
        elif len(stems) > 1:
            for plural in _plurals(keys_of(text)):
                known.add(Form(plural, name))


def _add_places(known: Known, dimension: str, counts: Mapping[str, int]) -> None:
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    spelling: dict[str, str] = {}
    for text, weight in counts.items():
        for part in (text, *re.split(r"\s*[,/;()]\s*", text)):
            key = " ".join(keys_of(part))
            if key:
                parts[key][text] = weight
                spelling.setdefault(key, part)
    for region, countries in countries_of_regions():
        inside = {text: w for country in countries for text, w in parts.get(country, {}).items()}
        if inside and region not in spelling:
            spelling[region] = region.title()
        if inside:
            parts[region] = {**parts.get(region, {}), **inside}
    for key, texts in parts.items():
        name = Name(PLACE, "tags", dimension, tuple(sorted(texts)), spelling[key], sum(texts.values()))
        known.add(Form(tuple(key.split()), name))
        for demonym in demonyms(key):
            known.add(Form((demonym,), name))


def _add_interviews(known: Known, entries: Iterable[Entry]) -> None:
    for entry in entries:
        name = Name(INTERVIEW, "interviews", "", (entry.id,), entry.title, entry.turns)
        for text in {entry.id, entry.title, entry.source_name, PurePath(entry.source_name).stem}:
            known.add(Form(keys_of(text), name))


def _plurals(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Singular and plural of a name's last word, and "founders and funders" as it stands."""
    if not keys:
        return []
    last = keys[-1]
    forms = {f"{last}s", f"{last}es"} if not last.endswith("s") else {last[:-1]}
    if last.endswith("y"):
        forms.add(f"{last[:-1]}ies")
    if last.endswith("ies"):
        forms.add(f"{last[:-3]}y")
    return [(*keys[:-1], form) for form in forms]
