"""What an exporter is. A new format is one new module in this folder and one line in `corpus.exporters.export`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.models import Interview
from corpus.projects.codebook import Code


@dataclass(frozen=True)
class Export:
    """What is exported.

    Attributes:
        safe_cells: Guard cells of tables that a spreadsheet would run as formulas; see `corpus.tables.csv_cells`.
    """

    interviews: Sequence[Interview]
    codes: Sequence[Code] = ()
    safe_cells: bool = False


@dataclass(frozen=True)
class Exporter:
    """A writer of one format.

    Attributes:
        name: How the format is chosen.
        suffix: Of the files that it writes, with the dot.
        holds: What the file holds, in a few words.
        write: Makes the file's bytes.
    """

    name: str
    suffix: str
    holds: str
    write: Callable[[Export], bytes]
