"""Writing a file so that it is there whole or not at all."""

import os
import tempfile
from pathlib import Path

from corpus.errors import UsageError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; one that exists is replaced only when the new one is complete.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".export-")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file, or free some space") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
