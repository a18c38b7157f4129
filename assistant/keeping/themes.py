"""What a person decided of a theme, so that it is not offered again: accepted under a name, or dropped."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import delete, insert, select

from assistant.keeping import schema
from assistant.keeping.database import KeptDatabase, delete_marks, insert_row, mark_values, marks_by, now
from assistant.keeping.marks import Mark
from corpus.models import Frozen

Decision = Literal["accepted", "dropped"]


class ThemeDecision(Frozen):
    """A decision on a theme, which is known again by its quotes."""

    id: int
    verdict: Decision
    name: str
    marks: tuple[Mark, ...]


class ThemeDecisions:
    """The decisions of a data folder."""

    def __init__(self, database: KeptDatabase) -> None:
        self._database = database

    def put(self, verdict: Decision, name: str, marks: Sequence[Mark]) -> int:
        """Record a decision; returns its number."""
        with self._database.transaction() as connection:
            number = insert_row(connection, schema.themes, {"created": now(), "verdict": verdict, "name": name})
            if marks:
                connection.execute(insert(schema.theme_quotes), [{"theme_id": number, **mark_values(mark)} for mark in marks])
        return number

    def list(self) -> list[ThemeDecision]:
        """All decisions, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.themes).order_by(schema.themes.c.id)).mappings().all()
            marks = marks_by(connection, schema.theme_quotes, "theme_id")
        return [ThemeDecision(id=r["id"], verdict=r["verdict"], name=r["name"], marks=tuple(marks.get(r["id"], ()))) for r in rows]

    def undo(self, decision: int) -> bool:
        """Forget a decision, so that the theme is offered again; tags that it made stay. False where there is none."""
        with self._database.transaction() as connection:
            return connection.execute(delete(schema.themes).where(schema.themes.c.id == decision)).rowcount > 0

    def forget(self, interview: str) -> int:
        """Remove the places of an interview; returns how many there were."""
        with self._database.transaction() as connection:
            return delete_marks(connection, schema.theme_quotes, interview)
