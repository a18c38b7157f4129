"""The assistant: a question in, an answer of verified quotes out."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.answer import Answer
from assistant.audit import Auditor, AuditReport
from assistant.conversation import Conversation
from assistant.coverage import cover
from assistant.finding import Evident, Finder
from assistant.follow_ups import follow_ups
from assistant.insight_overview import InsightOverview, insight_overview
from assistant.keeping import Collections, Feedback, Kept, SavedConversations
from assistant.question import as_written, clean_question
from assistant.refusing import Without, refuse
from assistant.request import Request
from assistant.single_flight import SingleFlight
from assistant.state import State
from assistant.synthesis.model import ModelInfo
from assistant.themes import Themes
from assistant.understanding import Reading, Way, read, take_off
from assistant.ways import WAYS, Desk, Outcome, find
from corpus.data_folder import DataFolder
from corpus.framework import Framework, load_framework
from corpus.models import Interview
from corpus.quote import Quote
from corpus.settings import Settings, load_settings
from index import Filters, Index, Progress, load_embedder, verified_quotes

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.synthesis.events import SynthesisEvent

FURTHER_NOTE = "All that is close to the question was shown; these are further from it."


class Assistant:
    """Answers questions from one data folder. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the data folder, creating it where it does not exist.

        Raises:
            DataFolderError: The folder cannot be used.
            FrameworkError: The framework file of the settings is malformed.
        """
        self.settings = settings
        self.framework: Framework = load_framework(settings.framework)
        self.folder = DataFolder(settings)
        self.index = Index(self.folder, lambda: load_embedder(settings.embedding_model), self.framework)
        self._lock = threading.Lock()
        self._state: State | None = None
        self._auditor: tuple[int, Auditor] | None = None
        self._finder = Finder(self.index, self.folder.catalog)
        self._answering: SingleFlight[tuple[int, Request], Answer] = SingleFlight()

    @classmethod
    def open(cls, data_dir: Path | str | None = None) -> Self:
        """An assistant on a data folder; without one, on the folder of the settings."""
        return cls(load_settings(data_dir))

    def ready(self, progress: Progress | None = None) -> None:
        """Index what is not indexed yet, and load the index; a search does so by itself, without showing progress."""
        self.index.ready(progress)

    def ask(self, question: str, filters: Filters | None = None, without: Iterable[str] = ()) -> Answer:
        """Answer a question.

        Args:
            question: As typed. Organisations, people, places, dates and so on that it names become filters.
            filters: Chosen beside the question.
            without: Filters that its words must not set: keys of ``Answer.applied``, values, or words of the question.

        Raises:
            QuestionError: It is empty or too long.
            UsageError: A filter names what the corpus does not have.
        """
        written = as_written(question)
        standalone = clean_question(written, self.settings.max_question_characters)
        return self.answer(Request(written, standalone, filters, tuple(without)))

    def answer(self, request: Request) -> Answer:
        """Answer a question that stands on its own, in the way that it asks; whoever asks the same meanwhile gets the same answer.

        Raises:
            UsageError: A filter names what the corpus does not have.
        """
        state = self._now()  # of one generation of the catalog, so that what joins an answer under way knows of no later change
        return self._answering.do((id(state), request), lambda: self._answer(state, request))

    def _answer(self, state: State, request: Request) -> Answer:
        if request.without:
            request = replace(request, standalone=take_off(request.standalone, state.names, request.without))

        def without(*keys: str) -> Reading:
            text = take_off(request.standalone, state.names, keys) if keys else request.standalone
            return read(text, state.names, state.known, request.filters, (*request.without, *keys))

        reading = without()
        way, outcome = self._answered(state, request, reading, without)
        if outcome.refusal and reading.soft:
            freed = without(*reading.soft)
            way_freed, again = self._answered(state, request, freed, without)
            if not again.refusal:
                values = ", ".join(f"{n.kind} “{n.value}”" for n in reading.named if n.key in reading.soft)
                note = f"The filter {values} was taken off: with it there is no answer."
                reading, way, outcome = freed.model_copy(update={"notes": (*freed.notes, note)}), way_freed, again
        return self._lay_out(state, request, reading, way, outcome)

    def _answered(self, state: State, request: Request, reading: Reading, without: Without) -> tuple[Way, Outcome]:
        """The way that was taken, and what it came to; a way with nothing of its own to do hands over to finding evidence."""

        def refused(found: Evident) -> Outcome:
            refusal, withheld = refuse(self._finder, state, request, reading, found, without)
            return Outcome(refusal=refusal, found=found, withheld=withheld)

        desk = Desk(state, self._finder, self.folder.catalog, self.framework, refused)
        outcome = WAYS[reading.intent.way](desk, request, reading)
        return (reading.intent.way, outcome) if outcome else ("find", find(desk, request, reading))

    def _lay_out(self, state: State, request: Request, reading: Reading, way: Way, outcome: Outcome) -> Answer:
        return Answer(
            question=request.question,
            standalone_question=request.standalone,
            status="no_evidence" if outcome.refusal else "answered",
            groups=outcome.groups,
            coverage=cover(outcome.groups, self.framework, state.counts),
            filters=reading.filters,
            follow_ups=follow_ups(state, self.framework, reading, outcome.found, outcome.groups, outcome.counter),
            refusal=outcome.refusal,
            withheld=outcome.withheld,
            intent=way,
            kind=request.kind,
            applied=reading.named,
            notes=(*reading.notes, *outcome.notes, *((FURTHER_NOTE,) if outcome.found and outcome.found.further else ())),
            counter=outcome.counter,
            more=outcome.more,
            **outcome.layout,
        )

    def search(self, text: str, filters: Filters | None = None, limit: int = 10) -> list[Quote]:
        """The best quotes for a text, best first, strong or not; at most one a turn.

        Raises:
            QuestionError: The text is empty or too long.
            UsageError: A filter names what the corpus does not have.
        """
        query = clean_question(text, self.settings.max_question_characters)
        return verified_quotes(self.folder.catalog, self.index.search(query, filters, limit).hits)[0]

    def conversation(self) -> Conversation:
        """A conversation that remembers what was asked and shown."""
        return Conversation(self.answer, lambda: self._now().names, self._near, self.settings.max_question_characters)

    @cached_property
    def kept(self) -> Kept:
        """All that people keep in this data folder."""
        return Kept(self.folder, self.framework)

    @property
    def saved(self) -> SavedConversations:
        """Saved conversations."""
        return self.kept.conversations

    @property
    def collections(self) -> Collections:
        """Collections of quotes."""
        return self.kept.collections

    @property
    def feedback(self) -> Feedback:
        """Thumbs up and down."""
        return self.kept.feedback

    def audit(self, text: str) -> AuditReport:
        """Judge every quotation of a draft against all that was said; needs no index and no model."""
        with self._lock:
            generation = self.folder.catalog.generation()
            if self._auditor is None or self._auditor[0] != generation:
                self._auditor = generation, Auditor(self.folder.catalog, [insight.title for insight in self.framework.insights])
            auditor = self._auditor[1]
        return auditor.audit(as_written(text))

    @cached_property
    def themes(self) -> Themes:
        """Recurring topics of the interviews."""
        return Themes(self.index, self.folder, self.kept.themes)

    def insight(self, number: int) -> InsightOverview:
        """What the corpus says on an insight, and where its evidence is thin.

        Raises:
            UsageError: The framework has no such insight.
        """
        return insight_overview(number, self.framework, self.index, self.folder.catalog)

    def model_info(self, setting: str | None = None) -> ModelInfo | None:
        """Which chat model is on and whether words leave this machine; None where none is (the default).

        Args:
            setting: PROVIDER:NAME instead of the setting ``WHATSWORKING_MODEL``.

        Raises:
            UsageError: It is not PROVIDER:NAME.
        """
        if not (setting or self.settings.model):
            return None
        from assistant.synthesis.chat_model import model_info

        return model_info(self.settings, setting)

    def synthesise(self, answer: Answer, model: "BaseChatModel | str | None" = None) -> "Iterator[SynthesisEvent]":
        """Let a chat model write a paragraph for each group of an answer; only checked sentences are yielded.

        Args:
            answer: What to write about.
            model: A LangChain chat model, or PROVIDER:NAME; without one, the model of the settings.

        Yields:
            Sentences, strikes and paragraphs as they come; the last event carries the answer with its synthesis.

        Raises:
            UsageError: No model is set, or the setting is not PROVIDER:NAME.
            ModelError: Its provider's package is missing, or it cannot be set up.
        """
        from assistant.synthesis.chat_model import prepare
        from assistant.synthesis.synthesiser import Synthesiser

        chat, info = prepare(self.settings, model)
        people = [name for entry in self.folder.catalog.entries() for name in entry.speakers]
        return Synthesiser(chat, info, self.settings, [*people, *self.folder.catalog.organisations()]).write(answer)

    def interview(self, interview_id: str) -> Interview | None:
        """The interview of an id, as it is stored, or None."""
        return self.folder.catalog.get(interview_id)

    def examples(self) -> tuple[str, ...]:
        """Questions to begin with: those of the framework that this corpus can answer."""
        return self._now().answerable

    def close(self) -> None:
        """Release the data folder."""
        if "kept" in self.__dict__:
            self.kept.close()
        self.index.close()
        self.folder.close()

    def _now(self) -> State:
        """What is known of the corpus as it is now."""
        searcher = self.index.current()
        generation = self.folder.catalog.generation()
        with self._lock:
            if self._state is None or self._state.searcher is not searcher or self._state.known.generation != generation:
                self._state = State(self.folder.catalog, self.index, searcher, self.framework)
            return self._state

    def _near(self, one: str, other: str) -> float:
        vectors = self.index.embed([one, other])
        return float(vectors[0] @ vectors[1])
