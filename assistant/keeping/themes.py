"""What a person decided of a theme, so that it is not offered again: accepted under a name, or dropped."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import delete, insert, select

from assistant.keeping import schema
from assistant.keeping.database import KeptDatabase, delete_marks, mark_values, now, read_mark
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
            added = connection.execute(insert(schema.themes), {"created": now(), "verdict": verdict, "name": name}).inserted_primary_key
            number = int(added[0]) if added else 0
            if marks:
                connection.execute(insert(schema.theme_quotes), [{"theme_id": number, **mark_values(mark)} for mark in marks])
        return number

    def list(self) -> list[ThemeDecision]:
        """All decisions, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.themes).order_by(schema.themes.c.id)).mappings().all()
            marks = _by_theme(connection.execute(select(schema.theme_quotes)).mappings())
        return [ThemeDecision(id=r["id"], verdict=r["verdict"], name=r["name"], marks=tuple(marks.get(r["id"], ()))) for r in rows]

    def undo(self, decision: int) -> bool:
        """Forget a decision, so that the theme is offered again; tags that it made stay. False where there is none."""
        with self._database.transaction() as connection:
            return connection.execute(delete(schema.themes).where(schema.themes.c.id == decision)).rowcount > 0

    def forget(self, interview: str) -> int:
        """Remove the places of an interview; returns how many there were."""
        with self._database.transaction() as connection:
            return delete_marks(connection, schema.theme_quotes, interview)


def _by_theme(rows: Iterable[Any]) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for row in rows:
        marks.setdefault(row["theme_id"], []).append(read_mark(row))
    return marks
