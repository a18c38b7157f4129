"""The files that a user's paths name, and their bytes."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import DataFolderError, InputError

MIB = 1024 * 1024
# The file of a coding project that is a folder; all else in that folder is the project's own copies, chats and media.
PROJECT_FILE = "data.qda"
# What office programs and systems leave beside documents.
_LITTER = ("~$", "._")


def find_files(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files that ``paths`` name, each once, with whether it was named itself.

    Folders are walked, hidden files skipped; of the folder of a coding project only the project's file is taken.
    """
    found: dict[Path, bool] = {}
    for path in paths:
        if _is_folder(path):
            found |= {inner: False for inner in _walk(path) if inner not in found}
        else:
            found[path] = True
    return list(found.items())


def printable(path: Path) -> str:
    """A path as text that can be stored and printed; bytes that are no UTF-8 are written as hexadecimal escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_bytes(path: Path, max_file_mb: int) -> bytes:
    """A file's bytes.

    Raises:
        InputError: It is missing, empty, too large, no file, or cannot be read.
        DataFolderError: The disk is full.
    """
    try:
        size = path.stat().st_size
        if size > max_file_mb * MIB:
            limit = f"the limit is {max_file_mb} MB"
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


def _walk(folder: Path) -> Iterable[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(where)
        if PROJECT_FILE in names:
            folders.clear()
        taken = [PROJECT_FILE] if PROJECT_FILE in names else sorted(names)
        yield from (here / n for n in taken if not n.startswith((".", *_LITTER)) and (here / n).is_file())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; it fails when it is read
        return False


def _unreadable(path: Path, error: OSError) -> Exception:
    if error.errno == errno.ENOENT:
        return InputError(f"{printable(path)}: there is no such file or folder")
    if error.errno == errno.ENOSPC:
        return DataFolderError(f"{printable(path)}: the disk is full; free some space and run it again")
    return InputError(f"{printable(path)}: cannot be read ({error.strerror}); check its rights")
