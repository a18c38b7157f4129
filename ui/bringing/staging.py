"""Files that a browser sent, kept until they are brought in or put away; never longer than a day."""

import re
import secrets
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.data_folder import DataFolder
from corpus.errors import DataFolderError
from corpus.ingest import Copies, printable

LONGEST_NAME = 200  # bytes, well below what file systems take
KEPT_SECONDS = 24 * 3600
_COUNTED = re.compile(r"(.*) \((\d+)\)")


class Staging:
    """A folder of its own in the data folder, so that what people send stays where all else of them is kept."""

    def __init__(self, folder: DataFolder) -> None:
        """Prepare; nothing is made before the first file.

        Args:
            folder: The data folder.
        """
        self._root = folder.path / "incoming"
        self.folder = self._root / secrets.token_hex(8) / "brought"
        self._recorded_in = folder.path.resolve() / "brought"

    @property
    def copies(self) -> Copies:
        """How the files are recorded: by their names, so that a file sent again takes the place of its interview."""
        return Copies(folder=self.folder, recorded_in=self._recorded_in)

    @property
    def files(self) -> list[Path]:
        """What is here, by name."""
        return sorted(path for path in self.folder.glob("*") if path.is_file()) if self.folder.is_dir() else []

    def take(self, sent: Sequence[tuple[str, str]]) -> None:
        """Move files here from where the server put them; one of the same name takes the place of the earlier one.

        Args:
            sent: Where each file was put, and what it is called where it comes from.

        Raises:
            DataFolderError: They cannot be moved.
        """
        _clear_old(self._root)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._root.chmod(0o700)
            for path, name in sent:
                shutil.move(path, self.folder / _file_name(name))
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataFolderError(f"{self.folder}: the files cannot be kept ({reason}); free some space and send them again") from error

    def rename(self, path: Path, taken: frozenset[str]) -> Path:
        """Give a file a name that is not taken, so that it does not take the place of another's interview."""
        base, number = path.stem, 2
        if counted := _COUNTED.fullmatch(base):
            base, number = counted[1], int(counted[2]) + 1
        while (
            printable(self._recorded_in / f"{base} ({number}){path.suffix}") in taken or path.with_name(_name(base, number, path)).exists()
        ):
            number += 1
        return path.rename(path.with_name(_name(base, number, path)))

    def drop(self, name: str) -> None:
        """Put one file away."""
        for path in self.files:
            if path.name == name:
                path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Put all files away."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def _file_name(name: str) -> str:
    """The last part of a name that a browser sent, as a file here may be called."""
    last = re.split(r"[/\\\\]", name)[-1].replace("\0", "")
    while len(last.encode("utf-8", "replace")) > LONGEST_NAME:
        stem, dot, suffix = last.rpartition(".")
        last = f"{stem[:-1]}{dot}{suffix}" if stem else last[:-1]
    return last if last.strip(".") else "unnamed"


def _name(base: str, number: int, path: Path) -> str:
    return f"{base} ({number}){path.suffix}"


def _clear_old(root: Path) -> None:
    now = time.time()
    for folder in root.glob("*"):
        if now - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
