"""What an importer is given, what it returns, and how one is found. A new format is one new module in this folder."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from corpus.errors import InputError
from corpus.models import Frozen, Turn


@dataclass(frozen=True)
class Document:
    """A source's name and bytes."""

    name: str
    data: bytes


class Parsed(Frozen):
    """What an importer understood of a document. Offsets of ``turns`` count in ``text``."""

    text: str
    turns: tuple[Turn, ...]
    title: str | None = None
    date: str | None = None
    language: str = "en"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Importer:
    """A reader of one format.

    Attributes:
        name: What the format is called in tables and in the catalog.
        suffixes: File suffixes in lower case, with the dot.
        read: Turns a document into its text and turns; raises `InputError` when it cannot.
        version: Raised when ``read`` understands more, so that unchanged files are read again.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Document], Parsed]
    version: int = 1


@cache
def importers() -> dict[str, Importer]:
    """All importers by suffix: the ``IMPORTER`` of every module in this folder."""
    package = importlib.import_module("corpus.importers")
    found: dict[str, Importer] = {}
    for module in pkgutil.iter_modules(package.__path__):
        candidate = getattr(importlib.import_module(f"corpus.importers.{module.name}"), "IMPORTER", None)
        if isinstance(candidate, Importer):
            found.update(dict.fromkeys(candidate.suffixes, candidate))
    return found


def importer_for(name: str) -> Importer:
    """The importer for a file name.

    Raises:
        InputError: No importer reads files of that suffix.
    """
    suffix = PurePath(name).suffix.lower()
    found = importers().get(suffix)
    if found is None:
        known = ", ".join(sorted(importers()))
        raise InputError(f"{name}: files ending in {suffix or 'nothing'} are not read; the formats are {known}")
    return found
