"""ZIP archives (office documents, folders in one file) read within limits, so that no small file can fill the memory.

Nothing is ever unpacked to disk: a member is read by name, whole, into memory. All that can be wrong with an archive
becomes an `InputError`.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from corpus.errors import InputError
from corpus.importers.base import Document

MIB = 1024 * 1024
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
# What `zipfile` and the decompressors raise on damaged data; RuntimeError is a wanted password, NotImplementedError a
# compression that Python does not know.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip


class Limits(NamedTuple):
    """How much an archive may hold.

    Attributes:
        members: Files in it.
        member: Bytes of one unpacked file.
        total: Bytes of all unpacked files.
        ratio: How many times larger the unpacked files may be than the archive, once they exceed ``small``. A word
            processor's XML shrinks to a tenth or a twentieth, very even tables to a hundredth; a bomb to a thousandth.
        small: Bytes below which the ratio does not matter.
    """

    members: int = 20_000
    member: int = 200 * MIB
    total: int = 1000 * MIB
    ratio: int = 300
    small: int = 20 * MIB


class Archive:
    """An open archive whose size was checked. `open_archive` makes it."""

    def __init__(self, name: str, file: zipfile.ZipFile, limits: Limits) -> None:
        self.name = name
        self._file = file
        self._limits = limits

    def names(self) -> list[str]:
        """The files in it, folders left out, in the archive's order."""
        return [info.filename for info in self._file.infolist() if not info.is_dir()]

    def read(self, member: str) -> bytes:
        """A file's bytes.

        Raises:
            InputError: It is missing, encrypted, damaged or too large.
        """
        try:
            info = self._file.getinfo(member)
        except KeyError as error:
            raise InputError(f"{self.name}: holds no {member}; it is not complete, so export it again") from error
        if info.flag_bits & _ENCRYPTED:
            raise InputError(f"{self.name}: {member} is encrypted; save it without a password and ingest that")
        if info.file_size > self._limits.member:
            raise _too_large(self.name, f"{member} would be {info.file_size / MIB:.0f} MB", self._limits.member)
        try:
            with self._file.open(info) as handle:
                return handle.read(self._limits.member)  # never more than the size that it declares
        except _DAMAGE as error:
            raise InputError(f"{self.name}: {member} in it is damaged; copy or export the file again") from error


@contextmanager
def open_archive(document: Document, limits: Limits | None = None) -> Iterator[Archive]:
    """Open a document that is a ZIP archive, and check what it claims to hold before anything is unpacked.

    Args:
        document: Its name and bytes.
        limits: How much it may hold; the defaults suit an office document.

    Raises:
        InputError: It is no archive, damaged, or larger than the limits.
    """
    limits = limits or Limits()
    try:
        file = zipfile.ZipFile(io.BytesIO(document.data))
    except _DAMAGE as error:
        raise InputError(f"{document.name}: {what_it_is(document.data)}; copy or export it again") from error
    with file:
        _check(document, file.infolist(), limits)
        yield Archive(document.name, file, limits)


def what_it_is(data: bytes) -> str:
    """What a file that should be an archive is instead, as the middle of an error message."""
    if data.startswith(b"PK"):
        return "is a damaged or cut-off archive"
    if not data.strip(b"\x00"):
        return "holds nothing but zeros"
    return "is not the archive that its suffix promises"


def _check(document: Document, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise InputError(f"{document.name}: holds {len(members)} files, the limit is {limits.members}; split it")
    total = sum(info.file_size for info in members)
    if total > limits.total:
        raise _too_large(document.name, f"unpacks to {total / MIB:.0f} MB", limits.total)
    if total > limits.small and total > limits.ratio * len(document.data):
        raise InputError(
            f"{document.name}: unpacks to {total // max(len(document.data), 1)} times its size, as a zip bomb does;"
            " if it is genuine, export it as plain text"
        )


def _too_large(name: str, what: str, limit: int) -> InputError:
    return InputError(f"{name}: {what}, the limit is {limit // MIB} MB; split it or export it as plain text")
