"""ZIP archives of interviews: each file in it is read by the importer of its own suffix."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.documents.archives import Limits, open_archive
from corpus.errors import InputError
from corpus.importers.base import Container, Document, Member

# What systems put into archives beside the files that a person chose.
_LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


def members(document: Document) -> Iterator[Member]:
    """The files in an archive, one after another; nothing is unpacked to disk, so that no path can lead out of it.

    Raises:
        InputError: It is damaged, or larger than its limits.
    """
    with open_archive(document, Limits()) as archive:
        names = [name for name in archive.names() if not _is_litter(name)]
        if not names:
            raise InputError(f"{document.name}: holds no files; there is nothing to ingest")
        for name in names:
            if _leads_out(name):
                message = f"{name!r} in it has a path that leads out of the archive; pack the folder again and ingest that"
                yield Member(name=PurePosixPath(name.replace("\\", "/")).name, data=b"", failure=f"{document.name}: {message}")
                continue
            shown = "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
            try:
                data = archive.read(name)
            except InputError as error:
                yield Member(name=shown, data=b"", failure=str(error))
                continue
            yield Member(name=shown, data=data, failure=None if data else f"{shown}: is empty; there is nothing to ingest")


def _leads_out(name: str) -> bool:
    """Whether a path would end up elsewhere if it were unpacked; no packer writes such."""
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:3] == ":/" or ".." in path.split("/")


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in _LITTER or (part.startswith((".", "~$")) and part not in (".", "..")) for part in parts)


CONTAINER = Container(name="zip archive", suffixes=(".zip",), members=members, archive=True)
