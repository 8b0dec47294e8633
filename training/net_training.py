"""What training a net that reads articles takes, whatever it reads: options, optimizer, steps, the file that ships."""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.model_file import add_net

FASTER = 20
"""Numbers that are added to scores as they are have a long way to go: so many times the learning rate."""


def add_options(parser: argparse.ArgumentParser, epochs: float) -> None:
    """The options that such a training has; `epochs` by default."""
    parser.add_argument("--parses", type=Path, required=True, help="where parses and vectors are kept between runs")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--into", type=Path, help="the models that the net goes with: service/models")
    parser.add_argument("--without", type=int, help="the fold that is left out")
    parser.add_argument("--epochs", type=float, default=epochs)
    parser.add_argument("--lr", type=float, default=8e-4)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)


def begin(options: argparse.Namespace) -> None:
    """Makes a run with these options the same each time."""
    torch.set_num_threads(options.threads)
    random.seed(options.seed)
    torch.manual_seed(options.seed)


class Optimizer:
    """AdamW over `total` steps: up over the first hundred, then down in a line. Weights whose names end in one of
    `fast` are learned faster, and do not decay.
    """

    def __init__(self, net: nn.Module, fast: Collection[str], options: argparse.Namespace, total: int) -> None:
        self._net, self._total, self._done = net, total, 0
        tables = [p for name, p in net.named_parameters() if name.endswith(tuple(fast))]
        others = [p for name, p in net.named_parameters() if not name.endswith(tuple(fast))]
        groups = [
            {"params": others, "top": options.lr},
            {"params": tables, "top": FASTER * options.lr, "weight_decay": 0},
        ]
        self._adam = torch.optim.AdamW(groups, lr=options.lr, weight_decay=options.decay, betas=(0.9, 0.98))

    def step(self, loss: Tensor) -> None:
        """One step down from `loss`."""
        for group in self._adam.param_groups:
            group["lr"] = group["top"] * min(1, (self._done + 1) / 100, max(0.01, 1 - self._done / self._total))
        self._adam.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
        self._adam.step()
        self._done += 1


def save(net: nn.Module, name: str, options: argparse.Namespace) -> None:
    """Writes the net as float16 where `options` say, and puts it under `name` into the models where they say so."""
    np.savez_compressed(options.out, **{key: weight.half().numpy() for key, weight in net.state_dict().items()})
    if options.into:
        add_net(options.into, name, options.out)
