"""The files in a ``.qdpx``: one XML project and its sources, read within limits and never written to disk."""

from pathlib import PurePosixPath

from corpus.documents.archives import MIB, Archive, Limits
from corpus.errors import InputError

# Projects carry recordings beside their texts; only what is asked for is unpacked. A project file with 100,000 codings
# has about 60 MB.
PROJECT_LIMITS = Limits(members=100_000, member=512 * MIB, total=16 * 1024 * MIB)
INTERNAL = "internal://"


class ProjectArchive:
    """A project's files by name. Folder and case of names do not count: exporters write "Sources" and "sources"."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        names = archive.names()[::-1]
        self._by_path = {_path(name): name for name in names}
        self._by_name = {_file(name): name for name in names}

    def project(self) -> bytes:
        """The project's XML.

        Raises:
            InputError: There is none, or it cannot be unpacked.
        """
        found = sorted((key for key in self._by_path if key.endswith(".qde")), key=lambda key: (key != "project.qde", key))
        if not found:
            raise InputError(f"{self._archive.name}: holds no project.qde; export the project as REFI-QDA project (.qdpx)")
        return self._archive.read(self._by_path[found[0]])

    def source(self, path: str) -> bytes:
        """A source by the path that the project gives it.

        Raises:
            InputError: It lies outside of the archive, is missing, too large or damaged.
        """
        if not path.casefold().startswith(INTERNAL):
            raise InputError(f"{self._archive.name}: {path} lies outside of the project file; export it with its sources inside")
        inner = path[len(INTERNAL) :].lstrip("/")
        name = self._by_path.get(f"sources/{_path(inner)}") or self._by_path.get(_path(inner)) or self._by_name.get(_file(inner))
        if name is None:
            raise InputError(f"{self._archive.name}: {path} is missing in the project file; export it again")
        return self._archive.read(name)


def _path(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _file(name: str) -> str:
    return PurePosixPath(_path(name)).name
