"""CPU training patches for Stanza 1.15: the same mathematics, several times faster backward passes.

``apply()`` replaces, in the running process only, four pieces that waste the CPU when gradients are taken:

* packed LSTMs: ATen narrows the whole input once per time step, so its backward is quadratic in the longest sentence;
* packing and padding: torch writes slices in place, and each slice copies the whole gradient;
* dropout: ``bernoulli_`` is scalar on CPU, masks come from a pool at random offsets instead;
* float32 matrix products: rounded to bfloat16 inside (AVX512-BF16), accumulated in float32.

``training/check_fast.py`` compares the first two with torch's own results in float64.
"""

from __future__ import annotations

import importlib
import random
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

MODULES_THAT_PACK = (
    "common.char_model",
    "common.packed_lstm",
    "common.hlstm",
)
MASK_POOL = 1 << 22
MASK_USES = 150


class PackedLSTMFunction(Function):  # type: ignore[misc]
    """One direction of one LSTM layer over packed data (time major, longest sequence first)."""

    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        sizes: list[int],
        w_ih: Tensor,
        w_hh: Tensor,
        bias: Tensor,
        h0: Tensor,
        c0: Tensor,
        reverse: bool,
    ) -> Tensor:
        hidden, total, steps = w_hh.shape[1], x.shape[0], len(sizes)
        gates = torch.addmm(bias, x, w_ih.t())
        w_hh_t = w_hh.t().contiguous()
        h_in, c_in = x.new_empty(total, hidden), x.new_empty(total, hidden)
        tanh_c, out = x.new_empty(total, hidden), x.new_empty(total, hidden)
        starts = [0] * steps
        for t in range(1, steps):
            starts[t] = starts[t - 1] + sizes[t - 1]
        h, c = h0[:0], c0[:0]
        for t in range(steps - 1, -1, -1) if reverse else range(steps):
            n = sizes[t]
            rows = slice(starts[t], starts[t] + n)
            if n > h.shape[0]:  # sequences that begin at this step (all of them at the first step)
                h, c = torch.cat([h, h0[h.shape[0] : n]]), torch.cat([c, c0[c.shape[0] : n]])
            else:
                h, c = h[:n], c[:n]
            h_in[rows], c_in[rows] = h, c
            gate = gates[rows]
            gate.addmm_(h, w_hh_t)
            gate[:, : 2 * hidden].sigmoid_()
            gate[:, 3 * hidden :].sigmoid_()
            gate[:, 2 * hidden : 3 * hidden].tanh_()
            c = torch.addcmul(gate[:, hidden : 2 * hidden] * c, gate[:, :hidden], gate[:, 2 * hidden : 3 * hidden])
            torch.tanh(c, out=tanh_c[rows])
            h = out[rows]
            torch.mul(gate[:, 3 * hidden :], tanh_c[rows], out=h)
        ctx.save_for_backward(x, w_ih, w_hh, gates, h_in, c_in, tanh_c)
        ctx.sizes, ctx.starts, ctx.reverse, ctx.batch = sizes, starts, reverse, h0.shape[0]
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        x, w_ih, w_hh, gates, h_in, c_in, tanh_c = ctx.saved_tensors
        hidden, steps = w_hh.shape[1], len(ctx.sizes)
        d_out = grads[0].contiguous()
        d_gates = torch.empty_like(gates)
        d_h0, d_c0 = x.new_zeros(ctx.batch, hidden), x.new_zeros(ctx.batch, hidden)
        d_h, d_c = x.new_zeros(0, hidden), x.new_zeros(0, hidden)
        for t in range(steps) if ctx.reverse else range(steps - 1, -1, -1):
            n = ctx.sizes[t]
            rows = slice(ctx.starts[t], ctx.starts[t] + n)
            if d_h.shape[0] > n:  # sequences that began one step later: their gradient belongs to the initial state
                d_h0[n : d_h.shape[0]], d_c0[n : d_c.shape[0]] = d_h[n:], d_c[n:]
                d_h, d_c = d_h[:n], d_c[:n]
            d = d_out[rows].clone()
            d[: d_h.shape[0]] += d_h
            gate, tanh = gates[rows], tanh_c[rows]
            i, f = gate[:, :hidden], gate[:, hidden : 2 * hidden]
            g, o = gate[:, 2 * hidden : 3 * hidden], gate[:, 3 * hidden :]
            d_cell = d * o * (1 - tanh * tanh)
            d_cell[: d_c.shape[0]] += d_c
            dg = d_gates[rows]
            torch.mul(d * tanh, o * (1 - o), out=dg[:, 3 * hidden :])
            torch.mul(d_cell * g, i * (1 - i), out=dg[:, :hidden])
            torch.mul(d_cell * c_in[rows], f * (1 - f), out=dg[:, hidden : 2 * hidden])
            torch.mul(d_cell * i, 1 - g * g, out=dg[:, 2 * hidden : 3 * hidden])
            d_c, d_h = d_cell * f, dg @ w_hh
        d_h0[: d_h.shape[0]], d_c0[: d_c.shape[0]] = d_h, d_c
        d_x = d_gates @ w_ih if ctx.needs_input_grad[0] else None
        return d_x, None, d_gates.t() @ x, d_gates.t() @ h_in, d_gates.sum(0), d_h0, d_c0, None


def packed_lstm(
    lstm: torch.nn.LSTM, data: PackedSequence, hx: tuple[Tensor, Tensor] | None
) -> tuple[PackedSequence, tuple[Tensor, Tensor]]:
    """Run a one-layer LSTM over sorted packed data; the state that comes back is the initial one (nobody reads it)."""
    sizes = data.batch_sizes.tolist()
    directions = 2 if lstm.bidirectional else 1
    if hx is None:
        zero = data.data.new_zeros(directions, sizes[0], lstm.hidden_size)
        hx = (zero, zero)
    outs = []
    for d in range(directions):
        w_ih, w_hh, b_ih, b_hh = (
            getattr(lstm, f"{name}_l0{'_reverse' if d else ''}")
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        outs.append(PackedLSTMFunction.apply(data.data, sizes, w_ih, w_hh, b_ih + b_hh, hx[0][d], hx[1][d], bool(d)))
    out = torch.cat(outs, 1) if directions == 2 else outs[0]
    packed = PackedSequence(out, data.batch_sizes, data.sorted_indices, data.unsorted_indices)
    return packed, (hx[0].detach(), hx[1].detach())


def patch_lstm() -> None:
    """Use ``packed_lstm`` in Stanza's PackedLSTM whenever gradients are taken."""
    from stanza.models.common import packed_lstm as module

    original = module.PackedLSTM.forward

    def forward(self: Any, data: Any, lengths: Any, hx: Any = None) -> Any:
        simple = self.lstm.num_layers == 1 and not self.lstm.proj_size
        if not (torch.is_grad_enabled() and isinstance(self.lstm, torch.nn.LSTM) and simple):
            return original(self, data, lengths, hx)
        if not isinstance(data, PackedSequence):
            data = pack_padded_sequence(data, lengths, batch_first=self.batch_first)
        out, state = packed_lstm(self.lstm, data, hx)
        return (pad_packed_sequence(out, batch_first=self.batch_first)[0] if self.pad else out), state

    module.PackedLSTM.forward = forward


def packed_index(lengths: Any) -> tuple[Tensor, Tensor, Tensor]:
    """Time and row of each packed element, and the batch sizes, for lengths sorted from long to short."""
    size = torch.as_tensor(lengths, dtype=torch.long)
    mask = size.unsqueeze(0) > torch.arange(int(size[0])).unsqueeze(1)
    time, row = mask.nonzero(as_tuple=True)
    return time, row, mask.sum(1)


def pack_padded(data: Tensor, lengths: Any, batch_first: bool = True, enforce_sorted: bool = True) -> PackedSequence:
    """torch's pack_padded_sequence (batch first, sorted) through one index_select."""
    time, row, sizes = packed_index(lengths)
    flat = data.reshape(data.shape[0] * data.shape[1], *data.shape[2:])
    return PackedSequence(flat.index_select(0, row * data.shape[1] + time), sizes)


def pad_packed(data: PackedSequence, batch_first: bool = True) -> tuple[Tensor, Tensor]:
    """torch's pad_packed_sequence (batch first, padded with zero) through one index_select."""
    flat, sizes = data.data, data.batch_sizes
    mask = sizes.unsqueeze(1) > torch.arange(int(sizes[0])).unsqueeze(0)
    time, row = mask.nonzero(as_tuple=True)
    index = torch.full((int(sizes[0]), len(sizes)), flat.shape[0], dtype=torch.long)
    index[row, time] = torch.arange(flat.shape[0])
    padded = torch.cat([flat, flat.new_zeros(1, *flat.shape[1:])])
    return padded.index_select(0, index.view(-1)).view(*index.shape, *flat.shape[1:]), mask.sum(0)


def pack_list(sequences: Any, enforce_sorted: bool = True) -> PackedSequence:
    """torch's pack_sequence (sorted) through one index_select."""
    lengths = [len(sequence) for sequence in sequences]
    time, row, sizes = packed_index(lengths)
    starts = torch.cumsum(torch.tensor([0, *lengths[:-1]]), 0)
    return PackedSequence(torch.cat(list(sequences)).index_select(0, starts[row] + time), sizes)


class PooledDropout:
    """Inverted dropout whose masks are random windows of a pool that is drawn anew after ``MASK_USES`` uses."""

    def __init__(self) -> None:
        self.pools: dict[float, tuple[Tensor, int]] = {}

    def __call__(self, x: Tensor, p: float) -> Tensor:
        if x.numel() > MASK_POOL // 2:
            return torch.dropout(x, p, True)
        pool, uses = self.pools.get(p, (None, MASK_USES))
        if pool is None or uses >= MASK_USES:
            pool, uses = (torch.rand(MASK_POOL) >= p).float() / (1 - p), 0
        self.pools[p] = (pool, uses + 1)
        start = random.randrange(MASK_POOL - x.numel())
        return x * pool[start : start + x.numel()].view(x.shape)


def apply() -> None:
    """Install all patches in this process."""
    torch.set_float32_matmul_precision("medium")
    patch_lstm()
    for name in MODULES_THAT_PACK:
        module = importlib.import_module(f"stanza.models.{name}")
        for attribute, function in (
            ("pack_padded_sequence", pack_padded),
            ("pad_packed_sequence", pad_packed),
            ("pack_sequence", pack_list),
        ):
            if hasattr(module, attribute):
                setattr(module, attribute, function)
    dropout = PooledDropout()
    torch.nn.Dropout.forward = lambda self, x: dropout(x, self.p) if self.training and self.p else x
