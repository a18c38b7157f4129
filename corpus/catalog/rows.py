"""Interviews as rows and back."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from corpus.models import Attributes, CuratedQuote, Interview, Role, Source, Tag, Turn, Unanchored, sha256_of
from corpus.transcripts.speakers import speaker_key

Row = RowMapping


def fingerprint(interview: Interview) -> str:
    """A hash of all that decides how an interview is indexed: words, title, turns, speakers, roles, kind and language."""
    turns = [(t.start, t.end, t.speaker, t.participant, t.role.value, t.organisation) for t in interview.turns]
    parts = json.dumps([interview.text_sha256, interview.title, interview.conversation, interview.language, turns, interview.seams])
    return hashlib.sha256(parts.encode()).hexdigest()


def interview_row(interview: Interview) -> dict[str, Any]:
    """The row of an interview itself."""
    source = interview.source
    return {
        "id": interview.id,
        "title": interview.title,
        "source_name": source.name,
        "source_path": source.path,
        "source_format": source.format,
        "importer_version": source.importer_version,
        "source_sha256": source.sha256,
        "text": interview.text,
        "text_sha256": interview.text_sha256,
        "fingerprint": fingerprint(interview),
        "conversation": interview.conversation,
        "date": interview.date,
        "publisher": interview.publisher,
        "url": interview.url,
        "language": interview.language,
        "warnings": json.dumps(interview.warnings, ensure_ascii=False),
        "page_starts": json.dumps(interview.page_starts),
        "seams": json.dumps(interview.seams),
        "ingested_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def turn_rows(interview: Interview, participants: Mapping[str, int], organisations: Mapping[str, int]) -> list[dict[str, Any]]:
    """The rows of an interview's turns, given the ids of its participants and organisations."""
    return [
        {
            "interview_id": interview.id,
            "idx": turn.index,
            "start": turn.start,
            "end": turn.end,
            "speaker": turn.speaker,
            "participant_id": participants.get(speaker_key(turn.participant or turn.speaker or "")),
            "role": turn.role.value,
            "time": turn.time,
            "organisation_id": organisations.get(turn.organisation) if turn.organisation else None,
            "position": turn.position,
            "participant": turn.participant,
            "page": turn.page,
        }
        for turn in interview.turns
    ]


def quote_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of an interview's curated quotes."""
    return [quote_row(interview.id, quote, interview.words_of(quote)) for quote in interview.quotes]


def quote_row(interview_id: str, quote: CuratedQuote, words: str) -> dict[str, Any]:
    """The row of a curated quote, with the sum of its words."""
    return {"interview_id": interview_id, "text_sha256": sha256_of(words), **quote.model_dump(mode="json")}


def tag_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of an interview's tags."""
    return [{"interview_id": interview.id, **tag.model_dump(mode="json")} for tag in interview.tags]


def attribute_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of what metadata says of an interview."""
    return [
        {"interview_id": interview.id, "name": name, "place": place, "value": value}
        for name, values in interview.attributes.items()
        for place, value in enumerate(values)
    ]


def unanchored_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of tags and curated quotes whose words are gone."""
    return [{"interview_id": interview.id, **lost.model_dump()} for lost in interview.unanchored]


def read_attributes(rows: Iterable[Row]) -> Attributes:
    """What metadata says of an interview, from its rows in order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["name"], []).append(row["value"])
    return {name: tuple(values) for name, values in found.items()}


class InterviewParts(NamedTuple):
    """The rows of an interview's parts."""

    turns: Sequence[Row]
    quotes: Sequence[Row]
    tags: Sequence[Row]
    attributes: Sequence[Row]
    unanchored: Sequence[Row]


def read_interview(row: Row, parts: InterviewParts) -> Interview:
    """An interview from its row and those of its parts."""
    return Interview(
        id=row["id"],
        title=row["title"],
        source=Source(
            name=row["source_name"],
            path=row["source_path"],
            format=row["source_format"],
            importer_version=row["importer_version"],
            sha256=row["source_sha256"],
        ),
        text=row["text"],
        turns=tuple(read_turn(t) for t in parts.turns),
        quotes=tuple(CuratedQuote(**{key: q[key] for key in CuratedQuote.model_fields}) for q in parts.quotes),
        tags=tuple(read_tag(t) for t in parts.tags),
        conversation=row["conversation"],
        date=row["date"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        warnings=tuple(json.loads(row["warnings"])),
        attributes=read_attributes(parts.attributes),
        page_starts=tuple(json.loads(row["page_starts"])),
        seams=tuple(json.loads(row["seams"])),
        unanchored=tuple(Unanchored(**{key: u[key] for key in Unanchored.model_fields}) for u in parts.unanchored),
    )


def read_tag(row: Row) -> Tag:
    """A tag from its row."""
    return Tag(**{key: row[key] for key in Tag.model_fields})


def read_turn(row: Row) -> Turn:
    """A turn from its row joined with its organisation's name."""
    return Turn(
        index=row["idx"],
        start=row["start"],
        end=row["end"],
        speaker=row["speaker"],
        role=Role(row["role"]),
        time=row["time"],
        organisation=row["organisation"],
        position=row["position"],
        participant=row["participant"],
        page=row["page"],
    )
