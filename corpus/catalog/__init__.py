"""The catalog: the source of truth, an embedded SQL database."""

from corpus.catalog.catalog import Catalog, Counts, Entry, Place

__all__ = ["Catalog", "Counts", "Entry", "Place"]
