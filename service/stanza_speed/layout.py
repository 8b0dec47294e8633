"""LSTMs over many sequences of unequal length, as dense batches.

All elements of all sequences are the rows of one flat tensor, with one more row behind them that stands for padding.
A `Layout` groups sequences of like length into buckets and knows which row each cell of a bucket reads. Stanza runs
packed sequences instead, for which torch has no fused kernel on a CPU. Here each direction runs alone, the backward one
over reversed sequences, so that padding always comes last and no result depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor

from service.stanza_speed.dense import Dense

_COST_OF_A_BUCKET = 5
"""What a step of the LSTM costs beside its sequences, in sequences: measured, 4 to 5."""
_MOST_CELLS = 16_384
"""Cells of a bucket."""
_MOST_ROWS = 8_192
"""Rows of a batch, one longer sequence apart: what bounds the memory of a network's intermediate results."""

Item = TypeVar("Item")


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in batches of like length, shortest first."""
    batch: list[Item] = []
    rows = 0
    for item in sorted(items, key=length):
        if batch and rows + length(item) > _MOST_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(item)
        rows += length(item)
    if batch:
        yield batch


@dataclass(frozen=True)
class Bucket:
    """Sequences that run together. Indices are (steps x sequences) rows of the flat tensor, flattened."""

    sequences: Tensor
    steps: int
    forward: Tensor
    backward: Tensor


class Layout:
    """The buckets of sequences with the given lengths (at least 1), which lie one behind the other."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = torch.tensor(lengths)
        self.ends = self.lengths.cumsum(0)
        self.starts = self.ends - self.lengths
        self.rows = int(self.lengths.sum())
        self.buckets = [self._bucket(numbers) for numbers in _grouped(lengths)]

    def _bucket(self, numbers: list[int]) -> Bucket:
        sequences = torch.tensor(numbers)
        steps = int(self.lengths[numbers[0]])
        step = torch.arange(steps).unsqueeze(1)
        inside = step < self.lengths[sequences]
        forward = torch.where(inside, self.starts[sequences] + step, self.rows)
        backward = torch.where(inside, self.ends[sequences] - 1 - step, self.rows)
        return Bucket(sequences, steps, forward.flatten(), backward.flatten())

    def padded(self, rows: Tensor, bucket: Bucket) -> Tensor:
        """The bucket's part of `rows` as (sequences x steps x width)."""
        return rows.index_select(0, bucket.forward).view(bucket.steps, -1, rows.shape[1]).transpose(0, 1)


def _grouped(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the sequences in groups, longest first: a group ends when padding costs what a new one would."""
    group: list[int] = []
    padding = 0
    for number in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group:
            longest, length = lengths[group[0]], lengths[number]
            padding += longest - length
            if padding > _COST_OF_A_BUCKET * length or longest * (len(group) + 1) > _MOST_CELLS:
                yield group
                group, padding = [], 0
        group.append(number)
    if group:
        yield group


def lstm(model: Any, rows: Tensor, layout: Layout, state: Sequence[Tensor] | None = None) -> Tensor:
    """The outputs of a one-layer `nn.LSTM` in the order of `rows`, directions side by side; the last row is padding.

    `state` holds the first hidden and cell states, (directions x 1 x width) each; without it they are zero.
    """
    outputs = []
    for direction, suffix in enumerate(("", "_reverse") if model.bidirectional else ("",)):
        weights = [getattr(model, f"{w}_l0{suffix}") for w in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        output = rows.new_zeros(layout.rows + 1, model.hidden_size)
        for bucket in layout.buckets:
            index = bucket.backward if direction else bucket.forward
            cells = rows.index_select(0, index).view(bucket.steps, -1, rows.shape[1])
            first = [
                s[direction].expand(1, cells.shape[1], -1).contiguous()
                if state
                else rows.new_zeros(1, cells.shape[1], model.hidden_size)
                for s in (state or (rows, rows))
            ]
            result = torch.lstm(cells, first, weights, True, 1, 0.0, False, False, False)[0]
            output.index_copy_(0, index, result.view(-1, model.hidden_size))
        outputs.append(output)
    return torch.cat(outputs, 1) if len(outputs) > 1 else outputs[0]


class HighwayLSTM:
    """Stanza's module of this name: each layer's output plus a gated transform of its input."""

    def __init__(self, model: Any, h_init: Tensor, c_init: Tensor) -> None:
        states = [state.detach().split(model.num_directions) for state in (h_init, c_init)]
        self._layers = [
            (cell.lstm, Dense(gate, highway), state)
            for cell, gate, highway, *state in zip(model.lstm, model.gate, model.highway, *states, strict=True)
        ]

    def __call__(self, rows: Tensor, layout: Layout) -> Tensor:
        """The outputs in the order of `rows`; the last row is padding."""
        for cell, dense, state in self._layers:
            gate, highway = dense(rows).chunk(2, 1)
            rows = lstm(cell, rows, layout, state).addcmul_(gate.sigmoid(), highway.tanh())
        return rows


def is_plain_highway(model: Any) -> bool:
    """Whether `HighwayLSTM` can run this module of Stanza's."""
    return model.highway_func is torch.tanh and all(is_plain(cell.lstm) for cell in model.lstm)


def is_plain(model: Any) -> bool:
    """Whether `lstm` can run this module."""
    return isinstance(model, torch.nn.LSTM) and model.num_layers == 1 and not model.proj_size and model.bias
