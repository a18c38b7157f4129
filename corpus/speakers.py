"""Speaker labels: which are the same, and who asks and who answers."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from corpus.models import Role

_INTERVIEWER = re.compile(r"(interviewer|moderator|facilitator|host|researcher|question|q|int)[\s.#]*\d*", re.I)
_INTERVIEWEE = re.compile(r"(interviewee|respondent|participant|guest|answer|a|informant)[\s.#]*\d*", re.I)
_NUMBERED = re.compile(r"(unknown\s+)?speaker[\s.#_-]*\w{0,2}", re.I)


def role_of_label(label: str) -> Role:
    """The role that a label itself tells ("Interviewer 2", "Q", "Respondent"), else unknown."""
    if _INTERVIEWER.fullmatch(label.strip()):
        return Role.INTERVIEWER
    if _INTERVIEWEE.fullmatch(label.strip()):
        return Role.INTERVIEWEE
    return Role.UNKNOWN


def is_role_word(label: str) -> bool:
    """Whether a label is a word for a part in a conversation rather than a name."""
    return role_of_label(label) is not Role.UNKNOWN or _NUMBERED.fullmatch(label.strip()) is not None


class Speaker(NamedTuple):
    """A speaker of one interview: the first spelling of the label (None where nobody is named), and the role."""

    name: str | None
    role: Role


def identify(labels: Iterable[str]) -> dict[str, Speaker]:
    """Who each label of one interview stands for.

    Labels that differ in case or spacing are one speaker, named as first spelled. Where one speaker is marked as
    interviewer, the unmarked others are interviewees.
    """
    names: dict[str, str] = {}
    ordered = list(dict.fromkeys(labels))
    for label in ordered:
        names.setdefault(speaker_key(label), " ".join(label.split()))
    roles = {key: role_of_label(name) for key, name in names.items()}
    if Role.INTERVIEWER in roles.values():
        roles = {key: Role.INTERVIEWEE if role is Role.UNKNOWN else role for key, role in roles.items()}
    return {label: Speaker(names[speaker_key(label)], roles[speaker_key(label)]) for label in ordered}


def speaker_key(speaker: str) -> str:
    """The form in which two labels of one speaker are equal: case and spacing do not count."""
    return " ".join(speaker.split()).casefold()
