"""The way in: files and folders to importers, and what they return into the catalog."""

from corpus.ingest.corrections import Copies, Correction
from corpus.ingest.engine import Ingest, IngestOptions
from corpus.ingest.files import find_files, printable
from corpus.ingest.report import FileReport, SpeakerReport, Status

__all__ = ["Copies", "Correction", "FileReport", "Ingest", "IngestOptions", "SpeakerReport", "Status", "find_files", "printable"]
