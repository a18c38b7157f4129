"""The way in: files and folders to importers, and what they return into the catalog, one transaction an interview."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from corpus.catalog import Catalog, Entry
from corpus.errors import DataFolderError, InputError
from corpus.importers import Container, Document, Importer, Parsed, importer_for, importers
from corpus.models import Frozen, Interview, Source
from corpus.slug import unique_slug

MIB = 1024 * 1024


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    FAILED = "failed"


class FileReport(Frozen):
    """What was understood of one file.

    Attributes:
        speakers: Labels in the order in which they first speak.
        message: Why a file failed or was left out.
    """

    path: str
    status: Status
    interview: str | None = None
    format: str | None = None
    turns: int = 0
    words: int = 0
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    message: str | None = None


def find_files(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files that ``paths`` name, each once, with whether it was named itself; folders are walked, hidden files skipped."""
    found: dict[Path, bool] = {}
    for path in paths:
        if _is_folder(path):
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if not hidden and inner.is_file():
                    found.setdefault(inner, False)
        else:
            found[path] = True
    return list(found.items())


def printable(path: Path) -> str:
    """A path as text that can be stored and printed; bytes that are no UTF-8 are written as hexadecimal escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; it fails when it is read
        return False


class Ingest:
    """Reads files into a catalog. A file that fails is reported and does not stop the others."""

    def __init__(self, catalog: Catalog, max_file_mb: int) -> None:
        self._catalog = catalog
        self._max_file_mb = max_file_mb
        self._entries = {entry.id: entry for entry in catalog.entries()}

    def run(self, paths: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> list[FileReport]:
        """Read every file that ``paths`` name.

        Args:
            paths: Files and folders.
            progress: Called with files done and files to do.

        Raises:
            DataFolderError: The catalog cannot be written; what was stored before stays.
        """
        reports: list[FileReport] = []
        files = find_files(paths)
        for path, named in files:
            reports.append(self._report(path, named))
            if progress:
                progress(len(reports), len(files))
        return reports

    def _report(self, path: Path, named: bool) -> FileReport:
        if not named and path.suffix.lower() not in importers():
            return FileReport(path=printable(path), status=Status.LEFT_OUT, message="not a format that is read")
        try:
            return self._ingest(path)
        except InputError as error:
            return FileReport(path=printable(path), status=Status.FAILED, message=str(error))

    def _ingest(self, path: Path) -> FileReport:
        importer = importer_for(printable(Path(path.name)))
        if isinstance(importer, Container):
            raise InputError(f"{printable(path)}: archives and projects are not read yet; unpack it and ingest the folder")
        data = self._bytes(path)
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._known(path, sha256, importer)
        if known:
            return _unchanged(path, known)
        parsed = importer.read(Document(name=printable(Path(path.name)), data=data))
        interview = self._interview(path, sha256, importer, parsed)
        status = Status.REPLACED if interview.id in self._entries else Status.ADDED
        self._catalog.put(interview)
        speakers = tuple(dict.fromkeys(turn.speaker for turn in interview.turns if turn.speaker))
        self._entries[interview.id] = _entry(interview, speakers)
        return FileReport(
            path=printable(path),
            status=status,
            interview=interview.id,
            format=importer.name,
            turns=len(interview.turns),
            words=sum(len(interview.words_of(turn).split()) for turn in interview.turns),
            speakers=speakers,
            warnings=interview.warnings,
        )

    def _bytes(self, path: Path) -> bytes:
        try:
            size = path.stat().st_size
            if size > self._max_file_mb * MIB:
                limit = f"the limit is {self._max_file_mb} MB"
                raise InputError(f"{printable(path)}: is {size / MIB:.1f} MB, {limit}; split it, or set WHATSWORKING_MAX_FILE_MB higher")
            if not path.is_file():
                raise InputError(f"{printable(path)}: is not a file; give a file or a folder")
            data = path.read_bytes()
        except OSError as error:
            raise _unreadable(path, error) from error
        except ValueError as error:
            raise InputError(f"{str(path)!r}: no file can have this name; give another") from error
        if not data:
            raise InputError(f"{printable(path)}: is empty; there is nothing to ingest")
        return data

    def _known(self, path: Path, sha256: str, importer: Importer) -> Entry | None:
        """The interview that holds these bytes already: this path's own, or for a new path any."""
        own = self._of_path(path)
        candidates = [own] if own else self._entries.values()
        wanted = (sha256, importer.name, importer.version)
        return next((e for e in candidates if (e.source_sha256, e.source_format, e.importer_version) == wanted), None)

    def _of_path(self, path: Path) -> Entry | None:
        where = printable(path.resolve())
        return next((entry for entry in self._entries.values() if entry.source_path == where), None)

    def _interview(self, path: Path, sha256: str, importer: Importer, parsed: Parsed) -> Interview:
        before = self._of_path(path)
        stem, name = printable(Path(path.stem)), printable(Path(path.name))
        return Interview(
            id=before.id if before else unique_slug(stem, self._entries),
            title=parsed.title or stem,
            source=Source(
                name=name, path=printable(path.resolve()), format=importer.name, importer_version=importer.version, sha256=sha256
            ),
            text=parsed.text,
            turns=parsed.turns,
            date=parsed.date,
            language=parsed.language,
            warnings=parsed.warnings,
        )


def _unreadable(path: Path, error: OSError) -> Exception:
    if error.errno == errno.ENOENT:
        return InputError(f"{printable(path)}: there is no such file or folder")
    if error.errno == errno.ENOSPC:
        return DataFolderError(f"{printable(path)}: the disk is full; free some space and run it again")
    return InputError(f"{printable(path)}: cannot be read ({error.strerror}); check its rights")


def _unchanged(path: Path, known: Entry) -> FileReport:
    return FileReport(
        path=printable(path),
        status=Status.UNCHANGED,
        interview=known.id,
        format=known.source_format,
        turns=known.turns,
        speakers=known.speakers,
    )


def _entry(interview: Interview, speakers: tuple[str, ...]) -> Entry:
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
        speakers=speakers,
    )
