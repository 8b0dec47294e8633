"""A small transformer over the encoder's vectors: each word sees those around it (Vaswani et al. 2017), in numpy.

`training/reading_layers.py` is the same in torch, and makes the weights. It costs time linear in the number of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from service.reading.pointers import HEADS, LAYERS, REACH, distances

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Weights = Mapping[str, NDArray[np.generic]]

_BLOCK = 128
"""Words that are read together."""
_NOT_SEEN = np.float32(-1e9)


class Layers:
    """The layers with their weights, by the names that they were trained under."""

    def __init__(self, weights: Weights) -> None:
        self.weights = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in weights.items()}
        columns = sum(name.startswith("features.") for name in weights)
        self._tables = [self.weights[f"features.{column}.weight"] for column in range(columns)]
        self._apart = [self._of_distances(number) for number in range(LAYERS)]

    def linear(self, x: Floats, name: str) -> Floats:
        """The linear layer `name`."""
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found

    def read(self, vectors: Floats, features: Numbers) -> Floats:
        """(words x width) of the encoder and (words x columns) of features → (words x width)."""
        x = self.linear(vectors, "project")
        for column, table in enumerate(self._tables):
            x += table[features[:, column]]
        for number in range(LAYERS):
            name = f"layers.{number}"
            x += self.linear(self._attention(self._norm(x, f"{name}.before"), number), f"{name}.output")
            inner = self.linear(self._norm(x, f"{name}.between"), f"{name}.inner")
            x += self.linear(np.maximum(inner, 0), f"{name}.outer")
        return self._norm(x, "norm")

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / x.shape[1]
        found: Floats = centred / np.sqrt(variance + 1e-5) * self.weights[f"{name}.weight"]
        return found + self.weights[f"{name}.bias"]

    def _attention(self, x: Floats, number: int) -> Floats:
        """What each word reads of those at most `REACH` away."""
        count, width = x.shape
        parts = self.linear(x, f"layers.{number}.parts").reshape(count, 3, HEADS, -1).transpose(1, 2, 0, 3)
        query, key, value = np.ascontiguousarray(parts)
        query *= np.float32((width // HEADS) ** -0.5)
        out = np.empty((HEADS, count, width // HEADS), np.float32)
        for begin, end, first, last in blocks(count, REACH):
            from_here = slice(first - begin + REACH, last - begin + REACH)
            scores: Floats = query[:, begin:end] @ key[:, first:last].transpose(0, 2, 1)
            scores += self._apart[number][:, : end - begin, from_here]
            shares: Floats = np.exp(scores - scores.max(2, keepdims=True))
            out[:, begin:end] = shares @ value[:, first:last] / shares.sum(2, keepdims=True)
        return out.transpose(1, 0, 2).reshape(count, width)

    def _of_distances(self, number: int) -> Floats:
        """What a layer adds for the distance of each word of a block from those around it; very little out of reach."""
        here, there = np.arange(_BLOCK), np.arange(-REACH, _BLOCK + REACH)
        added = self.weights[f"layers.{number}.distances"][distances(here + REACH, len(there))].transpose(2, 0, 1)
        far = np.abs(there - here[:, None]) > REACH
        return np.ascontiguousarray(np.where(far, _NOT_SEEN, added))


def blocks(count: int, reach: int) -> Iterator[tuple[int, int, int, int]]:
    """Blocks of words, [begin, end), with the words that they can see, [first, last)."""
    for begin in range(0, count, _BLOCK):
        end = min(count, begin + _BLOCK)
        yield begin, end, max(0, begin - reach), min(count, end + reach)
