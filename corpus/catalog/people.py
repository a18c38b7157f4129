"""Participants and organisations: who speaks in an interview, and for whom."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.catalog import schema
from corpus.models import Interview, Role, Turn
from corpus.transcripts.speakers import speaker_key

CONSENT_UNKNOWN = "unknown"


def person_of(turn: Turn) -> str | None:
    """Who speaks a turn: the person behind the label where metadata names one, else the label."""
    return turn.participant or turn.speaker


def organisation_ids(connection: Connection, interview: Interview) -> dict[str, int]:
    """The ids of the organisations that an interview's turns speak for, made where they are new."""
    names = sorted({turn.organisation for turn in interview.turns if turn.organisation})
    table = schema.organisations
    for name in names:
        connection.execute(upsert(table).values(name=name).on_conflict_do_nothing())
    rows = connection.execute(select(table.c.name, table.c.id).where(table.c.name.in_(names)))
    return {row.name: row.id for row in rows}


def insert_participants(connection: Connection, interview: Interview, organisations: Mapping[str, int]) -> dict[str, int]:
    """Store who speaks in an interview; returns the ids by the key of the name."""
    consent = "; ".join(interview.attributes.get("consent", ())) or CONSENT_UNKNOWN
    roles = _roles(interview)
    ids: dict[str, int] = {}
    for turn in interview.turns:
        name = person_of(turn)
        if name is None or speaker_key(name) in ids:
            continue
        row = {
            "interview_id": interview.id,
            "name": name,
            "role": roles[speaker_key(name)].value,
            "organisation_id": organisations.get(turn.organisation or ""),
            "consent": consent,
        }
        key = connection.execute(insert(schema.participants), row).inserted_primary_key
        ids[speaker_key(name)] = int(key[0]) if key else 0
    return ids


def drop_unheard_organisations(connection: Connection) -> None:
    """Delete organisations for whom nobody speaks any more."""
    organisations = schema.organisations
    heard = [select(t.c.organisation_id).where(t.c.organisation_id.is_not(None)) for t in (schema.turns, schema.participants)]
    connection.execute(delete(organisations).where(*(organisations.c.id.not_in(query) for query in heard)))


def _roles(interview: Interview) -> dict[str, Role]:
    """The role of each person, unknown where their turns have several."""
    found: dict[str, set[Role]] = {}
    for turn in interview.turns:
        found.setdefault(speaker_key(person_of(turn) or ""), set()).add(turn.role)
    return {key: next(iter(roles)) if len(roles) == 1 else Role.UNKNOWN for key, roles in found.items()}
