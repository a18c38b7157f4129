"""Turns from tables: a row is a turn, with its speaker, words and time in cells of their own."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.documents.blocks import CellSpan, Layout, PlacedTable
from corpus.models import Role, Turn
from corpus.spans import trimmed
from corpus.tables.columns import Columns, header_columns, speaker_cell, time_cell, which_columns
from corpus.transcripts.labels import find_labels
from corpus.transcripts.speakers import identify, role_of_label, speaker_key

SMALL_TABLE = 3  # rows up to which a table is too short to be told by its own content
KNOWN_SHARE = 0.8


class Draft(NamedTuple):
    """A turn that is not numbered yet; a role of None follows from the speaker's label."""

    start: int
    end: int
    speaker: str | None
    role: Role | None
    time: float | None


def turn_tables(layout: Layout) -> list[tuple[PlacedTable, Columns]]:
    """The tables whose rows are turns, in order, with their columns.

    A table that continues another (without a header, or a table for each turn) is told by what it has in common with it.
    """
    found = {k: table.columns for k, table in enumerate(layout.tables) if table.columns is not None}
    _pool_small(layout.tables, found)
    _continue_known(layout.tables, found)
    tables = [(layout.tables[k], columns) for k, columns in sorted(found.items())]
    return [(table, columns) for table, columns in tables if not _labels_stand_in_words(table, columns)]


def row_drafts(text: str, table: PlacedTable, columns: Columns) -> tuple[list[Draft], int]:
    """A draft for each row, and how many words stand in rows that are no turn (headings across the table)."""
    drafts: list[Draft] = []
    unused, speaker = 0, None
    for position, (cells, grid) in enumerate(zip(table.rows, table.grid, strict=True)):
        words = _cell_at(cells, columns.words)
        if not any(cell.strip() for cell in grid) or _is_header(position, grid, columns):
            continue
        if words is None or _is_heading(words, cells, columns):
            unused += sum(len(cell.split()) for cell in grid)
            continue
        named = speaker_cell(_text_at(grid, columns.speaker))
        if named.label or columns.speaker is None:
            speaker = named.label
        # An empty cell means that the speaker above goes on; but "[a break]" is said by nobody.
        remark = not named.label and _is_remark(text[words.start : words.end].strip())
        start, _ = time_cell(_text_at(grid, columns.time), columns.unit)
        role = role_of_label(_text_at(grid, columns.role))
        drafts.append(
            Draft(
                *trimmed(text, words.start, words.end),
                speaker=None if remark else speaker,
                role=None if role is Role.UNKNOWN else role,
                time=start if start is not None else named.time,
            )
        )
    return drafts, unused


def number(drafts: Sequence[Draft]) -> tuple[Turn, ...]:
    """Turns of drafts in order, speakers told apart over all of them."""
    known = identify(draft.speaker for draft in drafts if draft.speaker)
    turns = []
    for index, draft in enumerate(drafts):
        speaker = known[draft.speaker] if draft.speaker else None
        role = draft.role or (speaker.role if speaker else Role.UNKNOWN)
        name = speaker.name if speaker else None
        turns.append(Turn(index=index, start=draft.start, end=draft.end, speaker=name, role=role, time=draft.time))
    return tuple(turns)


def _pool_small(tables: Sequence[PlacedTable], found: dict[int, Columns]) -> None:
    """Recognise tables too short for it (one for each turn) together with the others of their width."""
    by_width: dict[int, list[int]] = {}
    for k, table in enumerate(tables):
        if k not in found and len(table.grid) <= SMALL_TABLE:
            by_width.setdefault(max(map(len, table.grid), default=0), []).append(k)
    for alike in by_width.values():
        columns = which_columns([row for k in alike for row in tables[k].grid]) if len(alike) > 1 else None
        if columns is not None:
            found.update(dict.fromkeys(alike, columns._replace(header=False)))
            if columns.header:
                found[alike[0]] = columns


def _continue_known(tables: Sequence[PlacedTable], found: dict[int, Columns]) -> None:
    """Let a table go on with the columns of one before it of its width, where its speakers are mostly known from there."""
    known: set[str] = set()
    by_width: dict[int, Columns] = {}
    for k, table in enumerate(tables):
        width = max(map(len, table.grid), default=0)
        columns = found.get(k) or by_width.get(width)
        if columns is None or columns.speaker is None:
            continue
        labels = [speaker_cell(_text_at(row, columns.speaker)).label for row in table.grid]
        keys = [speaker_key(label) for label in labels if label]
        if k not in found and keys and sum(key in known for key in keys) >= KNOWN_SHARE * len(keys):
            found[k] = columns._replace(header=False)
        if k in found:
            known.update(keys)
            by_width[width] = columns


def _labels_stand_in_words(table: PlacedTable, columns: Columns) -> bool:
    """Whether words without a column of speakers carry labels themselves ("00:12 | Ada: We …"), to be read as a text."""
    if columns.speaker is not None:
        return False
    words = [_text_at(row, columns.words).strip() for row in table.grid]
    labels = find_labels("\n".join(words))
    return len(labels) * 2 > sum(bool(cell) for cell in words)


def _is_header(position: int, grid: Sequence[str], columns: Columns) -> bool:
    if not columns.header:
        return False
    again = header_columns(grid) if position else columns
    return again is not None and again[:3] == columns[:3]


def _is_heading(words: CellSpan, cells: Sequence[CellSpan], columns: Columns) -> bool:
    """Whether the cell of the words spans the other columns too, or the row has one cell only, across the table."""
    others = [column for column in (columns.speaker, columns.time) if column is not None]
    return bool(others) and all(words.first <= column <= words.last for column in others)


def _is_remark(spoken: str) -> bool:
    return spoken[:1] in "[(" and spoken[-1:] in "])" if spoken else False


def _cell_at(cells: Sequence[CellSpan], column: int) -> CellSpan | None:
    return next((cell for cell in cells if cell.first <= column <= cell.last), None)


def _text_at(grid: Sequence[str], column: int | None) -> str:
    return grid[column] if column is not None and column < len(grid) else ""
