"""Exporters: one module a format."""

from corpus.exporters.base import Exporter
from corpus.exporters.export import EXPORTERS, Exported, export

__all__ = ["EXPORTERS", "Exported", "Exporter", "export"]
