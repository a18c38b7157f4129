"""Thumbs up and down on quotes and answers, with a reason; kept on this machine only."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, or_, select

from assistant.answer import Answer
from assistant.keeping import schema
from assistant.keeping.database import KeptDatabase, checked_text, delete_marks, insert_row, mark_values, marks_by, now, owned
from assistant.keeping.marks import Gone, Mark, Reopener
from assistant.request import Place
from corpus.catalog import Catalog
from corpus.errors import UsageError
from corpus.models import Frozen, sha256_of
from corpus.quote import Quote

Verdict = Literal["up", "down"]
About = Literal["quote", "answer"]
LONGEST_REASON = 2000
# The reason that says that a refusal would have been right; it becomes an evaluation case without an answer.
NO_ANSWER = "Nothing in the interviews answers this"
# Reasons that a page may offer; a person may write another one.
REASONS_UP = ("It answers my question", "The words are strong", "The refusal is right")
REASONS_DOWN = ("It does not answer my question", "It is taken out of context", "It stands under the wrong insight", NO_ANSWER)


class Thumb(Frozen):
    """Which way a person's thumb points, and why."""

    id: int
    verdict: Verdict
    reason: str


class Judgement(Frozen):
    """One thumb.

    Attributes:
        question: As it was searched for, understandable without the conversation.
        status: Of the answer, as `Answer` has it.
        within: The interview that the question was asked of, where it was one.
        insight: The insight that the quote, or the answer's first group, stood under.
        quotes: The quote, or the answer's quotes, verified at this moment.
        gone: Those that can no longer be shown.
    """

    id: int
    created: str
    owner: str
    about: About
    verdict: Verdict
    reason: str
    question: str
    status: str
    within: str | None
    insight: int | None
    quotes: tuple[Quote, ...]
    gone: tuple[Gone, ...]


class Feedback:
    """The feedback of a data folder. A second thumb on the same thing by the same owner takes the place of the first."""

    def __init__(self, database: KeptDatabase, catalog: Catalog) -> None:
        self._database = database
        self._catalog = catalog

    def on_quote(self, answer: Answer, quote: Quote, verdict: Verdict, reason: str = "", owner: str = "") -> int:
        """Judge one quote of an answer; returns the judgement's number."""
        insight = quote.insights[0].number if quote.insights else None
        key = f"quote {sha256_of(answer.standalone_question)} {quote.interview} {quote.start} {quote.end}"
        return self._put("quote", key, answer, [quote], insight, verdict, reason, owner)

    def on_answer(self, answer: Answer, verdict: Verdict, reason: str = "", owner: str = "") -> int:
        """Judge a whole answer, or a refusal; returns the judgement's number."""
        first = answer.groups[0].insight if answer.groups else None
        key = f"answer {sha256_of(answer.standalone_question)}"
        return self._put("answer", key, answer, answer.quotes, first.number if first else None, verdict, reason, owner)

    def given(self, answer: Answer, owner: str) -> dict[Place | None, Thumb]:
        """The thumbs of a person on an answer (None) and on quotes (interview, start, end) that its question found."""
        table, inside = schema.feedback, schema.judged
        summed = sha256_of(answer.standalone_question)
        mine = or_(table.c.key == f"answer {summed}", table.c.key.startswith(f"quote {summed} "))
        places = (inside.c.interview, inside.c.start, inside.c.end)
        query = select(table.c.id, table.c.about, table.c.verdict, table.c.reason, *places)
        query = query.outerjoin(inside, inside.c.feedback_id == table.c.id).where(table.c.owner == owner, mine)
        found: dict[Place | None, Thumb] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query).mappings():
                place = (row["interview"], row["start"], row["end"]) if row["about"] == "quote" else None
                found[place] = Thumb(id=row["id"], verdict=row["verdict"], reason=row["reason"])
        return found

    def withdraw(self, judgement: int, owner: str | None = None) -> bool:
        """Take a thumb back; False where there is none of that number."""
        table = schema.feedback
        with self._database.transaction() as connection:
            return connection.execute(delete(table).where(table.c.id == judgement, owned(table, owner))).rowcount > 0

    def list(self, owner: str | None = None) -> list[Judgement]:
        """All judgements, oldest first, their quotes verified against the catalog now."""
        table = schema.feedback
        with self._database.reading() as connection:
            rows = connection.execute(select(table).where(owned(table, owner)).order_by(table.c.created, table.c.id)).mappings().all()
            marks = marks_by(connection, schema.judged, "feedback_id")
        reopener = Reopener(self._catalog)
        return [_read(row, marks.get(row["id"], ()), reopener) for row in rows]

    def forget(self, interview: str) -> int:
        """Remove what was judged of an interview's quotes; returns how many quotes there were."""
        table, inside = schema.feedback, schema.judged
        with self._database.transaction() as connection:
            about = select(inside.c.feedback_id).where(inside.c.interview == interview)
            quotes = connection.execute(select(table.c.id).where(table.c.about == "quote", table.c.id.in_(about))).scalars().all()
            connection.execute(table.update().where(table.c.within == interview).values(within=None))
            gone = delete_marks(connection, inside, interview)
            connection.execute(delete(table).where(table.c.id.in_(quotes)))
        return gone

    def _put(
        self,
        about: About,
        key: str,
        answer: Answer,
        quotes: Sequence[Quote],
        insight: int | None,
        verdict: Verdict,
        reason: str,
        owner: str,
    ) -> int:
        within = answer.filters.interviews
        row = {
            "created": now(),
            "owner": owner,
            "about": about,
            "key": key,
            "verdict": _checked_verdict(verdict),
            "reason": checked_text(reason, "a reason", LONGEST_REASON),
            "question": answer.standalone_question,
            "status": answer.status,
            "within": within[0] if len(within) == 1 else None,
            "insight": insight,
        }
        with self._database.transaction() as connection:
            return _replace(connection, row, map(Mark.of, quotes))


def _replace(connection: Connection, row: dict[str, Any], marks: Iterable[Mark]) -> int:
    table = schema.feedback
    connection.execute(delete(table).where(table.c.owner == row["owner"], table.c.key == row["key"]))
    number = insert_row(connection, table, row)
    for mark in marks:
        connection.execute(insert(schema.judged), {"feedback_id": number, **mark_values(mark)})
    return number


def _read(row: Any, marks: Sequence[Mark], reopener: Reopener) -> Judgement:
    found = [reopener.open(mark, rank) for rank, mark in enumerate(marks, start=1)]
    fields = {name: row[name] for name in Judgement.model_fields if name not in ("quotes", "gone")}
    return Judgement(**fields, quotes=tuple(_only_quotes(found)), gone=tuple(one for one in found if isinstance(one, Gone)))


def _only_quotes(found: Iterable[Quote | Gone]) -> Iterator[Quote]:
    return (one for one in found if isinstance(one, Quote))


def _checked_verdict(verdict: str) -> str:
    if verdict not in ("up", "down"):
        raise UsageError(f"{verdict!r} is no verdict; it is up or down")
    return verdict
