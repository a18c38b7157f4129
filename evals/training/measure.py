"""How good a ranking of lists is: nDCG@10 and success@5, as the hits would be shown."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from evals.training.lists import Candidates
from index.choosing import choose

SHOWN = 10
EARLY = 5
_GROUPS: dict[str, Callable[[Candidates], bool]] = {
    "questions, own transcript": lambda made: not (made.pooled or made.apart or made.query.topic),
    "questions, pool": lambda made: made.pooled and not (made.apart or made.query.topic),
    "topics, own transcript": lambda made: made.query.topic and not (made.pooled or made.apart),
    "questions, taken apart": lambda made: made.apart and not (made.pooled or made.query.topic),
}


def report(lists: Sequence[Candidates], scores: Sequence[np.ndarray]) -> str:
    """A table as text: for each kind of list the mean nDCG@10 and success@5 with their standard errors."""
    lines = []
    for name, belongs in _GROUPS.items():
        measured = np.array([_measure(made, s) for made, s in zip(lists, scores, strict=True) if belongs(made)])
        if len(measured):
            mean, error = measured.mean(axis=0), measured.std(axis=0) / math.sqrt(len(measured))
            lines.append(f"{name:28} {len(measured):5}  nDCG@10 {mean[0]:.3f} ± {error[0]:.3f}  success@5 {mean[1]:.3f} ± {error[1]:.3f}")
    return "\n".join(lines)


def _measure(made: Candidates, scores: np.ndarray) -> tuple[float, float]:
    chosen = choose(made.snapshot, made.positions, scores, SHOWN)
    gains = made.relevant[chosen]
    discounts = 1 / np.log2(np.arange(SHOWN) + 2)
    ideal = discounts[: made.query.ideal].sum()
    return (float((gains * discounts[: len(gains)]).sum() / ideal) if ideal else 0.0), float(gains[:EARLY].any())
