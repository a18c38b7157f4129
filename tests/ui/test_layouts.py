"""Layouts of the ways of asking: words from sources stay words, what is no longer stored is gone everywhere, a model's words are told apart."""

from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Answer, Assistant
from assistant.answer import Column, Count, CounterQuote, CountItem, Gap, Voice
from assistant.keeping import Reopener
from assistant.keeping.closing import Reopened, close, reopen
from assistant.synthesis import ModelInfo, Paragraph, Reason, Sentence, Strike
from assistant.synthesis.events import SynthesisEvent
from assistant.understanding import kept_filters
from corpus.errors import ModelError
from corpus.models import Role
from index import Filters, TagFilter
from tests.ui.test_rendering import HOSTILE, Page, exchange
from ui.answer_view import Labels, as_tagged_now
from ui.page.asking import Asking
from ui.page.windows import Windows
from ui.page.writing import model_of
from ui.rendering import render, render_conversation
from ui.written_view import Writing, read_written

pytestmark = pytest.mark.slow
QUESTION = "Why publish data openly?"
WINDOW, BROWSER = "a" * 32, "c" * 32
HERE = ModelInfo(name=HOSTILE, leaves_machine=False, text=HOSTILE)


@pytest.fixture(scope="module")
def plain(builtin: Assistant) -> Answer:
    return builtin.ask(QUESTION)


@pytest.fixture
def everything(plain: Answer) -> Answer:
    """An answer with all that may stand beside groups, all of it hostile."""
    quote = plain.quotes[0]
    item = CountItem(label=HOSTILE, interview=quote.interview, organisation=HOSTILE, mentions=1, quote=quote)
    voice = Voice(speaker=HOSTILE, organisation=HOSTILE, interview=quote.interview, quotes=1, citation=quote.citation)
    return plain.model_copy(
        update={
            "standalone_question": HOSTILE,
            "notes": (HOSTILE,),
            "counter": (CounterQuote(quote=quote, cue=HOSTILE, reason="qualifies"),),
            "columns": (Column(label=HOSTILE, groups=plain.groups, text=HOSTILE), Column(label="Others", text="Nothing: no one")),
            "count": Count(unit="people", number=1, total=2, words=("x",), rule=HOSTILE, items=(item,), text=HOSTILE),
            "voices": (voice,),
            "gaps": (Gap(kind="place", name=HOSTILE, text=HOSTILE),),
            "coverage": plain.coverage.model_copy(update={"dominant": HOSTILE}),
            "more": True,
        }
    )


def test_hostile_words_stay_words_in_every_layout(builtin: Assistant, everything: Answer) -> None:
    strike = Strike(position=0, text=HOSTILE, reason=Reason.UNCITED, detail=HOSTILE)
    writing = Writing(done=(Paragraph(insight=None, text="", strikes=(strike,)),), problem=HOSTILE)
    for intent in ("find", "compare", "count", "disagree", "summary", "missing", "who", "exact"):
        shown = exchange(builtin, everything.model_copy(update={"intent": intent}), model=HERE, writes=True, writing=writing)
        page = Page(render_conversation([shown], builtin.framework))
        assert page.text.count(HOSTILE) >= 10
        assert not {"script", "img", "strong"} & {tag for tag, attributes in page.tags if tag != "strong"}
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def brought_back(assistant: Assistant, answer: Answer) -> tuple[Reopened, Answer]:
    """An answer as a window shows it after a reload."""
    catalog, framework = assistant.folder.catalog, assistant.framework
    found = reopen(close(answer), Reopener(catalog), framework, catalog.counts())
    assert found.answer is not None
    return found, as_tagged_now(found.answer, Labels(framework, catalog))


def test_what_is_no_longer_stored_is_gone_from_every_layout(builtin: Assistant, everything: Answer) -> None:
    gone = everything.quotes[0].model_copy(update={"text": "Nobody said this."})
    item = CountItem(label="Ann", interview=gone.interview, mentions=1, quote=gone)
    stale = everything.model_copy(
        update={
            "groups": tuple(group.model_copy(update={"quotes": (gone,)}) for group in everything.groups[:1]),
            "counter": (CounterQuote(quote=gone, cue="not", reason="qualifies"),),
            "columns": (Column(label="All", groups=(everything.groups[0].model_copy(update={"quotes": (gone,)}),), text=""),),
            "count": everything.count.model_copy(update={"items": (item,)}) if everything.count else None,
        }
    )
    assert "Nobody said this." in stale.model_dump_json()
    found, now = brought_back(builtin, stale)
    assert "Nobody said this." not in now.model_dump_json()
    assert (now.groups, now.counter, now.columns, now.count, now.voices) == ((), (), (), None, ())
    assert "its words are no longer in the interview" in found.gone[0].message
    found, kept = brought_back(builtin, everything)
    assert found.gone == ()
    assert kept.columns == everything.columns
    assert (kept.count, kept.voices, len(kept.counter)) == (everything.count, everything.voices, 1)


def test_filters_that_were_given_go_by_the_key_that_the_answer_shows() -> None:
    filters = Filters(
        speakers=("Ann",), insights=(4,), tags=(TagFilter(dimension="geography", value="Kenya"),), since="2021", roles=(Role.INTERVIEWEE,)
    )
    for key in ("speaker:Ann", "insight:insight 4", "geography:Kenya", "date:since 2021", "role:interviewee"):
        smaller = kept_filters(filters, [key])
        assert smaller != filters
        filters = smaller
    assert filters == Filters() == kept_filters(Filters(), ["speaker:Ann"])


def test_taking_a_role_off_leaves_the_other_role() -> None:
    both = Filters(roles=(Role.INTERVIEWEE, Role.UNKNOWN))
    assert kept_filters(both, ["role:interviewee"]) == Filters(roles=(Role.UNKNOWN,))


def test_citations_lead_to_the_quotes_in_their_order_and_unknown_ones_stay_words(plain: Answer) -> None:
    sentence = SynthesisEvent(kind="sentence", insight=7, sentence=Sentence(text="Both say so [1, 2]; nobody else [99].", citations=(1, 2)))
    written = read_written(plain, Writing().after(sentence))
    assert written is not None
    assert written.busy
    pieces = written.paragraphs[0].pieces
    assert [piece.text for piece in pieces] == ["Both say so ", "1", "2", "; nobody else ", "[99]", "."]
    assert [piece.quote for piece in pieces if piece.quote] == list(plain.quotes[:2])
    assert read_written(plain, None) is None


def last(updates: Any) -> Any:
    *_, final = updates
    return final


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def test_nothing_of_a_model_is_shown_where_none_is_on(builtin: Assistant) -> None:
    asking = Asking(builtin, Windows(builtin))
    html = last(asking.ask(QUESTION, WINDOW, BROWSER))[0]["html"]
    assert 'role="switch"' not in html
    last(asking.submit(WINDOW, BROWSER, event(writes=True)))
    assert "written" not in asking.arrive(WINDOW, BROWSER, "")[2]["html"]
    assert model_of(builtin) is None


@pytest.mark.parametrize("leaves", [True, False])
def test_the_page_promises_that_nothing_leaves_only_while_nothing_can(
    builtin: Assistant, leaves: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = ModelInfo(name="fake:one", leaves_machine=leaves, text="It is there.")
    monkeypatch.setattr(builtin, "model_info", lambda setting=None: info, raising=False)
    asking = Asking(builtin, Windows(builtin))
    welcome = asking.clear("e" * 32, BROWSER)[0]["html"]
    header = render("header.html", model=model_of(builtin))
    assert ("nothing leaves this computer" in welcome) is not leaves
    assert ("nothing you type is sent anywhere" in header) is ("On this computer only" in header) is not leaves
    assert ("unless you switch on paragraphs" in welcome) is leaves


def test_the_settings_do_not_say_that_only_this_computer_is_served() -> None:
    told = render("settings_safety.html", model=None, problem="", login=False, name=None, role="admin")
    assert "Whoever reaches this page may do everything." in told
    assert "this computer only" not in told


def test_paragraphs_come_step_by_step_and_a_failure_keeps_quotes_and_question(builtin: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    info = ModelInfo(name="fake:one", leaves_machine=True, text="It is far away.")
    monkeypatch.setattr(builtin, "model_info", lambda setting=None: info, raising=False)
    windows = Windows(builtin)
    asking = Asking(builtin, windows)
    asking.clear(WINDOW, BROWSER)  # an earlier test's conversation is saved, and would come back
    assert "Words leave this computer when this is on." in last(asking.ask(QUESTION, WINDOW, BROWSER))[0]["html"]
    plain = builtin.ask(QUESTION)
    synthesise = builtin.synthesise

    def writes(answer: Answer, model: Any = None) -> Iterator[Any]:
        texts = [f"They speak [{k}]. Nobody paid 77 million [{k}]." for k in range(1, len(answer.groups) + 1)]
        return synthesise(answer, GenericFakeChatModel(messages=iter(AIMessage(content=text) for text in texts)))

    monkeypatch.setattr(builtin, "synthesise", writes, raising=False)
    steps = list(asking.submit(WINDOW, BROWSER, event(writes=True)))
    assert len(steps) > 3
    assert "77 million" in steps[-1][0]["html"]
    kept = windows.of(WINDOW).exchanges[0].answer
    assert kept is not None
    assert kept.synthesis is not None
    assert kept.quotes == plain.quotes

    def fails(answer: Answer, model: Any = None) -> Iterator[Any]:
        raise ModelError("the model is not at home")

    monkeypatch.setattr(builtin, "synthesise", fails, raising=False)
    html = last(asking.ask("Who owns the data of the commons?", WINDOW, BROWSER))[0]["html"]
    assert "the model is not at home" in html or "no one here" in html.casefold()


def test_asking_again_takes_the_place_of_the_last_answer_only(builtin: Assistant) -> None:
    windows = Windows(builtin)
    asking = Asking(builtin, windows)
    asking.clear(WINDOW, BROWSER)  # an earlier test's conversation is saved, and would come back
    last(asking.ask(QUESTION, WINDOW, BROWSER))
    last(asking.submit(WINDOW, BROWSER, event(again=True, place="0", standalone="How do partnerships help us grow?")))
    [only] = windows.of(WINDOW).exchanges
    assert (only.question, only.answer and only.answer.standalone_question) == (QUESTION, "How do partnerships help us grow?")
    before = list(windows.of(WINDOW).exchanges)
    for odd in ({"place": "7"}, {"place": "x"}, {"place": None}, {"place": "0", "standalone": " ? "}):
        last(asking.submit(WINDOW, BROWSER, event(again=True, **odd)))
        assert [e.question for e in windows.of(WINDOW).exchanges] == [e.question for e in before]
    windows.of(WINDOW).conversation = None
    last(asking.ask("Tell me more", WINDOW, BROWSER))
    resumed = windows.of(WINDOW).conversation
    assert resumed is not None
    assert resumed.answers[0].standalone_question == "How do partnerships help us grow?"
