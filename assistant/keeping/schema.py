"""The tables of what people keep. No table has a column for an interview's words: quotes are places and sums of words."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

SCHEMA_VERSION = "1"

metadata = MetaData()


def _mark() -> tuple[Column[Any], ...]:
    """Columns that say which words are meant without holding them."""
    return (
        Column("interview", String, nullable=False, index=True),
        Column("turn", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("words_sha256", String, nullable=False),
    )


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("created", String, nullable=False),
    Column("changed", String, nullable=False),
    Column("owner", String, nullable=False, index=True),
    Column("filters", Text, nullable=False),
)

# "answer" is the JSON of an Answer, each quote in it replaced by its place; see `assistant.keeping.closing`.
answers = Table(
    "answers",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("created", String, nullable=False),
    Column("answer", Text, nullable=False),
)

# Which conversation is open in which window of a browser; "window" is a sum of the window's id, which lets in whoever knows it.
open_in = Table(
    "open_in",
    metadata,
    Column("window", String, primary_key=True),
    Column("owner", String, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
)

collections = Table(
    "collections",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", String, nullable=False),
    Column("changed", String, nullable=False),
    Column("owner", String, nullable=False),
    UniqueConstraint("owner", "name"),
)

collected = Table(
    "collected",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("added", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("insights", Text, nullable=False),
    *_mark(),
    UniqueConstraint("collection_id", "interview", "start", "end"),
)

# "about" is "quote" or "answer"; "key" tells what it is about, so that a second opinion on the same takes the first's place.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("about", String, nullable=False),
    Column("key", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("within", String),
    Column("insight", Integer),
    UniqueConstraint("owner", "key"),
)

judged = Table(
    "judged",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feedback_id", ForeignKey("feedback.id", ondelete="CASCADE"), nullable=False, index=True),
    *_mark(),
)

# What a person decided of a theme; it is known again by the quotes that it had.
themes = Table(
    "themes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("name", String, nullable=False),
)

theme_quotes = Table(
    "theme_quotes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theme_id", ForeignKey("themes.id", ondelete="CASCADE"), nullable=False, index=True),
    *_mark(),
)
