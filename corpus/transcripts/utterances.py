"""Utterances, one after another, put together as a canonical text and its turns: what structured transcripts come down to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.models import Frozen, Role, Turn
from corpus.transcripts.speakers import Speaker, identify

SEPARATOR = "\n"
NOBODY_NAMED = "no turn names a speaker; all turns are by one unknown speaker"
_SURROGATES_REPLACED = "unpaired surrogates cannot be stored; each was replaced by the replacement character"
# Of a turn, what is set here. One shared set: pydantic's own, one a turn, takes more memory than the turn.
_SET = {"index", "start", "end", "speaker", "role", "time"}


class Utterance(NamedTuple):
    """What somebody said without a break.

    Attributes:
        speaker: The label as the source has it; None where the source names nobody.
        words: The exact words; may be empty, and then stand for a blank turn.
        start: Seconds from the beginning of the recording.
        role: Where the source itself says which part the speaker has.
    """

    speaker: str | None
    words: str
    start: float | None = None
    role: Role | None = None


class Assembled(Frozen):
    """A canonical text, its turns, and what a reader should be told about them."""

    text: str
    turns: tuple[Turn, ...]
    warnings: tuple[str, ...]


def assemble(utterances: Iterable[Utterance]) -> Assembled:
    """Put utterances together: their words in order, a line break between two, a turn for each.

    The utterances are read once and not kept, so that a generator of a million of them needs little more than their words.
    """
    words: list[str] = []
    labels: list[str | None] = []
    times: list[float | None] = []
    roles: list[Role | None] = []
    mended = False
    for speaker, said, start, role in utterances:
        mended = mended or _broken(said)
        words.append(_mended(said) if mended and _broken(said) else said)
        labels.append((_mended(speaker) if _broken(speaker) else speaker) if speaker else None)
        times.append(start)
        roles.append(role)
    lengths = [len(said) for said in words]
    text = SEPARATOR.join(words)
    words.clear()
    warnings = [_SURROGATES_REPLACED] if mended else []
    if not any(labels):
        warnings.append(NOBODY_NAMED)
    return Assembled(text=text, turns=_turns(lengths, labels, times, roles), warnings=tuple(warnings))


def _turns(
    lengths: Sequence[int], labels: Sequence[str | None], times: Sequence[float | None], roles: Sequence[Role | None]
) -> tuple[Turn, ...]:
    known = identify((label for label in labels if label), remarks=False)
    nobody = Speaker(None, Role.UNKNOWN)
    turns: list[Turn] = []
    start = 0
    for index, (length, label, time, told) in enumerate(zip(lengths, labels, times, roles, strict=True)):
        speaker, role = known[label] if label else nobody
        # Not validated one by one: offsets ascend by construction, times come from `parse_time`.
        turns.append(
            Turn.model_construct(_SET, index=index, start=start, end=start + length, speaker=speaker, role=told or role, time=time)
        )
        start += length + len(SEPARATOR)
    return tuple(turns)


def _broken(text: str) -> bool:
    """Whether a text holds an unpaired surrogate, which JSON can write and UTF-8 cannot."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _mended(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
