"""LSTMs over many sequences of unequal length, as dense batches.

All elements of all sequences are the rows of one flat tensor, with one more row after them that stands for padding.
A `Layout` knows which row each cell of a dense batch reads. Stanza runs packed sequences instead, for which torch has
no fused kernel on a CPU. Here each direction runs alone, the backward one over reversed sequences, so that padding
always comes last and no result depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import torch
from torch import Tensor
from torch.nn.functional import pad

_COST_OF_A_BUCKET = 5
"""When padding has grown to so many times the next sequence, a new bucket begins."""
_STEPS, _SIDE_BY_SIDE = 32, 4
"""A call of the LSTM takes so many steps of a multiple of so many sequences: for each new shape oneDNN makes code."""
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
    """Sequences of like length. `forward` holds (steps x sequences) rows of the flat tensor, flattened."""

    sequences: Tensor
    steps: int
    forward: Tensor


@dataclass(frozen=True)
class Stair:
    """A stretch of steps of the LSTM, and the sequences still going on when it begins; indices as in `Bucket`."""

    steps: int
    forward: Tensor
    backward: Tensor


class Layout:
    """The buckets and stairs of sequences with the given lengths (at least 1), which lie one after the other."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = torch.tensor(lengths)
        self.ends = self.lengths.cumsum(0)
        self.starts = self.ends - self.lengths
        self.rows = int(self.lengths.sum())

    @cached_property
    def stairs(self) -> list[Stair]:
        """All sequences at once, longest first, in stretches of steps; those that have ended drop out between them."""
        return list(self._stairs())

    @cached_property
    def buckets(self) -> list[Bucket]:
        """The sequences in groups of like length."""
        return [self._bucket(numbers) for numbers in _grouped(self.lengths.tolist())]

    def _bucket(self, numbers: list[int]) -> Bucket:
        sequences = torch.tensor(numbers)
        steps = int(self.lengths[numbers[0]])
        step = torch.arange(steps).unsqueeze(1)
        inside = step < self.lengths[sequences]
        forward = torch.where(inside, self.starts[sequences] + step, self.rows)
        return Bucket(sequences, steps, forward.flatten())

    def _stairs(self) -> Iterator[Stair]:
        lengths, sequences = self.lengths.sort(descending=True, stable=True)
        filling = -len(lengths) % _SIDE_BY_SIDE
        lengths, starts, last = (pad(of_each, (0, filling)) for of_each in (
            lengths, self.starts[sequences], (self.ends - 1)[sequences]
        ))  # fmt: skip
        for begin in range(0, int(lengths[0]), _STEPS):
            going_on = int((lengths > begin).sum())
            count = going_on + -going_on % _SIDE_BY_SIDE
            step = torch.arange(begin, begin + _STEPS).unsqueeze(1)
            inside = step < lengths[:count]
            forward = torch.where(inside, starts[:count] + step, self.rows)
            backward = torch.where(inside, last[:count] - step, self.rows)
            yield Stair(_STEPS, forward.flatten(), backward.flatten())

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


def lstm(model: Any, rows: Tensor, layout: Layout) -> Tensor:
    """The outputs of a one-layer `nn.LSTM` in the order of `rows`, directions side by side; the last row is padding."""
    outputs = []
    for direction, suffix in enumerate(("", "_reverse") if model.bidirectional else ("",)):
        weights = [getattr(model, f"{w}_l0{suffix}") for w in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        output = rows.new_zeros(layout.rows + 1, model.hidden_size)
        count = len(layout.lengths) + -len(layout.lengths) % _SIDE_BY_SIDE
        hidden = cell = rows.new_zeros(1, count, model.hidden_size)
        for stair in layout.stairs:
            index = stair.backward if direction else stair.forward
            inputs = rows.index_select(0, index).view(stair.steps, -1, rows.shape[1])
            before = [values[:, : inputs.shape[1]].contiguous() for values in (hidden, cell)]
            result, hidden, cell = torch.lstm(inputs, before, weights, True, 1, 0.0, False, False, False)
            output.index_copy_(0, index, result.view(-1, model.hidden_size))
        outputs.append(output)
    return torch.cat(outputs, 1) if len(outputs) > 1 else outputs[0]


def is_plain(model: Any) -> bool:
    """Whether `lstm` can run this module."""
    return isinstance(model, torch.nn.LSTM) and model.num_layers == 1 and not model.proj_size and model.bias
