"""Which files were read to the end, so that unchanged ones are passed over, and moved and deleted ones recognised."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.catalog import schema
from corpus.models import Frozen

# Between a container's path and the name of a member in it.
MEMBER = "!/"


class FileRecord(Frozen):
    """A file that was read to the end.

    Attributes:
        path: Absolute path.
        sha256: Of its bytes, hexadecimal.
        format: Name of the importer or container that read it.
        importer_version: Version of that.
        interviewers: Labels that the user named as interviewers.
        metadata_sha256: Of the metadata that was applied to it, hexadecimal.
    """

    path: str
    sha256: str
    format: str
    importer_version: int
    interviewers: tuple[str, ...] = ()
    metadata_sha256: str = ""


def file_of(source_path: str) -> str:
    """The file on disk that an interview's source path names: the container's, for a member of one."""
    return source_path.split(MEMBER, 1)[0]


def record_file(connection: Connection, record: FileRecord) -> None:
    """Record that a file was read to the end."""
    values = record.model_dump() | {"interviewers": json.dumps(record.interviewers, ensure_ascii=False)}
    statement = upsert(schema.files).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=values))


def forget_file(connection: Connection, source_path: str | None) -> None:
    """Forget that a file was read, so that the next run reads it again."""
    if source_path:
        connection.execute(delete(schema.files).where(schema.files.c.path == file_of(source_path)))


def read_records(connection: Connection) -> Iterable[FileRecord]:
    """All records."""
    for row in connection.execute(select(schema.files)).mappings():
        yield FileRecord(**{**row, "interviewers": tuple(json.loads(row["interviewers"]))})


def move_file(connection: Connection, before: str, after: str, name: str) -> None:
    """Record that a file, with the interviews that came from it, has another path now."""
    interviews, files = schema.interviews, schema.files
    connection.execute(delete(files).where(files.c.path == after))
    connection.execute(update(files).where(files.c.path == before).values(path=after))
    whole = interviews.c.source_path == before
    connection.execute(update(interviews).where(whole).values(source_path=after, source_name=name))
    inside = interviews.c.source_path.startswith(before + MEMBER, autoescape=True)
    for row in connection.execute(select(interviews.c.id, interviews.c.source_path).where(inside)).all():
        path = after + row.source_path[len(before) :]
        connection.execute(update(interviews).where(interviews.c.id == row.id).values(source_path=path))
