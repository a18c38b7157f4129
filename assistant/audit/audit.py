"""An audit: every quotation of a draft against the words of the catalog."""

from collections import Counter
from collections.abc import Sequence

from assistant.audit.attribution import Attributor
from assistant.audit.difference import difference
from assistant.audit.judging import Judge, Judgement, Passage
from assistant.audit.matching import Matcher
from assistant.audit.names import Names
from assistant.audit.quotations import Quotation, find_quotations
from assistant.audit.report import FAULTS, Attribution, AuditedQuotation, AuditReport, Change, Difference, Verdict
from assistant.audit.typography import fold
from assistant.audit.word_index import WordIndex
from corpus.catalog import Catalog
from corpus.models import Span, sha256_of
from corpus.quote import Quote, Verifier

_REASONS = {
    Verdict.EXACT: "The words stand so in the source.",
    Verdict.NOT_FOUND: "Nobody in the corpus says this.",
    Verdict.TOO_SHORT: "Too short to judge: a title, a term or a phrase of fewer than four words that nobody in the corpus says so.",
    Verdict.TITLE: "The title of a source or an insight, no quotation of a person.",
}
_LABELS = {
    Verdict.EXACT: "exact",
    Verdict.ALTERED: "altered",
    Verdict.MISATTRIBUTED: "misattributed",
    Verdict.JOINED: "joined",
    Verdict.NOT_FOUND: "not found",
    Verdict.TOO_SHORT: "too short to judge",
    Verdict.TITLE: "a title",
}


class Auditor:
    """Audits drafts against one state of a catalog. Building one reads all interviews; keep it while the catalog stays the same."""

    def __init__(self, catalog: Catalog, titles: Sequence[str] = ()) -> None:
        """Index what was said.

        Args:
            catalog: What was said.
            titles: Headings that a draft may put into quotation marks, besides the sources' own.
        """
        entries = catalog.entries()
        interviews = (catalog.get(entry.id) for entry in entries)
        self._catalog = catalog
        self._index = WordIndex(interview for interview in interviews if interview)
        self._judge = Judge(Matcher(self._index))
        self._names = Names(self._index.turns)
        self._titles = {fold(title).casefold() for title in (*self._index.titles, *titles)}

    def audit(self, draft: str) -> AuditReport:
        """Judge every quotation of a draft."""
        quotations = find_quotations(draft)
        verifier = Verifier(self._catalog)
        spoken = {word for word in draft.split() if word.islower()}
        attributor = Attributor(draft, quotations, self._names, lambda word: self._index.is_common(word) or word in spoken)
        audited: list[AuditedQuotation] = []
        faulty_until = -1
        for quotation in quotations:
            if quotation.depth and quotation.start >= faulty_until:
                continue  # part of a quotation that was judged as a whole
            done = self._audit(draft, quotation, attributor.named(quotation), verifier, len(audited) + 1)
            if done.verdict is Verdict.NOT_FOUND:
                faulty_until = max(faulty_until, quotation.end)
            audited.append(done)
        return self._report(audited)

    def _audit(self, draft: str, quotation: Quotation, named: str | None, verifier: Verifier, number: int) -> AuditedQuotation:
        judgement = self._judge.judge(quotation.text)
        if judgement.verdict is not Verdict.EXACT and fold(quotation.text).casefold().strip(".,;:") in self._titles:
            judgement = Judgement(Verdict.TITLE)
        attribution, passages = self._attributed(judgement, named)
        verdict = judgement.verdict
        if verdict is Verdict.EXACT and attribution is Attribution.CONTRADICTED:
            verdict = Verdict.MISATTRIBUTED if len(quotation.text.split()) >= 4 else Verdict.TOO_SHORT
        sources = self._sources(passages, judgement.share, verifier) if verdict is not Verdict.TOO_SHORT else ()
        if len(sources) < len(passages) and verdict is not Verdict.TOO_SHORT:
            verdict, sources = Verdict.NOT_FOUND, ()
        notes = [*judgement.notes, *self._attribution_notes(verdict, attribution, named, sources)]
        notes += [] if quotation.closed else ["its closing quotation mark is missing; read to the end of its paragraph"]
        return AuditedQuotation(
            number=number,
            start=quotation.start,
            end=quotation.end,
            line=draft.count("\n", 0, quotation.start) + 1,
            text=quotation.text.strip(),
            block=quotation.block,
            verdict=verdict,
            reason=self._reason(verdict, judgement, named, sources),
            notes=tuple(notes),
            named=named,
            attribution=attribution if sources else None,
            difference=_difference(verdict, quotation.text, sources),
            sources=sources,
        )

    def _attributed(self, judgement: Judgement, named: str | None) -> tuple[Attribution | None, tuple[Passage, ...]]:
        """How the name compares, and of equal passages those of whom the draft names."""
        if not judgement.choices:
            return None, ()
        if named is None:
            return None, judgement.choices[0]
        order = list(Attribution)
        compared = [(self._compare(named, passages), passages) for passages in judgement.choices]
        return min(compared, key=lambda pair: (pair[0] is Attribution.CONTRADICTED, order.index(pair[0])))

    def _compare(self, named: str, passages: Sequence[Passage]) -> Attribution:
        found = {self._names.compare(named, self._index.turns[passage.turn]) for passage in passages}
        if Attribution.CONTRADICTED in found:
            return Attribution.CONTRADICTED
        return Attribution.NOT_TOLD if Attribution.NOT_TOLD in found else Attribution.CONFIRMED

    def _sources(self, passages: Sequence[Passage], share: float, verifier: Verifier) -> tuple[Quote, ...]:
        found: list[Quote] = []
        for rank, passage in enumerate(passages, 1):
            said = self._index.turns[passage.turn]
            words = self._index.texts[said.interview][passage.start : passage.end]
            span = Span(start=passage.start, end=passage.end)
            quote = verifier.quote(said.interview, said.turn.index, span, sha256_of(words), rank, share)
            if quote:
                found.append(quote)
        return tuple(found)

    @staticmethod
    def _attribution_notes(verdict: Verdict, attribution: Attribution | None, named: str | None, sources: Sequence[Quote]) -> list[str]:
        if not sources or not named or verdict is Verdict.MISATTRIBUTED:
            return []
        if attribution is Attribution.NOT_TOLD:
            who = sources[0].speaker
            said = f"the source names the speaker only as “{who}”" if who else "the source does not name who says it"
            return [f"whether {named} said it cannot be checked: {said}"]
        if attribution is Attribution.CONTRADICTED:
            return [f"the draft names {named}, the source {sources[0].speaker or sources[0].organisation or 'somebody else'}"]
        return []

    @staticmethod
    def _reason(verdict: Verdict, judgement: Judgement, named: str | None, sources: Sequence[Quote]) -> str:
        if verdict is Verdict.MISATTRIBUTED:
            spoke = sources[0].speaker or (
                f"somebody of {sources[0].organisation}" if sources[0].organisation else "somebody whom it does not name"
            )
            return f"The draft gives these words to {named}; in the source they are said by {spoke}."
        if verdict is Verdict.ALTERED:
            return f"The words differ from the source{': ' + judgement.detail if judgement.detail else ''}."
        if verdict is Verdict.JOINED:
            return f"Joined {judgement.detail}." if judgement.detail.startswith("from") else f"Joined: {judgement.detail}."
        return _REASONS[verdict]

    def _report(self, audited: Sequence[AuditedQuotation]) -> AuditReport:
        counts = Counter(quotation.verdict for quotation in audited)
        parts = [f"{counts[verdict]} {_LABELS[verdict]}" for verdict in Verdict if counts[verdict]]
        found = f"{len(audited)} quotation{'s' * (len(audited) != 1)}: {', '.join(parts)}" if audited else "No quotations in the draft"
        return AuditReport(
            exact=not any(counts[fault] for fault in FAULTS),
            counts={verdict: counts[verdict] for verdict in Verdict},
            interviews=len(self._index.texts),
            turns=len(self._index.turns),
            quotations=tuple(audited),
            text=f"{found}. Compared with {len(self._index.turns):,} turns of {_interviews(len(self._index.texts))}.",
        )


def _difference(verdict: Verdict, text: str, sources: Sequence[Quote]) -> tuple[Difference, ...]:
    if verdict is not Verdict.ALTERED or not sources:
        return ()
    found = difference(sources[0].text, text)
    edges = [part for part in found if part.change is not Change.SAME]
    return found if edges else ()


def _interviews(count: int) -> str:
    return f"{count:,} interview" if count == 1 else f"{count:,} interviews"
