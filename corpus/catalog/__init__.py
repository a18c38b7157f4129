"""The catalog: the source of truth, an embedded SQL database."""

from corpus.catalog.catalog import Catalog, Counts, Entry, Place
from corpus.catalog.files import FileRecord

__all__ = ["Catalog", "Counts", "Entry", "FileRecord", "Place"]
