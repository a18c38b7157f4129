"""What a run changes in the catalog, each change one transaction; a dry run changes nothing."""

from collections.abc import Iterable, Sequence

from corpus.catalog import Catalog, Entry, FileRecord
from corpus.catalog.files import MEMBER, file_of, move_file, record_file
from corpus.ingest.known import Known
from corpus.ingest.readings import Reading
from corpus.models import Interview
from corpus.originals import Originals
from corpus.projects.codebook import Code
from corpus.reanchor import carry_over


class Store:
    """Writes what a run found, and keeps `Known` in step with it."""

    def __init__(self, catalog: Catalog, known: Known, originals: Originals | None, dry_run: bool) -> None:
        self._catalog = catalog
        self._known = known
        self._originals = originals
        self._dry_run = dry_run

    def put(self, reading: Reading, interview: Interview, record: FileRecord | None) -> tuple[Interview, list[str]]:
        """Store an interview with what a person put on its former words.

        Args:
            reading: What it was read from.
            interview: As it was read now.
            record: That its file is read to the end; None for a member of a container.

        Returns:
            The interview as stored, and what no longer stands in it, as lines for people.
        """
        stored = self._catalog.get(interview.id) if interview.id in self._known.entries else None
        lost: list[str] = []
        if stored is not None:
            moved = carry_over(stored, interview)
            interview = moved.interview
            lost = [f"no longer there word for word: {_label(gone.dimension, gone.value)} on “{_short(gone.words)}”" for gone in moved.lost]
        if not self._dry_run:
            if self._originals:
                self._originals.keep(reading.sha256, reading.name, reading.data)
            self._catalog.put(interview, record)
            if record:
                self._known.note(record)
        self._known.add(_entry(interview))
        return interview, lost

    def finish(self, record: FileRecord, seen: Iterable[str], complete: bool, codes: Sequence[Code]) -> list[Entry]:
        """End the reading of a container: remove the members that it no longer has; returns these.

        Args:
            record: The container.
            seen: Source paths of the members that it has.
            complete: Whether every member could be read; else the container is read again by the next run.
            codes: Its codebook.
        """
        wanted = set(seen)
        gone = [entry for entry in self._known.from_file(record.path) if entry.source_path not in wanted] if complete else []
        for entry in gone:
            self.remove(entry)
        if not self._dry_run:
            self._catalog.put_codes(codes)
        if complete and not self._dry_run:
            with self._catalog.writing() as connection:
                record_file(connection, record)
            self._known.note(record)
        return gone

    def move(self, before: str, after: str, name: str) -> None:
        """Give a file, and what came from it, another path."""
        if not self._dry_run:
            with self._catalog.writing() as connection:
                move_file(connection, before, after, name)
        self._known.move(before, after)

    def remove(self, entry: Entry) -> None:
        """Remove an interview."""
        if not self._dry_run:
            self._catalog.remove(entry.id)
        self._known.drop(entry)

    def drop_unused_originals(self) -> None:
        """Delete originals that no interview comes from any more."""
        if self._originals and not self._dry_run:
            self._originals.drop_unused(entry.source_sha256 for entry in self._known.entries.values())


def is_member(source_path: str) -> bool:
    """Whether a source path names a member of a container."""
    return file_of(source_path) != source_path


def member_name(source_path: str) -> str | None:
    """The name in its container, of a member of one."""
    return source_path.split(MEMBER, 1)[1] if is_member(source_path) else None


def _label(dimension: str | None, value: str | None) -> str:
    return f"the tag {dimension} = {value}" if dimension else "a curated quote"


def _short(words: str, longest: int = 80) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[:longest]}…"


def _entry(interview: Interview) -> Entry:
    source = interview.source
    return Entry(
        id=interview.id,
        title=interview.title,
        source_name=source.name,
        source_path=source.path,
        source_format=source.format,
        importer_version=source.importer_version,
        source_sha256=source.sha256,
        fingerprint="",
        turns=len(interview.turns),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in interview.turns if turn.speaker)),
    )
