"""Many sequences of unequal length as dense batches.

All elements of all sequences are the rows of one flat tensor, with one more row after them that stands for padding.
A `Layout` knows which row each cell of a dense batch reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import torch
from torch import Tensor

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


class Layout:
    """The buckets of sequences with the given lengths (at least 1), which lie one after the other.

    When padding has grown to `most_padding` times the next sequence, a new bucket begins.
    """

    def __init__(self, lengths: Sequence[int], most_padding: int) -> None:
        self._most_padding = most_padding
        self.lengths = torch.tensor(lengths)
        self.ends = self.lengths.cumsum(0)
        self.starts = self.ends - self.lengths
        self.rows = int(self.lengths.sum())

    @cached_property
    def buckets(self) -> list[Bucket]:
        """The sequences in groups of like length."""
        return [self._bucket(numbers) for numbers in _grouped(self.lengths.tolist(), self._most_padding)]

    def _bucket(self, numbers: list[int]) -> Bucket:
        sequences = torch.tensor(numbers)
        steps = int(self.lengths[numbers[0]])
        step = torch.arange(steps).unsqueeze(1)
        inside = step < self.lengths[sequences]
        forward = torch.where(inside, self.starts[sequences] + step, self.rows)
        return Bucket(sequences, steps, forward.flatten())

    def padded(self, rows: Tensor, bucket: Bucket) -> Tensor:
        """The bucket's part of `rows` as (sequences x steps x width)."""
        return rows.index_select(0, bucket.forward).view(bucket.steps, -1, rows.shape[1]).transpose(0, 1)


def _grouped(lengths: Sequence[int], most_padding: int) -> Iterator[list[int]]:
    """The numbers of the sequences in groups, longest first: a group ends when padding costs what a new one would."""
    group: list[int] = []
    padding = 0
    for number in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group:
            longest, length = lengths[group[0]], lengths[number]
            padding += longest - length
            if padding > most_padding * length or longest * (len(group) + 1) > _MOST_CELLS:
                yield group
                group, padding = [], 0
        group.append(number)
    if group:
        yield group
