"""Exporting from a catalog to a file."""

from collections.abc import Sequence
from pathlib import Path

from corpus.catalog import Catalog
from corpus.errors import UsageError, VerificationError
from corpus.exporters import json_lines, refi_qda, tables
from corpus.exporters.base import Export, Exporter
from corpus.models import Frozen, Interview
from corpus.whole_file import write_whole

EXPORTERS: dict[str, Exporter] = {
    one.name: one for one in (json_lines.EXPORTER, refi_qda.EXPORTER, tables.TURN_EXPORTER, tables.QUOTE_EXPORTER, tables.TAG_EXPORTER)
}


class Exported(Frozen):
    """What was written."""

    path: str
    interviews: int
    tags: int
    bytes: int


def export(catalog: Catalog, path: Path, name: str, interviews: Sequence[str] = (), safe_cells: bool = False) -> Exported:
    """Write interviews of a catalog to a file; the file is there whole or not at all.

    Args:
        catalog: Where the interviews are stored.
        path: The file; one that exists is replaced.
        name: Which format: a key of `EXPORTERS`.
        interviews: Ids or source file names; all interviews when empty.
        safe_cells: Guard cells of tables that a spreadsheet would run as formulas.

    Raises:
        UsageError: There is no such format or interview, or the file cannot be written.
        VerificationError: Stored words are not those that were recorded; nothing is written then.
    """
    exporter = EXPORTERS.get(name)
    if exporter is None:
        raise UsageError(f"{name}: is no export format; the formats are {', '.join(EXPORTERS)}")
    chosen = list(dict.fromkeys(catalog.resolve(one) for one in interviews)) or [entry.id for entry in catalog.entries()]
    found = [_verified(catalog, key) for key in chosen]
    data = exporter.write(Export(found, catalog.codes(), safe_cells))
    write_whole(path, data)
    return Exported(path=str(path), interviews=len(found), tags=sum(len(one.tags) for one in found), bytes=len(data))


def _verified(catalog: Catalog, key: str) -> Interview:
    found, stored = catalog.get(key), catalog.stored_text(key)
    if found is None or stored is None:
        raise UsageError(f"no interview is called {key!r}; 'whatsworking interviews' lists those there are")
    if found.text_sha256 != stored[1]:
        raise VerificationError(f"{key}: the stored text does not have the SHA-256 recorded when it came in; ingest it again")
    return found
