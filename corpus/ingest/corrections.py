"""What a person puts right of a file before it comes in: who asks and who answers, and what is known beside the words."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.metadata import FIELDS, Metadata
from corpus.models import Frozen, Role, Turn
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

    def on(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        """The turns with roles and people put right."""
        roles = {speaker_key(label): role for label, role in self.roles.items()}
        people = {speaker_key(label): name for label, name in self.people.items()}
        for turn in turns:
            key = speaker_key(turn.speaker or "")
            changes: dict[str, object] = {"role": roles[key]} if roles.get(key, turn.role) is not turn.role else {}
            if key in people:
                changes["participant"] = people[key] if speaker_key(people[key]) not in ("", key) else None
            yield turn.model_copy(update=changes) if changes else turn


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
