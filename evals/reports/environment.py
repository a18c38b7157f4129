"""Under which conditions an evaluation runs: versions, model, settings, and what the corpus holds."""

import hashlib
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from assistant import Assistant
from corpus.settings import Settings
from evals.reports.model import Environment

PACKAGES = ("chromadb", "ir-measures", "numpy", "pydantic", "scikit-learn", "scipy", "sentence-transformers", "torch", "transformers")


def describe(settings: Settings, model: str, corpora: dict[str, str]) -> Environment:
    """The conditions now.

    Args:
        settings: Those of the run; where the data folder lies is nobody else's business and is left out.
        model: Name of the embedding model.
        corpora: Fingerprint of each corpus, by the name of its data.
    """
    chosen = settings.model_dump(mode="json", exclude={"data_dir"})
    return Environment(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        program=_version("whatsworking"),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        packages={name: _version(name) for name in PACKAGES},
        model=model,
        corpora=corpora,
        settings={name: str(value) for name, value in chosen.items()},
    )


def corpus_fingerprint(assistant: Assistant) -> str:
    """Changes whenever any source that the corpus holds changes; the same for the same sources in any order."""
    sums = sorted(f"{entry.id} {entry.source_sha256}" for entry in assistant.folder.catalog.entries())
    return f"{len(sums)} sources, sha256 {hashlib.sha256(chr(10).join(sums).encode()).hexdigest()[:16]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
