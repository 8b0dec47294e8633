"""Check the patches of ``fast.py`` against torch in float64: prints the largest difference, fails above 1e-9."""

from __future__ import annotations

import fast
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence


def lstm_difference(lengths: list[int]) -> float:
    """Outputs and all gradients of a bidirectional LSTM over sequences of these lengths."""
    lstm = torch.nn.LSTM(7, 5, batch_first=True, bidirectional=True).double()
    x = torch.randn(len(lengths), lengths[0], 7).double().requires_grad_()
    h, c = (torch.randn(2, len(lengths), 5).double().requires_grad_() for _ in range(2))
    leaves = [x, h, c, *lstm.parameters()]
    weight = torch.randn(sum(lengths), 10).double()
    results = []
    for run in (lambda data: lstm(data, (h, c))[0].data, lambda data: fast.packed_lstm(lstm, data, (h, c))[0].data):
        for leaf in leaves:
            leaf.grad = None
        out = run(pack_padded_sequence(x, lengths, batch_first=True))  # type: ignore[no-untyped-call]
        torch.autograd.backward([(out * weight).sum()])
        results.append([out.detach(), *(leaf.grad.clone() for leaf in leaves if leaf.grad is not None)])
    return max(float((a - b).abs().max()) for a, b in zip(*results, strict=True))


def packing_difference(lengths: list[int]) -> float:
    """Packing, padding and packing a list."""
    x = torch.randn(len(lengths), lengths[0], 3).double()
    theirs, ours = pack_padded_sequence(x, lengths, batch_first=True), fast.pack_padded(x, lengths)
    parts = [torch.randn(n, 3).double() for n in lengths]
    pairs = [
        (theirs.data, ours.data),
        (theirs.batch_sizes, ours.batch_sizes),
        (pad_packed_sequence(theirs, batch_first=True)[0], fast.pad_packed(theirs)[0]),
        (pack_sequence(parts).data, fast.pack_list(parts).data),
    ]
    return max(float((a - b).abs().max()) for a, b in pairs)


def main() -> None:
    """Run all checks."""
    torch.manual_seed(0)
    lengths = [6, 6, 4, 3, 1]
    worst = max(lstm_difference(lengths), packing_difference(lengths))
    print(f"largest difference {worst:.1e}")
    if worst > 1e-9:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
