"""Transcripts as delimited text (.csv, .tsv), a turn in each row."""

from corpus.importers.base import Importer
from corpus.tables.tabular import DELIMITED_SUFFIXES
from corpus.tables.turn_tables import read_turn_table

IMPORTER = Importer(name="table of turns", suffixes=DELIMITED_SUFFIXES, read=read_turn_table, version=2)
