"""The originals: a copy of every source's bytes, by their SHA-256, so that a citation can always be opened."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from corpus.errors import InputError


class Originals:
    """Files in a folder, named by the SHA-256 of what is in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sha256: str, name: str, data: bytes) -> None:
        """Store bytes, unless they are stored; whole or not at all.

        Raises:
            OSError: The disk failed or is full.
        """
        path = self._path(sha256, name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def find(self, sha256: str, name: str) -> Path:
        """The stored file.

        Raises:
            InputError: It is not stored.
        """
        path = self._path(sha256, name)
        if not path.is_file():
            raise InputError(f"{name}: its original is not stored in this data folder; ingest the file again to keep it")
        return path

    def drop_unused(self, used: Iterable[str]) -> int:
        """Delete what no interview comes from, and what a killed run left half written; returns how many files."""
        wanted, gone = set(used), 0
        for path in self._folder.glob("*/*") if self._folder.is_dir() else ():
            if path.stem not in wanted:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _path(self, sha256: str, name: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}{PurePath(name).suffix.lower()}"
