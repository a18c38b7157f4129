"""A practitioner's own questions, bound to the turns of their own corpus."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from assistant import Assistant
from corpus.errors import UsageError
from corpus.ingest import find_files
from corpus.models import Interview
from evals.datasets.base import Dataset, Place, Question
from evals.datasets.gold_file import Row, read_rows
from evals.datasets.qmsum import ingest

_SPACE = re.compile(r"\s+")
# Word processors turn straight marks into curly ones; a quote that somebody pasted is found all the same.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def load_gold(path: Path, interviews: Path | None = None) -> Dataset:
    """The questions of a gold file, about the data folder's corpus or about a folder of interviews.

    Raises:
        UsageError: The file is malformed or there are no such interviews; the message names the line.
    """
    rows = read_rows(path)
    _check_ids(path, rows)
    if interviews is not None and not interviews.exists():
        raise UsageError(f"{interviews}: there is no such file or folder; give your interviews with --data")

    def fill(assistant: Assistant) -> list[str]:
        return ingest(assistant, [file for file, _ in find_files([interviews])]) if interviews else []

    return Dataset(name=path.name, fill=fill, questions=lambda a: bind(path, rows, a), own_folder=interviews is None)


def bind(path: Path, rows: list[Row], assistant: Assistant) -> list[Question]:
    """The rows as questions, their quotes found in the corpus.

    Raises:
        UsageError: A row names an interview, words, a turn or an insight that there is not.
    """
    corpus = _Corpus(assistant)
    known = {insight.number for insight in assistant.framework.insights}
    return [_question(f"{path}, line {row.line}", row, corpus, known) for row in rows]


class _Corpus:
    """The interviews of a catalog, each read once, with the plain words of their turns."""

    def __init__(self, assistant: Assistant) -> None:
        self._catalog = assistant.folder.catalog
        self._read: dict[str, tuple[Interview, list[str]]] = {}

    def resolve(self, where: str, reference: str) -> str:
        try:
            return self._catalog.resolve(reference)
        except UsageError as error:
            raise UsageError(f"{where}: {error}") from error

    def interview(self, key: str) -> Interview:
        return self._load(key)[0]

    def holding(self, words: str, interview: str | None) -> Iterator[Place]:
        wanted = _plain(words)
        for key in [interview] if interview else [entry.id for entry in self._catalog.entries()]:
            for turn, said in enumerate(self._load(key)[1]):
                if wanted in said:
                    yield Place(interview=key, turn=turn)

    def _load(self, key: str) -> tuple[Interview, list[str]]:
        if key not in self._read:
            interview = self._catalog.get(key)
            if interview is None:
                raise UsageError(f"the interview {key!r} was removed meanwhile; run it again")
            self._read[key] = interview, [_plain(interview.words_of(turn)) for turn in interview.turns]
        return self._read[key]


def _question(where: str, row: Row, corpus: _Corpus, insights: set[int]) -> Question:
    if row.no_answer == bool(row.expected or row.turn or row.start is not None or row.insight):
        raise UsageError(f"{where}: give what is expected (words, a turn, offsets or an insight), or no_answer, not both")
    unknown = sorted(set(row.insight) - insights)
    if unknown:
        raise UsageError(f"{where}: the framework has no insight {unknown[0]}; it has {', '.join(map(str, sorted(insights)))}")
    return Question(
        id=_id(row),
        text=row.question,
        kind=row.kind,
        relevant=tuple(dict.fromkeys(_places(where, row, corpus))),
        insights=row.insight,
        unanswerable=row.no_answer,
        reason=row.kind or "no answer" if row.no_answer else "",
        within=corpus.resolve(where, row.within) if row.within else None,
    )


def _places(where: str, row: Row, corpus: _Corpus) -> Iterator[Place]:
    interview = corpus.resolve(where, row.interview) if row.interview else None
    for words in row.expected:
        found = list(corpus.holding(words, interview))
        if not found:
            among = f"no turn of {interview!r}" if interview else "no turn of any interview"
            raise UsageError(f"{where}: {among} holds the words {_shortened(words)}; give words of one turn, exactly as they stand")
        yield from found
    if (row.turn or row.start is not None or row.end is not None) and interview is None:
        raise UsageError(f"{where}: a turn or offsets need the interview that they are in; fill in interview")
    if row.start is not None or row.end is not None:
        yield from _overlapping(where, row, corpus.interview(interview or ""))
    for turn in row.turn:
        if not 0 <= turn < len(corpus.interview(interview or "").turns):
            raise UsageError(
                f"{where}: {interview!r} has no turn {turn}; its turns are 0 to {len(corpus.interview(interview or '').turns) - 1}"
            )
        yield Place(interview=interview or "", turn=turn)


def _overlapping(where: str, row: Row, interview: Interview) -> list[Place]:
    if row.start is None or row.end is None or row.end <= row.start:
        raise UsageError(f"{where}: offsets need a start and a later end")
    found = [turn.index for turn in interview.turns if turn.start < row.end and row.start < turn.end]
    if not found:
        raise UsageError(f"{where}: no turn of {interview.id!r} lies at [{row.start}, {row.end})")
    return [Place(interview=interview.id, turn=turn) for turn in found]


def _check_ids(path: Path, rows: list[Row]) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        if _id(row) in lines:
            what = f"the id {row.id!r}" if row.id else "the same question without an id"
            raise UsageError(f"{path}, line {row.line}: {what} stands in line {lines[_id(row)]} already; make each unique")
        lines[_id(row)] = row.line


def _id(row: Row) -> str:
    """The id given, or one made of the question's words, which stays when lines move."""
    return row.id or f"q-{hashlib.sha256(f'{row.question}|{row.within}'.encode()).hexdigest()[:10]}"


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words.translate(_PLAIN)).strip().casefold()


def _shortened(words: str) -> str:
    return f"“{words}”" if len(words) <= 60 else f"“{words[:60]}…”"
