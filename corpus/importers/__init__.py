"""Importers: one module a format."""

from corpus.importers.base import Container, Document, Importer, Member, Parsed, importer_for, importers, why_left_out

__all__ = ["Container", "Document", "Importer", "Member", "Parsed", "importer_for", "importers", "why_left_out"]
