"""Refusals as a classification: of the questions refused, how many had no answer, and of those without, how many were refused."""

from collections.abc import Sequence

from sklearn import metrics

from corpus.models import Frozen


class RefusalScores(Frozen):
    """Precision, recall and F1 of refusing, the unanswerable question being the positive class.

    Attributes:
        precision: Share of refused questions that had no answer; 1 where nothing was refused, as no refusal was wrong.
        recall: Share of unanswerable questions that were refused; 1 where there are none.
        wrongly_refused: Share of answerable questions that were refused; 0 where there are none.
    """

    precision: float
    recall: float
    f1: float
    wrongly_refused: float


def score_refusals(unanswerable: Sequence[bool], refused: Sequence[bool]) -> RefusalScores:
    """Score refusals at the bar that the program uses."""
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        list(unanswerable), list(refused), average="binary", pos_label=True, zero_division=1.0
    )
    answerable = [was for had_none, was in zip(unanswerable, refused, strict=True) if not had_none]
    wrongly = sum(answerable) / len(answerable) if answerable else 0.0
    return RefusalScores(precision=float(precision), recall=float(recall), f1=float(f1), wrongly_refused=wrongly)
