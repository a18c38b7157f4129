"""Speaker labels: which are the same person, and what role the labels themselves tell."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.models import Role
from corpus.transcripts.role_words import is_mistyped, is_numbered_question, is_role_word, role_of_label, split_number

# How many times more often a label must come than the mistyped one that is taken for it; of more labels none is mended.
MORE_OFTEN, MOST_LABELS = 3, 200
FEWEST_COUNTED = 4

__all__ = ["Speaker", "base_and_note", "identify", "is_role_word", "role_of_label", "speaker_key"]

# A remark behind a name: "Ada Obi (interviewer)", "Ada Obi [on the phone]"; one pair of brackets may stand inside.
_NOTE = re.compile(r"^(?P<base>[^(\[]*[^\s(\[])\s*[(\[](?P<note>(?:[^()\[\]]|\([^()]*\))*)[)\]]$")
_ASIDE = re.compile(r"^(?P<base>.*[^\s,\-–—/])\s*(?:,\s*|\s[-–—/]\s)(?P<note>[^,]+)$")
# Letters that stand for asking and answering only as a pair: Interviewer and Respondent, Frage and Antwort, …
_PAIRS = (
    ("q", "a"), ("q", "r"), ("i", "r"), ("i", "p"), ("i", "b"), ("i", "e"), ("i", "a"), ("f", "a"), ("d", "r"), ("v", "a"),
    ("i", "ie"), ("ir", "ie"), ("ir", "r"), ("int", "r"), ("int", "p"), ("int", "a"), ("mod", "r"), ("m", "r"), ("m", "p"),
)  # fmt: skip


class Speaker(NamedTuple):
    """A speaker of one interview: the first spelling of the label (None where nobody is named), and the role."""

    name: str | None
    role: Role


def speaker_key(speaker: str) -> str:
    """The form in which two labels of one speaker are equal: case and spacing do not count."""
    return " ".join(speaker.split()).casefold()


def base_and_note(label: str) -> tuple[str, str]:
    """A label without the remark behind it, and the remark: ("Ada Obi", "interviewer"). A remark may be empty."""
    spelled = " ".join(label.split())
    found = _NOTE.match(spelled)
    if found:
        return found["base"].rstrip(" ,"), found["note"].strip()
    found = _ASIDE.match(spelled)
    if found and role_of_label(found["note"]) is not Role.UNKNOWN:
        return found["base"], found["note"]
    return spelled, ""


def identify(labels: Iterable[str], remarks: bool = True) -> dict[str, Speaker]:
    """Who each label of one interview stands for.

    Args:
        labels: As the source has them.
        remarks: Whether what stands in brackets behind a name is a remark, as in a typed transcript; in a data file, whose
            labels are the same throughout, it is part of the name ("The Chair (Hon. Ada Obi)").

    Labels that differ in case, spacing, a mistyped word for a part ("Intervewer") or a remark in brackets are one speaker,
    named as first spelled, without the remark unless it is what tells two apart ("Participant (Ada)", "Participant (Ben)").
    Numbers of questions ("Q1", "Q2") are no people. Where one speaker is marked as interviewer, the unmarked others are interviewees.
    """
    spoken = list(labels)
    counts = Counter(spoken)
    ordered = list(counts)
    parts = _mended({label: _parts(label) for label in ordered}, counts)
    notes: defaultdict[str, set[str]] = defaultdict(set)
    for base, note in parts.values():
        notes[speaker_key(base)].add(speaker_key(note))
    counted = remarks and _count_turns([parts[label][1] for label in spoken])
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    marked: defaultdict[str, set[Role]] = defaultdict(set)
    for label, (base, note) in parts.items():
        apart = bool(note) and not counted and (not remarks or (is_role_word(base) and len(notes[speaker_key(base)] - {""}) > 1))
        name = " ".join(label.split()) if apart else base
        keys[label] = speaker_key(name)
        names.setdefault(keys[label], name)
        marked[keys[label]].add(role_of_label(note) if note else Role.UNKNOWN)
    roles = _roles(names, marked)
    return {label: Speaker(names[key], roles[key]) for label, key in keys.items()}


def _parts(label: str) -> tuple[str, str]:
    base, note = base_and_note(label)
    if is_numbered_question(base):
        base = base.rstrip("0123456789. #-_°º") or base
    return base, note


def _count_turns(notes: Sequence[str]) -> bool:
    """Whether the remarks of all turns are their numbers ("Interviewer (1)", "Ada (2)", …), not those of people."""
    numbers = [int(note) for note in notes if note.isdecimal() and len(note) < 6]
    return len(numbers) == len(notes) >= FEWEST_COUNTED and all(b - a == 1 for a, b in pairwise(numbers))


def _mended(parts: dict[str, tuple[str, str]], counts: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """The labels' parts, a mistyped word for a part that comes rarely as the one that it stands for, where that comes too."""
    often: Counter[str] = Counter()
    for label, (base, _) in parts.items():
        often[base] += counts[label]
    if len(often) > MOST_LABELS:
        return parts
    mended = {}
    for label, (base, note) in parts.items():
        meant = [other for other in often if often[other] >= MORE_OFTEN * often[base] and is_mistyped(base, other)]
        mended[label] = (meant[0] if len({speaker_key(other) for other in meant}) == 1 else base, note)
    return mended


def _roles(names: dict[str, str], marked: dict[str, set[Role]]) -> dict[str, Role]:
    letters = {key.rstrip("."): key for key in names}
    roles = {key: _own_role(key, names, marked[key]) for key in names}
    for asks, answers in _PAIRS:
        if asks in letters and answers in letters and len(names) <= 3:
            roles[letters[asks]], roles[letters[answers]] = Role.INTERVIEWER, Role.INTERVIEWEE
            break
    if Role.INTERVIEWER in roles.values():
        return {key: Role.INTERVIEWEE if role is Role.UNKNOWN else role for key, role in roles.items()}
    return roles


def _own_role(key: str, names: dict[str, str], marked: set[Role]) -> Role:
    told = marked - {Role.UNKNOWN}
    if len(told) == 1:
        return next(iter(told))
    word, number = split_number(key)
    lone_letter = len(word) == 1 and word.isascii() and (word != "q" or bool(number))
    if lone_letter and not (word == "a" and any(split_number(other)[0] == "q" for other in names)):
        return Role.UNKNOWN
    return role_of_label(key)
