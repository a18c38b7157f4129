"""QMSum (Zhong et al., NAACL 2021): transcripts of meetings with questions and the spans that answer them, read in place.

A turn in a gold span is relevant when it has eight words or more. Shorter ones ("Yeah.") are in the spans because spans
are ranges; they are kept as ``also``, so that a measure can tell them from mistakes.

Unanswerable questions are made of answerable ones: each is asked of a transcript of another domain, and of another
meeting of its own domain. The latter is a hard and partly unfair test: meetings of one series share subjects.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import Assistant
from corpus.errors import UsageError
from corpus.ingest import Ingest, IngestOptions, Status
from evals.datasets.base import Dataset, Place, Question, checked, files_of

ENVIRONMENT = "WHATSWORKING_QMSUM"
LEAST_WORDS = 8
OTHER_DOMAIN, SAME_DOMAIN = "asked of another domain", "asked of another meeting of its domain"


def load_qmsum(folder: Path) -> Dataset:
    """The transcripts of a folder and their specific queries.

    Raises:
        UsageError: The folder does not exist or holds no transcript, or a transcript is malformed.
    """
    paths = files_of(folder, "*.json")
    if not paths:
        raise UsageError(f"{folder}: holds no .json transcript; give a folder of QMSum, for example its val split")
    transcripts = {path.name: _read(path) for path in paths}

    def questions(assistant: Assistant) -> list[Question]:
        ids = {name: assistant.folder.catalog.resolve(name) for name in transcripts}
        own = [q for name, data in transcripts.items() for q in _queries(folder / name, ids[name], data)]
        domains = {ids[name]: domain_of(name) for name in transcripts}
        return checked(str(folder), own + _moved(own, domains))

    return Dataset(name=f"QMSum {folder.name}", fill=lambda assistant: ingest(assistant, paths), questions=questions)


def is_qmsum(folder: Path) -> bool:
    """Whether a folder's first JSON file looks like a transcript of QMSum."""
    first = next(iter(sorted(folder.glob("*.json"))), None)
    if first is None:
        return False
    with first.open(encoding="utf-8", errors="replace") as file:
        return '"specific_query_list"' in file.read()


def ingest(assistant: Assistant, paths: Sequence[Path]) -> list[str]:
    """Read files into an assistant's data folder; returns those that failed, each in one line."""
    with assistant.folder.writing():
        reports = Ingest(assistant.folder.catalog, IngestOptions(max_file_mb=assistant.settings.max_file_mb)).run(paths)
    return [report.message or report.path for report in reports if report.status is Status.FAILED]


def domain_of(name: str) -> str:
    """The kind of meeting, by how the corpora name their files: ICSI (academic), AMI (product design), else committees."""
    if name[:2] in ("ES", "IS", "TS"):
        return "product"
    return "academic" if name[:1] == "B" and name[3:6].isdigit() else "committee"


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _ = [q["query"] for q in data["specific_query_list"]], [t["content"] for t in data["meeting_transcripts"]]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check its rights") from error
    except ValueError as error:
        raise UsageError(f"{path}: is not JSON; a transcript of QMSum is one JSON object") from error
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path}: is no transcript of QMSum: it lacks {error}; give a folder with transcripts only") from error
    return dict(data)


def _queries(path: Path, interview: str, data: dict[str, Any]) -> list[Question]:
    words = [len(str(turn["content"]).split()) for turn in data["meeting_transcripts"]]
    found = []
    for k, query in enumerate(data["specific_query_list"]):
        gold = sorted({turn for turn in _span_turns(path, k, query) if turn < len(words)})
        found.append(
            Question(
                id=f"{path.stem}#{k}",
                text=query["query"],
                kind=domain_of(path.name),
                relevant=tuple(Place(interview=interview, turn=t) for t in gold if words[t] >= LEAST_WORDS),
                also=tuple(Place(interview=interview, turn=t) for t in gold if words[t] < LEAST_WORDS),
                within=interview,
            )
        )
    return found


def _span_turns(path: Path, k: int, query: dict[str, Any]) -> list[int]:
    try:
        return [turn for first, last in query["relevant_text_span"] for turn in range(int(first), int(last) + 1)]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: specific query {k} has no list of [first, last] spans; mend or leave out the file") from error


def _moved(questions: Sequence[Question], domains: dict[str, str]) -> list[Question]:
    """Each question asked where it has no answer; which transcript is fixed by the question's position."""
    moved = []
    for k, question in enumerate(questions):
        own = question.within or ""
        for reason, same in ((OTHER_DOMAIN, False), (SAME_DOMAIN, True)):
            others = [i for i, domain in domains.items() if i != own and (domain == domains[own]) == same]
            if others:
                other = others[k % len(others)]
                update = {
                    "id": f"{question.id}@{other}",
                    "within": other,
                    "relevant": (),
                    "also": (),
                    "unanswerable": True,
                    "reason": reason,
                }
                moved.append(question.model_copy(update=update))
    return moved
