"""What the page does with files that people send it, without any of the page itself."""

from ui.bringing.corrections import FACT_COLUMNS, SPEAKER_COLUMNS, corrections_of, fact_rows, speaker_rows
from ui.bringing.run import Run, RunStopped, Step
from ui.bringing.staging import Staging

__all__ = [
    "FACT_COLUMNS",
    "SPEAKER_COLUMNS",
    "Run",
    "RunStopped",
    "Staging",
    "Step",
    "corrections_of",
    "fact_rows",
    "speaker_rows",
]
