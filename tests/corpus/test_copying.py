"""A quote as text to paste."""

from html.parser import HTMLParser

import pytest

from corpus.copying import apa, copies
from corpus.models import Header, Role
from corpus.quote import Quote

HEADER = Header(
    id="ada", title="The Well", source_name="ada.txt", conversation=True, date="2024-03-04", publisher="Lab", url="https://w.org/1"
)


def quote(text: str = "We dug.", **more: object) -> Quote:
    known = {"speaker": "Ada Obi", "organisation": "One", "time": None, "page": None, **more}
    return Quote(
        rank=1,
        score=1,
        interview="ada",
        source="ada.txt",
        turn=3,
        start=0,
        end=len(text),
        role=Role.UNKNOWN,
        text=text,
        citation="C.",
        **known,
    )  # type: ignore[arg-type]


def test_plain_text_is_the_exact_words_and_the_citation() -> None:
    assert copies(quote("We dug.\nThen rain."), HEADER).plain == "“We dug.\nThen rain.”\n— C."


def test_markdown_shows_the_exact_words_however_they_look() -> None:
    words = "1. *dug* <b>it</b> [x](y) # `a`\n- so & “on” | ~~x~~"
    text = copies(quote(words), HEADER).markdown
    shown = "\n".join(line.removeprefix("> ") for line in text.split("\n>\n")[0].split("\n")).replace("\\", "")
    assert shown == f"“{words}”"
    assert all(line.startswith(">") for line in text.split("\n"))
    parsed: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: parsed.append(tag)  # type: ignore[method-assign]
    reader.feed(text.replace("\\<", ""))
    assert parsed == []


@pytest.mark.parametrize(("more", "place"), [({}, "para. 4"), ({"time": 754.0}, "0:12:34"), ({"page": 7, "time": 3.0}, "p. 7")])
def test_apa_names_who_when_and_where(more: dict[str, object], place: str) -> None:
    text = apa(quote(**more), HEADER)
    assert text == f"“We dug.” (Ada Obi, 2024, {place})\n\nAda Obi. (2024-03-04). The Well [Interview]. Lab. https://w.org/1"


def test_apa_says_what_is_not_known_and_never_guesses() -> None:
    bare = HEADER.model_copy(update={"date": None, "publisher": None, "url": None, "conversation": False})
    assert apa(quote(speaker=None, organisation=None), bare) == "“We dug.” (“The Well”, n.d., para. 4)\n\nThe Well. (n.d.)."


def test_a_long_quotation_in_apa_style_has_no_quotation_marks() -> None:
    words = " ".join(["word"] * 40)
    assert apa(quote(words), HEADER).startswith(f"{words} (Ada Obi")
