"""Collections of quotes: named, ordered by hand, each quote with a note."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.keeping import schema
from assistant.keeping.database import KeptDatabase, checked_name, checked_text, delete_marks, insert_row, mark_values, now, owned, resolve
from assistant.keeping.marks import Gone, Mark, Reopener
from corpus.catalog import Catalog
from corpus.errors import UsageError
from corpus.models import Frozen, Span, sha256_of
from corpus.quote import InsightLabel, Quote
from corpus.tagging import stored_interview

WHAT = "a collection"
LONGEST_NOTE = 5000


class CollectionEntry(Frozen):
    """A collection without its quotes; times are UTC."""

    id: str
    name: str
    created: str
    changed: str
    owner: str
    quotes: int


class Collected(Frozen):
    """A quote of a collection, verified at this moment.

    Attributes:
        item: Its number, by which it is moved, removed and noted.
        quote: None where it can no longer be shown; ``gone`` says why.
        note: What a person wrote beside it.
    """

    item: int
    quote: Quote | None
    gone: Gone | None
    note: str


class Collection(CollectionEntry):
    """A collection as it was opened, in its order."""

    items: tuple[Collected, ...]


class Collections:
    """The collections of a data folder. ``owner=None`` means whoever's, else only that person's are found."""

    def __init__(self, database: KeptDatabase, catalog: Catalog) -> None:
        self._database = database
        self._catalog = catalog

    def create(self, name: str, owner: str = "") -> str:
        """Begin a collection; returns its id.

        Raises:
            UsageError: Its owner has one of that name already.
        """
        key, called, time = secrets.token_hex(5), checked_name(name, WHAT), now()
        with self._database.transaction() as connection:
            _check_free(connection, called, owner)
            row = {"id": key, "name": called, "created": time, "changed": time, "owner": owner}
            connection.execute(insert(schema.collections), row)
        return key

    def list(self, owner: str | None = None) -> list[CollectionEntry]:
        """All collections, by name."""
        query = _entries().where(owned(schema.collections, owner)).order_by(schema.collections.c.name)
        with self._database.reading() as connection:
            return [CollectionEntry(**row) for row in connection.execute(query).mappings()]

    def open(self, collection: str, owner: str | None = None) -> Collection:
        """A collection with every quote verified against the catalog now.

        Args:
            collection: Its name, its id, or the beginning of its id.
            owner: Whose it must be; None for whoever's.

        Raises:
            UsageError: There is none of that name, or several.
        """
        table = schema.collected
        with self._database.reading() as connection:
            key = _resolve(connection, collection, owner)
            entry = connection.execute(_entries().where(schema.collections.c.id == key)).mappings().one()
            query = select(table).where(table.c.collection_id == key).order_by(table.c.position, table.c.id)
            rows = connection.execute(query).mappings().all()
        reopener = Reopener(self._catalog)
        return Collection(**entry, items=tuple(_opened(row, k, reopener) for k, row in enumerate(rows, start=1)))

    def add(self, collection: str, quotes: Quote | Sequence[Quote], note: str = "", owner: str | None = None) -> tuple[int, ...]:
        """Put quotes at the end; one that is in it already stays where it is. Returns the items' numbers."""
        several, text = [quotes] if isinstance(quotes, Quote) else quotes, checked_text(note, "a note", LONGEST_NOTE)
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            numbers = tuple(_add(connection, key, quote, text) for quote in several)
            _touch(connection, key)
        return numbers

    def add_span(self, collection: str, interview: str, start: int, end: int, note: str = "", owner: str | None = None) -> int:
        """Put the words ``[start, end)`` of an interview at the end; returns the item's number.

        Raises:
            UsageError: There is no such interview, or the words are not those of one turn.
        """
        stored = stored_interview(self._catalog, interview)
        turn = next((t.index for t in stored.turns if t.start <= start < end <= t.end), None)
        if turn is None:
            raise UsageError(f"{stored.id}: [{start}, {end}) is no part of one turn; a quote never joins two people's words")
        words = stored.words_of(Span(start=start, end=end))
        mark = Mark(interview=stored.id, turn=turn, start=start, end=end, words_sha256=sha256_of(words))
        found = Reopener(self._catalog).open(mark)
        if isinstance(found, Gone):
            raise UsageError(found.message)
        return self.add(collection, found, note, owner)[0]

    def move(self, collection: str, item: int, position: int, owner: str | None = None) -> None:
        """Move an item to a position from 1; one beyond the end is the end."""
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            order = _order(connection, key)
            order.remove(_known(item, order))
            order.insert(max(position, 1) - 1, item)
            _renumber(connection, key, order)

    def reorder(self, collection: str, items: Sequence[int], owner: str | None = None) -> None:
        """Put items in this order; those not named follow in theirs, as somebody else may just have added them."""
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            order = _order(connection, key)
            wanted = [_known(item, order) for item in dict.fromkeys(items)]
            _renumber(connection, key, [*wanted, *(item for item in order if item not in wanted)])

    def remove(self, collection: str, item: int, owner: str | None = None) -> None:
        """Take an item out."""
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            _known(item, _order(connection, key))
            connection.execute(delete(schema.collected).where(schema.collected.c.id == item))
            _renumber(connection, key, _order(connection, key))

    def note(self, collection: str, item: int, note: str, owner: str | None = None) -> None:
        """Write a note beside an item, in place of the one it has; an empty one takes it away."""
        text = checked_text(note, "a note", LONGEST_NOTE)
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            _known(item, _order(connection, key))
            connection.execute(update(schema.collected).where(schema.collected.c.id == item).values(note=text))
            _touch(connection, key)

    def rename(self, collection: str, name: str, owner: str | None = None) -> str:
        """Give a collection another name; returns it as it is stored."""
        called = checked_name(name, WHAT)
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            table = schema.collections
            whose = connection.execute(select(table.c.owner).where(table.c.id == key)).scalar_one()
            _check_free(connection, called, whose, key)
            _touch(connection, key, name=called)
        return called

    def delete(self, collection: str, owner: str | None = None) -> str:
        """Delete a collection; returns its id. The interviews stay as they are."""
        with self._database.transaction() as connection:
            key = _resolve(connection, collection, owner)
            connection.execute(delete(schema.collections).where(schema.collections.c.id == key))
        return key

    def forget(self, interview: str) -> int:
        """Remove an interview's quotes from all collections; returns how many there were."""
        with self._database.transaction() as connection:
            return delete_marks(connection, schema.collected, interview)


def _opened(row: Any, rank: int, reopener: Reopener) -> Collected:
    found = reopener.open(Mark.read(row), rank)
    if isinstance(found, Gone):
        return Collected(item=row["id"], quote=None, gone=found, note=row["note"])
    labels = tuple(InsightLabel.model_validate(one) for one in json.loads(row["insights"]))
    return Collected(item=row["id"], quote=found.model_copy(update={"insights": labels}), gone=None, note=row["note"])


def _add(connection: Connection, key: str, quote: Quote, note: str) -> int:
    table, mark = schema.collected, Mark.of(quote)
    here = (table.c.collection_id == key, table.c.interview == mark.interview, table.c.start == mark.start, table.c.end == mark.end)
    known = connection.execute(select(table.c.id).where(*here)).scalar()
    if known is not None:
        return int(known)
    last = connection.execute(select(func.coalesce(func.max(table.c.position), 0)).where(table.c.collection_id == key)).scalar_one()
    insights = json.dumps([label.model_dump(mode="json") for label in quote.insights], ensure_ascii=False)
    row = {"collection_id": key, "position": last + 1, "added": now(), "note": note, "insights": insights, **mark_values(mark)}
    return insert_row(connection, table, row)


def _order(connection: Connection, key: str) -> list[int]:
    table = schema.collected
    query = select(table.c.id).where(table.c.collection_id == key).order_by(table.c.position, table.c.id)
    return list(connection.execute(query).scalars())


def _renumber(connection: Connection, key: str, order: Sequence[int]) -> None:
    for position, item in enumerate(order, start=1):
        connection.execute(update(schema.collected).where(schema.collected.c.id == item).values(position=position))
    _touch(connection, key)


def _known(item: int, order: Sequence[int]) -> int:
    if item not in order:
        raise UsageError(f"the collection has no item {item}; it has {', '.join(map(str, order)) or 'none yet'}")
    return item


def _touch(connection: Connection, key: str, **values: str) -> None:
    table = schema.collections
    connection.execute(update(table).where(table.c.id == key).values(changed=now(), **values))


def _entries() -> Any:
    table, inside = schema.collections, schema.collected
    count = select(func.count()).where(inside.c.collection_id == table.c.id).scalar_subquery().label("quotes")
    return select(*(table.c[name] for name in ("id", "name", "created", "changed", "owner")), count)


def _resolve(connection: Connection, reference: str, owner: str | None) -> str:
    return resolve(connection, schema.collections, ("name", "id"), reference, owner)


def _check_free(connection: Connection, name: str, owner: str, but: str = "") -> None:
    table = schema.collections
    query = select(table.c.id).where(table.c.name == name, table.c.owner == owner, table.c.id != but)
    if connection.execute(query).first():
        raise UsageError(f"there is a collection called {name!r} already; choose another name")
