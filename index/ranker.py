"""The trained ranker: a small neural network over the features, read from a packaged file and run with numpy alone."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt

from index.features import Matrix, matrix
from index.line import Singles
from index.postings import Scores

# Features are cut off at so many standard deviations of the training data, so that none can outweigh all the others.
CUT = 5.0


@dataclass(frozen=True)
class Ranker:
    """An average of networks with one hidden layer each and a linear way past it.

    Attributes:
        names: Features, in the order of the columns.
        mean: Of each feature in training; ``scale`` its standard deviation.
        linear: Shape (features,).
        hidden: Shape (features, units of all networks together); ``bias`` and ``output`` of shape (units,).
    """

    names: tuple[str, ...]
    mean: Singles
    scale: Singles
    linear: Singles
    hidden: Matrix
    bias: Singles
    output: Singles

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a ranker as `whatsworking`'s training script writes it (JSON)."""
        data = json.loads(text)
        arrays = {key: np.array(data[key], dtype=np.float32) for key in ("mean", "scale", "linear", "hidden", "bias", "output")}
        return cls(names=tuple(data["names"]), **arrays)

    @classmethod
    def untrained(cls) -> Self:
        """A ranker that finds everything equal, for making features to train on."""
        nothing = np.zeros(0, dtype=np.float32)
        return cls((), nothing, nothing, nothing, np.zeros((0, 0), dtype=np.float32), nothing, nothing)

    def scores(self, features: dict[str, Singles]) -> Scores:
        """One score a unit, higher is better."""
        columns = ((matrix(features, self.names) - self.mean) / self.scale).clip(-CUT, CUT)
        curved: npt.NDArray[np.float32] = np.tanh(columns @ self.hidden + self.bias)
        return (columns @ self.linear + curved @ self.output).astype(np.float64)


@cache
def load_ranker() -> Ranker:
    """The packaged ranker."""
    return Ranker.read((files("index") / "data" / "ranker.json").read_text(encoding="utf-8"))
