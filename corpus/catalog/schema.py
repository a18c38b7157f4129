"""The catalog's tables. The schema version is recorded in ``meta`` and checked at every opening."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

SCHEMA_VERSION = "2"

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

interviews = Table(
    "interviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("source_name", String, nullable=False, index=True),
    Column("source_path", String, index=True),
    Column("source_format", String, nullable=False),
    Column("importer_version", Integer, nullable=False),
    Column("source_sha256", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("conversation", Boolean, nullable=False),
    Column("date", String),
    Column("publisher", String),
    Column("url", String),
    Column("language", String, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("page_starts", Text, nullable=False, server_default="[]"),
    Column("seams", Text, nullable=False, server_default="[]"),
    Column("ingested_at", String, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

# A label is a person only within its interview: "Speaker 1" of two files are two people until metadata says otherwise.
participants = Table(
    "participants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("organisation_id", ForeignKey("organisations.id")),
    Column("consent", String, nullable=False, server_default="unknown"),
)

turns = Table(
    "turns",
    metadata,
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True),
    Column("idx", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker", String),
    Column("participant_id", ForeignKey("participants.id"), index=True),
    Column("role", String, nullable=False),
    Column("time", Float),
    Column("organisation_id", ForeignKey("organisations.id")),
    Column("position", String),
    Column("participant", String),
    Column("page", Integer),
)

# What metadata says of an interview as a whole; "place" keeps the order of several values of one name.
attributes = Table(
    "attributes",
    metadata,
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("value", String, nullable=False),
    Index("attributes_by_value", "name", "value"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("curator", String),
    Column("imported", Boolean, nullable=False, server_default="0"),
)

tags = Table(
    "tags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("dimension", String, nullable=False),
    Column("value", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("confidence", Float),
    Column("coder", String),
    Column("framework", String),
    Column("imported", Boolean, nullable=False, server_default="0"),
    Index("tags_by_value", "dimension", "value"),
)

# Tags and curated quotes whose words are no longer in their interview. They are tried again whenever it changes.
# "dimension" is null for a curated quote.
unanchored = Table(
    "unanchored",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("dimension", String),
    Column("value", String),
    Column("confidence", Float),
    Column("coder", String),
    Column("framework", String),
)

# The files that were read to the end, so that an unchanged one is passed over. A container stands here itself, its members
# are interviews whose path begins with its own.
files = Table(
    "files",
    metadata,
    Column("path", String, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("format", String, nullable=False),
    Column("importer_version", Integer, nullable=False),
    Column("interviewers", Text, nullable=False),
    Column("metadata_sha256", String, nullable=False),
)

# The codebook. "parent" is another code's value; a tag's code is found by dimension and value, and need not be listed.
codes = Table(
    "codes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dimension", String, nullable=False),
    Column("value", String, nullable=False),
    Column("description", Text),
    Column("parent", String),
    Column("colour", String),
    Column("codable", Boolean, nullable=False),
    UniqueConstraint("dimension", "value"),
)
