"""An answer as it is kept: its JSON, in which every quote is a place and a sum instead of words and names.

It works on the JSON, not on the model's fields, so that what an answer gains later (columns, counter-evidence) is kept the same way.
"""

from typing import Any

from pydantic import ValidationError

from assistant.answer import Answer, Group
from assistant.coverage import cover
from assistant.keeping.marks import Gone, Mark, Reopener
from corpus.catalog import Counts
from corpus.framework import Framework
from corpus.models import Frozen, sha256_of
from corpus.quote import Quote
from index import Filters

# What makes an object of the JSON a quote, and which of its fields come from the source afresh at each opening.
_QUOTE = frozenset({"interview", "turn", "start", "end", "text", "citation"})
_FROM_SOURCE = frozenset({"source", "speaker", "role", "organisation", "time", "page", "text", "citation"})
_SUM = "words_sha256"
# Fields of an answer that tell of an interview in its quotes only. Any other (a model's paragraphs, lists of who said it) is left
# out once a quote is gone: it may tell in other words, or name, what must no longer be told. The quotes stand in the groups.
_WORDLESS = frozenset(
    {"question", "standalone_question", "status", "groups", "coverage", "filters", "follow_ups", "refusal", "withheld"}
    | {"kind", "more", "counter", "given"}
)
_GIVEN = "given"
_INTERVIEW = "interview"
_GONE = object()


class Reopened(Frozen):
    """A kept answer, its quotes verified at this moment.

    Attributes:
        question: As asked.
        answer: None where another version of the program kept it in a form that this one cannot read.
        gone: Quotes that it had and that can no longer be shown.
        forgotten: Whether it had quotes of which every trace was removed since.
        given: The filters that were set beside the question; None where that is not known.
    """

    question: str
    answer: Answer | None
    gone: tuple[Gone, ...] = ()
    forgotten: bool = False
    given: Filters | None = None


def close(answer: Answer, given: Filters | None = None) -> dict[str, Any]:
    """The JSON of an answer without the words of any quote, and with the filters that were set beside its question."""
    closed = dict(_close(answer.model_dump(mode="json")))
    return closed if given is None else {**closed, _GIVEN: given.model_dump(mode="json")}


def reopen(kept: dict[str, Any], reopener: Reopener, framework: Framework, counts: Counts) -> Reopened:
    """An answer from what `close` made of it; what it rests on is counted anew where quotes are gone."""
    gone: list[Gone] = []
    fields = {name: None if (value := _open(part, reopener, gone)) is _GONE else value for name, part in kept.items()}
    question, given, forgotten = str(fields.get("question", "")), fields.get(_GIVEN), not fields.get("coverage")
    fields = {name: value for name, value in fields.items() if name in Answer.model_fields}
    try:
        if gone or forgotten:
            fields = {name: value for name, value in fields.items() if name in _WORDLESS}
            groups = tuple(Group.model_validate(group) for group in fields.get("groups") or ())
            fields["coverage"] = cover(groups, framework, counts)
        answer = Answer.model_validate(fields)
    except ValidationError:
        answer = None
    filters = None if given is None else read_filters(given)
    return Reopened(question=question, answer=answer, gone=tuple(dict.fromkeys(gone)), forgotten=forgotten, given=filters)


def read_filters(kept: Any) -> Filters | None:
    """Kept filters; None where another version of the program kept them in a form that this one cannot read."""
    try:
        return Filters.model_validate(kept)
    except ValidationError:
        return None


def forget_interview(kept: dict[str, Any], interview: str) -> dict[str, Any] | None:
    """A kept answer without the quotes of an interview, and without what was said about them; None where it has none."""
    found: list[bool] = []
    fields = {name: [] if (value := _forget(part, interview, found)) is _GONE else value for name, part in kept.items()}
    if not found:
        return None
    return {name: value for name, value in fields.items() if name in _WORDLESS and name != "coverage"}


def _close(value: Any) -> Any:
    if isinstance(value, list):
        return [_close(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= _QUOTE:
        kept = {name: part for name, part in value.items() if name not in _FROM_SOURCE}
        return {**kept, _SUM: sha256_of(value["text"])}
    return {name: _close(part) for name, part in value.items()}


def _open(value: Any, reopener: Reopener, gone: list[Gone]) -> Any:
    if isinstance(value, list):
        return [opened for item in value if (opened := _open(item, reopener, gone)) is not _GONE]
    if not isinstance(value, dict):
        return value
    if _SUM in value:
        return _open_quote(value, reopener, gone)
    interview = value.get(_INTERVIEW)
    if isinstance(interview, str) and not reopener.stored(interview):  # told of without being quoted, as in a list behind a number
        gone.append(Gone(interview=interview, start=0, end=0, why="withdrawn"))
        return _GONE
    return _without_gone(value, {name: _open(part, reopener, gone) for name, part in value.items()})


def _open_quote(value: dict[str, Any], reopener: Reopener, gone: list[Gone]) -> Any:
    found = reopener.open(Mark.read(value), value.get("rank", 1), value.get("score", 0.0))
    if isinstance(found, Gone):
        gone.append(found)
        return _GONE
    own = {name: part for name, part in value.items() if name in Quote.model_fields and name not in Mark.model_fields}
    return {**found.model_dump(mode="json"), **own}


def _forget(value: Any, interview: str, found: list[bool]) -> Any:
    if isinstance(value, list):
        return [left for item in value if (left := _forget(item, interview, found)) is not _GONE]
    if not isinstance(value, dict):
        return value
    if value.get(_INTERVIEW) == interview:
        found.append(True)
        return _GONE
    filtered = value.get("interviews")
    if isinstance(filtered, list) and interview in filtered:
        found.append(True)
        value = {**value, "interviews": [one for one in filtered if one != interview]}
    return _without_gone(value, {name: _forget(part, interview, found) for name, part in value.items()})


def _without_gone(before: dict[str, Any], after: dict[str, Any]) -> Any:
    """An object whose quote is gone, or all of whose quotes are, goes with it."""
    emptied = any(isinstance(before[name], list) and before[name] and not after[name] for name in ("quotes",) if name in after)
    return _GONE if emptied or any(part is _GONE for part in after.values()) else after
