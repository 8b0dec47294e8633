"""LSTMs over many sequences of unequal length, run by ONNX Runtime.

Stanza runs packed sequences, for which torch has no fused kernel on a CPU. ONNX Runtime takes a batch with the length
of each sequence, both directions in one call, and on a CPU it is faster than what torch has for dense batches.
"""

from __future__ import annotations

from typing import Any

import onnxruntime
import torch
from torch import Tensor

from service.parsing.stanza_fast.layout import Layout
from service.parsing.stanza_fast.onnx_lstm import lstm_model


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
    """What a plain `nn.LSTM` does, to rounding: (rows x width), the last for padding → (rows x 2 hidden)."""

    def __init__(self, model: Any) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        inputs, recurrent, *biases = (
            torch.stack([_in_order(getattr(model, f"{name}_l0{way}").detach()) for way in ("", "_reverse")])
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        graph = lstm_model(inputs.numpy(), recurrent.numpy(), torch.cat(biases, 1).numpy())
        self._session: Any = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._width: int = 2 * model.hidden_size

    def __call__(self, rows: Tensor, layout: Layout) -> Tensor:
        """The outputs in the order of `rows`, directions side by side."""
        outputs = rows.new_zeros(len(rows), self._width)
        for bucket in layout.buckets:
            cells = rows.index_select(0, bucket.forward).view(bucket.steps, -1, rows.shape[1])
            lengths = layout.lengths[bucket.sequences].int()
            [found] = self._session.run(None, {"x": cells.numpy(), "lengths": lengths.numpy()})
            side_by_side = torch.from_numpy(found).transpose(1, 2).reshape(-1, self._width)
            outputs.index_copy_(0, bucket.forward, side_by_side)
        return outputs


def _in_order(gates: Tensor) -> Tensor:
    """Torch's gates in ONNX's order."""
    take, forget, make, give = gates.chunk(4)
    return torch.cat([take, give, forget, make])
