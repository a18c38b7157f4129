"""Importers: one module a format."""

from corpus.importers.base import Container, Document, Importer, Member, Parsed, importer_for, importers

__all__ = ["Container", "Document", "Importer", "Member", "Parsed", "importer_for", "importers"]
