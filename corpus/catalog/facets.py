"""What interviews can be filtered by, read in one go."""

from collections.abc import Collection

from sqlalchemy import func, select

from corpus.catalog import schema
from corpus.catalog.catalog import Catalog
from corpus.models import Attributes, Frozen, Header, Role


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


def read_voices(catalog: Catalog) -> list[tuple[str, int]]:
    """The names that somebody answers under, with how many turns, the most first; which of them are one person nothing says."""
    people, turns = schema.participants, schema.turns
    count = func.count(turns.c.idx)
    query = select(people.c.name, count).join(turns, turns.c.participant_id == people.c.id).group_by(people.c.name)
    query = query.where(people.c.role != Role.INTERVIEWER.value).order_by(count.desc(), people.c.name)
    with catalog.reading() as connection:
        return [(name, number) for name, number in connection.execute(query)]


def read_organisation_turns(catalog: Catalog) -> list[tuple[str, int]]:
    """The organisations that somebody speaks for, with how many turns, the most first."""
    names, turns = schema.organisations, schema.turns
    count = func.count(turns.c.idx)
    query = select(names.c.name, count).join(turns, turns.c.organisation_id == names.c.id).group_by(names.c.name)
    with catalog.reading() as connection:
        return [(name, number) for name, number in connection.execute(query.order_by(count.desc(), names.c.name))]


def read_headers(catalog: Catalog, ids: Collection[str]) -> dict[str, Header]:
    """What a citation needs to know of some interviews, by id; one that is not stored is left out."""
    table = schema.interviews
    query = select(*(table.c[name] for name in Header.model_fields)).where(table.c.id.in_(ids))
    with catalog.reading() as connection:
        return {row["id"]: Header(**row) for row in connection.execute(query).mappings()}
