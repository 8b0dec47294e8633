"""Scores of pointers → what they point to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def chances(scores: Floats) -> Floats:
    """Scores as chances that add up to 1."""
    powers = np.exp(scores - scores.max())
    found: Floats = powers / powers.sum()
    return found


def best_stretch(starts: Floats, ends: Floats) -> tuple[int, int]:
    """The likeliest first and last place, the first not behind the last, from the logarithms of their chances."""
    best = np.maximum.accumulate(starts)
    last = int((best + ends).argmax())
    return int(starts[: last + 1].argmax()), last
