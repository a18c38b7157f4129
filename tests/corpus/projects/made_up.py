"""Interviews and codebooks of every shape, for properties."""

from hypothesis import strategies as st

from corpus.models import CuratedQuote, Interview, Origin, Role, Source, Tag, Turn
from corpus.projects.codebook import Code

# All that a catalog can hold: no unpaired surrogates. Names are drawn from the nastier corners now and then.
characters = st.characters(exclude_categories=("Cs",), exclude_characters="\r")
nasty = st.sampled_from(
    ["=1+1", "@x", "a\tb", "x\ny", "\x01", "é\u0301", "🙂", "insight: 4", "issue_area: Health", "a / b", "]]>", "<&\"'"]
)
text = st.text(characters, max_size=20)
name = nasty | st.text(characters, min_size=1, max_size=8)
label = st.none() | name
fraction = st.none() | st.floats(min_value=0, max_value=1)


@st.composite
def tags(draw: st.DrawFn, length: int) -> Tag:
    start = draw(st.integers(0, length - 1))
    return Tag(
        start=start,
        end=draw(st.integers(start + 1, length)),
        dimension=draw(st.sampled_from(["code", "insight", "issue_area"]) | name),
        value=draw(name),
        origin=draw(st.sampled_from(Origin)),
        confidence=draw(fraction),
        coder=draw(label),
        framework=draw(label),
    )


@st.composite
def turns(draw: st.DrawFn, said: list[str]) -> tuple[Turn, ...]:
    found, start = [], 0
    for index, words in enumerate(said):
        found.append(
            Turn(
                index=index,
                start=start,
                end=start + len(words),
                speaker=draw(label),
                participant=draw(label),
                role=draw(st.sampled_from(Role)),
                time=draw(st.none() | st.floats(min_value=0, max_value=1e6)),
                page=draw(st.none() | st.integers(1, 999)),
                organisation=draw(label),
                position=draw(label),
            )
        )
        start += len(words) + 1
    return tuple(found)


@st.composite
def interviews(draw: st.DrawFn, id: str = "visit") -> Interview:
    said = draw(st.lists(text, min_size=1, max_size=4))
    canonical = "\n".join(said)
    spans = st.lists(tags(len(canonical)), max_size=4) if canonical else st.just([])
    return Interview(
        id=id,
        title=draw(name),
        source=Source(name=f"{id}.txt", path=draw(label), format="plain text", sha256="0" * 64),
        text=canonical,
        turns=draw(turns(said)),
        quotes=tuple(CuratedQuote(start=tag.start, end=tag.end, curator=tag.coder) for tag in draw(spans)),
        tags=tuple(draw(spans)),
        conversation=draw(st.booleans()),
        date=draw(label),
        publisher=draw(label),
        url=draw(label),
        language=draw(st.sampled_from(["en", "fr"])),
        warnings=tuple(draw(st.lists(text, max_size=2))),
        attributes=draw(st.dictionaries(name, st.lists(name, min_size=1, max_size=2).map(tuple), max_size=3)),
    )


@st.composite
def codebooks(draw: st.DrawFn) -> list[Code]:
    found = draw(
        st.lists(
            st.builds(
                Code,
                dimension=st.sampled_from(["code", "insight"]) | name,
                value=st.sampled_from(["a", "b"]) | name.filter(str.strip),  # a code has a name to be seen
                description=label,
                parent=st.sampled_from([None, "a", "b", "c"]),
                colour=st.sampled_from([None, "#AA5500", "red"]),
                codable=st.booleans(),
            ),
            max_size=6,
        )
    )
    return list({(code.dimension, code.value): code for code in found}.values())
