"""Who asks and who answers."""

from collections.abc import Iterable, Sequence

from corpus.models import Role, Turn
from corpus.speakers import speaker_key


def assign_roles(text: str, turns: Sequence[Turn], interviewers: Sequence[str] = ()) -> tuple[Turn, ...]:
    """The turns with the roles of those named as interviewers, and of the others with them."""
    named = {speaker_key(name) for name in interviewers} & {speaker_key(t.speaker or "") for t in turns}
    if not named:
        return tuple(turns)
    return tuple(
        t.model_copy(update={"role": Role.INTERVIEWER if speaker_key(t.speaker or "") in named else Role.INTERVIEWEE}) for t in turns
    )


def unknown_names(turns: Iterable[Turn], names: Sequence[str]) -> list[str]:
    """Names that no turn's label bears."""
    known = {speaker_key(turn.speaker or "") for turn in turns}
    return [name for name in names if speaker_key(name) not in known]
