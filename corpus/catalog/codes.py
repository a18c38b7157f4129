"""The catalog's codebook, and single tags and curated quotes put on and taken off an interview that is stored already."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.catalog import schema
from corpus.catalog.engine import Database
from corpus.catalog.rows import quote_row
from corpus.errors import UsageError
from corpus.models import CuratedQuote, Span, Tag
from corpus.projects.codebook import Code


class CodesAndTags(Database):
    """The part of `Catalog` that keeps codes and changes tags and curated quotes; each change is one transaction."""

    def put_codes(self, codes: Iterable[Code]) -> None:
        """Add codes to the codebook; one of the same dimension and value is replaced, and keeps its place."""
        rows = [code.model_dump() for code in codes]
        if not rows:
            return
        statement = upsert(schema.codes)
        changed = {name: statement.excluded[name] for name in ("description", "parent", "colour", "codable")}
        statement = statement.on_conflict_do_update(index_elements=["dimension", "value"], set_=changed)
        with self.transaction() as connection:
            connection.execute(statement, rows)
            self._bump_generation(connection)

    def codes(self) -> list[Code]:
        """The codebook, in the order in which codes came in."""
        table = schema.codes
        columns = [table.c[name] for name in Code.model_fields]
        with self.reading() as connection:
            rows = connection.execute(select(*columns).order_by(table.c.id)).mappings().all()
        return [Code(**row) for row in rows]

    def remove_code(self, dimension: str, value: str) -> bool:
        """Take a code out of the codebook; its tags stay. False when it is not in it."""
        table = schema.codes
        with self.transaction() as connection:
            gone = connection.execute(delete(table).where(table.c.dimension == dimension, table.c.value == value)).rowcount
            self._bump_generation(connection)
        return gone > 0

    def add_tags(self, interview_id: str, tags: Sequence[Tag]) -> int:
        """Put tags on an interview; one that is there already is not put twice.

        Returns:
            How many were new.

        Raises:
            UsageError: There is no such interview, or a tag lies outside of its text; none is put then.
        """
        with self.transaction() as connection:
            self._check_spans(connection, interview_id, tags)
            known = {_fields(row) for row in connection.execute(_tags_of(interview_id)).mappings()}
            fresh = [tag for tag in dict.fromkeys(tags) if _fields(tag.model_dump(mode="json")) not in known]
            if fresh:
                connection.execute(insert(schema.tags), [{"interview_id": interview_id, **tag.model_dump(mode="json")} for tag in fresh])
                self._bump_generation(connection)
        return len(fresh)

    def remove_tag(self, interview_id: str, tag: Tag) -> int:
        """Take a tag off an interview; every field must be equal.

        Returns:
            How many were taken off: 0 where there is none.
        """
        table, wanted = schema.tags, tag.model_dump(mode="json")
        equal = [table.c[name].is_not_distinct_from(value) for name, value in wanted.items() if name != "imported"]
        with self.transaction() as connection:
            gone = connection.execute(delete(table).where(table.c.interview_id == interview_id, *equal)).rowcount
            if gone:
                self._bump_generation(connection)
        return gone

    def add_quotes(self, interview_id: str, quotes: Sequence[CuratedQuote]) -> int:
        """Keep spans of an interview as curated quotes; words that are one already are not kept twice.

        Returns:
            How many were new.

        Raises:
            UsageError: There is no such interview, or a quote lies outside of its text; none is kept then.
        """
        table = schema.quotes
        with self.transaction() as connection:
            text = self._check_spans(connection, interview_id, quotes)
            spans = connection.execute(select(table.c.start, table.c.end).where(table.c.interview_id == interview_id))
            known = {(start, end) for start, end in spans}
            fresh = [quote for quote in dict.fromkeys(quotes) if (quote.start, quote.end) not in known]
            rows = [quote_row(interview_id, quote, text[quote.start : quote.end]) for quote in fresh]
            if rows:
                connection.execute(insert(table), rows)
                self._bump_generation(connection)
        return len(fresh)

    @staticmethod
    def _bump_generation(connection: Connection) -> None:
        raise NotImplementedError  # the catalog's own, which this is a part of

    @staticmethod
    def _check_spans(connection: Connection, interview_id: str, spans: Sequence[Span]) -> str:
        """The text that the spans lie in."""
        table = schema.interviews
        text = connection.execute(select(table.c.text).where(table.c.id == interview_id)).scalar()
        if text is None:
            raise UsageError(f"no interview is called {interview_id!r}; 'whatsworking interviews' lists those there are")
        for span in spans:
            if not span.start < span.end <= len(text):
                raise UsageError(f"{interview_id}: [{span.start}, {span.end}) is not in its text, which has {len(text)} characters")
        return str(text)


def _tags_of(interview_id: str) -> Any:
    columns = [schema.tags.c[name] for name in Tag.model_fields]
    return select(*columns).where(schema.tags.c.interview_id == interview_id)


def _fields(row: Any) -> tuple[Any, ...]:
    return tuple(row[name] for name in Tag.model_fields if name != "imported")
