"""Conversations by window, what they are narrowed to, and what the reader and the tagging form do with odd requests."""

from typing import Any

import gradio as gr
import pytest

from assistant import Assistant
from corpus.models import Role, Tag
from corpus.settings import Settings
from index import Filters, TagFilter
from tests.transcripts import CLINIC, interview
from ui.narrowing import change, chips, facets, years
from ui.page.asking import Asking
from ui.page.reading import Reading, open_link
from ui.page.windows import Windows

pytestmark = pytest.mark.slow
WINDOW, OTHER, BROWSER = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Assistant(Settings(data_dir=tmp_path_factory.mktemp("windows")))
    clinic = interview(CLINIC, "clinic").model_copy(update={"date": "March 2023", "attributes": {"issue_area": ("Health",)}})
    made.folder.catalog.put(clinic)
    made.ready()
    yield made
    made.close()


@pytest.fixture
def windows(assistant: Assistant) -> Windows:
    with_nothing_open(assistant)
    return Windows(assistant)


def with_nothing_open(assistant: Assistant) -> None:
    for entry in assistant.saved.list():
        assistant.saved.delete(entry.id)


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def last(updates: Any) -> Any:
    *_, final = updates
    return final


def test_a_window_keeps_its_own_and_forgets_only_the_oldest(assistant: Assistant) -> None:
    with_nothing_open(assistant)
    windows = Windows(assistant, most=2)
    asking = Asking(assistant, windows)
    last(asking.ask("Who pays the drivers and the fuel?", WINDOW, BROWSER))
    assert "pays the drivers" in asking.arrive(WINDOW, BROWSER, "")[2]["html"]
    assert "exchange" not in asking.arrive(OTHER, BROWSER, "")[2]["html"].replace("exchanges", "")
    windows.of("d" * 32)
    assert not windows.of(WINDOW).exchanges


@pytest.mark.parametrize("identifier", [None, "", "x" * 32, "../etc", "a" * 31, ["a"], "A" * 32])
def test_an_id_that_is_none_of_ours_becomes_one_that_nobody_can_guess(identifier: object) -> None:
    made = Windows.checked(identifier)
    assert made != identifier
    assert made != Windows.checked(identifier)
    assert len(made) == 32


def test_an_edited_question_takes_the_place_of_it_and_of_all_behind_it(assistant: Assistant, windows: Windows) -> None:
    asking = Asking(assistant, windows)
    for question in ("Why publish data openly?", "Who pays the fuel?", "What is the capital of Mongolia?"):
        last(asking.ask(question, WINDOW, BROWSER))
    asking.edit(WINDOW, event(place="1"))
    last(asking.ask("Who pays the drivers?", WINDOW, BROWSER))
    window = windows.of(WINDOW)
    assert [exchange.question for exchange in window.exchanges] == ["Why publish data openly?", "Who pays the drivers?"]
    assert window.conversation is not None
    assert [answer.question for answer in window.conversation.answers] == ["Why publish data openly?", "Who pays the drivers?"]
    for wrong in ("7", "-1", "x", None):
        asking.edit(WINDOW, event(place=wrong))
        assert window.editing is None


def test_an_answer_that_was_stopped_is_not_kept(assistant: Assistant, windows: Windows) -> None:
    asking = Asking(assistant, windows, patience=0)
    answering = asking.ask("Who pays the drivers?", WINDOW, BROWSER)
    next(answering)
    shown, _, _ = asking.stop(WINDOW)
    assert "Stopped" in shown["html"]
    assert list(answering) == []
    assert [exchange.stopped for exchange in windows.of(WINDOW).exchanges] == [True]
    last(asking.ask("Who pays the fuel?", WINDOW, BROWSER))
    assert [exchange.question for exchange in windows.of(WINDOW).exchanges] == ["Who pays the fuel?"]


def test_what_is_typed_is_read_ahead_exactly_as_it_is_answered_and_nothing_of_it_is_kept(assistant: Assistant, windows: Windows) -> None:
    asking = Asking(assistant, windows)
    last(asking.ask("Why publish data openly?", WINDOW, BROWSER))
    for question in ("Who pays the drivers and the fuel?", "And in Kenya?", "What is the capital of Mongolia?"):
        ahead = asking.read_ahead(WINDOW, BROWSER, event(question=question))
        window = windows.of(WINDOW)
        before = [exchange.question for exchange in window.exchanges]
        assert question not in before
        assert len(assistant.saved.open(window.saved or "", window.owner).exchanges) == len(before)
        shown, _, _ = last(asking.ask(question, WINDOW, BROWSER))
        assert (ahead["question"], ahead["first"], ahead["html"]) == (question, shown["first"], shown["html"])


@pytest.mark.parametrize("question", ["", " ", "x" * 50_000, None])
def test_what_cannot_be_asked_is_not_read_ahead_and_disturbs_nobody(assistant: Assistant, windows: Windows, question: object) -> None:
    ahead = Asking(assistant, windows).read_ahead(WINDOW, BROWSER, event(question=question))
    assert "html" not in ahead
    assert windows.of(WINDOW).exchanges == []


def test_nothing_is_read_ahead_for_a_window_that_edits_or_waits_or_lets_a_model_write(assistant: Assistant, windows: Windows) -> None:
    asking = Asking(assistant, windows)
    last(asking.ask("Why publish data openly?", WINDOW, BROWSER))
    window, typed = windows.of(WINDOW), event(question="Who pays the drivers?")
    assert "html" in asking.read_ahead(WINDOW, BROWSER, typed)
    for name, value, usual in (("editing", 0, None), ("pending", window.exchanges[0], None), ("writes", True, False)):
        setattr(window, name, value)
        assert "html" not in asking.read_ahead(WINDOW, BROWSER, typed)
        setattr(window, name, usual)


def test_a_failure_while_reading_ahead_disturbs_nobody_who_types(
    assistant: Assistant, windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "read_ahead", lambda *_: 1 / 0)
    assert "html" not in Asking(assistant, windows).read_ahead(WINDOW, BROWSER, event(question="Who pays the drivers?"))


def test_a_quick_answer_comes_without_a_word_about_being_looked_for_and_a_slow_one_with_it(assistant: Assistant, windows: Windows) -> None:
    for patience, told in ((60, False), (0, True)):
        first, _, _ = next(Asking(assistant, windows, patience).ask("Who pays the drivers and the fuel?", WINDOW, BROWSER))
        assert ("searching" in first["html"]) is told
        assert first["starts"]
        assert first["takes"] == "Who pays the drivers and the fuel?"
        windows.clear(windows.of(WINDOW))


def test_words_that_are_gone_are_gone_from_the_conversation_too(assistant: Assistant, windows: Windows) -> None:
    catalog = assistant.folder.catalog
    catalog.put(interview("Vera Noll: The lighthouse school taught forty sailors to read star maps.\n", "noll"))
    asking = Asking(assistant, windows)
    last(asking.ask("Who taught sailors to read star maps at the lighthouse school?", WINDOW, BROWSER))
    assert "forty sailors" in asking.arrive(WINDOW, BROWSER, "")[2]["html"]
    catalog.remove("noll")
    assert "forty sailors" not in asking.arrive(WINDOW, BROWSER, "")[2]["html"]


def test_a_tag_of_another_framework_is_nobodys_word_on_this_one_after_a_reload_either(assistant: Assistant, windows: Windows) -> None:
    catalog, asking = assistant.folder.catalog, Asking(assistant, windows)
    last(asking.ask("Who pays the drivers and the fuel?", WINDOW, BROWSER))
    [quote, *_] = [quote for quote in windows.of(WINDOW).exchanges[0].quotes if quote.interview == "clinic"]
    tag = Tag(start=quote.start, end=quote.end, dimension="insight", value="9", framework="another")
    catalog.add_tags("clinic", [tag])
    assert "tagged by a person" not in asking.arrive(WINDOW, BROWSER, "")[2]["html"]
    catalog.remove_tag("clinic", tag)
    ours = tag.model_copy(update={"framework": assistant.framework.id})
    catalog.add_tags("clinic", [ours])
    assert "insight 9 · tagged by a person" in asking.arrive(WINDOW, BROWSER, "")[2]["html"]
    catalog.remove_tag("clinic", ours)


def test_failures_are_told_and_lose_nothing(assistant: Assistant, windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = Asking(assistant, windows)
    monkeypatch.setattr(windows, "ask", lambda *_: 1 / 0)
    update, _, _ = last(asking.ask("Who pays?", WINDOW, BROWSER))
    assert "Something went wrong (ZeroDivisionError)" in update["html"]
    assert update["restores"] == "Who pays?"


def test_menus_hold_what_the_corpus_has(assistant: Assistant) -> None:
    found = {facet.name: {value.label: value.count for value in facet.values} for facet in facets(assistant, Filters())}
    assert found["Issue area"] == {"Health": 1}
    assert found["Speaker"]["Amara Okoye"] == 2
    assert "Interviewer" not in found["Speaker"]
    assert len(found["Insight"]) == 9
    assert years(assistant) == [("2023", 1), ("2024", 1)]


def test_filters_come_go_and_are_named(assistant: Assistant) -> None:
    filters = Filters()
    for kind, value in (("insights", "4"), ("tag:issue_area", "Health"), ("since", "2021"), ("human_only", ""), ("speakers", "Ann")):
        filters = change(filters, kind, value, True)
    assert filters == Filters(
        insights=(4,), tags=(TagFilter(dimension="issue_area", value="Health"),), since="2021", human_only=True, speakers=("Ann",)
    )
    assert [chip.kind for chip in chips(filters, assistant.framework)] == ["speakers", "insights", "tag:issue_area", "since", "human_only"]
    for chip in chips(filters, assistant.framework):
        filters = change(filters, chip.kind, chip.value, False)
    assert filters == Filters()
    assert (
        change(Filters(), "model_config", "x", True)
        == change(Filters(), "insights", "x", True)
        == change(Filters(), "insights", "²", True)
        == change(Filters(), "since", "²", True)
        == change(Filters(), "tag:", "x", True)
        == Filters()
    )


def test_the_cross_of_a_role_takes_that_role_off_and_no_other(assistant: Assistant) -> None:
    both = Filters(roles=(Role.INTERVIEWEE, Role.UNKNOWN))
    [first, _] = chips(both, assistant.framework)
    assert change(both, first.kind, first.value, False) == Filters(roles=(Role.UNKNOWN,))
    assert change(both, first.kind, "boss", True) == both


@pytest.mark.parametrize(
    "data", [{}, {"interview": "nobody"}, {"interview": None, "start": "1"}, {"interview": "clinic", "start": [], "end": {}}]
)
def test_odd_requests_to_read_do_no_harm(assistant: Assistant, windows: Windows, data: dict[str, Any]) -> None:
    reading = Reading(assistant, windows)
    for handle in (reading.read, reading.find):
        assert isinstance(handle(event(**data))["html"], str)
    assert open_link(assistant, "?start=1") is None
    assert "says" in reading.keep(event(**data))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"dimension": "insight", "value": "77"}, "no insight"),
        ({"dimension": "insight", "value": "²"}, "no insight"),
        ({"dimension": " ", "value": "x"}, "needs a dimension"),
        ({"dimension": "theme", "value": ""}, "needs a value"),
        ({"dimension": "theme", "value": "x", "start": "5", "end": "5"}, "no longer stored"),
        ({"dimension": "theme", "value": "x", "end": "many"}, "no place"),
    ],
)
def test_a_tag_that_cannot_be_put_is_explained_in_the_form(
    assistant: Assistant, windows: Windows, more: dict[str, str], problem: str
) -> None:
    form, _ = Reading(assistant, windows).tag(WINDOW, event(**{"interview": "clinic", "start": "35", "end": "60", **more}))
    assert problem in form["html"]
    assert form["opens"]
