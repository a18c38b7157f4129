"""HTML: everything from a source or a user is text."""

from html.parser import HTMLParser
from typing import Any

import pytest

from assistant import Answer, Assistant
from corpus.framework import load_framework
from corpus.models import CuratedQuote, Span, Tag
from tests.transcripts import interview
from ui.answer_view import view_answer
from ui.reader import Found, ReaderTurn, find_place, find_words
from ui.rendering import Exchange, render_conversation, render_reader, render_welcome

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> **bold** [x](javascript:1) {{7*7}} ${7*7} \u202e &amp;"


class Page(HTMLParser):
    """Collects tags and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def exchange(assistant: Assistant, answer: Answer, **more: Any) -> Exchange:
    return Exchange(question=answer.question, view=view_answer(answer, assistant.framework, assistant.folder.catalog), **more)


def words(turn: ReaderTurn) -> str:
    return "".join(piece.text for piece in (*turn.before, *turn.marked, *turn.after))


def test_hostile_words_stay_words_in_the_conversation_and_in_the_reader() -> None:
    source = interview(f"Ann {HOSTILE[:0]}Lee: {HOSTILE}\nBob: Yes, that is what I said.\nAnn Lee: Again.\n")
    place = find_place(source, Span(start=source.turns[0].start, end=source.turns[0].end))
    for html in (render_reader(place), render_conversation([Exchange(question=HOSTILE, problem=HOSTILE)], load_framework())):
        page = Page(html)
        assert HOSTILE in page.text
        assert not {"script", "img", "strong", "a"} & {tag for tag, _ in page.tags}
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_a_card_holds_exactly_the_words_and_its_place(builtin: Assistant) -> None:
    answer = builtin.ask("Why publish data openly?")
    page = Page(render_conversation([exchange(builtin, answer)], builtin.framework))
    cards = [attributes for tag, attributes in page.tags if attributes.get("class") == "quote-card"]
    quotes = list(answer.quotes)
    assert [(c["data-interview"], c["data-start"], c["data-end"]) for c in cards] == [
        (q.interview, str(q.start), str(q.end)) for q in quotes
    ]
    assert all(q.text in page.text and q.citation in page.text for q in quotes)
    assert page.text.count("· suggested") == sum(label.origin == "suggested" for q in quotes for label in q.insights)


def test_groups_appear_one_after_another_and_coverage_last(builtin: Assistant) -> None:
    answer = builtin.ask("How do partnerships and networks help us grow our impact?")
    assert len(answer.groups) > 1
    part = render_conversation([exchange(builtin, answer, groups_shown=1)], builtin.framework)
    whole = render_conversation([exchange(builtin, answer)], builtin.framework)
    assert part.count('class="insight-group"') == 1
    assert 'class="coverage"' not in part
    assert whole.count('class="insight-group"') == len(answer.groups)
    assert whole.count('class="coverage"') == 1


def test_withheld_quotes_are_visible(builtin: Assistant) -> None:
    answer = builtin.ask("Why publish data openly?").model_copy(update={"withheld": 2})
    assert "2 quotes did not match the stored words" in Page(render_conversation([exchange(builtin, answer)], builtin.framework)).text


@pytest.mark.parametrize(("first", "last", "shown"), [(None, None, 51), (0, 10, 10), (90, 500, 110), (-5, None, 126)])
def test_the_reader_shows_the_turns_around_a_quote_and_marks_its_words(first: int | None, last: int | None, shown: int) -> None:
    text = "".join(f"Speaker {k % 2 + 1}: This is what was said in turn {k}.\n" for k in range(200))
    source = interview(text)
    span = Span(start=source.turns[100].start + 5, end=source.turns[100].end - 1)
    place = find_place(source, span, first, last)
    assert len(place.turns) == shown
    for turn in place.turns:
        assert words(turn) in text
    if place.first <= 100 < place.last:
        assert "".join(piece.text for turn in place.turns for piece in turn.marked) == source.text[span.start : span.end]


def test_a_page_without_interviews_explains_itself(builtin: Assistant) -> None:
    empty = builtin.folder.catalog.counts().model_copy(update={"interviews": 0, "turns": 0})
    assert "There are no interviews here yet" in Page(render_welcome(builtin.framework, (), empty)).text


def test_what_is_found_and_tagged_cuts_the_words_into_pieces_and_changes_none() -> None:
    source = interview("Ann Lee: The well, the “well”, and  the\twell again.\nBob: Well done.\n")
    tag = Tag(start=source.turns[0].start + 4, end=source.turns[0].start + 12, dimension="theme", value="water")
    source = source.model_copy(update={"tags": (tag,), "quotes": (CuratedQuote(start=tag.start, end=tag.end + 3),)})
    hits = find_words(source, "the WELL")
    place = find_place(source, Span(start=tag.start, end=tag.end), found=Found("the WELL", hits, 1))
    assert [source.words_of(hit) for hit in hits] == ["The well", "the\twell"]
    assert [words(turn) for turn in place.turns] == [source.words_of(turn) for turn in source.turns]
    assert "".join(piece.text for piece in place.turns[0].marked) == source.words_of(tag)
    assert {label for piece in place.turns[0].marked for label in piece.labels} == {"theme: water", "kept as a quote"}
    assert [piece.text for piece in place.turns[0].after if piece.current] == ["the\twell"]
    assert find_words(source, '"well"') == (Span(start=source.text.index("“well”"), end=source.text.index("“well”") + 6),)
    assert find_words(source, "  ") == find_words(source, "(well[") == ()
