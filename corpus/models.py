"""What was said: interviews, turns, spans and tags, as frozen models with checked offsets.

All offsets count Unicode code points in the interview's canonical text, start included, end excluded.
"""

import hashlib
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Values by name, in the order of the source; names are lower case with underscores.
Attributes = dict[str, tuple[str, ...]]


class Role(StrEnum):
    """Who a speaker is in the conversation."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who put a tag there: a person, or the program as a suggestion."""

    HUMAN = "human"
    SUGGESTED = "suggested"


class Frozen(BaseModel):
    """Base of every model that crosses a package border: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range ``[start, end)`` of code points in a canonical text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a span ends ({self.end}) before it starts ({self.start})")
        return self


class Turn(Span):
    """One labelled block of a source.

    Attributes:
        index: Position in the source, counted from 0, blank turns included.
        speaker: Label as the source has it; None where the source names nobody.
        role: Interviewer, interviewee or unknown.
        participant: Who the label stands for ("Interviewee" is "Ada Obi"), where metadata says so.
        time: Start in seconds from the beginning of the recording, where the source has it.
        page: Page of the source on which the turn begins, from 1, where the source has pages.
        organisation: Whom the speaker speaks for, where the source or its metadata says so.
        position: Where in a printed source the turn stands ("insight 4, quote 2 of 3"), where it is not a numbered turn.
    """

    index: int = Field(ge=0)
    speaker: str | None = None
    participant: str | None = None
    role: Role = Role.UNKNOWN
    time: float | None = Field(default=None, ge=0)
    page: int | None = Field(default=None, ge=1)
    organisation: str | None = None
    position: str | None = None


class Tag(Span):
    """A label on an exact span: a dimension ("insight", "issue_area", …) and a value in it.

    Attributes:
        imported: Whether it came with the source file (a coding project), and goes when the file no longer has it.
    """

    dimension: str = Field(min_length=1)
    value: str = Field(min_length=1)
    origin: Origin = Origin.HUMAN
    confidence: float | None = Field(default=None, ge=0, le=1)
    coder: str | None = None
    framework: str | None = None
    imported: bool = False


class CuratedQuote(Span):
    """A span that a person chose as a quotation, with who chose it; ``imported`` as for a tag."""

    curator: str | None = None
    imported: bool = False


class Unanchored(Frozen):
    """A tag, or a curated quote (no dimension), whose exact words are no longer in its interview."""

    words: str
    dimension: str | None = None
    value: str | None = None
    confidence: float | None = None
    coder: str | None = None
    framework: str | None = None


class Source(Frozen):
    """Where an interview came from.

    Attributes:
        name: File name, or the page's title for a page.
        path: Absolute path at the time of ingest, if it was a file; for a member of an archive or a project, the
            container's path, "!/" and the member's name in it.
        format: Importer's name ("plain text", "json turns", …).
        importer_version: Version of the importer that read it.
        sha256: SHA-256 of the source's bytes, hexadecimal.
    """

    name: str
    path: str | None = None
    format: str
    importer_version: int = 1
    sha256: str


class Header(Frozen):
    """What a citation needs to know of an interview, without its words."""

    id: str
    title: str
    source_name: str
    conversation: bool
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


class Interview(Frozen):
    """One source document with its canonical text and everything known about it.

    Attributes:
        id: Slug, unique in a catalog.
        text: Canonical text: as read from the source, line ends made line feeds, nothing else changed.
        conversation: True when the turns follow each other in one conversation, so that neighbours give context;
            False for a collection of separate quotations.
        date: As the source writes it.
        attributes: What metadata says of the interview as a whole, by name ("organisation", "issue_area", "consent", any
            other column): one or more values each, in order.
        unanchored: Tags and curated quotes whose words a changed source no longer has.
        page_starts: Where each page of the source begins in the text, ascending; empty where it has no pages.
        seams: Where something of the source was left out of the text (a page's header or footer); no quote crosses one.
    """

    id: str = Field(min_length=1)
    title: str
    source: Source
    text: str
    turns: tuple[Turn, ...]
    quotes: tuple[CuratedQuote, ...] = ()
    tags: tuple[Tag, ...] = ()
    conversation: bool = True
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    warnings: tuple[str, ...] = ()
    attributes: Attributes = Field(default_factory=dict)
    unanchored: tuple[Unanchored, ...] = ()
    page_starts: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _spans_lie_inside(self) -> Self:
        end = 0
        for position, turn in enumerate(self.turns):
            if turn.index != position:
                raise ValueError(f"turn {position} carries index {turn.index}")
            if turn.start < end:
                raise ValueError(f"turn {position} starts inside the turn before it")
            end = turn.end
        last = max([end, *(s.end for s in self.tags), *(s.end for s in self.quotes)])
        if last > len(self.text):
            raise ValueError(f"a span ends at {last}, after the text ({len(self.text)} characters)")
        return self

    @property
    def header(self) -> Header:
        """What a citation needs to know."""
        return Header(
            id=self.id,
            title=self.title,
            source_name=self.source.name,
            conversation=self.conversation,
            date=self.date,
            publisher=self.publisher,
            url=self.url,
        )

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the canonical text in UTF-8, hexadecimal."""
        return sha256_of(self.text)

    def words_of(self, span: Span) -> str:
        """The exact words of a span."""
        return self.text[span.start : span.end]


def sha256_of(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hexadecimal; unpaired surrogates are kept, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
