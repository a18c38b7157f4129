"""Ranking measures, computed by ir-measures (MacAvaney et al., ECIR 2022) over judgements and a run.

A judgement says that a document answers a question; a run is what a search returned, best first. A document is a turn,
written by `document_id`.
"""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import AP, RR, R, Success, nDCG

from corpus.errors import UsageError

DEPTH = 100
# nDCG: Järvelin and Kekäläinen 2002. Success: share of questions with a relevant turn that high. R: recall.
# AP: average precision, whose mean is MAP. RR: reciprocal rank of the first relevant turn.
MEASURES: dict[str, ir_measures.measures.Measure] = {
    "nDCG@10": nDCG @ 10,
    "success@5": Success @ 5,
    "recall@20": R @ 20,
    "MAP": AP @ DEPTH,
    "MRR@10": RR @ 10,
}

Qrels = Mapping[str, frozenset[str]]
Run = Mapping[str, Sequence[str]]


def document_id(interview: str, turn: int) -> str:
    """How a turn is called in judgements and runs."""
    return f"{interview}:{turn}"


def score_rankings(qrels: Qrels, run: Run) -> dict[str, dict[str, float]]:
    """Every ranking measure of every question.

    Args:
        qrels: The relevant documents of each question.
        run: The documents found for each question, best first. A document that is repeated counts once, where it first stands.

    Returns:
        Measure to question to value. A question without an answer in the run, or without relevant documents, scores 0.

    Raises:
        UsageError: The run answers a question that is not judged.
    """
    unknown = [question for question in run if question not in qrels]
    if unknown:
        raise UsageError(f"the run answers a question that nobody judged: {unknown[0]!r}; judge and run the same questions")
    values = {name: dict.fromkeys(qrels, 0.0) for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    judged = [ir_measures.Qrel(q, document, 1) for q, documents in qrels.items() for document in sorted(documents)]
    found = [ir_measures.ScoredDoc(q, document, -float(rank)) for q, ranked in run.items() for rank, document in enumerate(_once(ranked))]
    if judged and found:
        for result in ir_measures.iter_calc(list(MEASURES.values()), judged, found):
            values[names[result.measure]][result.query_id] = float(result.value)
    return values


def _once(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))[:DEPTH]
