"""Which conversation is open in which window of a browser, so that a reload finds it again, whoever served the page before."""

from sqlalchemy import ColumnElement, delete, select

from assistant.keeping import schema
from assistant.keeping.database import KeptDatabase
from corpus.models import sha256_of


class OpenIn:
    """The open conversations of a data folder. A window's id is a secret of its browser; only a sum of it is kept."""

    def __init__(self, database: KeptDatabase) -> None:
        self._database = database

    def get(self, window: str, owner: str) -> str | None:
        """The id of the conversation that is open in a person's window."""
        table = schema.open_in
        with self._database.reading() as connection:
            return connection.execute(select(table.c.conversation_id).where(*_here(window, owner))).scalar()

    def put(self, window: str, owner: str, conversation: str | None) -> None:
        """From now on a conversation is open in a window; with None, none is. One that is deleted meanwhile is not."""
        with self._database.transaction() as connection:
            connection.execute(delete(schema.open_in).where(*_here(window, owner)))
            kept = schema.conversations
            mine = select(kept.c.id).where(kept.c.id == conversation, kept.c.owner == owner)
            if conversation and connection.execute(mine).first():
                row = {"window": sha256_of(window), "owner": owner, "conversation_id": conversation}
                connection.execute(schema.open_in.insert(), row)


def _here(window: str, owner: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    table = schema.open_in
    return table.c.window == sha256_of(window), table.c.owner == owner
