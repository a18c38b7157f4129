"""Which data set the options of the command line mean."""

import os
from pathlib import Path

from corpus.errors import UsageError
from evals.datasets.base import Dataset
from evals.datasets.beir import is_beir, load_beir
from evals.datasets.builtin import load_builtin
from evals.datasets.gold import load_gold
from evals.datasets.qmsum import ENVIRONMENT, is_qmsum, load_qmsum


def choose_dataset(data: Path | None, gold: Path | None, transcripts: bool) -> Dataset:
    """The data set for a suite.

    Args:
        data: A folder of QMSum or BEIR, or of interviews that ``gold`` asks about.
        gold: A practitioner's own questions.
        transcripts: The suite is meant for transcripts: without options it reads those that the environment names.

    Raises:
        UsageError: There is no such folder, or nobody can tell what it holds.
    """
    if gold is not None:
        return load_gold(gold, data)
    if data is None and transcripts and os.environ.get(ENVIRONMENT):
        data = Path(os.environ[ENVIRONMENT]).expanduser()
    if data is None:
        return load_builtin()
    if not data.is_dir():
        raise UsageError(f"{data}: there is no such folder; give one with --data")
    if is_beir(data):
        return load_beir(data)
    if is_qmsum(data):
        return load_qmsum(data)
    raise UsageError(f"{data}: holds neither transcripts of QMSum nor a BEIR corpus; for your own interviews give --gold FILE as well")
