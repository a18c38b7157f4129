"""Tagging from Python: by offsets, or by the exact words."""

from corpus.catalog import Catalog
from corpus.errors import UsageError
from corpus.models import Interview, Origin, Span, Tag


def tag_span(catalog: Catalog, interview: str, start: int, end: int, dimension: str, value: str, coder: str | None = None) -> Tag:
    """Put a person's tag on a span of an interview.

    Args:
        catalog: Where the interview is stored.
        interview: Its id or source file name.
        start: First code point of the canonical text.
        end: The code point after the last.
        dimension: "insight", "issue_area", "code", …
        value: The value in it.
        coder: Who tags.

    Raises:
        UsageError: There is no such interview, or the span is empty or outside of its text.
    """
    if not 0 <= start < end:
        raise UsageError(f"[{start}, {end}) is no span; the end must lie behind the start")
    tag = Tag(start=start, end=end, dimension=checked(dimension, "dimension"), value=checked(value, "value"), coder=coder)
    catalog.add_tags(catalog.resolve(interview), [tag])
    return tag


def tag_words(catalog: Catalog, interview: str, words: str, dimension: str, value: str, coder: str | None = None) -> Tag:
    """Put a person's tag on the only place of an interview where these exact words stand.

    Raises:
        UsageError: There is no such interview, or the words stand nowhere or more than once in it.
    """
    stored = stored_interview(catalog, interview)
    span = only_place(stored, words)
    return tag_span(catalog, stored.id, span.start, span.end, dimension, value, coder)


def untag(catalog: Catalog, interview: str, start: int, end: int, dimension: str, value: str, coder: str | None = None) -> int:
    """Take a person's tags of a dimension and value off a span; of one coder, or of all where none is named.

    Returns:
        How many tags were taken off.

    Raises:
        UsageError: There is no such interview.
    """
    stored = stored_interview(catalog, interview)
    wanted = (start, end, dimension, value, Origin.HUMAN)
    found = [tag for tag in stored.tags if (tag.start, tag.end, tag.dimension, tag.value, tag.origin) == wanted]
    return sum(catalog.remove_tag(stored.id, tag) for tag in dict.fromkeys(found) if coder is None or tag.coder == coder)


def stored_interview(catalog: Catalog, reference: str) -> Interview:
    """The interview that an id or a source file name stands for.

    Raises:
        UsageError: There is none, or several.
    """
    found = catalog.get(catalog.resolve(reference))
    if found is None:
        raise UsageError(f"no interview is called {reference!r}; 'whatsworking interviews' lists those there are")
    return found


def only_place(interview: Interview, words: str) -> Span:
    """Where words stand in an interview.

    Raises:
        UsageError: They stand nowhere in it, or more than once.
    """
    start = interview.text.find(words) if words else -1
    if start < 0:
        raise UsageError(f"{interview.id}: these words do not stand in it exactly so; copy them from the interview")
    if interview.text.find(words, start + 1) >= 0:
        raise UsageError(f"{interview.id}: these words stand in it more than once; give start and end, or more of the words")
    return Span(start=start, end=start + len(words))


def checked(value: str, what: str) -> str:
    """A dimension or value without white space at its edges.

    Raises:
        UsageError: It is empty.
    """
    if not value.strip():
        raise UsageError(f"a tag needs a {what}; give one")
    return value.strip()
