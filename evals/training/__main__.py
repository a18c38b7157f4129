"""Trains the packaged ranker: ``python -m evals.training FOLDER-OF-TRAIN --cache DIR [--write index/data/ranker.json]``.

First it is cross-validated by transcript, then trained on all and written. With both cores of a laptop this takes about
twenty minutes for the vectors and ten for the rest.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.training.lists import Candidates, make_lists
from evals.training.measure import report
from evals.training.network import Network, scales, scores, train
from evals.training.transcripts import load_transcripts
from index.embedders import load_embedder

FOLDS = 3
NETWORKS = 4
DECIMALS = 5


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description="Train the packaged ranker on QMSum transcripts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where vectors are kept between runs")
    parser.add_argument("--write", type=Path, help="write the weights here")
    parser.add_argument("--no-folds", action="store_true", help="do not cross-validate")
    arguments = parser.parse_args()
    embedder = load_embedder("minilm")
    lists = list(make_lists(list(load_transcripts(arguments.folder, embedder, arguments.cache)), embedder))
    sys.stderr.write(f"{len(lists)} lists\n")
    if not arguments.no_folds:
        sys.stdout.write(report(lists, _held_out(lists)) + "\n")
    if arguments.write:
        scale = scales(lists)
        arguments.write.write_text(_as_json(lists[0].names, [train(lists, seed, scale) for seed in range(NETWORKS)]), encoding="utf-8")


def _held_out(lists: Sequence[Candidates]) -> list[np.ndarray]:
    """Scores of each list by a network that saw no list of its transcript."""
    names = np.random.default_rng(1).permutation(sorted({made.transcript for made in lists}))
    fold = {str(name): k % FOLDS for k, name in enumerate(names)}
    networks = [train([made for made in lists if fold[made.transcript] != k], seed=0) for k in range(FOLDS)]
    return [scores(networks[fold[made.transcript]], made) for made in lists]


def _as_json(names: Sequence[str], networks: Sequence[Network]) -> str:
    """The average of networks as one, in the form that `index.ranker` reads."""
    share = 1 / len(networks)
    parts = {
        "mean": networks[0].mean,
        "scale": networks[0].scale,
        "linear": sum(network.linear.weight[0] * share for network in networks),
        "hidden": np.concatenate([network.hidden.weight.detach().numpy().T for network in networks], axis=1),
        "bias": np.concatenate([network.hidden.bias.detach().numpy() for network in networks]),
        "output": np.concatenate([network.output.weight[0].detach().numpy() * share for network in networks]),
    }
    rounded = {key: np.round(np.asarray(_plain(value), dtype=np.float64), DECIMALS).tolist() for key, value in parts.items()}
    return json.dumps({"names": list(names), **rounded}) + "\n"


def _plain(value: object) -> object:
    return value.detach().numpy() if hasattr(value, "detach") else value


if __name__ == "__main__":
    main()
