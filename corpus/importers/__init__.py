"""Importers: one module a format."""

from corpus.importers.base import Document, Importer, Parsed, importer_for, importers

__all__ = ["Document", "Importer", "Parsed", "importer_for", "importers"]
