"""The attribution model as torch trains it: feature weights, and a hidden layer over the same features.

Dropped features and dropped hidden units (Srivastava et al. 2014) keep it from learning single sentences by heart.
Several nets, each begun at random, err in different places, so their mean score is better than each of them; it is
again one net, with all their hidden units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.cli.progress import progress

Feature = tuple[str, str]
"""(part, name)"""

BATCH = 64
"""Cues in a step of training"""


@dataclass(frozen=True)
class Shape:
    """Of the nets: their number, the weight of the choice among rivals beside that of each candidate, hidden units of
    each, shares that are dropped in training, passes over the data, and least count of a feature.
    """

    nets: int = 4
    choice: float = 1.0
    hidden: int = 32
    drop_hidden: float = 0.5
    drop_features: float = 0.3
    epochs: int = 8
    rate: float = 2e-3
    decay: float = 1e-2
    least: int = 8


class Net(nn.Module):
    """Sets of feature numbers -> log odds."""

    def __init__(self, features: int, hidden: int, drop: float) -> None:
        super().__init__()
        self.alone = nn.EmbeddingBag(features, 1, mode="sum")
        self.hidden = nn.EmbeddingBag(features, hidden, mode="sum")
        self.hidden_bias = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(drop)
        nn.init.zeros_(self.alone.weight)
        nn.init.normal_(self.hidden.weight, std=0.05)

    def forward(self, numbers: Tensor, starts: Tensor, kept: float = 1.0) -> Tensor:
        """Scores of the sets that lie in `numbers` one behind the other, each from its place in `starts` on.

        Where only a share `kept` of the features is left, each counts for more.
        """
        weights = torch.full(numbers.shape, 1 / kept)
        units = torch.relu(self.hidden(numbers, starts, weights) + self.hidden_bias)
        scores: Tensor = self.out(self.drop(units)) + self.alone(numbers, starts, weights)
        return scores.squeeze(1)


def fit(
    examples: Sequence[Sequence[Feature]], targets: Sequence[float], cues: Sequence[int], shape: Shape, seed: int
) -> tuple[list[Feature], Net]:
    """The features that were seen often enough, sorted, and the net over them: the mean of nets of different seeds.

    Targets are between 0 and 1; `cues` number the cue of each example.
    """
    counts = Counter(feature for example in examples for feature in set(example))
    names = sorted(feature for feature, count in counts.items() if count >= shape.least)
    number = {feature: at for at, feature in enumerate(names)}
    rows = [np.array([number[f] for f in dict.fromkeys(example) if f in number]) for example in examples]
    wanted = torch.tensor(targets, dtype=torch.float32)
    by_cue: dict[int, list[int]] = {}
    for at, cue in enumerate(cues):
        by_cue.setdefault(cue, []).append(at)
    rivals = list(by_cue.values())
    nets = [_fit_one(rows, wanted, rivals, len(names), shape, seed + at) for at in range(shape.nets)]
    return names, mean_of(nets, shape)


def _fit_one(
    rows: Sequence[np.ndarray], wanted: Tensor, rivals: Sequence[Sequence[int]], features: int, shape: Shape, seed: int
) -> Net:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = Net(features, shape.hidden, shape.drop_hidden)
    optimizer = torch.optim.AdamW(net.parameters(), lr=shape.rate, weight_decay=shape.decay)
    steps = shape.epochs * -(-len(rivals) // BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    with progress(batches(len(rivals), shape.epochs, random), "batches", steps) as shown:
        for chosen in shown:
            picked = [i for cue in chosen for i in rivals[cue]]
            cues = torch.tensor([at for at, cue in enumerate(chosen) for _ in rivals[cue]])
            kept = [row[random.random(len(row)) >= shape.drop_features] for row in (rows[i] for i in picked)]
            lengths = np.array([len(row) for row in kept])
            starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            scores = net(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(starts), 1 - shape.drop_features)
            targets = wanted[picked]
            loss = functional.binary_cross_entropy_with_logits(scores, targets)
            loss = loss + shape.choice * choice_loss(scores, targets, cues)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            falling.step()
    return net.eval()


def choice_loss(scores: Tensor, targets: Tensor, cues: Tensor) -> Tensor:
    """How badly the scores choose among the candidates of one cue: cross entropy to the best of its targets.

    Cues without a right candidate have nothing to choose.
    """
    count = int(cues.max()) + 1
    best = torch.zeros(count).scatter_reduce(0, cues, targets, "amax")
    right = (targets >= best[cues]) & (targets > 0)
    total = torch.zeros(count).index_add(0, cues, scores.exp())
    of_right = torch.zeros(count).index_add(0, cues, scores.exp() * right)
    any_right = best > 0
    return (total[any_right].log() - of_right[any_right].log()).sum() / len(scores)


@torch.no_grad()
def mean_of(nets: Sequence[Net], shape: Shape) -> Net:
    """One net whose score is the mean of the scores of `nets`."""
    mean = Net(nets[0].alone.num_embeddings, shape.hidden * len(nets), shape.drop_hidden)
    mean.alone.weight.copy_(torch.stack([net.alone.weight for net in nets]).mean(0))
    mean.hidden.weight.copy_(torch.cat([net.hidden.weight for net in nets], 1))
    mean.hidden_bias.copy_(torch.cat([net.hidden_bias for net in nets]))
    mean.out.weight.copy_(torch.cat([net.out.weight for net in nets], 1) / len(nets))
    mean.out.bias.copy_(torch.stack([net.out.bias for net in nets]).mean(0))
    return mean.eval()


def batches(size: int, epochs: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Numbers of examples, each of them once an epoch."""
    for _ in range(epochs):
        order = random.permutation(size)
        yield from (order[at : at + BATCH] for at in range(0, size, BATCH))


def write(names: list[Feature], net: Net, weights: Path, hidden: Path) -> None:
    """The two files that `service/attribution_model.py` reads; hidden weights are rounded to 8 bits."""
    alone = net.alone.weight.detach().squeeze(1).tolist()
    rows = [f"{part}\t{name}\t{weight:.3f}" for (part, name), weight in zip(names, alone, strict=True)]
    bias = net.out.bias.item()
    weights.write_text("\n".join(["part\tfeature\tweight", f"bias\tbias\t{bias:.3f}", *rows]) + "\n", encoding="utf-8")
    table = net.hidden.weight.detach().numpy()
    scale = np.abs(table).max() / 127
    np.savez_compressed(
        hidden,
        weights=np.round(table / scale).astype(np.int8),
        scale=np.float32(scale),
        bias=net.hidden_bias.detach().numpy(),
        out=net.out.weight.detach().squeeze(0).numpy(),
    )
