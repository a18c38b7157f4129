"""What a unit is judged by: how it, and what stands around it, fits a question. One row a unit, one column a feature."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.line import Line, Singles
from index.postings import Matches

Matrix = npt.NDArray[np.float32]

# Widths of the averages, in units; chosen on the QMSum training split, see docs/retrieval.md.
NARROW, MIDDLE, WIDE = 1.5, 4.0, 10.0
AROUND = (3.0, 8.0)
SIDE = 5.0
REACH = 10
# Half the highest sum of a term's occurrences around a unit counts half (as K1 does in BM25).
SATURATION = 1.0
# A term stands in the surroundings when its sum reaches this: about one occurrence within 1.5 sigma.
PRESENT = 0.3
SHORT = 8
COUNTED_TERMS = 12


@dataclass(frozen=True)
class Signals:
    """What a search knows of each unit of a line before features are made.

    Attributes:
        near: Cosine to the question, as standard deviations from the mean of the corpus.
        mean: That mean.
        deviation: That standard deviation.
        matches: Where the question's terms stand.
        lexical: BM25 as a share of the summed weight of the terms.
        feedback: Cosine to the mean of the best units, as standard deviations from its mean.
        speaker: Whether the question names the unit's speaker; None where it names nobody.
        asks: Whether the unit ends with a question mark.
    """

    near: Singles
    mean: float
    deviation: float
    matches: Sequence[Matches]
    lexical: Singles
    feedback: Singles
    speaker: Singles | None
    asks: Singles


def features(line: Line, signals: Signals) -> dict[str, Singles]:
    """All features of all units of a line, by name."""
    found: dict[str, Singles] = {"near": signals.near, "lexical": signals.lexical, "feedback": signals.feedback}
    found |= _dense(line, signals)
    found |= _lexical(line, signals)
    found |= _speaker(line, signals.speaker)
    found["question"] = signals.asks
    found["length"] = np.log(np.maximum(line.words, 1)).astype(np.float32)
    found["short"] = np.maximum(0, SHORT - line.words).astype(np.float32)
    found["terms"] = np.full(len(line), min(len(signals.matches), COUNTED_TERMS) / COUNTED_TERMS, dtype=np.float32)
    return found


def _dense(line: Line, signals: Signals) -> dict[str, Singles]:
    near, cosine = signals.near, signals.near * signals.deviation + signals.mean
    found = {f"near {sigma:g}": line.average(near, sigma) for sigma in (NARROW, MIDDLE, WIDE)}
    for sigma in AROUND:
        around = line.around(cosine.astype(np.float32), sigma)
        found[f"around {sigma:g}"] = ((around - signals.mean) / max(signals.deviation, 1e-6)).astype(np.float32)
    found["near before"] = line.beside(near, SIDE, after=False)
    found["near after"] = line.beside(near, SIDE, after=True)
    found["near highest"] = line.highest(near, REACH)
    found["feedback 4"] = line.average(signals.feedback, MIDDLE)
    return found


def _lexical(line: Line, signals: Signals) -> dict[str, Singles]:
    total = max(sum(match.weight for match in signals.matches), 1e-6)
    found = {f"{kind} {sigma:g}": np.zeros(len(line), dtype=np.float32) for sigma in (NARROW, MIDDLE, WIDE) for kind in ("words", "cover")}
    found["cover"] = np.zeros(len(line), dtype=np.float32)
    for match in signals.matches:
        share = np.float32(match.weight / total)
        found["cover"][match.units] += share
        counts = np.zeros(len(line), dtype=np.float32)
        counts[match.units] = np.minimum(match.counts, 2)
        for sigma in (NARROW, MIDDLE, WIDE):
            nearby = line.total(counts, sigma) * np.float32(sigma * np.sqrt(2 * np.pi))
            found[f"words {sigma:g}"] += share * nearby / (nearby + np.float32(SATURATION))
            found[f"cover {sigma:g}"] += share * (nearby > PRESENT)
    found["lexical 4"] = line.average(signals.lexical, MIDDLE)
    found["lexical before"] = line.beside(signals.lexical, SIDE, after=False)
    found["lexical after"] = line.beside(signals.lexical, SIDE, after=True)
    found["lexical highest"] = line.highest(signals.lexical, REACH)
    return found


def _speaker(line: Line, speaker: Singles | None) -> dict[str, Singles]:
    if speaker is None:
        nobody = np.zeros(len(line), dtype=np.float32)
        return {"speaker": nobody, "speaker around": nobody, "speaker named": nobody}
    return {"speaker": speaker, "speaker around": line.average(speaker, SIDE), "speaker named": np.ones(len(line), dtype=np.float32)}


def matrix(found: dict[str, Singles], names: Sequence[str]) -> Matrix:
    """Features as columns in the order of ``names``."""
    return np.stack([found[name] for name in names], axis=1).astype(np.float32, copy=False)
