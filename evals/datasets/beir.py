"""BEIR's format (Thakur et al. 2021): ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/<split>.tsv`` in one folder.

Each document becomes one quotation of a collection: nothing says that neighbouring documents belong together. Judgements
above 0 count as relevant, whatever their grade.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant import Assistant
from corpus.errors import UsageError
from corpus.models import Interview, Source, Turn, sha256_of
from evals.datasets.base import Dataset, Place, Question, checked, files_of

CORPUS, QUERIES = "corpus.jsonl", "queries.jsonl"
SEPARATOR = "\n\n"
# Documents that are stored together as one source.
TOGETHER = 1000
SPLITS = ("test", "dev", "train")


def is_beir(folder: Path) -> bool:
    """Whether a folder holds a BEIR corpus."""
    return (folder / CORPUS).is_file()


def load_beir(folder: Path) -> Dataset:
    """The documents, questions and judgements of a folder.

    Raises:
        UsageError: A file is missing or a line is malformed, or a judgement names what there is not; the message names the line.
    """
    places: dict[str, Place] = {}
    parts: list[list[str]] = []
    for number, item in _lines(folder / CORPUS):
        key = _id(folder / CORPUS, number, item)
        if key in places:
            raise UsageError(f"{folder / CORPUS}, line {number}: the document {key!r} is given twice; make each id unique")
        words = SEPARATOR.join(str(item.get(part) or "").strip() for part in ("title", "text")).strip()
        if not parts or len(parts[-1]) == TOGETHER:
            parts.append([])
        places[key] = Place(interview=f"documents-{len(parts)}", turn=len(parts[-1]))
        parts[-1].append(words)
    texts = dict(_queries(folder / QUERIES))
    judged = _judgements(folder, texts, places)
    questions = [Question(id=q, text=texts[q], relevant=tuple(relevant)) for q, relevant in judged.items()]
    checked(str(folder), questions)

    def fill(assistant: Assistant) -> list[str]:
        with assistant.folder.writing():
            for k, part in enumerate(parts):
                assistant.folder.catalog.put(_collection(f"documents-{k + 1}", part))
        return []

    return Dataset(name=f"BEIR {folder.name}", fill=fill, questions=lambda _: questions)


def _collection(name: str, documents: list[str]) -> Interview:
    turns, start = [], 0
    for index, words in enumerate(documents):
        turns.append(Turn(index=index, start=start, end=start + len(words)))
        start = turns[-1].end + len(SEPARATOR)
    text = SEPARATOR.join(documents)
    source = Source(name=name, format="BEIR documents", sha256=sha256_of(text))
    return Interview(id=name, title=name, source=source, text=text, turns=tuple(turns), conversation=False)


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, item in _lines(path):
        key = _id(path, number, item)
        if key in seen:
            raise UsageError(f"{path}, line {number}: the question {key!r} is given twice; make each id unique")
        if not str(item.get("text") or "").strip():
            raise UsageError(f'{path}, line {number}: the question has no words; give them as "text"')
        seen.add(key)
        yield key, str(item["text"])


def _judgements(folder: Path, texts: dict[str, str], places: dict[str, Place]) -> dict[str, list[Place]]:
    path = _judgement_file(folder)
    judged: dict[str, list[Place]] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and cells[0] == "query-id"):
            continue
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            raise UsageError(f"{path}, line {number}: is not query-id, corpus-id and score, separated by tabs")
        query, document, score = cells
        if query not in texts:
            raise UsageError(f"{path}, line {number}: {QUERIES} has no question {query!r}")
        if document not in places:
            raise UsageError(f"{path}, line {number}: {CORPUS} has no document {document!r}")
        found = judged.setdefault(query, [])
        if int(score) > 0:
            found.append(places[document])
    return judged


def _judgement_file(folder: Path) -> Path:
    found = {path.stem: path for path in files_of(folder / "qrels", "*.tsv")} if (folder / "qrels").is_dir() else {}
    for split in (*SPLITS, *found):
        if split in found:
            return found[split]
    raise UsageError(f"{folder / 'qrels'}: holds no .tsv file of judgements; a BEIR folder has qrels/test.tsv")


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}, line {number}: is not JSON; each line is one object") from error
        if not isinstance(item, dict):
            raise UsageError(f"{path}, line {number}: is no object; each line is one object with _id and text")
        yield number, item


def _id(path: Path, number: int, item: dict[str, Any]) -> str:
    key = item.get("_id")
    if not isinstance(key, str | int) or not str(key).strip():
        raise UsageError(f'{path}, line {number}: has no id; give one as "_id"')
    return str(key)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); a BEIR folder holds {CORPUS}, {QUERIES} and qrels") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
