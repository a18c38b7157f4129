"""YAML front matter: what stands between two lines of three dashes at the beginning of a text file."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml
from pydantic import Field

from corpus.models import Attributes, Frozen

# A block longer than this is no front matter; it bounds what the YAML reader is given.
LONGEST = 64 * 1024
_BLOCK = re.compile(r"\s{0,8}---[ \t]*\n(?P<yaml>(?:[^\n]*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MERGES = re.compile(r"(?m)(?:[:\[,\-]|^)[ ]*[&*]\w")  # anchors and aliases, which may multiply without end


class FrontMatter(Frozen):
    """What front matter says, and where the words after it begin."""

    end: int = 0
    title: str | None = None
    date: str | None = None
    language: str | None = None
    attributes: Attributes = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a text; without any, all is empty and the words begin at 0.

    Names become lower case with underscores; a list, or a text with ";", is several values. Broken YAML is a warning: the
    block is then left out of the words all the same where its lines look like names and values.
    """
    block = _BLOCK.match(text[:LONGEST])
    if not block or not block["yaml"].strip():
        return FrontMatter()
    try:
        data = None if _MERGES.search(block["yaml"]) else yaml.safe_load(block["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        data = None
    if not isinstance(data, Mapping):
        return _broken(block)
    values = {_name(key): _values(value) for key, value in data.items()}
    attributes = {name: found for name, found in values.items() if name and found}
    told = {key: attributes.pop(key)[0] if key in attributes else None for key in ("title", "date", "language")}
    language = told["language"] or attributes.pop("lang", (None,))[0]
    return FrontMatter(end=block.end(), title=told["title"], date=told["date"], language=language, attributes=attributes)


def _broken(block: re.Match[str]) -> FrontMatter:
    lines = [line for line in block["yaml"].splitlines() if line.strip()]
    meant = sum(bool(re.match(r"\s*(?:[\w -]{1,40}:|- |#)", line)) for line in lines) * 2 > len(lines)
    warning = "the front matter is no list of names and values and was not used; mend the lines between the --- marks"
    return FrontMatter(end=block.end(), warnings=(warning,)) if meant else FrontMatter()


def _name(key: object) -> str:
    return re.sub(r"\W+", "_", str(key).strip().lower()).strip("_")


def _values(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        items = [f"{key}: {'; '.join(_values(inner))}" for key, inner in value.items()]
    elif isinstance(value, list | tuple | set):
        items = [text for inner in value for text in _values(inner)]
    elif isinstance(value, bool):
        items = ["true" if value else "false"]
    elif isinstance(value, datetime | date):
        items = [value.isoformat()]
    else:
        items = [] if value is None else str(value).split(";")
    return tuple(item.strip() for item in items if item.strip())
