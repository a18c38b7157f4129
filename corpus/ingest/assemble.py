"""From what an importer read and what metadata says to an interview."""

from collections.abc import Iterable, Sequence

from corpus.ingest.corrections import NOTHING, Correction
from corpus.ingest.readings import Reading
from corpus.language import DEFAULT, detect_language
from corpus.metadata import FIELDS, Metadata, language_code
from corpus.models import Interview, Role, Source, Turn
from corpus.transcripts.roles import assign_roles, unknown_names
from corpus.transcripts.speakers import speaker_key


def assemble(
    reading: Reading, interview_id: str, title: str, metadata: Metadata, interviewers: Sequence[str], correction: Correction = NOTHING
) -> Interview:
    """Make an interview.

    Args:
        reading: What was read.
        interview_id: Its id in the catalog.
        title: What to call it where neither metadata nor the document does.
        metadata: What a table or a file beside the source says; it wins over the document itself.
        interviewers: Labels that the user named as interviewers.
        correction: What a person put right of it.
    """
    parsed = reading.parsed
    fields = {name: getattr(parsed, name) for name in FIELDS}
    own = Metadata(**fields, attributes=parsed.attributes)
    known = correction.of(metadata.over(own))
    turns, warnings = parsed.turns, list(parsed.warnings)
    if interviewers or not parsed.exported:
        turns = assign_roles(parsed.text, turns, interviewers)
    unknown = unknown_names(turns, interviewers)
    if unknown:
        warnings.append(f"no speaker is called {', '.join(unknown)}, named as interviewer")
    language = language_code(known.language) if known.language else None
    if known.language and language is None:
        warnings.append(f"the language {known.language!r} is not known; write its two-letter code, such as en")
    return Interview(
        id=interview_id,
        title=known.title or title,
        source=Source(
            name=reading.name, path=reading.path, format=reading.format, importer_version=reading.importer_version, sha256=reading.sha256
        ),
        text=parsed.text,
        turns=correction.with_people(name_people(correction.with_roles(turns), known)),
        quotes=parsed.quotes if parsed.exported else tuple(q.model_copy(update={"imported": True}) for q in parsed.quotes),
        tags=parsed.tags if parsed.exported else tuple(tag.model_copy(update={"imported": True}) for tag in parsed.tags),
        conversation=parsed.conversation,
        date=known.date,
        publisher=known.publisher,
        url=known.url,
        language=language or detect_language(parsed.text) or DEFAULT,
        warnings=tuple(warnings),
        attributes=known.attributes,
        unanchored=parsed.unanchored,
        page_starts=parsed.page_starts,
        seams=parsed.seams,
    )


def name_people(turns: Sequence[Turn], metadata: Metadata) -> Iterable[Turn]:
    """Say on each turn who stands behind its label and for whom they speak, as far as metadata leaves no doubt."""
    answering = {speaker_key(t.speaker or "") for t in turns if t.role is not Role.INTERVIEWER}
    people = metadata.attributes.get("participant", ())
    organisations = metadata.attributes.get("organisation", ())
    for turn in turns:
        changes: dict[str, str] = {}
        if turn.role is not Role.INTERVIEWER:
            person = people[0] if len(people) == 1 and len(answering) == 1 else _named(turn.speaker, people)
            if person and speaker_key(person) != speaker_key(turn.speaker or ""):
                changes["participant"] = person
            if len(organisations) == 1 and turn.organisation is None and (len(answering) == 1 or not people or person):
                changes["organisation"] = organisations[0]
        yield turn.model_copy(update=changes) if changes else turn


def _named(label: str | None, people: Sequence[str]) -> str | None:
    """The one person whose name, part of a name or initials the label is."""
    if not label:
        return None
    key = speaker_key(label).rstrip(".")
    found = [person for person in people if key in _forms(person)]
    return found[0] if len(found) == 1 else None


def _forms(person: str) -> set[str]:
    words = speaker_key(person).split()
    return {" ".join(words), *words, "".join(word[0] for word in words)}
