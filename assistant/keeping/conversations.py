"""Saved conversations: listed, reopened, continued, renamed, deleted. Several windows and processes may do so at once."""

import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal_column, select, update

from assistant.answer import Answer
from assistant.keeping import schema
from assistant.keeping.closing import Reopened, close, forget_interview, read_filters, reopen
from assistant.keeping.database import LONGEST_NAME, KeptDatabase, checked_name, now, owned, resolve
from assistant.keeping.marks import Reopener
from assistant.question import as_written
from corpus.catalog import Catalog
from corpus.framework import Framework
from corpus.models import Frozen
from index import Filters

WHAT = "a saved conversation"


class ConversationEntry(Frozen):
    """A saved conversation without its answers; times are UTC."""

    id: str
    title: str
    created: str
    changed: str
    owner: str
    answers: int


class SavedConversation(ConversationEntry):
    """A saved conversation as it was reopened: its answers with every quote verified again.

    Attributes:
        filters: Those that were set for the next question; none where another version of the program kept them in another form.
    """

    filters: Filters
    exchanges: tuple[Reopened, ...]


class SavedConversations:
    """The saved conversations of a data folder. ``owner=None`` means whoever's, else only that person's are found."""

    def __init__(self, database: KeptDatabase, catalog: Catalog, framework: Framework) -> None:
        self._database = database
        self._catalog = catalog
        self._framework = framework

    def create(
        self,
        answers: Iterable[Answer] = (),
        title: str = "",
        owner: str = "",
        filters: Filters | None = None,
        given: Sequence[Filters] = (),
    ) -> str:
        """Save a conversation; returns its id.

        Args:
            answers: Those that it has already.
            title: Without one it is called by its first question.
            owner: Whose it is.
            filters: Those that are set for the next question.
            given: Those that were set beside the question of each answer, in the same order.
        """
        kept = list(answers)
        called = title if title.strip() else (kept[0].question if kept else "Conversation")
        name = checked_name(as_written(called)[:LONGEST_NAME] if not title.strip() else title, WHAT)
        key, time = secrets.token_hex(5), now()
        row = {"id": key, "title": name, "created": time, "changed": time, "owner": owner, "filters": _json(filters or Filters())}
        with self._database.transaction() as connection:
            connection.execute(insert(schema.conversations), row)
            for position, answer in enumerate(kept):
                _insert(connection, key, position, answer, time, given[position] if position < len(given) else None)
        return key

    def append(
        self,
        conversation: str,
        answer: Answer,
        owner: str | None = None,
        *,
        filters: Filters | None = None,
        given: Filters | None = None,
        cut: int | None = None,
    ) -> int:
        """Add an answer at the end; returns its position from 0.

        Args:
            conversation: Its id, the beginning of its id, or its title.
            answer: What is added.
            owner: Whose the conversation must be; None for whoever's.
            filters: Those that are set for the next question; by default those of the answer.
            given: Those that were set beside the question.
            cut: Position from which answers are taken off first, as when a question is asked anew in its place.

        Raises:
            UsageError: There is no such conversation (any more).
        """
        table, time = schema.answers, now()
        with self._database.transaction() as connection:
            key = _resolve(connection, conversation, owner)
            if cut is not None:
                connection.execute(delete(table).where(table.c.conversation_id == key, table.c.position >= cut))
            last = connection.execute(select(func.max(table.c.position)).where(table.c.conversation_id == key)).scalar()
            position = 0 if last is None else int(last) + 1
            _insert(connection, key, position, answer, time, given)
            _touch(connection, key, {"filters": _json(answer.filters if filters is None else filters)})
        return position

    def list(self, owner: str | None = None) -> list[ConversationEntry]:
        """All conversations, the last changed first."""
        table, kept = schema.conversations, schema.answers
        count = select(func.count()).where(kept.c.conversation_id == table.c.id).scalar_subquery().label("answers")
        query = select(*(table.c[name] for name in ("id", "title", "created", "changed", "owner")), count)
        query = query.where(owned(table, owner)).order_by(table.c.changed.desc(), literal_column("conversations.rowid").desc())
        with self._database.reading() as connection:
            return [ConversationEntry(**row) for row in connection.execute(query).mappings()]

    def open(self, conversation: str, owner: str | None = None) -> SavedConversation:
        """A conversation with its answers, every quote verified against the catalog now.

        Args:
            conversation: Its id, the beginning of its id, or its title.
            owner: Whose it must be; None for whoever's.

        Raises:
            UsageError: There is none of that name, or several.
        """
        table, kept = schema.conversations, schema.answers
        with self._database.reading() as connection:
            key = _resolve(connection, conversation, owner)
            row = dict(connection.execute(select(table).where(table.c.id == key)).mappings().one())
            query = select(kept.c.answer).where(kept.c.conversation_id == key).order_by(kept.c.position)
            stored = [json.loads(text) for text in connection.execute(query).scalars()]
        reopener, counts = Reopener(self._catalog), self._catalog.counts()
        row["filters"] = read_filters(json.loads(row["filters"])) or Filters()
        exchanges = tuple(reopen(one, reopener, self._framework, counts) for one in stored)
        return SavedConversation(**row, answers=len(stored), exchanges=exchanges)

    def questions(self, owner: str, most: int) -> tuple[str, ...]:
        """What a person asked lately in the conversations that are kept, the latest first, each once."""
        table, kept = schema.conversations, schema.answers
        question = func.json_extract(kept.c.answer, "$.question")
        query = select(question).join(table, table.c.id == kept.c.conversation_id).where(table.c.owner == owner)
        query = query.group_by(question).order_by(func.max(kept.c.created).desc(), func.max(kept.c.position).desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(str(found) for found in connection.execute(query).scalars() if found)

    def rename(self, conversation: str, title: str, owner: str | None = None) -> str:
        """Give a conversation another title; returns it as it is stored."""
        name = checked_name(title, WHAT)
        with self._database.transaction() as connection:
            _touch(connection, _resolve(connection, conversation, owner), {"title": name})
        return name

    def set_filters(self, conversation: str, filters: Filters, owner: str | None = None) -> None:
        """Remember the filters for the next question."""
        with self._database.transaction() as connection:
            _touch(connection, _resolve(connection, conversation, owner), {"filters": _json(filters)})

    def delete(self, conversation: str, owner: str | None = None) -> str:
        """Delete a conversation; returns its id."""
        with self._database.transaction() as connection:
            key = _resolve(connection, conversation, owner)
            connection.execute(delete(schema.conversations).where(schema.conversations.c.id == key))
        return key

    def forget(self, interview: str) -> int:
        """Remove every trace of an interview's quotes, and it itself from filters; returns how many answers had some."""
        table, changed = schema.answers, 0
        with self._database.transaction() as connection:
            _forget_in_filters(connection, interview)
            for row in connection.execute(select(table)).mappings().all():
                left = forget_interview(json.loads(row["answer"]), interview)
                if left is not None:
                    here = (table.c.conversation_id == row["conversation_id"]) & (table.c.position == row["position"])
                    connection.execute(update(table).where(here).values(answer=json.dumps(left, ensure_ascii=False)))
                    changed += 1
        return changed


def _insert(connection: Connection, key: str, position: int, answer: Answer, time: str, given: Filters | None = None) -> None:
    text = json.dumps(close(answer, given), ensure_ascii=False)
    connection.execute(insert(schema.answers), {"conversation_id": key, "position": position, "created": time, "answer": text})


def _forget_in_filters(connection: Connection, interview: str) -> None:
    """Take an interview out of the filters for next questions; the conversations count as unchanged, nobody went on with them."""
    table = schema.conversations
    for key, text in connection.execute(select(table.c.id, table.c.filters)).all():
        filters = json.loads(text)
        if interview in filters.get("interviews", ()):
            filters["interviews"].remove(interview)
            connection.execute(update(table).where(table.c.id == key).values(filters=json.dumps(filters, ensure_ascii=False)))


def _touch(connection: Connection, key: str, values: dict[str, Any]) -> None:
    table = schema.conversations
    connection.execute(update(table).where(table.c.id == key).values(changed=now(), **values))


def _resolve(connection: Connection, reference: str, owner: str | None) -> str:
    return resolve(connection, schema.conversations, ("id", "title"), reference, owner)


def _json(filters: Filters) -> str:
    return filters.model_dump_json()
