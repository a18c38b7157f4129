"""The citations suite: is every quote shown the source's own words, completely cited, and does it support what is said?"""

from collections.abc import Sequence

from assistant import Answer
from assistant.synthesis import Synthesis
from assistant.synthesis.support import words_support
from corpus.models import Interview
from corpus.quote import Quote
from evals.datasets.base import Question
from evals.measures.citation_parts import missing_parts
from evals.measures.citation_support import CitationSupport, CitedStatement, holds_the_words, score_citations
from evals.measures.verbatim import quote_fault
from evals.reports.model import Case, SuiteReport, mean_measure
from evals.suites.base import Suite, World, as_passages, nearest_quotes

VERBATIM, COMPLETE = "quotes verbatim", "citations complete"
RECALL, PRECISION = "citation recall (ALCE)", "citation precision (ALCE)"


def run(world: World) -> SuiteReport:
    """Ask every question and check every quote that is shown, the nearest ones of a refusal included."""
    reader = _Reader(world)
    checked = [reader.check(question) for question in world.each(world.questions)]
    shares = {name: [value for values in checked for value in values[0][name]] for name in (VERBATIM, COMPLETE)}
    cases = [case for _, case in checked]
    answered = {name: [case.scores[name] for case in cases if name in case.scores] for name in (RECALL, PRECISION)}
    return SuiteReport(
        suite=SUITE.name,
        title=SUITE.title,
        data=f"{len(shares[VERBATIM])} quotes shown for {len(cases)} questions to {world.dataset.name}",
        measures=(*(mean_measure(n, v) for n, v in shares.items()), *(mean_measure(n, v) for n, v in answered.items())),
        cases=tuple(cases),
        missing=(
            "Without a chat model (WHATSWORKING_MODEL) answers only quote: each quote is a statement that cites itself, so ALCE's measures "
            "check that words and source agree. With one they are of its sentences, support judged by topic words.",
        ),
        failed=world.failed,
    )


class _Reader:
    """Reads the interviews of the catalog anew, apart from what the answers were made from."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._interviews: dict[str, Interview | None] = {}

    def check(self, question: Question) -> tuple[dict[str, list[float]], Case]:
        answer = self._world.ask(question)
        shown = answer.quotes
        quotes = shown or nearest_quotes(answer)
        faults = [self._faults(quote) for quote in quotes]
        scores: dict[str, float] = {}
        if shown:
            support = self._support(answer, shown)
            scores = {RECALL: support.recall or 0.0, PRECISION: support.precision or 0.0}
        notes = [note for fault, parts in faults for note in ([fault] if fault else [f"the citation lacks {part}" for part in parts])]
        case = Case(
            id=question.id,
            question=question.text,
            kind=question.kind,
            won=not notes,
            scores=scores,
            shown=as_passages(quotes, question.relevant),
            note="; ".join(notes),
        )
        return {VERBATIM: [float(f is None) for f, _ in faults], COMPLETE: [float(not f and not p) for f, p in faults]}, case

    def _support(self, answer: Answer, shown: Sequence[Quote]) -> CitationSupport:
        """Of the sentences that a chat model wrote, where one is set and any stands; else of the quotes, each of which cites itself."""
        written = self._synthesised(answer)
        sources = {source.number: self._words(source.interview, source.start, source.end) for source in written.sources} if written else {}
        sentences = [sentence for paragraph in written.paragraphs for sentence in paragraph.sentences] if written else []
        if sentences:
            statements = [CitedStatement(text=s.text, citations=tuple(sources[n] for n in s.citations)) for s in sentences]
            return score_citations(statements, words_support)
        return score_citations([CitedStatement(text=q.text, citations=(self._source(q),)) for q in shown], holds_the_words)

    def _synthesised(self, answer: Answer) -> Synthesis | None:
        if self._world.assistant.model_info() is None:
            return None
        *_, last = self._world.assistant.synthesise(answer)
        return last.answer.synthesis if last.answer else None

    def _words(self, interview: str, start: int, end: int) -> str:
        found = self._interview(interview)
        return found.text[start:end] if found else ""

    def _faults(self, quote: Quote) -> tuple[str | None, Sequence[str]]:
        interview = self._interview(quote.interview)
        fault = quote_fault(quote, interview)
        return fault, missing_parts(quote, interview) if interview and not fault else ()

    def _source(self, quote: Quote) -> str:
        """The words that the citation leads to: the turn, as the catalog has it."""
        interview = self._interview(quote.interview)
        return interview.words_of(interview.turns[quote.turn]) if interview and quote.turn < len(interview.turns) else ""

    def _interview(self, key: str) -> Interview | None:
        if key not in self._interviews:
            self._interviews[key] = self._world.assistant.interview(key)
        return self._interviews[key]


SUITE = Suite(name="citations", title="Quotes verbatim, citations complete", run=run)
