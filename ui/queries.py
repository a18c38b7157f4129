"""Many searches in one process: ``whatsworking search --queries FILE.jsonl``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import Assistant
from corpus.errors import UsageError
from index import Filters


class Query(BaseModel):
    """One line of a query file; keys that are not known are ignored, so that a gold file can serve as it is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int
    query: str
    interview: str | None = None
    limit: int = Field(default=10, ge=1, le=1000)


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSON Lines file, in order; blank lines are passed over.

    Raises:
        UsageError: The file cannot be read, or a line is no query; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a JSON Lines file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text; give a JSON Lines file") from error
    return [_query(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def run_queries(assistant: Assistant, queries: list[Query], filters: Filters) -> Iterator[dict[str, Any]]:
    """One result a query, in order; a query that fails has no quotes and an "error"."""
    for query in queries:
        try:
            quotes = assistant.search(query.query, _narrowed(assistant, filters, query.interview), query.limit)
            yield {"id": query.id, "quotes": [quote.model_dump(mode="json") for quote in quotes]}
        except UsageError as error:
            yield {"id": query.id, "quotes": [], "error": str(error)}


def _narrowed(assistant: Assistant, filters: Filters, interview: str | None) -> Filters:
    if interview is None:
        return filters
    return filters.model_copy(update={"interviews": (assistant.folder.catalog.resolve(interview),)})


def _query(path: Path, number: int, line: str) -> Query:
    try:
        return Query.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}, line {number}: is not JSON ({error.msg}); each line is one object with id and query") from error
    except RecursionError as error:
        raise UsageError(f"{path}, line {number}: is nested too deeply; each line is one object with id and query") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        raise UsageError(f"{path}, line {number}: {where}: {first['msg']}") from error
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: holds a number too long to read; each line is one object with id and query") from error
