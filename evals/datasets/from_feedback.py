"""Feedback as evaluation cases: a gold file that `evals.datasets.gold` reads."""

from collections.abc import Iterable, Sequence

from assistant.keeping import Judgement
from assistant.keeping.feedback import NO_ANSWER
from corpus.models import Frozen
from corpus.tables.csv_cells import write_table
from evals.datasets.gold_file import COLUMNS, SEPARATOR

KIND = "feedback"


class Cases(Frozen):
    """What feedback became.

    Attributes:
        table: The gold file, CSV.
        questions: How many it holds.
        left_out: Why a judgement is no case, one line each.
    """

    table: str
    questions: int
    left_out: tuple[str, ...]


def cases_of(judgements: Sequence[Judgement]) -> Cases:
    """Turn feedback into evaluation cases, one a question and interview asked of.

    A thumb up on a quote, or on an answer, says that its words are expected; one up on a refusal, or one down with the reason
    `NO_ANSWER`, that nothing answers. Other thumbs down say what is wrong but not what would be right, and are left out.
    """
    rows: list[dict[str, str]] = []
    left_out: list[str] = []
    for (question, within), about in _by_question(judgements).items():
        row = _row(about)
        if row:
            rows.append({"question": question, "within": within or "", "kind": KIND, **row})
        else:
            left_out.append(f"“{question}”: {_why(about)}")
    table = write_table(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows))
    return Cases(table=table, questions=len(rows), left_out=tuple(left_out))


def _by_question(judgements: Iterable[Judgement]) -> dict[tuple[str, str | None], list[Judgement]]:
    found: dict[tuple[str, str | None], list[Judgement]] = {}
    for one in judgements:
        found.setdefault((one.question.strip(), one.within), []).append(one)
    return found


def _row(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Columns of one case; empty where the judgements say nothing of what would be right."""
    wrong = {(q.interview, q.start, q.end) for one in judgements if one.about == "quote" and one.verdict == "down" for q in one.quotes}
    liked = [one for one in judgements if one.verdict == "up" and one.quotes]
    # A person who marked single quotes said more exactly what is right than one who liked the answer as a whole.
    liked = [one for one in liked if one.about == "quote"] or liked
    quotes = {(q.interview, q.start, q.end): q for one in liked for q in one.quotes}
    words = [_cell(quote.text) for place, quote in quotes.items() if place not in wrong]
    if words:
        interviews = {quote.interview for place, quote in quotes.items() if place not in wrong}
        insight = next((one.insight for one in liked if one.about == "answer" and one.insight), None)
        return {
            "expected": SEPARATOR.join(dict.fromkeys(words)),
            "interview": interviews.pop() if len(interviews) == 1 else "",
            "insight": str(insight or ""),
        }
    return {"no_answer": "yes"} if any(_says_silence(one) for one in judgements) else {}


def _says_silence(judgement: Judgement) -> bool:
    if judgement.verdict == "up":
        return judgement.about == "answer" and judgement.status == "no_evidence"
    return judgement.reason == NO_ANSWER


def _cell(words: str) -> str:
    """The words, or where a gold file's separator stands in them, their longest part without it."""
    return max((part.strip() for part in words.split(SEPARATOR)), key=len)


def _why(judgements: Sequence[Judgement]) -> str:
    if any(one.gone for one in judgements):
        return "its quotes are withdrawn or changed, so nothing can be expected"
    return "a thumb down does not say what would be right; put one up on a quote that answers, or give the reason that nothing does"
