"""Transcripts as workbooks (.xlsx), a turn in each row of the first sheet that has such columns."""

from corpus.importers.base import Importer
from corpus.tabular import WORKBOOK_SUFFIXES
from corpus.turn_tables import read_turn_table

IMPORTER = Importer(name="workbook of turns", suffixes=WORKBOOK_SUFFIXES, read=read_turn_table)
