"""Bringing a catalog that an earlier version of the program made up to the tables of this one."""

from sqlalchemy import Connection, Table
from sqlalchemy.schema import CreateColumn

from corpus.catalog import schema

# Columns that each version added to tables of the one before; new tables are made as they are missing.
_ADDED: dict[str, tuple[tuple[Table, str], ...]] = {
    "1": (
        (schema.interviews, "page_starts"),
        (schema.interviews, "seams"),
        (schema.turns, "participant"),
        (schema.turns, "page"),
        (schema.quotes, "imported"),
        (schema.tags, "imported"),
    ),
}


def can_upgrade(version: str) -> bool:
    """Whether a catalog of that schema version can be brought up to this one's."""
    return version in _ADDED


def upgrade(connection: Connection, version: str | None) -> None:
    """Make the missing tables and columns, inside the caller's transaction.

    Args:
        connection: In a writing transaction.
        version: The catalog's schema version; None for a new catalog.
    """
    for table, name in _ADDED.get(version or "", ()):
        column = CreateColumn(table.c[name]).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column}")
    schema.metadata.create_all(connection)
