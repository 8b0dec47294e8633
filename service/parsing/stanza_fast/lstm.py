"""LSTMs over many sequences of unequal length, in few calls of oneDNN's kernel.

Stanza runs packed sequences, for which torch has no fused kernel on a CPU. Here each direction runs alone, the backward
one over reversed sequences, so that padding always comes last and no result depends on it. The weights are laid out
once, for which `torch.lstm` takes its time in each call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from service.parsing.stanza_fast.layout import SIDE_BY_SIDE, STEPS, Layout

_LSTM = 2
"""oneDNN's number of the kind of network."""


def is_plain(model: Any) -> bool:
    """Whether `Lstm` can run this module."""
    return (
        isinstance(model, torch.nn.LSTM)
        and model.num_layers == 1
        and model.bidirectional
        and not model.proj_size
        and model.bias
    )


class Lstm:
    """What a plain `nn.LSTM` does: (rows x width), the last for padding → (rows x 2 hidden)."""

    def __init__(self, model: Any) -> None:
        self._hidden: int = model.hidden_size
        self._has_onednn = torch.backends.mkldnn.is_available()
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        self._directions = [[getattr(model, f"{n}_l0{d}").detach() for n in names] for d in ("", "_reverse")]
        if self._has_onednn:
            shape = [STEPS, SIDE_BY_SIDE, model.input_size]
            for weights in self._directions:
                weights[:2] = torch.ops.mkldnn._reorder_mkldnn_rnn_layer_weight(
                    *weights[:2], self._hidden, False, True, False, shape
                )

    def __call__(self, rows: Tensor, layout: Layout) -> Tensor:
        """The outputs in the order of `rows`, directions side by side."""
        indices = (layout.stairs.forward, layout.stairs.backward)
        directions = zip(indices, self._directions, strict=True)
        return torch.cat([self._read(rows, index, layout.stairs.counts, weights) for index, weights in directions], 1)

    def _read(self, rows: Tensor, index: Tensor, counts: Sequence[int], weights: list[Tensor]) -> Tensor:
        hidden = cell = rows.new_zeros(1, counts[0], self._hidden)
        results = []
        stretches = rows.index_select(0, index).split([STEPS * count for count in counts])
        for inputs, count in zip(stretches, counts, strict=True):
            before = [values[:, :count].contiguous() for values in (hidden, cell)]
            result, hidden, cell = self._stretch(inputs.view(STEPS, count, -1), before, weights)
            results.append(result.view(-1, self._hidden))
        return rows.new_zeros(len(rows), self._hidden).index_copy_(0, index, torch.cat(results))

    def _stretch(self, inputs: Tensor, before: list[Tensor], weights: list[Tensor]) -> Sequence[Tensor]:
        """The outputs, and the state after them."""
        if not self._has_onednn:
            run: Sequence[Tensor] = torch.lstm(inputs, before, weights, True, 1, 0.0, False, False, False)
            return run
        output, hidden, cell, _ = torch.mkldnn_rnn_layer(
            inputs, *weights, *before, False, [], _LSTM, self._hidden, 1, True, False, False, False
        )
        return output, hidden.view_as(before[0]), cell.view_as(before[0])
