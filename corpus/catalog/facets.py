"""What interviews can be filtered by, read in one go."""

from sqlalchemy import select

from corpus.catalog import schema
from corpus.catalog.catalog import Catalog
from corpus.models import Attributes, Frozen


class Facts(Frozen):
    """What metadata says of an interview: its date as the source writes it, and its attributes."""

    date: str | None = None
    attributes: Attributes


def read_facts(catalog: Catalog) -> dict[str, Facts]:
    """The facts of all interviews by id."""
    interviews, table = schema.interviews, schema.attributes
    found: dict[str, dict[str, list[str]]] = {}
    with catalog.reading() as connection:
        dates = connection.execute(select(interviews.c.id, interviews.c.date)).all()
        for row in connection.execute(select(table).order_by(table.c.interview_id, table.c.name, table.c.place)).mappings():
            found.setdefault(row["interview_id"], {}).setdefault(row["name"], []).append(row["value"])
    return {key: Facts(date=date, attributes={name: tuple(values) for name, values in found.get(key, {}).items()}) for key, date in dates}
