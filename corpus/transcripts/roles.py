"""Who asks and who answers: by the labels, by a header that names people, by who asks, or by what the user says.

A wrong role hides an interviewee's words from a search that leaves interviewers out, so what is not clear stays unknown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.models import Role, Turn
from corpus.transcripts.role_words import role_of_label
from corpus.transcripts.speakers import base_and_note, speaker_key

# Who asks is told by counts only where the difference is plain; values chosen so that no meeting of the QMSum transcripts
# (which are meetings, not interviews) gets an interviewer.
FEWEST_TURNS = 5
FEWEST_QUESTIONS = 4
FEWEST_OF_A_FEW, NEARLY_ALWAYS = 2, 0.66  # questions, and their share, of one who asks in a talk of two with few turns
ASKS = 0.5  # share of an interviewer's turns that end in a question
RARELY_ASKS = 0.15  # the same share of one who answers, at most
LEAST_TALK = 1.5  # how many times more words one who answers says in a turn
MOST_PEOPLE = 4
PREAMBLE_CHARACTERS = 6_000
_QUESTION = ("?", "？", "؟", ";\u037e", "?”", '?"', "?»", "?)", "? »", "？」")
_HEADER_LINE = re.compile(
    r"^[ \t*_#|\-•]*(?P<left>[^\W\d_][^\n:：=]{0,60}?)[*_]*[ \t\u00a0]*[:：=\t][*_ \t\u00a0]*(?P<right>[^\n]{1,300})$", re.M
)
_LISTS_ALL = re.compile(r"(?:participant|teilnehmer|partecipanti|deelnemers|deltagare|deltakere)\w*s?\b", re.I)  # both sides
_PEOPLE = re.compile(r"\s*(?:;|,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_SHORT_FORM = re.compile(r"[(\[]\s*[\"“']?([^()\[\]\"”']{1,40}?)[\"”']?\s*[)\]]")


def assign_roles(text: str, turns: Sequence[Turn], interviewers: Sequence[str] = ()) -> tuple[Turn, ...]:
    """Give the speakers of one interview their roles.

    Args:
        text: The canonical text, in which a header may say who is who.
        turns: The turns, with the roles that their labels tell.
        interviewers: Who asks, as labelled; case and spacing do not count. All others who are named then answer.

    Returns:
        The turns; only roles differ.
    """
    people = {speaker_key(turn.speaker) for turn in turns if turn.speaker}
    if interviewers:
        asking = {speaker_key(name) for name in interviewers} & people
        roles = {key: Role.INTERVIEWER if key in asking else Role.INTERVIEWEE for key in people} if asking else {}
        return with_roles(turns, roles)
    known: dict[str, Role] = {}
    for turn in turns:
        if turn.speaker and turn.role is not Role.UNKNOWN:
            known.setdefault(speaker_key(turn.speaker), turn.role)
    if Role.INTERVIEWER in known.values():
        return tuple(turns)
    told = {**known, **_of_header(text, turns, people)}
    if Role.INTERVIEWER in told.values():
        return with_roles(turns, {key: told.get(key, Role.INTERVIEWEE) for key in people})
    answering = {key for key, role in told.items() if role is Role.INTERVIEWEE}
    return with_roles(turns, {**_by_asking(text, turns, answering), **told})


def unknown_names(turns: Iterable[Turn], names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that no turn's speaker has, in order."""
    people = {speaker_key(turn.speaker) for turn in turns if turn.speaker}
    return tuple(name for name in names if speaker_key(name) not in people)


def with_roles(turns: Sequence[Turn], roles: Mapping[str, Role]) -> tuple[Turn, ...]:
    """The turns with the roles of their speakers, by the speaker's key; "" is whoever is not named."""
    if not roles:
        return tuple(turns)
    given = [roles.get(speaker_key(turn.speaker or ""), turn.role) for turn in turns]
    return tuple(turn if turn.role is role else turn.model_copy(update={"role": role}) for turn, role in zip(turns, given, strict=True))


def _of_header(text: str, turns: Sequence[Turn], people: set[str]) -> dict[str, Role]:
    """Roles that lines before the first turn tell: "Interviewer: Jane Smith (JS)", "JS = interviewer"."""
    opening = text[: min(turns[0].start if turns else 0, PREAMBLE_CHARACTERS)]
    claims: defaultdict[str, set[Role]] = defaultdict(set)
    for line in _HEADER_LINE.finditer(opening):
        left, right = line["left"].strip(" *_"), line["right"].strip(" *_.")
        role = Role.UNKNOWN if _LISTS_ALL.match(left) else _role_in(left)
        named = _people_in(right) if role is not Role.UNKNOWN else [(left, *_forms(right))] if _role_in(right) is not Role.UNKNOWN else []
        for forms in named:
            for key in _matching(forms, people):
                claims[key].add(role if role is not Role.UNKNOWN else _role_in(right))
    for forms, role in _remarks(opening):
        for key in _matching(forms, people):
            claims[key].add(role)
    return {key: next(iter(roles)) for key, roles in claims.items() if len(roles) == 1}


def _remarks(opening: str) -> Iterable[tuple[tuple[str, ...], Role]]:
    """People named with their part in brackets: "Participants: Jane Smith (interviewer), Ada Obi (interviewee)"."""
    for found in re.finditer(r"(?P<name>[^\W\d_][^\n,;:()\[\]]{0,50}?)\s*[(\[](?P<note>[^()\[\]\n]{1,60})[)\]]", opening):
        parts = re.split(r"\s*[,;/]\s*", found["note"])
        role = next((r for r in map(_role_in, parts) if r is not Role.UNKNOWN), Role.UNKNOWN)
        if role is not Role.UNKNOWN:
            yield (found["name"].strip(), *parts), role


def _role_in(words: str) -> Role:
    """The role that words tell, with or without a remark: "Interviewer", "Interviewer (I)", "the interviewee"."""
    if len(words.strip()) < 2:
        return Role.UNKNOWN
    role = role_of_label(words)
    if role is Role.UNKNOWN:
        role = role_of_label(base_and_note(words)[0])
    last = words.split()[-1] if words.split() else ""
    return role if role is not Role.UNKNOWN or len(last) < 4 else role_of_label(last)


def _people_in(value: str) -> list[tuple[str, ...]]:
    flat = re.sub(r"[(\[][^()\[\]]*[)\]]", lambda m: m.group().replace(",", "\0"), value)
    return [(person.split("(")[0].split("[")[0].strip(), *_forms(person)) for person in _PEOPLE.split(flat) if person.strip()]


def _forms(person: str) -> list[str]:
    return [form.strip() for found in _SHORT_FORM.findall(person) for form in found.split("\0")]


def _matching(forms: Sequence[str], people: set[str]) -> set[str]:
    """The labels that stand for a person: the whole name, a part of it that is no other's, or the initials."""
    exact = {speaker_key(form) for form in forms if form} & people
    if exact or not forms[0]:
        return exact
    words = [word.strip(".,") for word in forms[0].split()]
    initials = "".join(word[0] for word in words if word)
    short = {speaker_key(form) for word in words if len(word) > 1 for form in (word, word.replace(".", ""))} | {
        speaker_key(initials),
        speaker_key(".".join(initials)),
        speaker_key(".".join(initials) + "."),
    }
    short |= {speaker_key(initials[0] + initials[-1])} if len(initials) > 1 else set()
    found = short & people
    return found if len(found) == 1 else set()


@dataclass
class _Talk:
    turns: int = 0
    questions: int = 0
    words: int = 0

    @property
    def asks(self) -> float:
        return self.questions / self.turns

    @property
    def length(self) -> float:
        return self.words / self.turns


def _asks_plainly(one: _Talk, people: int) -> bool:
    if people == 2 and one.turns < FEWEST_TURNS:  # a short talk of two
        return one.questions >= FEWEST_OF_A_FEW and one.asks >= NEARLY_ALWAYS
    return one.turns >= FEWEST_TURNS and one.questions >= FEWEST_QUESTIONS and one.asks >= ASKS


def _by_asking(text: str, turns: Sequence[Turn], answering: set[str]) -> dict[str, Role]:
    """Roles by who asks and who tells at length; empty where that is not plain."""
    talk: defaultdict[str, _Talk] = defaultdict(_Talk)
    for turn in turns:
        if turn.speaker and turn.end > turn.start:
            words = text[turn.start : turn.end]
            person = talk[speaker_key(turn.speaker)]
            person.turns += 1
            person.words += len(words.split())
            person.questions += words.rstrip().endswith(_QUESTION)
    if not 2 <= len(talk) <= MOST_PEOPLE:
        return {}
    plain = [key for key, one in talk.items() if _asks_plainly(one, len(talk))]
    if len(plain) != 1 or plain[0] in answering:
        return {}
    asker = talk[plain[0]]
    others = {key: one for key, one in talk.items() if key != plain[0]}
    tellers = {key for key, one in others.items() if one.asks <= RARELY_ASKS and one.length >= LEAST_TALK * asker.length}
    if not tellers or any(one.asks > RARELY_ASKS for one in others.values()):
        return {}
    return {plain[0]: Role.INTERVIEWER, **dict.fromkeys(tellers, Role.INTERVIEWEE)}
