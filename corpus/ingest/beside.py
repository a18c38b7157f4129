"""Metadata that lies beside the sources of a run: tables for a folder, and files beside single sources."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.importers import Document, importers
from corpus.ingest.files import printable, read_bytes
from corpus.metadata import (
    SIDECAR_SUFFIXES,
    TABLE_SUFFIXES,
    Metadata,
    TableRow,
    file_keys,
    read_metadata_table,
    read_sidecar,
    reference_key,
)
from corpus.models import sha256_of

RowsByFile = dict[str, list[TableRow]]


class Beside:
    """All metadata of a run, read before its sources are.

    Attributes:
        tables: The rows of each metadata table, by the file that they speak of.
        sidecars: The metadata files and the source that each lies beside.
        problems: Why a metadata file could not be used, by its path.
    """

    def __init__(self, files: Sequence[tuple[Path, bool]], max_file_mb: int) -> None:
        self._max_file_mb = max_file_mb
        self.tables: dict[Path, RowsByFile] = {}
        self.sidecars: dict[Path, Metadata] = {}
        self.problems: dict[Path, str] = {}
        self._used: set[tuple[Path, int]] = set()
        self._own = {path for path, _ in files}
        named = [path for path, was_named in files if was_named]
        for path in dict.fromkeys([*self._own, *_neighbours(named)]):
            self._look_at(path)

    def is_metadata(self, path: Path) -> bool:
        """Whether a file holds metadata, not an interview."""
        return path in self.tables or path in self.sidecars or path in self.problems

    def of(self, path: Path, members: Sequence[TableRow] = (), member: str | None = None) -> Metadata:
        """What is said of a source: a file beside it wins over a table, a nearer table over one further up.

        Args:
            path: The source, or the container that it is in.
            members: Rows of tables in the same container.
            member: The source's name in the container.
        """
        known = Metadata()
        for table, rows in sorted(self.tables.items(), key=lambda item: len(item[0].parts)):
            for row in _matching(rows, _references(path, member, table.parent)):
                self._used.add((table, row.row))
                known = row.metadata.over(known)
        for row in _matching(by_file(members), [member] if member else []):
            known = row.metadata.over(known)
        for sidecar in _sidecars_of(path) if member is None else ():
            known = self.sidecars.get(sidecar, Metadata()).over(known)
        return known

    def sha256(self, path: Path, whole: bool) -> str:
        """A hash of what is said of a source; of a container (``whole``), of all that may be said of what is in it."""
        if not whole:
            return self.of(path).sha256
        rows = [row.model_dump_json() for table in self.tables if table.parent in path.parents for row in _all(self.tables[table])]
        return sha256_of("\n".join(rows)) if rows else ""

    def covers(self, path: Path) -> Path | None:
        """The nearest table that speaks of the files of a source's folder."""
        above = [table for table in self.tables if table.parent in path.parents]
        return max(above, key=lambda table: len(table.parts), default=None)

    def unused_rows(self) -> list[tuple[Path, TableRow]]:
        """Rows whose file was not among the sources of the run, of tables that were."""
        own = ((table, row) for table in self.tables if table in self._own for row in _all(self.tables[table]))
        return [(table, row) for table, row in own if (table, row.row) not in self._used]

    def _look_at(self, path: Path) -> None:
        name = path.name.lower()
        try:
            if name.endswith(SIDECAR_SUFFIXES) and _source_of(path):
                self.sidecars[path] = read_sidecar(self._document(path))
            elif name.endswith(TABLE_SUFFIXES):
                rows = read_metadata_table(self._document(path))
                if rows is not None:
                    self.tables[path] = by_file(rows)
        except InputError as error:
            if name.endswith(SIDECAR_SUFFIXES):
                self.problems[path] = str(error)

    def _document(self, path: Path) -> Document:
        return Document(name=printable(Path(path.name)), data=read_bytes(path, self._max_file_mb))


def _all(rows: RowsByFile) -> Iterable[TableRow]:
    return (row for of_one in rows.values() for row in of_one)


def by_file(rows: Iterable[TableRow]) -> RowsByFile:
    """Rows by the file that they speak of."""
    found: RowsByFile = {}
    for row in rows:
        found.setdefault(reference_key(row.file), []).append(row)
    return found


def _matching(rows: RowsByFile, references: Iterable[str]) -> list[TableRow]:
    return [row for reference in references for key in file_keys(reference) for row in rows.get(key, ())]


def _references(path: Path, member: str | None, folder: Path) -> list[str]:
    """How a table in ``folder`` may name the source; nothing when it lies elsewhere."""
    if folder not in path.parents:
        return []
    relative = path.relative_to(folder).as_posix()
    return [relative] if member is None else [member, f"{relative}/{member}"]


def _neighbours(named: Sequence[Path]) -> list[Path]:
    """Metadata files in the folders of sources that were named one by one."""
    found: list[Path] = []
    for folder in dict.fromkeys(path.parent for path in named if path.parent.is_dir()):
        inner = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
        tables = [path for name, path in inner.items() if name.lower().endswith(TABLE_SUFFIXES)]
        beside = (sidecar.name for path in named if path.parent == folder for sidecar in _sidecars_of(path))
        found += [*(inner[name] for name in beside if name in inner), *tables]
    return found


def _sidecars_of(path: Path) -> list[Path]:
    """Where metadata of a source may lie: "ada.yaml" and, nearer to it, "ada.docx.yaml"."""
    by_stem = [path.with_name(path.stem + suffix) for suffix in SIDECAR_SUFFIXES] if path.stem else []
    return [*by_stem, *(path.with_name(path.name + suffix) for suffix in SIDECAR_SUFFIXES)]


def _source_of(sidecar: Path) -> bool:
    """Whether a source lies beside what may be its metadata."""
    suffix = next(s for s in SIDECAR_SUFFIXES if sidecar.name.lower().endswith(s))
    stem = sidecar.name[: -len(suffix)]
    if Path(stem).suffix.lower() in importers() and sidecar.with_name(stem).is_file():
        return True
    return any(sidecar.with_name(stem + known).is_file() for known in importers())
