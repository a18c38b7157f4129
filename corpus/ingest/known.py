"""What the catalog already holds of the files that a run looks at."""

from corpus.catalog import Catalog, Entry, FileRecord
from corpus.catalog.files import MEMBER, file_of, read_records


class Known:
    """Interviews and file records as they were when the run began, kept up to date by it."""

    def __init__(self, catalog: Catalog) -> None:
        self.entries = {entry.id: entry for entry in catalog.entries()}
        with catalog.reading() as connection:
            self.records = {record.path: record for record in read_records(connection)}
        self._by_path = {entry.source_path: entry for entry in self.entries.values() if entry.source_path}
        self._by_bytes: dict[str, list[str]] = {}
        for record in self.records.values():
            self._by_bytes.setdefault(record.sha256, []).append(record.path)

    def at(self, source_path: str) -> Entry | None:
        """The interview that came from a path."""
        return self._by_path.get(source_path)

    def from_file(self, path: str) -> list[Entry]:
        """The interviews that came from a file: one, or for a container those of its members."""
        own = self._by_path.get(path)
        inside = (entry for where, entry in self._by_path.items() if where.startswith(path + MEMBER))
        return [own] if own else list(inside)

    def twin(self, record: FileRecord) -> FileRecord | None:
        """A file recorded with the same bytes, read by the same version of the same importer."""
        paths = [path for path in self._by_bytes.get(record.sha256, ()) if path != record.path and path in self.records]
        wanted = (record.sha256, record.format, record.importer_version)
        found = (self.records[path] for path in paths)
        return next((r for r in found if (r.sha256, r.format, r.importer_version) == wanted), None)

    def add(self, entry: Entry) -> None:
        """Note an interview that was stored."""
        self.entries[entry.id] = entry
        if entry.source_path:
            self._by_path[entry.source_path] = entry

    def note(self, record: FileRecord) -> None:
        """Note a file that was read to the end."""
        self.records[record.path] = record
        self._by_bytes.setdefault(record.sha256, []).append(record.path)

    def drop(self, entry: Entry) -> None:
        """Note an interview that was removed."""
        self.entries.pop(entry.id, None)
        path = entry.source_path or ""
        self._by_path.pop(path, None)
        self.records.pop(file_of(path), None)

    def move(self, before: str, after: str) -> None:
        """Note that a file has another path."""
        record = self.records.pop(before)
        self.note(record.model_copy(update={"path": after}))
        for entry in self.from_file(before):
            path = entry.source_path or before
            del self._by_path[path]
            self.add(entry.model_copy(update={"source_path": after + path[len(before) :]}))
