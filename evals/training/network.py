"""The ranker's network and how it is trained: a softmax over each list, with weight on the first relevant quote."""

from collections.abc import Sequence

import numpy as np
import torch

from evals.training.lists import Candidates
from index.ranker import CUT

HIDDEN = 24
DROPOUT = 0.2
EPOCHS = 6
BATCH = 8
LEARNING_RATE = 3e-3
WEIGHT_DECAY = 1e-3
# Share of the loss that asks for any relevant quote to be first; the rest asks for all of them to be.
FIRST = 0.8
EACH_FOR_SCALE = 7


class Network(torch.nn.Module):
    """One hidden layer and a linear way past it, over standardised features."""

    def __init__(self, mean: np.ndarray, scale: np.ndarray) -> None:
        super().__init__()
        self.mean, self.scale = torch.from_numpy(mean), torch.from_numpy(scale)
        self.linear = torch.nn.Linear(len(mean), 1)
        self.hidden = torch.nn.Linear(len(mean), HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.dropout = torch.nn.Dropout(DROPOUT)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """One score a row."""
        columns = ((features - self.mean) / self.scale).clamp(-CUT, CUT)
        curved = self.output(self.dropout(torch.tanh(self.hidden(columns))))
        scores: torch.Tensor = (self.linear(columns) + curved)[..., 0]
        return scores


def scales(lists: Sequence[Candidates]) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each feature."""
    rows = np.concatenate([made.features for made in lists[::EACH_FOR_SCALE]])
    return rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-2)


def train(lists: Sequence[Candidates], seed: int, scale: tuple[np.ndarray, np.ndarray] | None = None) -> Network:
    """Train one network on lists that hold something relevant."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    useful = [made for made in lists if made.relevant.any()]
    network = Network(*(scale or scales(lists)))
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = EPOCHS * -(-len(useful) // BATCH)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(useful))
        for start in range(0, len(shuffled), BATCH):
            batch = [useful[k] for k in shuffled[start : start + BATCH]]
            optimiser.zero_grad()
            loss = _loss(network, batch) / BATCH
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            slower.step()
    return network.eval()


def scores(network: Network, made: Candidates) -> np.ndarray:
    """The network's score of each candidate of a list."""
    with torch.no_grad():
        return np.asarray(network(torch.from_numpy(made.features)).numpy())


def _loss(network: Network, batch: Sequence[Candidates]) -> torch.Tensor:
    together = network(torch.from_numpy(np.concatenate([made.features for made in batch])))
    loss = torch.zeros(())
    for made, found in zip(batch, together.split([len(made.features) for made in batch]), strict=True):
        likely = torch.log_softmax(found, dim=0)[torch.from_numpy(made.relevant)]
        loss = loss - made.weight * (FIRST * torch.logsumexp(likely, dim=0) + (1 - FIRST) * likely.mean())
    return loss
