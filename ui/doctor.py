"""What ``whatsworking doctor`` looks at."""

import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.models import Frozen
from index.embedders import PACKAGED
from index.embedders.minilm import check_weights, model_folder

PACKAGES = ("whatsworking", "chromadb", "gradio", "langchain-core", "sentence-transformers", "torch", "pydantic", "SQLAlchemy")


class Finding(Frozen):
    """One fact and whether it is as it should be."""

    name: str
    value: str
    good: bool = True


def examine(assistant: Assistant) -> list[Finding]:
    """Versions, folder, model, counts, and whether catalog and indexes agree. Changes nothing."""
    return [*_versions(), _model(assistant), *_catalog(assistant), *_index(assistant)]


def _versions() -> list[Finding]:
    found = [
        Finding(name="Python", value=f"{platform.python_version()} on {sys.platform}"),
        Finding(name="SQLite", value=sqlite3.sqlite_version),
    ]
    for package in PACKAGES:
        try:
            found.append(Finding(name=package, value=version(package)))
        except PackageNotFoundError:
            found.append(Finding(name=package, value="not installed; run 'make install'", good=False))
    return found


def _model(assistant: Assistant) -> Finding:
    setting = assistant.settings.embedding_model
    if setting != PACKAGED:
        return Finding(name="embedding model", value=f"{setting} (set by you, not hash checked)")
    try:
        return Finding(name="embedding model", value=f"all-MiniLM-L6-v2, SHA-256 {check_weights(model_folder())}")
    except WhatsWorkingError as error:
        return Finding(name="embedding model", value=str(error), good=False)


def _catalog(assistant: Assistant) -> list[Finding]:
    catalog = assistant.folder.catalog
    counts = catalog.counts()
    altered = [e.id for e in catalog.entries() if not catalog.text_is_as_recorded(e.id)]
    problems = catalog.integrity_problems() + [f"the stored text of {key} was altered" for key in altered]
    sizes = ", ".join(f"{count:,} {name}" for name, count in counts.model_dump().items())
    return [
        Finding(name="data folder", value=str(assistant.folder.path)),
        Finding(name="catalog", value=sizes),
        Finding(name="catalog's integrity", value="; ".join(problems) or "every text has its recorded SHA-256", good=not problems),
    ]


def _index(assistant: Assistant) -> list[Finding]:
    try:
        report = assistant.index.report()
    except WhatsWorkingError as error:
        return [Finding(name="index", value=str(error), good=False)]
    sizes = f"{report.interviews:,} interviews, {report.units:,} units, {report.vectors:,} vectors, model {report.model or 'none yet'}"
    behind = len(report.to_add) + len(report.to_remove)
    agreement = "yes" if report.agrees else f"no, {behind} interview(s) differ; run 'whatsworking index sync'"
    return [Finding(name="index", value=sizes), Finding(name="catalog and indexes agree", value=agreement, good=report.agrees)]
