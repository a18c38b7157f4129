"""What a person puts right of a file before it comes in: who asks and who answers, and what is known beside the words."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus.metadata import FIELDS, Metadata
from corpus.models import Frozen, Role, Turn
from corpus.transcripts.roles import with_roles
from corpus.transcripts.speakers import speaker_key


class Correction(Frozen):
    """What a person says of one file; it wins over the file itself and over everything beside it.

    Attributes:
        metadata: What is known of the interview.
        cleared: Names of fields and attributes that say nothing true and are left out.
        roles: The role of a speaker, by label; "" is whoever the source does not name.
        people: The person behind a label.
    """

    metadata: Metadata = Metadata()
    cleared: frozenset[str] = frozenset()
    roles: dict[str, Role] = {}  # noqa: RUF012  # pydantic copies it
    people: dict[str, str] = {}  # noqa: RUF012

    @property
    def interviewers(self) -> tuple[str, ...]:
        """The labels of those who ask."""
        return tuple(label for label, role in self.roles.items() if label and role is Role.INTERVIEWER)

    def of(self, known: Metadata) -> Metadata:
        """What is known when this is put right."""
        fields = {name: None if name in self.cleared else getattr(known, name) for name in FIELDS}
        attributes = {name: values for name, values in known.attributes.items() if name not in self.cleared}
        return self.metadata.over(Metadata(**fields, attributes=attributes))

    def with_roles(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """The turns with roles put right."""
        return with_roles(turns, {speaker_key(label): role for label, role in self.roles.items()})

    def with_people(self, turns: Iterable[Turn]) -> tuple[Turn, ...]:
        """The turns with people put right."""
        people = {speaker_key(label): name for label, name in self.people.items()}
        return tuple(_with_person(turn, people) for turn in turns) if people else tuple(turns)


def _with_person(turn: Turn, people: Mapping[str, str]) -> Turn:
    key = speaker_key(turn.speaker or "")
    if key not in people:
        return turn
    return turn.model_copy(update={"participant": people[key] if speaker_key(people[key]) not in ("", key) else None})


NOTHING = Correction()


class Copies(Frozen):
    """Files that are copies, as those that a browser sends: read from one folder, recorded as lying in another.

    The folder of the record need not exist; it tells which file an interview came from when one of the same name is sent again.
    """

    folder: Path
    recorded_in: Path

    def recorded(self, path: Path) -> Path:
        """Where a file is recorded as lying."""
        folder = self.folder.resolve()
        return self.recorded_in / path.relative_to(folder) if path.is_relative_to(folder) else path

    def has(self, recorded: str) -> bool:
        """Whether a recorded path is that of a copy, which was never kept there."""
        return Path(recorded).is_relative_to(self.recorded_in)
