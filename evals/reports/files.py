"""Evaluations as JSON files."""

import json
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import UsageError
from evals.reports.model import SCHEMA, Evaluation


def save(evaluation: Evaluation, path: Path) -> None:
    """Write an evaluation.

    Raises:
        UsageError: The file cannot be written.
    """
    write_text(path, json.dumps(evaluation.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")


def load(path: Path) -> Evaluation:
    """Read an evaluation that was saved.

    Raises:
        UsageError: The file cannot be read, or is none, or is of another version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a file that 'whatsworking eval … --save' wrote") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is not JSON; give a file that 'whatsworking eval … --save' wrote") from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version != SCHEMA:
        raise UsageError(f"{path}: has version {version} of the format, this program reads {SCHEMA}; run the suite again with --save")
    try:
        return Evaluation.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(f"{path}: {where}: {first['msg']}; give a file that 'whatsworking eval … --save' wrote") from error


def write_text(path: Path, text: str) -> None:
    """Write a report file.

    Raises:
        UsageError: The file cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
