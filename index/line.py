"""The units of a corpus in one line, conversation after conversation, and averages over what stands around each of them."""

from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from index.embedders import Vectors
from index.postings import Integers, Scores

# Between two conversations the line has this many empty places: no average below reaches from one into the other.
GAP = 32
# A Gaussian is cut off at this many standard deviations.
TRUNCATE = 3.0
# A unit weighs as the root of its words, up to this many, in the average of its surroundings: "yeah, right" says little.
FULL_WEIGHT = 40
# Half the Gaussian over turns of ten words weighs this much.
LEAST_MASS = 1.5

Singles = npt.NDArray[np.float32]


class Line:
    """Places of units on a line. All methods take and return one value a unit.

    A separate quotation has no surroundings: every average over them is its own value.
    """

    def __init__(self, conversation: Integers, words: Integers) -> None:
        """Lay out units.

        Args:
            conversation: Number of each unit's conversation, ascending.
            words: Length of each unit.
        """
        self.conversation = conversation
        self.words = words
        self.weights = np.sqrt(np.minimum(words, FULL_WEIGHT)).astype(np.float32)
        _, rank = np.unique(conversation, return_inverse=True)
        self._place = np.arange(len(words)) + rank * GAP
        self._size = int(self._place[-1]) + 1 if len(words) else 0
        self._masses: dict[float, Singles] = {}
        self._norms: dict[float, Singles] = {}

    def __len__(self) -> int:
        return len(self.words)

    def part(self, chosen: Integers) -> Self:
        """The line of some units (ascending positions), their averages taken over these units only."""
        broken = np.ones(len(chosen), dtype=np.bool_)
        broken[1:] = (np.diff(chosen) != 1) | (np.diff(self.conversation[chosen]) != 0)
        part = type(self)(np.cumsum(broken), self.words[chosen])
        part._norms = {sigma: norms[chosen] for sigma, norms in self._norms.items()}
        return part

    def prepare(self, vectors: Vectors, sigmas: tuple[float, ...]) -> None:
        """Work out once how long the average vector around each unit is, for `around`."""
        for sigma in sigmas:
            self._norms[sigma] = _lengths(self, vectors, sigma)

    def average(self, values: Singles, sigma: float) -> Singles:
        """The average around each unit, by weight of the units and by a Gaussian of ``sigma`` units."""
        if sigma not in self._masses:
            self._masses[sigma] = self.total(self.weights, sigma)
        return np.asarray(self.total(values * self.weights, sigma) / self._masses[sigma])

    def around(self, values: Singles, sigma: float) -> Singles:
        """Cosine to the average vector around each unit, from the cosines to the units' own vectors."""
        return np.asarray(self.total(values * self.weights, sigma) / self._norms[sigma])

    def total(self, values: Singles, sigma: float) -> Singles:
        """The sum around each unit, by a Gaussian of ``sigma`` units whose highest value is that of a unit area."""
        if not len(self):
            return values
        return np.asarray(gaussian_filter1d(self._laid(values), sigma, mode="constant", truncate=TRUNCATE)[self._place])

    def beside(self, values: Singles, sigma: float, after: bool) -> Singles:
        """The average over the units before (or after) each unit only, 0 where there are none.

        Few neighbours are not taken for many: what is missing to a usual conversation counts as 0.
        """
        key = sigma if after else -sigma
        if key not in self._masses:
            self._masses[key] = np.maximum(self._one_sided(self.weights, sigma, after), LEAST_MASS)
        return np.asarray(self._one_sided(values * self.weights, sigma, after) / self._masses[key])

    def highest(self, values: Singles, radius: int) -> Singles:
        """The highest value within ``radius`` units to either side."""
        lowest = values.min() if len(values) else 0.0
        return np.asarray(maximum_filter1d(self._laid(values, lowest), 2 * radius + 1, mode="nearest")[self._place])

    def _one_sided(self, values: Singles, sigma: float, after: bool) -> Singles:
        radius = int(TRUNCATE * sigma)
        kernel = np.exp(-0.5 * (np.arange(1, radius + 1) / sigma) ** 2)
        line = self._laid(values)
        if after:
            line = line[::-1]
        summed = np.concatenate([[0], np.convolve(line, kernel / (2 * kernel.sum() + 1))[: len(line) - 1]]) if len(line) else line
        return np.asarray((summed[::-1] if after else summed)[self._place], dtype=np.float32)

    def _laid(self, values: npt.NDArray[np.floating], empty: float = 0.0) -> Singles:
        line = np.full(self._size, empty, dtype=np.float32)
        line[self._place] = values
        return line


def _lengths(line: Line, vectors: Vectors, sigma: float) -> Singles:
    """Length of the Gaussian sum of weighted vectors around each unit."""
    squared = np.zeros(len(line), dtype=np.float32)
    for column in vectors.T:
        squared += line.total(column * line.weights, sigma) ** 2
    return np.asarray(np.sqrt(squared) + 1e-3)


def standardised(values: npt.NDArray[np.floating], mean: float, deviation: float) -> Scores:
    """Values as standard deviations from a mean; 0 everywhere where nothing varies."""
    return np.asarray((values - mean) / deviation if deviation > 1e-9 else np.zeros_like(values), dtype=np.float64)
