"""How well a score tells answerable questions from unanswerable ones: ROC curve and the area under it (scikit-learn)."""

from collections.abc import Sequence

from sklearn import metrics

from corpus.errors import UsageError
from corpus.models import Frozen


class Separation(Frozen):
    """A ROC curve.

    Attributes:
        area: Chance that a random answerable question scores above a random unanswerable one (ties count half).
        points: (false positive rate, true positive rate), from (0, 0) to (1, 1); positive means answerable.
    """

    area: float
    points: tuple[tuple[float, float], ...]


def separate(answerable: Sequence[bool], scores: Sequence[float]) -> Separation:
    """ROC curve of a score that should be higher for answerable questions.

    Raises:
        UsageError: All questions are of one kind, so that there is nothing to tell apart.
    """
    if len(set(answerable)) < 2:
        raise UsageError("the area under the ROC curve needs answerable and unanswerable questions; add some of the missing kind")
    false_positive, true_positive, _ = metrics.roc_curve(answerable, scores)
    points = tuple((float(x), float(y)) for x, y in zip(false_positive, true_positive, strict=True))
    return Separation(area=float(metrics.roc_auc_score(answerable, scores)), points=points)
