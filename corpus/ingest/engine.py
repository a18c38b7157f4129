"""A run over files: what is new or changed is read and stored, one transaction an interview."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from pydantic import Field

from corpus.catalog import Catalog, FileRecord
from corpus.catalog.files import file_of
from corpus.errors import InputError
from corpus.importers import Container, Document, Importer, importer_for, importers, why_left_out
from corpus.ingest.assemble import assemble
from corpus.ingest.beside import Beside
from corpus.ingest.corrections import NOTHING, Copies, Correction
from corpus.ingest.files import find_files, printable, read_bytes
from corpus.ingest.known import Known
from corpus.ingest.readings import Failure, Reading, TableFound, metadata_rows, read_source
from corpus.ingest.report import FileReport, Status, describe, failed, left_out, unchanged
from corpus.ingest.store import Store, is_member, member_name
from corpus.metadata import Metadata, TableRow
from corpus.models import Frozen
from corpus.originals import Originals
from corpus.slug import unique_slug

OnProgress = Callable[[int, int], None]
REFUSED = "its metadata says that consent is refused, so nothing of it is kept"


class IngestOptions(Frozen):
    """How a run is made.

    Attributes:
        interviewers: Labels whose turns are an interviewer's; of files read before, those named then are kept.
        dry_run: Read and report; store nothing.
        prune: Remove the interviews whose file is no longer in the given folders.
        max_file_mb: Largest file that is read, in MiB.
        corrections: What a person puts right, by the path that a file, or a member of a container, is reported with.
        copies: Set where the files are copies of files that lie elsewhere.
    """

    interviewers: tuple[str, ...] = ()
    dry_run: bool = False
    prune: bool = False
    max_file_mb: int = Field(default=64, gt=0)
    corrections: dict[str, Correction] = {}  # noqa: RUF012  # pydantic copies it
    copies: Copies | None = None


class Ingest:
    """Reads files into a catalog. A file that fails is reported and does not stop the others.

    Attributes:
        reports: What became of the files so far; a run that ``progress`` ends by raising leaves here what was done.
    """

    def __init__(self, catalog: Catalog, options: IngestOptions | None = None, originals: Originals | None = None) -> None:
        self._options = options or IngestOptions()
        self._known = Known(catalog)
        self.reports: list[FileReport] = []
        self._store = Store(catalog, self._known, originals, self._options.dry_run)

    def run(self, paths: Sequence[Path], progress: OnProgress | None = None) -> list[FileReport]:
        """Read every file that ``paths`` name.

        Args:
            paths: Files and folders.
            progress: Called with files done and files to do.

        Raises:
            DataFolderError: The catalog cannot be written; what was stored before stays.
        """
        reports = self.reports = []
        files = find_files(paths)
        self._beside = Beside(files, self._options.max_file_mb)
        for done, (path, named) in enumerate(files, start=1):
            reports += self._reports(path, named)
            if progress:
                progress(done, len(files))
        reports += [_no_file(table, row) for table, row in self._beside.unused_rows()]
        if self._options.prune:
            reports += self._prune([path for path in paths if path.is_dir()])
        self._store.drop_unused_originals()
        return reports

    def _reports(self, path: Path, named: bool) -> list[FileReport]:
        if self._beside.is_metadata(path):
            return [_metadata_report(path, self._beside)]
        if not named and path.suffix.lower() not in importers():
            return [left_out(printable(path), why_left_out(path.name))]
        try:
            return list(self._ingest(path))
        except InputError as error:
            return [failed(printable(path), str(error))]

    def _ingest(self, path: Path) -> Iterator[FileReport]:
        importer = importer_for(printable(Path(path.name)))
        data = read_bytes(path, self._options.max_file_mb)
        record = self._record(path, importer, hashlib.sha256(data).hexdigest())
        before = self._known.records.get(record.path)
        twin = None if before else self._known.twin(record)
        if self._beside.of(path).consent_refused:
            yield self._withdraw(path, record.path)
        elif before == record:
            yield from self._unchanged(path, record)
        elif twin is None:
            yield from self._read(path, data, record, importer)
        elif self._is_there(twin.path):
            yield from self._unchanged(path, twin, message=f"the same bytes as {twin.path}")
        else:
            self._store.move(twin.path, record.path, printable(Path(path.name)))
            if self._known.records[record.path] == record:
                yield from self._unchanged(path, record, Status.MOVED, f"was {twin.path}")
            else:
                yield from self._read(path, data, record, importer)

    def _record(self, path: Path, importer: Importer | Container, sha256: str) -> FileRecord:
        where = printable(self._where(path))
        before = self._known.records.get(where)
        asking = self._correction(printable(path)).interviewers or self._options.interviewers
        return FileRecord(
            path=where,
            sha256=sha256,
            format=importer.name,
            importer_version=importer.version,
            interviewers=asking or (before.interviewers if before else ()),
            metadata_sha256=self._beside.sha256(path, whole=isinstance(importer, Container)),
        )

    def _where(self, path: Path) -> Path:
        copies, resolved = self._options.copies, path.resolve()
        return copies.recorded(resolved) if copies else resolved

    def _is_there(self, recorded: str) -> bool:
        """Whether a file is still where it was recorded; a copy that was sent has not moved."""
        return bool(self._options.copies and self._options.copies.has(recorded)) or Path(recorded).exists()

    def _correction(self, shown: str) -> Correction:
        return self._options.corrections.get(shown, NOTHING)

    def _read(self, path: Path, data: bytes, record: FileRecord, importer: Importer | Container) -> Iterator[FileReport]:
        document = Document(name=printable(Path(path.name)), data=data, folder=printable(Path(path.resolve().parent.name)))
        rows = metadata_rows(document)
        seen: list[str] = []
        complete = True
        for part in read_source(record.path, document):
            shown = printable(path) + part.path[len(record.path) :]
            if isinstance(part, Failure):
                complete = complete and not part.failed
                yield failed(shown, part.message) if part.failed else left_out(shown, part.message)
            elif isinstance(part, TableFound):
                yield FileReport(path=shown, status=Status.METADATA, message=f"metadata of {len(part.rows)} files")
            else:
                seen.append(part.path)
                yield self._put(path, shown, part, record, rows)
        if isinstance(importer, Container):
            codes = importer.codes(document) if importer.codes else ()
            for entry in self._store.finish(record, seen, complete, codes):
                yield FileReport(path=printable(path), status=Status.REMOVED, interview=entry.id, message="no longer in it")

    def _put(self, path: Path, shown: str, reading: Reading, record: FileRecord, rows: Sequence[TableRow]) -> FileReport:
        member = member_name(reading.path)
        metadata = self._beside.of(path, rows, member)
        before = self._known.at(reading.path)
        correction = self._correction(shown)
        if correction.of(metadata).consent_refused:
            return self._withdraw(path, reading.path)
        name = PurePosixPath(reading.name)
        key = before.id if before else unique_slug(name.stem, self._known.entries)
        interview = assemble(reading, key, name.stem, metadata, correction.interviewers or record.interviewers, correction)
        interview, lost = self._store.put(reading, interview, None if is_member(reading.path) else record)
        report = describe(shown, Status.REPLACED if before else Status.ADDED, interview, reading.parsed.encoding, self._options.dry_run)
        table = self._beside.covers(path)
        no_row = [f"has no row in {table.name}"] if table and metadata == Metadata() else []
        return report.model_copy(update={"warnings": (*report.warnings, *lost, *no_row)})

    def _unchanged(self, path: Path, record: FileRecord, status: Status = Status.UNCHANGED, message: str | None = None) -> list[FileReport]:
        entries = self._known.from_file(record.path)
        return [unchanged(printable(path) + (e.source_path or "")[len(record.path) :], e, status, message) for e in entries]

    def _withdraw(self, path: Path, source_path: str) -> FileReport:
        entry = self._known.at(source_path)
        if entry:
            self._store.remove(entry)
        status = Status.REMOVED if entry else Status.LEFT_OUT
        key = entry.id if entry else None
        return FileReport(path=printable(path), status=status, interview=key, message=REFUSED, consent_refused=True)

    def _prune(self, folders: Sequence[Path]) -> Iterator[FileReport]:
        """Remove what came from files that are no longer in the given folders."""
        roots = [printable(folder.resolve()) for folder in folders]
        for entry in list(self._known.entries.values()):
            file = file_of(entry.source_path or "")
            if any(file.startswith(f"{root}/") for root in roots) and not Path(file).exists():
                self._store.remove(entry)
                yield FileReport(path=entry.source_path or "", status=Status.REMOVED, interview=entry.id, message="the file is gone")


def _metadata_report(path: Path, beside: Beside) -> FileReport:
    problem = beside.problems.get(path)
    if problem:
        return failed(printable(path), problem)
    rows = sum(map(len, beside.tables.get(path, {}).values()))
    message = f"metadata of {rows} files" if path in beside.tables else "metadata of the file beside it"
    return FileReport(path=printable(path), status=Status.METADATA, message=message)


def _no_file(table: Path, row: TableRow) -> FileReport:
    message = (
        f"{printable(Path(table.name))}: row {row.row} speaks of {row.file!r}, and there is no such file; mend the name, or add the file"
    )
    return failed(printable(table), message)
