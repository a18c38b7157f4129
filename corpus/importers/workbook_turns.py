"""Transcripts as workbooks (.xlsx), a turn in each row of the first sheet that has such columns."""

from corpus.importers.base import Importer
from corpus.tables.tabular import WORKBOOK_SUFFIXES
from corpus.tables.turn_tables import read_turn_table

IMPORTER = Importer(name="workbook of turns", suffixes=WORKBOOK_SUFFIXES, read=read_turn_table, version=2)
