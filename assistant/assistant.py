"""The assistant: a question in, an answer of verified quotes out."""

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.answer import Answer, NearMiss, Refusal
from assistant.audit import Auditor, AuditReport
from assistant.conversation import Conversation
from assistant.coverage import cover
from assistant.evidence import Evidence, assess, strong_hits
from assistant.grouping import group_quotes
from assistant.insight_overview import InsightOverview, insight_overview
from assistant.keeping import Collections, Feedback, Kept, SavedConversations
from assistant.question import as_written, clean_question
from assistant.synthesis.model import ModelInfo
from assistant.themes import Themes
from corpus.data_folder import DataFolder
from corpus.framework import Framework, load_framework
from corpus.models import Interview
from corpus.quote import Quote
from corpus.settings import Settings, load_settings
from index import Filters, Hit, Index, Progress, load_embedder, verified_quotes

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.synthesis.events import SynthesisEvent

CANDIDATES = 12
NEAREST = 3
FOLLOW_UPS = 3
UNVERIFIED = "What was found could not be verified against the stored interviews, so it is not shown; run 'whatsworking doctor'."
NOTHING_STRONG = "The interviews touch the subject, but no single quote is close enough to the question to stand as an answer."


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
        self._examples: tuple[int, tuple[str, ...]] | None = None
        self._auditor: tuple[int, Auditor] | None = None

    @classmethod
    def open(cls, data_dir: Path | str | None = None) -> Self:
        """An assistant on a data folder; without one, on the folder of the settings."""
        return cls(load_settings(data_dir))

    def ready(self, progress: Progress | None = None) -> None:
        """Index what is not indexed yet, and load the index; a search does so by itself, without showing progress."""
        self.index.ready(progress)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answer a question.

        Raises:
            QuestionError: It is empty or too long.
            UsageError: A filter names what the corpus does not have.
        """
        question = as_written(question)
        standalone = clean_question(question, self.settings.max_question_characters)
        chosen = filters or Filters()
        result = self.index.search(standalone, chosen, CANDIDATES)
        evidence = assess(result)
        if not evidence.enough:
            return self._refuse(question, standalone, chosen, result.hits, evidence)
        quotes, withheld = self._build(strong_hits(result.hits, evidence))
        groups = group_quotes(quotes)
        if not groups:
            return self._refuse(question, standalone, chosen, result.hits, evidence)
        return Answer(
            question=question,
            standalone_question=standalone,
            status="answered",
            groups=groups,
            coverage=cover(groups, self.framework, self.folder.catalog.counts()),
            filters=chosen,
            follow_ups=self._follow_ups(standalone, {g.insight.number for g in groups if g.insight}),
            withheld=withheld,
        )

    def search(self, text: str, filters: Filters | None = None, limit: int = 10) -> list[Quote]:
        """The best quotes for a text, best first, strong or not; at most one a turn.

        Raises:
            QuestionError: The text is empty or too long.
            UsageError: A filter names what the corpus does not have.
        """
        query = clean_question(text, self.settings.max_question_characters)
        return self._build(self.index.search(query, filters, limit).hits)[0]

    def conversation(self) -> Conversation:
        """A conversation that remembers what was asked and shown."""
        return Conversation(self.ask)

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
        self.ready()
        with self._lock:
            generation = self.folder.catalog.generation()
            if self._examples is None or self._examples[0] != generation:
                questions = (insight.question for insight in self.framework.insights if insight.question)
                self._examples = generation, tuple(q for q in questions if self._has_evidence(q))
            return self._examples[1]

    def close(self) -> None:
        """Release the data folder."""
        if "kept" in self.__dict__:
            self.kept.close()
        self.index.close()
        self.folder.close()

    def _has_evidence(self, question: str) -> bool:
        return assess(self.index.search(question, limit=1)).enough

    def _build(self, hits: list[Hit] | tuple[Hit, ...]) -> tuple[list[Quote], int]:
        return verified_quotes(self.folder.catalog, hits)

    def _refuse(self, question: str, standalone: str, filters: Filters, hits: Sequence[Hit], evidence: Evidence) -> Answer:
        by_similarity = sorted(hits, key=lambda hit: -hit.cosine)[:NEAREST]
        quotes, withheld = self._build(by_similarity)
        similarity = {(hit.interview, hit.start): hit.cosine for hit in by_similarity}
        nearest = tuple(NearMiss(quote=q, similarity=round(similarity[q.interview, q.start], 3)) for q in quotes)
        reason = evidence.reason or (UNVERIFIED if withheld else NOTHING_STRONG)
        return Answer(
            question=question,
            standalone_question=standalone,
            status="no_evidence",
            coverage=cover((), self.framework, self.folder.catalog.counts()),
            filters=filters,
            follow_ups=self._follow_ups(standalone, set()),
            refusal=Refusal(reason=reason, bar=round(evidence.bar, 3), nearest=nearest),
            withheld=withheld,
        )

    def _follow_ups(self, asked: str, speaking: set[int]) -> tuple[str, ...]:
        known = self.examples()
        silent = (i.question for i in self.framework.insights if i.question in known and i.number not in speaking)
        return tuple(q for q in silent if q and q.casefold() != asked.casefold())[:FOLLOW_UPS]
